// @ts-check
// The small sign near a composer that says what Proviso knows of the draft, and the list it opens. Never takes the focus on its own.

const PATIENCE_MS = 300; // a check that is quicker than this is not worth a change of the sign
const SETTLED_MS = 120; // scrolling has ended: look for a better place

/**
 * @typedef {{
 *   signal: AbortSignal,
 *   onCard: (finding: Finding, from: {rect: DOMRect, back: (hadFocus: boolean) => void}) => void,
 *   onFix: (finding: Finding, fix: Fix) => void,
 *   onAction?: (action: StateAction) => void,
 *   onRestore?: () => void,
 *   explain?: () => Promise<Explained>,
 * }} PanelOptions
 */

class Panel {
  /** Every panel on this page, the last shown last. @type {Set<Panel>} */
  static all = new Set();

  /** @param {PanelOptions} options */
  constructor({ signal, onCard, onFix, onAction, onRestore, explain }) {
    this.own = new AbortController();
    signal.addEventListener("abort", () => this.remove(), { once: true });
    this.onAction = onAction;
    this.shadow = new ShadowHost({
      signal: this.own.signal,
      sheets: [BASE_STYLE, PANEL_STYLE],
      onKey: (event, focused) => this.#onKey(event, focused),
    });
    this.pill = button("pill", [], () => this.toggleList(), this.own.signal);
    this.pill.setAttribute("aria-haspopup", "dialog");
    this.pill.addEventListener("mousedown", (event) => event.preventDefault(), { signal: this.own.signal }); // the editor keeps its focus
    this.announcer = new Announcer(this.own.signal);
    this.list = new FindingsList({
      signal: this.own.signal,
      onCard: (finding, row) => onCard(finding, this.#makeWay(row)),
      onFix,
      onAction: (action) => this.#act(action),
      onRestore: () => onRestore?.(),
      onClose: () => this.closeList(),
      explain,
      onResized: () => this.#placeSoon(),
    });
    this.shadow.frame.append(this.pill, this.list.element, this.announcer.element);
    /** @type {View | null} */
    this.view = null;
    /** @type {Element | null} */
    this.anchor = null;
    /** @type {Element | null} */
    this.submit = null;
    this.held = false;
    /** What the sign says, as it was last drawn. */
    this.drawn = "";
    this.#watch();
  }

  /**
   * Say what is known of the draft.
   * @param {View} view
   * @param {Element} anchor the editor
   * @param {Element | null} [submit] the page's own button: beside it is the best place
   */
  show(view, anchor, submit = null) {
    if (this.own.signal.aborted) return;
    const moved = anchor !== this.anchor;
    if (moved || submit !== this.submit) this.drawn = "";
    this.view = view;
    this.anchor = anchor;
    /** @type {Element | null} */
    this.submit = submit;
    Panel.all.delete(this);
    Panel.all.add(this);
    if (moved) this.#follow(anchor);
    clearTimeout(this.patience);
    const isBrief = view.state === "checking" && this.pill.hasChildNodes();
    if (isBrief) this.patience = setTimeout(() => this.#render(), PATIENCE_MS);
    else this.#render();
    if (view.state === "clear" && !this.shadow.hasFocus) this.closeList(); // the last finding has been dealt with
    this.announcer.later(view);
  }

  /**
   * While a post waits for an answer, the sign says so.
   * @param {boolean} held
   */
  hold(held) {
    this.held = held;
    if (this.view) this.#render();
  }

  /** Open the list and move the focus into it; or close it when the focus is there already. */
  toggleList() {
    if (this.isOpen && this.shadow.hasFocus) this.closeList();
    else this.openList();
  }

  /** Whether the list is open. */
  get isOpen() {
    return !this.list.element.hidden;
  }

  /** Open the list; the place of the caret is remembered. */
  openList() {
    if (!this.view) return;
    if (!this.shadow.hasFocus) this.caret = new Caret(this.anchor);
    this.list.element.hidden = false;
    this.#render();
    this.list.focusFirst();
  }

  /** Close the list and give the focus back, the caret where it was. */
  closeList() {
    if (!this.isOpen) return;
    const hadFocus = this.shadow.hasFocus;
    this.list.element.hidden = true;
    this.pill.setAttribute("aria-expanded", "false");
    if (hadFocus) this.caret?.restore();
  }

  /** Take everything off the page. */
  remove() {
    Panel.all.delete(this);
    clearTimeout(this.patience);
    clearTimeout(this.settled);
    this.own.abort();
  }

  /**
   * A card takes the list's place, and gives it back.
   * @param {number} row
   */
  #makeWay(row) {
    const list = this.list.element;
    const rect = list.getBoundingClientRect();
    list.style.visibility = "hidden";
    /** @param {boolean} hadFocus */
    const back = (hadFocus) => {
      list.style.visibility = "visible";
      if (hadFocus) this.list.focusRow(row);
    };
    return { rect, back };
  }

  /** @param {StateAction} action */
  #act(action) {
    if (action === "list") this.openList();
    else this.onAction?.(action);
  }

