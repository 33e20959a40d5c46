// @ts-check
// One composer on the page: ties its editor, its conversation with the agent, its underlines and its panel together.
// Everything it adds ends with one abort, when the page takes the composer away. Some pages take the editor away first and publish
// in a further step: until that is over, the composer stays, with what is known of the last text.

const LOOK_AROUND_MS = 1000; // while the composer has the focus, and never faster
const LATER_LOOK_MS = 250; // while the editor is gone and a further step may follow
const LATER_WITHIN_MS = 1500;

class Composer {
  /** @type {Snapshot} */
  #seen;
  /** @type {Spot[]} */
  #spots = [];
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #checking;
  /** How often in a row the underlines were found missing. */
  #losses = 0;
  /** @type {Missing[]} */
  #missing = [];
  /** When the further step of an editor that is gone was last seen; null while the editor is there. @type {number | null} */
  #laterSeen = null;
  /** The fixes of one composer, one after the other. @type {Promise<void>} */
  #fixing = Promise.resolve();
  #closing = new AbortController();
  #ignored = new Ignored();
  #cardView;
  #observer = new MutationObserver(() => this.#changed());
  #options;
  #around;

  /**
   * @param {{root: HTMLElement, kind: ComposerKind, site: Site, link: Link, underlines: Underlines, notice: Notice,
   *   signal: AbortSignal, onClose: (composer: Composer) => void}} options
   */
  constructor(options) {
    const { root, kind, site, link } = options;
    const { signal } = this.#closing;
    this.#options = options;
    this.#around = new Surroundings({ site, root, kind, signal, register: () => link.status?.official ?? [] });
    this.editor = new Editor(root, kind.kind, signal);
    this.#seen = this.editor.read();
    this.#cardView = new CardView({
      signal,
      fetchCard: (finding) => link.card(finding),
      onFix: (finding, fix) => this.fix(finding, fix),
      onIgnore: (finding) => this.#ignore(finding),
      onDuty: (action) => link.act(action),
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
      context: () => this.#around.context(this.#seen.text),
      signal,
      onChange: () => this.#show(),
      recognised: () => this.#around.kind.recognised,
    });
    this.#watch();
    this.conversation.text(this.#seen.text);
  }

  /** What kind of composer it is now. */
  get kind() {
    return this.#around.kind;
  }

  /** What publishes from the keyboard here. */
  get submitKeys() {
    return this.kind.submitKeys;
  }

  /** Whether the page has taken the editor away, and publishes in a further step. */
  get isLater() {
    return this.#laterSeen !== null;
  }

  /** The form that publishes this draft when it is submitted. */
  get form() {
    return this.kind.form ? this.editor.element.closest("form") : null;
  }

  /** What is known of the draft, without what its author has called no problem. */
  get view() {
    const view = this.#ignored.apply(this.conversation.view);
    // An editor that is gone takes no fix.
    const findings = this.isLater ? view.findings.map((finding) => ({ ...finding, fixes: [] })) : view.findings;
    return { ...view, findings, missing: this.#missing };
  }

  /** The button that publishes this draft. */
  submitButton() {
    return this.#around.submitButton();
  }

  /** Publish as the person asked to: by the page's own button, or by its keys or form where it has none. */
  submit() {
    const submit = this.submitButton();
    if (submit) submit.click();
    else if (this.form) this.form.requestSubmit();
    else pressEnter(this.editor.element, this.submitKeys === "mod-enter");
  }

  /** Read text and surroundings as they are now: what was typed last may not have been seen yet. */
  refresh() {
    if (this.isLater) return;
    this.#changed();
    if (this.#around.hasChanged(this.#seen.text)) this.conversation.recheck();
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
    if (fix.keeps) return void this.#options.notice.keep(text ?? "");
    this.#fixing = this.#fixing.then(async () => {
      const { ok } = await this.editor.apply(fix.edits, text ?? "");
      if (!ok) this.#options.notice.offerCopy(fix);
    });
  }

  /**
   * Whether the person is writing here. Only then are underlines and surroundings looked after.
   * @param {boolean} isFocused
   */
  focus(isFocused) {
    if (this.isLater) return;
    clearInterval(this.#checking);
    if (!isFocused || this.#closing.signal.aborted) return;
    this.#checking = setInterval(() => this.#look(), LOOK_AROUND_MS);
    if (this.#around.hasChanged(this.#seen.text)) this.conversation.recheck();
  }

  /** The editor may have been removed: stay for a further step that publishes, or end. */
  leave() {
    if (this.editor.element.isConnected || this.#closing.signal.aborted) return;
    if (!this.kind.later || !this.#seen.text) return this.close();
    if (this.isLater) return;
    this.#laterSeen = performance.now();
    this.#observer.disconnect();
    this.#options.underlines.clear(this);
    clearInterval(this.#checking);
    this.#checking = setInterval(() => this.#stay(), LATER_LOOK_MS);
    this.#stay();
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
    const presence = new ResizeObserver(() => this.leave());
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
    if (!this.editor.element.isConnected) return; // what an editor is emptied of on its way out was not taken back by its author
    const before = this.#seen.text;
    this.#seen = this.editor.read();
    if (this.#seen.text === before) return this.#underline(this.view);
    if (!this.#seen.text) this.#ignored.clear(); // posted, or begun again
    this.conversation.text(this.#seen.text);
  }

  #show() {
    if (this.#closing.signal.aborted) return;
    this.#missing = this.#seen.text ? this.#around.missing() : [];
    const view = this.view;
    const submit = this.submitButton();
    this.#cardView.tellRules(view.rulesChanged);
    if (!this.isLater) {
      this.#underline(view);
      this.panel.show({ ...view, unmarked: this.#losses > 2 }, this.editor.element, submit);
    } else if (submit) {
      this.panel.show(view, submit);
    }
  }

  /** @param {View} view */
  #underline({ findings, text }) {
    // Between a keystroke and its revision the findings still lie in the text before: the browser moves their ranges meanwhile.
    if (text !== this.#seen.text) return;
    this.#spots = findings.flatMap((finding) => {
      const range = finding.end > finding.start && this.editor.rangeFor(this.#seen, finding.start, finding.end);
      return range ? [{ finding, range }] : [];
    });
    this.editor.marks(this.#spots.length > 0);
    this.#options.underlines.paint(
      this,
      this.#spots.map(({ finding, range }) => ({ range, severity: finding.severity })),
    );
  }

  /** While somebody writes: what is attached or chosen beside the text is part of what is checked. */
  #look() {
    if (this.#around.hasChanged(this.#seen.text)) this.conversation.recheck();
    this.#checkUnderlines();
  }

  /** While the editor is gone: say what is known beside the button that publishes, until there is none any more. */
  #stay() {
    const now = performance.now();
    if (this.#around.laterButton()) this.#laterSeen = now;
    else if (now - (this.#laterSeen ?? 0) > LATER_WITHIN_MS) return this.close();
    this.#show();
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
    const { report, rulesChanged } = this.view;
    const mayIgnore = report?.hold !== "acknowledge"; // what must be acknowledged cannot be left out
    this.#cardView.open(finding, rect, { text: this.#seen.text, anchor: this.editor.element, mayIgnore, duty: report?.duty, ...place });
    this.#cardView.tellRules(rulesChanged);
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
