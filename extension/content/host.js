// @ts-check
// One element on the page that holds what Proviso shows, in a shadow root. The page can remove it (it comes back) but cannot
// look inside or restyle it. Keys pressed in it are its own: the page does not see them, so its hotkeys stay quiet and its
// focus trap does not pull the focus away.

/** What is shown at the moment, by its element on the page. @type {Map<EventTarget, ShadowHost>} */
const shownHosts = new Map();

// A page that removes the element again and again wins in the end: no endless quarrel in somebody's tab.
const RESTORE_LIMIT = 50;

class ShadowHost {
  /**
   * @param {{signal: AbortSignal, sheets: readonly string[], onKey?: (event: KeyboardEvent, focused: Element | null) => void,
   *   onRestored?: () => void, modal?: boolean}} options `onRestored` when the page had taken it away; `modal` keeps every key
   */
  constructor({ signal, sheets, onKey, onRestored, modal = false }) {
    this.modal = modal;
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

  /** Put it on the page, and back on the page when the page takes it away. */
  enter() {
    shownHosts.set(this.host, this);
    if (this.host.isConnected || this.signal.aborted) return;
    document.documentElement.append(this.host);
    if (this.watcher) return;
    let restored = 0;
    this.watcher = new MutationObserver(() => {
      if (this.host.isConnected || restored++ >= RESTORE_LIMIT) return;
      document.documentElement.append(this.host);
      this.onRestored?.();
    });
    this.watcher.observe(document.documentElement, { childList: true });
  }

  /** Take it off the page. */
  leave() {
    shownHosts.delete(this.host);
    this.watcher?.disconnect();
    this.watcher = undefined;
    this.host.remove();
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
  for (const one of document.querySelectorAll(":root > div")) {
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