  #render() {
    if (!this.view || !this.anchor) return;
    const view = this.held ? { ...this.view, state: /** @type {const} */ ("held") } : this.view;
    const { tone, short, sentence } = describe(view);
    const sign = JSON.stringify([tone, short, sentence]);
    if (!this.isOpen && sign === this.drawn && this.shadow.host.isConnected) return; // most keystrokes change nothing here
    this.drawn = sign;
    const small = tone === "clear" || tone === "wait";
    this.pill.classList.toggle("small", small);
    this.pill.replaceChildren(shape(tone), element("span", small ? { class: "unseen" } : {}, short));
    this.pill.title = words("list_open_hint", sentence);
    this.pill.setAttribute("aria-expanded", String(this.isOpen));
    if (this.isOpen) this.list.render(view);
    this.shadow.matchTheme(this.anchor.matches("[role=button],button") ? this.anchor.parentElement : this.anchor); // a button has its own colours
    this.#place();
  }

  #watch() {
    const { signal } = this.own;
    window.addEventListener("scroll", () => this.#onScroll(), { signal, capture: true, passive: true });
    window.addEventListener("resize", () => this.#placeSoon(), { signal, passive: true });
    // Finding a place costs milliseconds: on a page with many composers only the one in use looks for a better one.
    window.addEventListener("focusin", () => (Panel.inFront() === this ? this.#placeSoon() : this.#moveSoon()), { signal, capture: true });
    window.addEventListener("keydown", (event) => this.#onShortcut(event), { signal, capture: true });
    this.sizes = new ResizeObserver(() => this.#placeSoon());
    signal.addEventListener("abort", () => this.sizes?.disconnect(), { once: true });
  }

  /** @param {Element} anchor */
  #follow(anchor) {
    this.sizes?.disconnect();
    this.sizes?.observe(anchor);
  }

  #onScroll() {
    clearTimeout(this.settled);
    if (Panel.inFront() === this) this.settled = setTimeout(() => this.#place(), SETTLED_MS);
    this.#moveSoon();
  }

  #moveSoon() {
    if (this.moving) return;
    this.moving = requestAnimationFrame(() => {
      this.moving = 0;
      this.#move();
    });
  }

  #placeSoon() {
    if (this.placing) return;
    this.placing = requestAnimationFrame(() => {
      this.placing = 0;
      this.#place();
    });
  }

  /** Find a free place beside the editor, and remember it relative to the editor. */
  #place() {
    const { anchor, shadow, pill } = this;
    if (!anchor || !this.view) return;
    shadow.enter(anchor);
    const rect = anchor.getBoundingClientRect();
    const { width, height } = pill.getBoundingClientRect();
    const isSeen = anchor.isConnected && !isCovered(anchor, shadow.host);
    const submit = (this.#isNearest(rect) && this.submit?.getBoundingClientRect()) || null;
    const box = isSeen ? placeBeside(rect, submit, { width, height }, shadow.host) : null;
    pill.style.visibility = box ? "visible" : "hidden";
    if (box) {
      this.offset = { left: box.left - rect.left, top: box.top - rect.top };
      putAt(pill, box);
    }
    if (this.isOpen) this.#placeList(rect);
  }

  /**
   * Whether the page's button is nearer to this editor than to the others of a thread.
   * @param {DOMRect} rect
   */
  #isNearest(rect) {
    const others = [...Panel.all].filter(({ submit, anchor }) => submit === this.submit && anchor?.isConnected);
    return others.every(({ anchor }) => (anchor?.getBoundingClientRect().top ?? 0) <= rect.top);
  }

  /** Move with the editor: one read of the layout a frame. */
  #move() {
    if (!this.anchor || !this.offset) return;
    const rect = this.anchor.getBoundingClientRect();
    const inside = rect.width > 0 && rect.bottom > 0 && rect.top < innerHeight;
    this.pill.style.visibility = inside ? "visible" : "hidden";
    putAt(this.pill, { left: rect.left + this.offset.left, top: rect.top + this.offset.top });
    if (this.isOpen) this.#placeList(rect);
  }

  /** @param {DOMRect} rect */
  #placeList(rect) {
    const list = this.list.element;
    const { width } = list.getBoundingClientRect();
    const box = placeOutside([this.pill.getBoundingClientRect(), rect], { width, height: Math.min(this.list.wholeHeight, 440) });
    list.style.maxHeight = `${Math.min(box.maxHeight, 440)}px`;
    putAt(list, box);
  }

  /** @param {KeyboardEvent} event */
  #onShortcut(event) {
    if (event.isComposing || event.repeat || !isListShortcut(event) || Panel.inFront() !== this) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.toggleList();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {Element | null} focused
   */
  #onKey(event, focused) {
    if (!this.isOpen || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") this.closeList();
    else if (!this.list.walk(event, focused)) return;
    event.preventDefault();
  }

  /** The panel that the shortcut means: where the focus is, else the one shown last. */
  static inFront() {
    const panels = [...Panel.all];
    const focused = document.activeElement;
    const own = panels.find((panel) => panel.shadow.hasFocus) ?? panels.find((panel) => panel.anchor?.contains(focused));
    return own ?? panels.at(-1) ?? null;
  }
}

/**
 * Alt+Shift+P, by the letter or by the key, because Alt changes the letter on some systems.
 * @param {KeyboardEvent} event
 */
function isListShortcut({ altKey, shiftKey, ctrlKey, metaKey, code, key }) {
  return altKey && shiftKey && !ctrlKey && !metaKey && (code === "KeyP" || key.toLowerCase() === "p");
}

/**
 * @param {HTMLElement} box
 * @param {{left: number, top: number}} at
 */
function putAt(box, { left, top }) {
  box.style.translate = `${Math.round(left)}px ${Math.round(top)}px`;
}
