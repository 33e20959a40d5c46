// @ts-check
// "Why?": a button that opens a short answer below itself, in the card or in the list. Asks only when it is pressed.

/**
 * @typedef {{
 *   signal: AbortSignal,
 *   label: string,
 *   ask: () => Promise<Explained>,
 *   draw: (explained: Explained) => HTMLElement[],
 *   onResized: () => void,
 * }} WhyOptions
 */

class Why {
  /** @param {WhyOptions} options */
  constructor(options) {
    this.options = options;
    this.opener = button("link", options.label, () => this.toggle(), options.signal);
    this.opener.setAttribute("aria-expanded", "false");
    this.opener.setAttribute("aria-controls", "why");
    // Reached with Tab, so that it can be scrolled and read again by keyboard.
    this.region = element("div", { class: "traces", id: "why", role: "group", "aria-label": options.label, tabindex: "0", hidden: true });
    this.element = element("div", { class: "why" }, this.opener, this.region);
    /** How often it was asked: an answer that comes after the next question is not shown. */
    this.asked = 0;
  }

  /** Whether the answer is open. */
  get isOpen() {
    return !this.region.hidden;
  }

  /** Ask and show, or put away. */
  toggle() {
    if (this.isOpen) this.close();
    else this.#open();
  }

  /** Put the answer away. A focus in it goes to the button. */
  close() {
    if (!this.isOpen) return;
    const root = /** @type {ShadowRoot} */ (this.region.getRootNode());
    if (root.activeElement === this.region) this.opener.focus({ preventScroll: true });
    this.asked++;
    this.region.hidden = true;
    this.region.replaceChildren();
    this.opener.setAttribute("aria-expanded", "false");
    this.options.onResized();
  }

  async #open() {
    const { ask, draw, onResized } = this.options;
    const asked = ++this.asked;
    this.region.hidden = false;
    this.region.setAttribute("aria-busy", "true");
    this.region.replaceChildren(element("p", { class: "soft" }, words("why_loading")));
    this.opener.setAttribute("aria-expanded", "true");
    const explained = await ask().catch(() => null);
    if (asked !== this.asked || this.options.signal.aborted) return;
    this.region.removeAttribute("aria-busy");
    this.region.replaceChildren(...(explained ? draw(explained) : [element("p", { class: "soft" }, words("why_unavailable"))]));
    onResized();
  }
}
