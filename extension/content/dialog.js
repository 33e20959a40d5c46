// @ts-check
// The question before posting. Modal, and always with a way through: back to the draft, or on. Asks, records nothing.

// What was meant as the second half of a double click does not answer a question, nor does a press that was aimed at what stood there before.
const FIRM_MS = 450;

/**
 * @typedef {{
 *   view: View,
 *   mode: AskMode,
 *   signal: AbortSignal,
 *   fetchCard?: (finding: Finding) => Promise<Card>,
 *   onFix?: (finding: Finding, fix: Fix) => void,
 *   anchor?: Element | null,
 *   caret?: Caret,
 * }} Question `caret` is where the focus goes afterwards; `onFix` runs after the dialog has closed; the answer is then "back"
 */

/**
 * Ask whether to post. Resolves once; "back" when `signal` aborts.
 * @param {Question} question
 * @returns {Promise<"post" | "back">}
 */
async function askBeforePosting(question) {
  const dialog = new AskDialog(question);
  return dialog.answered;
}

class AskDialog {
  /** @param {Question} question */
  constructor(question) {
    this.question = question;
    this.own = new AbortController();
    this.caret = question.caret ?? new Caret(question.anchor ?? null);
    this.shadow = new ShadowHost({
      signal: this.own.signal,
      sheets: [BASE_STYLE, DIALOG_STYLE],
      onKey: (event, focused) => this.#onKey(event, focused),
      modal: true,
      onRestored: () => this.#answer("back"), // a page that takes the question away has not answered for the person
    });
    /** @type {Promise<"post" | "back">} */
    this.answered = new Promise((resolve) => {
      this.resolve = resolve;
    });
    this.dialog = this.#draw();
    this.shadow.frame.append(this.dialog);
    this.shadow.matchTheme(question.anchor ?? document.body);
    this.shadow.enter();
    this.#listen();
    this.dialog.showModal();
    this.back?.focus();
  }

  /** @param {"post" | "back"} answer */
  #answer(answer) {
    if (this.own.signal.aborted) return;
    this.dialog.close();
    this.own.abort();
    this.caret.restore();
    this.resolve?.(answer);
  }

  #listen() {
    const { signal } = this.own;
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.#answer("back");
    }, { signal });
    this.dialog.addEventListener("close", () => this.#answer("back"), { signal });
    this.question.signal.addEventListener("abort", () => this.#answer("back"), { signal });
    this.#waitUntilFirm();
  }

  /** The question is new, or has just moved its buttons: a press does not mean it yet. A button that has the focus is pressed by a key, wherever it is. */
  #waitUntilFirm() {
    if (!this.post || this.shadow.root.activeElement === this.post) return;
    this.isFirm = false;
    this.post.disabled = true;
    clearTimeout(this.firming);
    this.firming = window.setTimeout(() => this.#becomeFirm(), FIRM_MS);
  }

  /** From now on a press means it. */
  #becomeFirm() {
    if (this.own.signal.aborted || !this.post) return;
    this.isFirm = true;
    this.post.disabled = this.read ? !this.read.checked : false;
  }

  /**
   * A key that is still held down from the press that opened the dialog answers nothing, and Tab does not lead out of it.
   * @param {KeyboardEvent} event
   * @param {Element | null} focused
   */
  #onKey(event, focused) {
    if (event.repeat && (event.key === "Enter" || event.key === " ")) event.preventDefault();
    if (event.key !== "Tab") return;
    const stops = /** @type {HTMLElement[]} */ ([...this.dialog.querySelectorAll("ul[tabindex],summary,input,button:enabled")]);
    const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    if (focused && focused !== from) return;
    event.preventDefault();
    to?.focus();
  }

  #draw() {
    const { mode, view } = this.question;
    const raised = raisedFirst(view.findings);
    const count = raised.length;
    const lead = mode === "away-official" ? words("ask_away_lead")
      : mode === "incomplete" ? words("ask_incomplete_lead")
      : countedWords(`ask_${mode}_lead`, count);
    const title = words(`ask_${mode === "away-official" ? "away" : mode}_title`);
    return element(
      "dialog",
      { class: "sheet", "aria-labelledby": "title", "aria-describedby": "lead" },
      element("div", { class: "top" }, element("h2", { id: "title" }, title), element("p", { id: "lead", class: "soft" }, lead)),
      ...(count ? [this.#found(raised)] : []),
      ...this.#readRow(),
      this.#answers(),
      element("p", { class: "small-print" }, view.official ? "" : words("ask_not_stored")),
    );
  }

  /**
   * The findings; a long list can be scrolled by keyboard.
   * @param {Finding[]} findings
   */
  #found(findings) {
    const scrolls = findings.length > 1 && { tabindex: "0", "aria-label": words("list_label") };
    return element("ul", { class: "found", role: "list", ...scrolls }, ...findings.map((finding) => this.#item(finding)));
  }

  /** @param {Finding} finding */
  #item(finding) {
    const text = this.question.view.text ?? "";
    const clause = element("div", {});
    const show = (/** @type {Card} */ card) => {
      clause.append(...clauseBlocks(card.clauses));
      this.#waitUntilFirm();
    };
    this.question.fetchCard?.(finding).then(show, () => clause.remove());
    const safe = finding.fixes.find((fix) => fix.applicability === "safe");
    const onFix = this.question.onFix;
    return element(
      "li",
      {},
      findingHead(finding, text),
      element("p", {}, finding.message),
      clause,
      ...(safe && onFix ? [fixRow(safe, text, () => this.#fix(finding, safe), this.own.signal)] : []),
    );
  }

  /**
   * @param {Finding} finding
   * @param {Fix} fix
   */
  #fix(finding, fix) {
    this.#answer("back");
    this.question.onFix?.(finding, fix);
  }

  /** An official account whose pack asks for it: read, say so, post. */
  #readRow() {
    if (this.question.mode !== "acknowledge") return [];
    const read = element("input", { type: "checkbox", id: "read" });
    read.addEventListener("change", () => this.isFirm && this.#becomeFirm(), { signal: this.own.signal });
    this.read = read;
    return [element("div", { class: "read" }, read, element("label", { for: "read" }, words("ask_read")))];
  }

  #answers() {
    const { mode } = this.question;
    const postWords = mode === "advice" ? "ask_post_anyway" : mode === "acknowledge" ? "ask_post" : "ask_post_unchecked";
    const { signal } = this.own;
    this.back = button("button primary", words("ask_back"), () => this.#answer("back"), signal);
    this.post = button("button", words(postWords), () => this.#answer("post"), signal);
    this.post.disabled = true;
    return element("div", { class: "answers" }, this.back, this.post);
  }
}

/**
 * The findings that a question is about, gravest first, and before them what says that the account may be the wrong one. Other hints raise
 * no alarm, so they are left to the list, unless there is nothing else.
 * @param {readonly Finding[]} findings
 */
function raisedFirst(findings) {
  const raised = findings.filter(({ severity, first }) => first || severity !== "info");
  const rank = (/** @type {Finding} */ finding) => (finding.first ? -1 : SEVERITIES.indexOf(finding.severity));
  return [...(raised.length ? raised : findings)].sort((one, other) => rank(one) - rank(other));
}
