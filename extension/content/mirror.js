// @ts-check
// A textarea shows its text to nobody: there is no node to underline. So its text is laid out a second time, in an invisible box of
// exactly the same shape over it, and the underlines are painted there. Touches neither the textarea nor the page around it.

const MIRRORED = [
  "font", "letterSpacing", "wordSpacing", "lineHeight", "textAlign", "textIndent", "textTransform", "tabSize", "direction",
  "borderTopWidth", "borderRightWidth", "borderBottomWidth", "borderLeftWidth", "paddingTop", "paddingRight", "paddingBottom", "paddingLeft",
  "wordBreak", "overflowWrap", "lineBreak", "hyphens", "fontKerning", "fontFeatureSettings", "fontVariationSettings",
];

class Mirror {
  /** A change of the layout that waits for the next frame. */
  #frame = 0;
  /** Whether something is underlined. */
  #isNeeded = false;

  /**
   * @param {HTMLTextAreaElement} area
   * @param {AbortSignal} signal
   */
  constructor(area, signal) {
    this.area = area;
    this.text = document.createTextNode("");
    // A line break at the very end would have no line without something behind it.
    this.box = element("div", { class: "mirror", "aria-hidden": "true" }, this.text, "\u200b");
    this.shadow = new ShadowHost({ signal, sheets: [MIRROR_STYLE] });
    this.shadow.root.replaceChildren(this.box);
    const soon = () => this.#fitSoon();
    for (const target of [window, area]) target.addEventListener("scroll", soon, { signal, capture: true, passive: true });
    window.addEventListener("resize", soon, { signal, passive: true });
    const sizes = new ResizeObserver(soon);
    sizes.observe(area);
    signal.addEventListener("abort", () => {
      sizes.disconnect();
      cancelAnimationFrame(this.#frame);
    }, { once: true });
  }

  /**
   * Show the text of now.
   * @returns {Snapshot}
   */
  read() {
    const text = this.area.value;
    if (this.text.data !== text) this.text.data = text;
    return { text, pieces: text ? [{ node: this.text, at: 0, length: text.length }] : [] };
  }

  /** Lie exactly over the textarea; needed only while something is underlined. @param {boolean} isNeeded */
  show(isNeeded) {
    this.#isNeeded = isNeeded;
    if (isNeeded) this.fit();
    else this.shadow.leave();
  }

  /** Take the textarea's shape and place as they are now. */
  fit() {
    const { area, box } = this;
    if (!this.#isNeeded) return;
    this.shadow.enter(area);
    const rect = area.getBoundingClientRect();
    const isSeen = area.isConnected && rect.width > 0 && !isCovered(area, this.shadow.host);
    box.style.visibility = isSeen ? "visible" : "hidden";
    if (!isSeen) return;
    const look = getComputedStyle(area);
    for (const name of MIRRORED) box.style.setProperty(cssName(name), look.getPropertyValue(cssName(name)));
    const scroll = area.offsetWidth - area.clientWidth - parseFloat(look.borderLeftWidth) - parseFloat(look.borderRightWidth);
    const side = look.direction === "rtl" ? "padding-left" : "padding-right";
    if (scroll > 0.5) box.style.setProperty(side, `${parseFloat(look.getPropertyValue(side)) + scroll}px`);
    const scale = area.offsetWidth ? rect.width / area.offsetWidth : 1; // the page may have scaled it
    Object.assign(box.style, {
      width: `${area.offsetWidth}px`, height: `${area.offsetHeight}px`, whiteSpace: area.wrap === "off" ? "pre" : "pre-wrap",
      transform: `translate(${rect.left}px, ${rect.top}px) scale(${scale})`, clipPath: clipOf(area, rect, scale),
    });
    box.scrollTop = area.scrollTop;
    box.scrollLeft = area.scrollLeft;
  }

  #fitSoon() {
    if (this.#frame || !this.#isNeeded) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.fit();
    });
  }
}

/** @param {string} name */
const cssName = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * What the boxes around a textarea leave visible of it.
 * @param {Element} area
 * @param {DOMRect} rect
 * @param {number} scale
 */
function clipOf(area, rect, scale) {
  let [top, right, bottom, left] = [rect.top, rect.right, rect.bottom, rect.left];
  for (let at = area.parentElement; at && at !== document.body; at = at.parentElement) {
    if (getComputedStyle(at).overflow === "visible") continue;
    const around = at.getBoundingClientRect();
    [top, right, bottom, left] = [
      Math.max(top, around.top), Math.min(right, around.right), Math.min(bottom, around.bottom), Math.max(left, around.left),
    ];
  }
  const sides = [top - rect.top, rect.right - right, rect.bottom - bottom, left - rect.left];
  return `inset(${sides.map((side) => `${Math.max(0, side) / scale}px`).join(" ")})`;
}
