// @ts-check
// The card of one finding: what it is, the clause it comes from, what can be done. Opened from the list it takes the focus;
// opened by the pointer it takes nothing, and goes when the pointer goes.

const LINGER_MS = 300; // time to move the pointer from the words to the card

/**
 * @typedef {{focus?: boolean, back?: (hadFocus: boolean) => void, text?: string, anchor?: Element | null,
 *   mayIgnore?: boolean, duty?: Duty}} CardPlace with `focus` the card takes the focus and the place of `rect`; `back` is told when it has closed;
 *   `text` is the draft; `anchor` gives light or dark
 */

class CardView {
  /**
   * @param {{
   *   signal: AbortSignal,
   *   fetchCard: (finding: Finding) => Promise<Card>,
   *   onFix: (finding: Finding, fix: Fix) => void,
   *   onIgnore?: (finding: Finding) => void,
   *   onDuty?: (action: DutyAction) => void,
   *   explain?: (finding: Finding) => Promise<Explained>,
   * }} options
   */
  constructor({ signal, fetchCard, onFix, onIgnore, onDuty, explain }) {
    this.signal = signal;
    this.fetchCard = fetchCard;
    this.onFix = onFix;
    this.onIgnore = onIgnore;
    this.onDuty = onDuty;
    this.explain = explain;
    /** @type {Finding | null} */
    this.finding = null;
    this.shadow = new ShadowHost({ signal, sheets: [BASE_STYLE, CARD_STYLE], onKey: (event) => this.#onKey(event) });
    /** Ends with each card, and with it its listeners. */
    this.showing = new AbortController();
    signal.addEventListener("abort", () => this.showing.abort(), { once: true });
  }

  /** Whether a card is open. */
  get isOpen() {
    return this.finding !== null;
  }

  /**
   * Show the card of a finding beside `rect`.
   * @param {Finding} finding
   * @param {DOMRect} rect
   * @param {CardPlace} [place]
   */
  open(finding, rect, place = {}) {
    this.close({ returnFocus: false });
    this.showing = new AbortController();
    this.finding = finding;
    this.place = place;
    this.clauses = element("div", { class: "clauses", "aria-busy": "true" }, element("p", { class: "soft" }, words("card_loading")));
    this.title = element("h2", { id: "title", tabindex: "-1" }, finding.message);
    this.message = element("p", { hidden: true }, finding.message);
    this.rules = element("p", { class: "soft", hidden: true });
    this.card = this.#draw(finding, place.text ?? "");
    this.shadow.frame.replaceChildren(this.card);
    this.shadow.matchTheme(place.anchor ?? null);
    this.shadow.enter(place.anchor);
    this.#put(rect);
    if (place.focus) this.title.focus({ preventScroll: true });
    else this.#leaveWithPointer();
    this.#fetch(finding, rect);
  }

  /**
   * Close the card. When it had the focus, the focus goes back.
   * @param {{returnFocus?: boolean}} [how]
   */
  close({ returnFocus = true } = {}) {
    if (!this.isOpen) return;
    const hadFocus = this.shadow.hasFocus;
    this.finding = null;
    clearTimeout(this.linger);
    this.showing.abort();
    this.shadow.leave();
    this.place?.back?.(hadFocus && returnFocus);
  }

  /**
   * Say when the rules changed under the draft: what the card says may have come or gone with that.
   * @param {number | null | undefined} at
   */
  tellRules(at) {
    if (!this.isOpen || !this.rules) return;
    this.rules.hidden = !at;
    this.rules.textContent = at ? rulesChangedWords(at) : "";
  }

  /** The pointer has left the words: close soon, unless it has come to the card. */
  leave() {
    if (!this.isOpen || this.place?.focus || this.shadow.hasFocus) return;
    clearTimeout(this.linger);
    this.linger = setTimeout(() => this.close(), LINGER_MS);
  }

  /** The pointer is on the words or on the card again. */
  stay() {
    clearTimeout(this.linger);
  }

  /**
   * @param {Finding} finding
   * @param {string} text
   */
  #draw(finding, text) {
    const { signal } = this.showing;
    const close = button("icon", [this.place?.focus ? chevron() : cross()], () => this.close(), signal);
    close.setAttribute("aria-label", words(this.place?.focus ? "card_back" : "card_close"));
    const fixes = inOrder(finding.fixes).map((fix) => fixRow(fix, text, () => this.#fix(finding, fix), signal));
    return element(
      "div",
      { class: "card sheet", role: "dialog", "aria-labelledby": "title" },
      element("div", { class: this.place?.focus ? "head back" : "head" }, findingHead(finding, text), close),
      element("div", { class: "top" }, /** @type {HTMLElement} */ (this.title), /** @type {HTMLElement} */ (this.message), /** @type {HTMLElement} */ (this.rules)),
      /** @type {HTMLElement} */ (this.clauses),
      ...this.#dutyRow(finding),
      ...(fixes.length ? [element("div", { class: "fixes" }, ...fixes)] : []),
      ...this.#whyRow(finding),
      ...this.#ignoreRow(finding),
    );
  }

  /** Where being on duty has to do with it: what the clock says, and one click. @param {Finding} finding */
  #dutyRow({ duty: turns }) {
    const { onDuty, place } = this;
    if (!turns || !place?.duty || !onDuty) return [];
    const say = (/** @type {DutyAction} */ action) => {
      this.close();
      onDuty(action);
    };
    return [dutyRow(place.duty, say, this.showing.signal)];
  }

  /** @param {Finding} finding */
  #whyRow(finding) {
    const { explain } = this;
    if (!explain) return [];
    const why = new Why({
      signal: this.showing.signal,
      label: words("why"),
      ask: () => explain(finding),
      draw: traceBlocks,
      onResized: () => this.#showAnswer(why),
    });
    return [why.element];
  }

  /** Make room for an answer, and show where it begins. @param {Why} why */
  #showAnswer(why) {
    if (this.rect) this.#put(this.rect);
    if (this.card && why.isOpen) this.card.scrollTop = why.element.offsetTop;
  }

