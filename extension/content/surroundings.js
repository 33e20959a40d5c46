// @ts-check
// What is around one editor: what kind of composer it is now, its button, and the context of its draft. Asks the page again only
// when something may have changed, because a keystroke should cost nothing here.

const CONTEXT_KEPT_MS = 1000; // what the page says about account and place changes rarely; a keystroke need not read it again

/** @typedef {"account"|"button"} Missing  what Proviso expects to see around an editor, and does not see */

class Surroundings {
  /** @type {{at: number, values: Record<string, unknown>} | null} */
  #context = null;
  /** @type {HTMLElement | null} */
  #submit = null;
  /** What stood in the editor before anybody wrote in it: the text of a post that is edited. @type {string | null} */
  #previous = null;
  #isTouched = false;
  #pastes;
  #register;

  /** @param {{site: Site, root: HTMLElement, kind: ComposerKind, signal: AbortSignal, register: () => Register}} options */
  constructor({ site, root, kind, signal, register }) {
    this.site = site;
    this.root = root;
    this.kind = kind;
    this.#register = register;
    this.#pastes = new Pastes(root, signal);
    const touched = (/** @type {Event} */ event) => (this.#isTouched ||= event.isTrusted);
    for (const type of ["beforeinput", "paste", "drop"]) root.addEventListener(type, touched, { signal, capture: true, passive: true });
  }

  /** Look again at what kind of composer this is: a dialog is filled after its editor has the focus. @param {string} text */
  look(text) {
    if (!this.root.isConnected) return;
    this.kind = kindOf(this.site, this.root) ?? this.kind;
    if (!this.#isTouched && text) this.#previous = text;
  }

  /**
   * The context of a draft, at most a second old.
   * @param {string} text
   */
  context(text) {
    const now = performance.now();
    if (!this.#context || now - this.#context.at > CONTEXT_KEPT_MS) this.#context = { at: now, values: this.#read(text) };
    return this.#context.values;
  }

  /**
   * Read the context anew.
   * @param {string} text
   * @returns {boolean} whether it is another one than was last told
   */
  hasChanged(text) {
    const before = JSON.stringify(this.#context?.values ?? null);
    this.#context = { at: performance.now(), values: this.#read(text) };
    return before !== JSON.stringify(this.#context.values);
  }

  /** The button that publishes this draft. Pages draw it anew, so an old one is used only while it is there. */
  submitButton() {
    if (this.root.isConnected && !(this.#submit?.isConnected && this.#isStillNamed(this.#submit))) {
      this.#submit = submitButtonOf(this.site, this.kind, this.root);
    }
    const own = this.root.isConnected ? this.#submit : null;
    return own ?? this.laterButton();
  }

  /** The button of a later step, in which there is no editor. */
  laterButton() {
    return laterButtonOf(this.site, this.kind);
  }

  /** What should be seen here and is not: a person is told, because rules and questions depend on it. @returns {Missing[]} */
  missing() {
    if (!this.root.isConnected || !this.kind.recognised) return [];
    const { handle } = this.#context?.values ?? {};
    /** @type {Missing[]} */
    const missing = this.kind.reads.includes("handle") && !handle ? ["account"] : [];
    return canBeHeld(this.site, this.kind, this.root) ? missing : [...missing, "button"];
  }

  /** @param {HTMLElement} button */
  #isStillNamed(button) {
    const { submitCalled } = this.kind;
    return !submitCalled || labelled(submitCalled, nameOfButton(button)) !== null;
  }

  /** @param {string} text */
  #read(text) {
    this.look(text);
    if (!this.root.isConnected) return this.#context?.values ?? {};
    const draft = { text, pasted: this.#pastes.origin(text), previous: this.#previous };
    return contextOf(this.site, this.root, draft, this.#register());
  }
}
