// @ts-check
// One composer on the page: ties its editor, its conversation with the agent, its underlines and its panel together.
// Everything it adds ends with one abort, when the page takes the composer away.

const CHECK_UNDERLINES_MS = 1000; // while the composer has the focus, and never faster
const CONTEXT_KEPT_MS = 1000; // what the page says about account and place changes rarely; a keystroke need not read it again

class Composer {
  /** @type {Snapshot} */
  #seen;
  /** @type {Spot[]} */
  #spots = [];
  /** @type {{at: number, values: Record<string, unknown>} | null} */
  #context = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #checking;
  /** How often in a row the underlines were found missing. */
  #losses = 0;
  /** The fixes of one composer, one after the other. @type {Promise<void>} */
  #fixing = Promise.resolve();
  #closing = new AbortController();
  #ignored = new Ignored();
  #cardView;
  #observer = new MutationObserver(() => this.#changed());
  #options;

  /**
   * @param {{root: HTMLElement, kind: ComposerKind, site: Site, link: Link, underlines: Underlines, notice: Notice,
   *   signal: AbortSignal, onClose: (composer: Composer) => void}} options
   */
  constructor(options) {
    const { root, kind, link } = options;
    const { signal } = this.#closing;
    this.#options = options;
    this.editor = new Editor(root, kind.kind, signal);
    this.#seen = this.editor.read();
    this.#cardView = new CardView({
      signal,
      fetchCard: (finding) => link.card(finding),
      onFix: (finding, fix) => this.fix(finding, fix),
      onIgnore: (finding) => this.#ignore(finding),
      explain: (finding) => this.conversation.explain(finding.rule),
    });
    this.panel = new Panel({
      signal,
      onCard: (finding, from) => this.#openCard(finding, from.rect, { focus: true, back: from.back }),
      onFix: (finding, fix) => this.fix(finding, fix),
      onAction: (action) => (action === "recheck" ? this.conversation.recheck() : link.act(action)),
      onRestore: () => this.#restore(),
      explain: () => this.conversation.explain(null),
    });
    this.conversation = new Conversation({
      link,
      context: () => this.#readContext(),
      signal,
      onChange: () => this.#show(),
      recognised: kind.recognised,
    });
    this.#watch();
    this.conversation.text(this.#seen.text);
  }

  /** What publishes from the keyboard here. */
  get submitKeys() {
    return this.#options.kind.submitKeys;
  }

  /** What is known of the draft, without what its author has called no problem. */
  get view() {
    return this.#ignored.apply(this.conversation.view);
  }

  /** The button that publishes this draft. Asked for each time: pages draw it anew. */
  submitButton() {
    const { site, kind, root } = this.#options;
    return submitButtonOf(site, kind, root);
  }

  /** Publish as the person asked to: by the page's own button, or by its keys where it has none. */
  submit() {
    const submit = this.submitButton();
    if (submit) submit.click();
    else pressEnter(this.editor.element, this.submitKeys === "mod-enter");
  }

  /** Read the text as it is now: what was typed last may not have been seen yet. */
  refresh() {
    this.#changed();
  }

  /**
   * While a post waits for an answer, the panel says so.
   * @param {boolean} isHeld
   */
  hold(isHeld) {
    this.panel.hold(isHeld);
  }

  /**
   * What the card of a finding shows.
   * @param {Finding} finding
   */
  card(finding) {
    return this.#options.link.card(finding);
  }

  /**
   * Apply a fix to the draft that is shown now; if the editor does not take it, offer its words to the clipboard.
   * @param {Finding} _finding
   * @param {Fix} fix
   */
  fix(_finding, fix) {
    const { text } = this.view;
    this.#fixing = this.#fixing.then(async () => {
      const { ok } = await this.editor.apply(fix.edits, text ?? "");
      if (!ok) this.#options.notice.offerCopy(fix);
    });
  }

  /**
   * Whether the person is writing here. Only then are the underlines looked after.
   * @param {boolean} isFocused
   */
  focus(isFocused) {
    clearInterval(this.#checking);
    if (!isFocused || this.#closing.signal.aborted) return;
    this.#context = null;
    this.#checking = setInterval(() => this.#checkUnderlines(), CHECK_UNDERLINES_MS);
  }

  /** Take everything down. */
  close() {
    if (this.#closing.signal.aborted) return;
    clearInterval(this.#checking);
    this.#observer.disconnect();
    this.conversation.close();
    this.#options.underlines.clear(this);
    this.panel.remove();
    this.#closing.abort();
    this.#options.onClose(this);
  }

  #watch() {
    const { root, kind, signal: page } = this.#options;
    const { signal } = this.#closing;
    this.#observer.observe(root, { subtree: true, childList: true, characterData: true });
    if (kind.kind === "native") root.addEventListener("input", () => this.#changed(), { signal }); // a textarea has no mutations
    // The browser reports the new size, nothing, of an element that has been removed: no watch over the whole page is needed.
    const presence = new ResizeObserver(() => root.isConnected || this.close());
    presence.observe(root);
    signal.addEventListener("abort", () => presence.disconnect(), { once: true });
    page.addEventListener("abort", () => this.close(), { signal });
    new Hover({
      signal,
      element: root,
      spots: () => this.#spots,
      onOpen: (finding, rect) => this.#openCard(finding, rect),
      onLeave: () => this.#cardView.leave(),
      onReturn: () => this.#cardView.stay(),
    });
  }

  /** The page has drawn the editor anew. Often the text is the same, and only its nodes are others. */
  #changed() {
    const before = this.#seen.text;
    this.#seen = this.editor.read();
    if (this.#seen.text === before) return this.#underline(this.view);
    if (!this.#seen.text) this.#ignored.clear(); // posted, or begun again
    this.conversation.text(this.#seen.text);
  }

  #show() {
    if (this.#closing.signal.aborted) return;
    const view = this.view;
    this.#underline(view);
    this.panel.show({ ...view, unmarked: this.#losses > 2 }, this.editor.element, this.submitButton());
  }

  /** @param {View} view */
  #underline({ findings, text }) {
    // Between a keystroke and its revision the findings still lie in the text before: the browser moves their ranges meanwhile.
    if (text !== this.#seen.text) return;
    this.#spots = findings.flatMap((finding) => {
      const range = finding.end > finding.start && this.editor.rangeFor(this.#seen, finding.start, finding.end);
      return range ? [{ finding, range }] : [];
    });
    this.#options.underlines.paint(
      this,
      this.#spots.map(({ finding, range }) => ({ range, severity: finding.severity })),
    );
  }

  /** Put back what the page has cleared. A page that clears again and again is said to do so: the list shows everything. */
  #checkUnderlines() {
    const wasLost = this.#losses > 2;
    const isIntact = this.#options.underlines.intact(this);
    this.#losses = isIntact ? 0 : this.#losses + 1;
    if (!isIntact || wasLost !== this.#losses > 2) this.#show();
  }

  /**
   * @param {Finding} finding
   * @param {DOMRect} rect
   * @param {CardPlace} [place]
   */
  #openCard(finding, rect, place = {}) {
    const mayIgnore = this.view.report?.hold !== "acknowledge"; // what must be acknowledged cannot be left out
    this.#cardView.open(finding, rect, { text: this.#seen.text, anchor: this.editor.element, mayIgnore, ...place });
  }

  /** @param {Finding} finding */
  #ignore(finding) {
    this.#ignored.add(finding, this.#seen.text);
    this.#show();
  }

  #restore() {
    this.#ignored.clear();
    this.#show();
  }

  #readContext() {
    const { site, root } = this.#options;
    const now = performance.now();
    if (!this.#context || now - this.#context.at > CONTEXT_KEPT_MS) this.#context = { at: now, values: contextOf(site, root) };
    return this.#context.values;
  }
}

/**
 * Press Enter for the person, for a page that publishes by keyboard alone.
 * @param {HTMLElement} target
 * @param {boolean} isWithCtrl
 */
function pressEnter(target, isWithCtrl) {
  const init = { key: "Enter", code: "Enter", keyCode: 13, which: 13, ctrlKey: isWithCtrl, bubbles: true, cancelable: true, composed: true };
  target.dispatchEvent(new KeyboardEvent("keydown", init));
}
