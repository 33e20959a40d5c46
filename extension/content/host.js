// @ts-check
// One element on the page that holds what Proviso shows, in a shadow root. The page can remove it (it comes back) but cannot
// look inside or restyle it. Keys pressed in it are its own: the page does not see them, so its hotkeys stay quiet and its
// focus trap does not pull the focus away.

/** What is shown at the moment, by its element on the page. @type {Map<EventTarget, ShadowHost>} */
const shownHosts = new Map();

// A page that removes the element again and again wins in the end: no endless quarrel in somebody's tab.
const RESTORE_LIMIT = 50;
// Over these lies nothing but what is in them, and while one is modal nothing else can be pressed.
const LAYER = ":modal,:popover-open";

class ShadowHost {
  /** Where it is on the page. @type {Element | null} */
  home = null;
  /** Ends when it goes or moves. @type {AbortController | undefined} */
  #staying;

  /**
   * @param {{signal: AbortSignal, sheets: readonly string[], onKey?: (event: KeyboardEvent, focused: Element | null) => void,
   *   onRestored?: () => void, modal?: boolean, outlives?: boolean}} options `onRestored` when the page had taken it away; `modal` keeps
   *   every key; what `outlives` a dialog that it was shown in stays on the page when that closes
   */
  constructor({ signal, sheets, onKey, onRestored, modal = false, outlives = false }) {
    this.modal = modal;
    this.outlives = outlives;
    this.signal = signal;
    this.onKey = onKey;
    this.onRestored = onRestored;
    this.host = document.createElement("div");
    this.root = this.host.attachShadow({ mode: shadowMode() });
    this.root.adoptedStyleSheets = sheets.map(styleSheet);
    this.frame = element("div", { class: "frame", "data-of": "proviso" });
    this.root.append(this.frame);
    for (const type of ["click", "dblclick", "pointerdown", "mousedown", "pointerup", "mouseup", "touchstart", "wheel"]) {
      this.host.addEventListener(type, (event) => event.stopPropagation(), { signal, passive: true });
    }
    signal.addEventListener("abort", () => this.leave(), { once: true });
  }

  /** Whether the focus is inside. */
  get hasFocus() {
    return this.root.activeElement !== null;
  }

  /**
   * Put it on the page, and back on the page when the page takes it away: beside `anchor`, so inside the page's own modal dialog if
   * that is where the anchor is.
   * @param {Element | null} [anchor]
   */
  enter(anchor = null) {
    if (this.signal.aborted) return;
    shownHosts.set(this.host, this);
    const layer = anchor?.closest(LAYER) ?? null;
    const home = layer ?? document.documentElement;
    if (this.host.isConnected && this.host.parentElement === home) return;
    this.#put(home, layer);
    if (this.home !== home) this.#stay(home, layer);
  }

  /** Take it off the page. */
  leave() {
    shownHosts.delete(this.host);
    this.#staying?.abort();
    this.home = null;
    this.host.remove();
  }

  /**
   * @param {Element} home
   * @param {Element | null} layer
   */
  #put(home, layer) {
    this.host.popover = layer && "manual";
    home.append(this.host);
    if (layer?.isConnected) this.host.showPopover(); // above its dialog, whatever that clips or moves
  }

  /**
   * Come back when the page takes it away, and go when the dialog closes.
   * @param {Element} home
   * @param {Element | null} layer
   */
  #stay(home, layer) {
    this.#staying?.abort();
    this.#staying = new AbortController();
    this.home = home;
    const { signal } = this.#staying;
    let restored = 0;
    const watcher = new MutationObserver(() => {
      if (this.host.parentElement === home || restored++ >= RESTORE_LIMIT) return;
      this.#put(home, layer);
      this.onRestored?.();
    });
    watcher.observe(home, { childList: true });
    signal.addEventListener("abort", () => watcher.disconnect(), { once: true });
    for (const type of layer ? ["close", "toggle"] : []) home.addEventListener(type, () => this.#follow(home), { signal });
  }

  /** The dialog may have closed. @param {Element} home */
  #follow(home) {
    if (home.matches(LAYER)) return;
    this.leave();
    if (this.outlives) this.enter();
  }

  /**
   * Light or dark like the page behind `anchor`, which may differ from the system's choice.
   * @param {Element | null} anchor
   */
  matchTheme(anchor) {
    this.frame.dataset.theme = isDarkBehind(anchor) ? "dark" : "light";
  }
}

/**
 * @param {KeyboardEvent} event
 */
function keepKey(event) {
  const shown = (event.target && shownHosts.get(event.target)) ?? [...shownHosts.values()].find(({ modal }) => modal);
  if (!shown) return;
  event.stopImmediatePropagation(); // what the browser does with the key (Tab, Enter, Space) still happens
  if (event.type === "keydown") shown.onKey?.(event, shown.root.activeElement);
}

/**
 * Focus traps of modal composers listen for focus that leaves them, and take it back.
 * @param {FocusEvent} event
 */
function keepFocus(event) {
  if (event.target && shownHosts.has(event.target)) event.stopImmediatePropagation();
}

for (const type of /** @type {const} */ (["keydown", "keypress", "keyup"])) window.addEventListener(type, keepKey, { capture: true });
for (const type of /** @type {const} */ (["focus", "focusin"])) window.addEventListener(type, keepFocus, { capture: true });

/**
 * Take away what is left of an earlier version. After an update Firefox ends the scripts of open tabs and starts the new ones there;
 * what the old ones have drawn stays, with a state that nobody keeps. Chromium starts no new ones, and lets nobody look inside.
 */
function removeLeftovers() {
  for (const one of document.querySelectorAll(`:root > div, :is(${LAYER}) > div`)) {
    const { openOrClosedShadowRoot: root } = /** @type {{openOrClosedShadowRoot?: ShadowRoot | null}} */ (/** @type {unknown} */ (one));
    if (root?.querySelector(".frame[data-of=proviso]")) one.remove();
  }
}
removeLeftovers();

/** @type {Map<string, CSSStyleSheet>} */
const styleSheets = new Map();

/** @param {string} css */
function styleSheet(css) {
  let sheet = styleSheets.get(css);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    styleSheets.set(css, sheet);
  }
  return sheet;
}

/**
 * Whether the nearest painted background behind an element is dark.
 * @param {Element | null} start
 */
function isDarkBehind(start) {
  for (let at = start; at; at = at.parentElement) {
    const parts = getComputedStyle(at).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [];
    const [red = 255, green = 255, blue = 255, alpha = 1] = parts;
    if (parts.length >= 3 && alpha > 0.5) return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 110;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches && getComputedStyle(document.documentElement).colorScheme.includes("dark");
}