  /** @param {Finding} finding */
  #ignoreRow(finding) {
    if (!this.onIgnore || this.place?.mayIgnore === false) return [];
    const ignore = button("link", words("card_ignore"), () => this.#ignore(finding), this.showing.signal);
    return [element("div", { class: "foot" }, ignore, element("span", { class: "soft" }, words("card_ignore_hint")))];
  }

  /**
   * @param {Finding} finding
   * @param {Fix} fix
   */
  #fix(finding, fix) {
    this.close();
    this.onFix(finding, fix);
  }

  /** @param {Finding} finding */
  #ignore(finding) {
    this.close();
    this.onIgnore?.(finding);
  }

  /**
   * Title, reason and clauses come from the agent; what the finding says itself is there at once.
   * @param {Finding} finding
   * @param {DOMRect} rect
   */
  async #fetch(finding, rect) {
    const card = await this.fetchCard(finding).catch(() => null);
    if (this.finding !== finding || !this.clauses || !this.title || !this.message) return;
    this.clauses.removeAttribute("aria-busy");
    if (!card) {
      this.clauses.replaceChildren(element("p", { class: "soft" }, words("card_unavailable")));
    } else {
      this.title.textContent = card.title;
      this.message.hidden = card.title === finding.message;
      const why = card.why ? [element("p", { class: "soft" }, card.why)] : [];
      this.clauses.replaceChildren(...clauseBlocks(card.clauses), ...why);
    }
    this.#put(rect);
  }

  /** @param {DOMRect} rect */
  #put(rect) {
    const { card } = this;
    if (!card) return;
    this.rect = rect;
    const { width } = card.getBoundingClientRect();
    const height = card.scrollHeight + card.offsetHeight - card.clientHeight; // with everything in it to be seen, and its edges
    const box = this.place?.focus ? placeOver(rect, { width, height }) : placeOutside([rect], { width, height });
    card.style.maxHeight = `${box.maxHeight}px`;
    putAt(card, box);
  }

  /** Opened by the pointer: goes with the pointer, with scrolling, and on Escape, which the page gets too. */
  #leaveWithPointer() {
    const { signal } = this.showing;
    this.shadow.host.addEventListener("pointerenter", () => this.stay(), { signal });
    this.shadow.host.addEventListener("pointerleave", () => this.leave(), { signal });
    const scrolled = (/** @type {Event} */ event) => event.target !== this.shadow.host && this.leave();
    window.addEventListener("scroll", scrolled, { signal, capture: true, passive: true });
    window.addEventListener("keydown", (event) => event.key === "Escape" && this.close(), { signal, capture: true });
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.close();
  }
}
