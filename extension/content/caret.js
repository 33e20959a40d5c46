// @ts-check
// Where the focus and the caret were before Proviso was opened, to put them back untouched.

class Caret {
  /** @param {Element | null} fallback what takes the focus when nothing had it */
  constructor(fallback) {
    const focused = document.activeElement;
    this.element = focused && focused !== document.body && !shownHosts.has(focused) ? focused : fallback;
    const selection = getSelection();
    this.range = selection?.anchorNode && this.element?.contains(selection.anchorNode)
      ? { from: selection.anchorNode, fromOffset: selection.anchorOffset, to: selection.focusNode, toOffset: selection.focusOffset }
      : null;
  }

  /** Give the focus back. The caret is set only if focusing has moved it. */
  restore() {
    if (!(this.element instanceof HTMLElement) || !this.element.isConnected) return;
    this.element.focus({ preventScroll: true });
    const selection = getSelection();
    if (!this.range || !selection || !this.range.from.isConnected || !this.range.to?.isConnected) return;
    const { from, fromOffset, to, toOffset } = this.range;
    const now = [selection.anchorNode, selection.anchorOffset, selection.focusNode, selection.focusOffset];
    const isUntouched = [from, fromOffset, to, toOffset].every((part, index) => part === now[index]);
    if (!isUntouched) selection.setBaseAndExtent(from, fromOffset, to, toOffset);
  }
}
