// @ts-check
// Which underlined words the pointer is on. Underlines are painted by the browser and have no element, so this compares the
// pointer with where the words are. Watches, and keeps nothing from the page.

const INTENT_MS = 350; // the pointer rests: it means these words
const SLACK = 3; // px below the words, where the underline is

/**
 * @typedef {{finding: Finding, range: Range}} Spot
 */

class Hover {
  /**
   * @param {{
   *   signal: AbortSignal,
   *   element: HTMLElement,
   *   spots: () => Spot[],
   *   onOpen: (finding: Finding, rect: DOMRect) => void,
   *   onLeave: () => void,
   *   onReturn?: () => void,
   * }} options `spots` are the words underlined now
   */
  constructor({ signal, element: editor, spots, onOpen, onLeave, onReturn }) {
    this.spots = spots;
    this.onOpen = onOpen;
    this.onLeave = onLeave;
    this.onReturn = onReturn;
    /** @type {Finding | null} */
    this.opened = null;
    editor.addEventListener("pointermove", (event) => this.#look(event), { signal, passive: true });
    editor.addEventListener("pointerleave", () => this.#left(), { signal, passive: true });
    editor.addEventListener("click", (event) => this.#clicked(event), { signal, passive: true });
    editor.addEventListener("keydown", () => this.#left(), { signal, passive: true });
    signal.addEventListener("abort", () => this.#forget(), { once: true });
  }

  /** @param {PointerEvent} event */
  #look({ clientX, clientY, buttons }) {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (buttons !== 0) return this.#forget(); // selecting
      const hit = this.#hit(clientX, clientY);
      if (!hit) return this.#left();
      if (hit.finding === this.opened) return this.onReturn?.();
      this.#forget();
      this.intent = setTimeout(() => this.#open(hit), INTENT_MS);
    });
  }

  /**
   * A tap or a click opens the card too, unless words are being selected.
   * @param {MouseEvent} event
   */
  #clicked({ clientX, clientY, detail }) {
    this.#forget();
    const hit = detail === 1 && (getSelection()?.isCollapsed ?? true) ? this.#hit(clientX, clientY) : null;
    if (hit) this.#open(hit);
  }

  /** @param {{finding: Finding, rect: DOMRect}} hit */
  #open({ finding, rect }) {
    this.opened = finding;
    this.onOpen(finding, rect);
  }

  #left() {
    this.#forget();
    if (!this.opened) return;
    this.opened = null;
    this.onLeave();
  }

  #forget() {
    clearTimeout(this.intent);
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  #hit(x, y) {
    for (const { finding, range } of this.spots()) {
      const rect = [...range.getClientRects()].find((line) => isOn(line, x, y));
      if (rect) return { finding, rect };
    }
    return null;
  }
}

/**
 * @param {DOMRect} rect
 * @param {number} x
 * @param {number} y
 */
function isOn({ left, right, top, bottom }, x, y) {
  return x >= left && x <= right && y >= top && y <= bottom + SLACK;
}
