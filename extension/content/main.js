// @ts-check
// Starts Proviso on a page: finds a composer when it is given the focus, and keeps the list of those that are there.
// Watches no page and polls nothing; where nobody writes, nothing runs.

class Watch {
  /** @type {Map<HTMLElement, Composer>} */
  #composers = new Map();
  /** @type {Composer | null} */
  #active = null;
  #site;
  #signal;
  #link;
  #underlines = new Underlines();
  #notice;

  /**
   * @param {Site} site
   * @param {AbortSignal} signal
   */
  constructor(site, signal) {
    this.#site = site;
    this.#signal = signal;
    this.#link = new Link(signal);
    this.#notice = new Notice(signal);
    followCopies(signal);
    answerPageCheck(site, signal);
    new Guard({ signal, notice: this.#notice, composers: () => this.composers() });
    document.addEventListener("focusin", (event) => this.#focused(event.target), { signal, capture: true });
    document.addEventListener("focusout", () => setTimeout(() => this.#left(), 0), { signal, capture: true });
    this.#focused(document.activeElement);
  }

  /** The composers that are on the page now. */
  composers() {
    return [...this.#composers.values()];
  }

  /** @param {EventTarget | null} target */
  #focused(target) {
    if (!(target instanceof Element)) return;
    this.#sweep();
    noticeOwnProfile(this.#site);
    const found = editorAround(this.#site, target);
    if (!found) return;
    const { root, kind } = found;
    for (const editor of threadOf(this.#site, kind, root)) this.#composerOf(editor, kind);
    this.#activate(this.#composers.get(root) ?? null);
  }

  /** The focus has gone. In Proviso's own parts it has not gone far. */
  #left() {
    const focused = document.activeElement;
    if (focused && shownHosts.has(focused)) return;
    const isHere = document.hasFocus() && this.#active?.editor.element.contains(focused);
    if (!isHere) this.#activate(null);
  }

  /** @param {Composer | null} composer */
  #activate(composer) {
    if (composer === this.#active) return;
    this.#active?.focus(false);
    composer?.focus(true);
    if (!composer !== !this.#active) this.#link.send({ type: "focus", focused: composer !== null });
    this.#active = composer;
  }

  /**
   * @param {HTMLElement} root
   * @param {ComposerKind} kind
   */
  #composerOf(root, kind) {
    if (this.#composers.has(root)) return;
    for (const other of this.composers()) if (other.isLater && other.kind.name === kind.name) other.close(); // back to the first step
    const composer = new Composer({
      root,
      kind,
      site: this.#site,
      link: this.#link,
      underlines: this.#underlines,
      notice: this.#notice,
      signal: this.#signal,
      onClose: (closed) => this.#forget(root, closed),
    });
    this.#composers.set(root, composer);
  }

  /**
   * @param {HTMLElement} root
   * @param {Composer} composer
   */
  #forget(root, composer) {
    this.#composers.delete(root);
    if (this.#active === composer) this.#activate(null);
  }

  /** Composers that were removed while the page was not drawn. */
  #sweep() {
    for (const composer of this.composers()) composer.leave();
  }
}

const watch = new Watch(siteOf(location.hostname), new AbortController().signal);
