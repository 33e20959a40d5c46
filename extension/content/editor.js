// @ts-check
// One editable element: reads its text, and applies a fix so that the editor's own state, its undo and the page agree afterwards.
//
// Refuses to touch the page's nodes. A rich editor is told of a change by a paste event, the one way that Draft and Lexical both
// take in Chromium and Firefox; a native one by the browser's own editing command. Both keep undo.

/** @typedef {{anchor: number, focus: number}} CaretOffsets */

const EDITOR_ANSWERS_WITHIN_MS = 500;
const SELECTION_SEEN_WITHIN_MS = 50;

class Editor {
  #kind;
  /** Where a textarea's underlines are painted. @type {Mirror | null} */
  #mirror;
  /** The caret when the focus left, and the text it was in. @type {{text: string, caret: CaretOffsets | null} | null} */
  #leftAt = null;

  /**
   * @param {HTMLElement} root
   * @param {EditorKind} kind
   * @param {AbortSignal} signal
   */
  constructor(root, kind, signal) {
    this.element = root;
    this.#kind = kind;
    this.#mirror = root instanceof HTMLTextAreaElement ? new Mirror(root, signal) : null;
    // Draft removes its selection when the focus leaves, and begins at 0 when it comes back: remember, before it hears of it.
    const remember = () => (this.#leftAt = { text: this.read().text, caret: this.#caret() });
    root.addEventListener("focusout", remember, { signal, capture: true });
  }

  /** @returns {Snapshot} */
  read() {
    return this.#mirror?.read() ?? snapshot(this.element);
  }

  /** Say whether anything is underlined, so that what is needed for it lies where the words are. @param {boolean} isMarked */
  marks(isMarked) {
    this.#mirror?.show(isMarked);
  }

  /**
   * @param {Snapshot} seen
   * @param {number} start
   * @param {number} end
   */
  rangeFor(seen, start, end) {
    return rangeFor(seen, start, end);
  }

  /**
   * Apply edits to the text they were made for. Nothing is done when the text is another one by now.
   * The caret stays where it was in the text; after an edit around it, it stands behind the new words.
   * @param {readonly Edit[]} edits
   * @param {string} expected the whole text that the edits were computed for
   * @returns {Promise<Applied>}
   */
  async apply(edits, expected) {
    try {
      if (this.#text() !== expected) throw new RefusedFix("changed");
      const caret = this.#isFocused() ? this.#caret() : this.#leftAt?.text === expected ? this.#leftAt.caret : null;
      const steps = joinedEdits(edits, expected);
      for (const step of steps) await this.#replace(step);
      if (caret) await this.#select(caretAfter(steps, caret.anchor), caretAfter(steps, caret.focus));
      return { ok: true };
    } catch (error) {
      if (error instanceof RefusedFix) return { ok: false, reason: error.reason };
      throw error;
    }
  }

  /** The text now. An editor that is gone has none. */
  #text() {
    if (!this.element.isConnected) throw new RefusedFix("vanished");
    return this.read().text;
  }

  /**
   * Make one change and see to it that the editor has taken it.
   * @param {Edit} edit
   */
  async #replace(edit) {
    const before = this.#text();
    const after = withEdit(before, edit);
    if (after === before) return;
    await this.#change(before, edit);
    if (!(await this.#reaches(after))) throw new RefusedFix("refused");
  }

  /**
   * @param {string} before
   * @param {Edit} edit
   */
  async #change(before, edit) {
    const isNative = this.#kind === "native";
    const step = isNative ? edit : withNeighbour(before, edit);
    await this.#select(step.start, step.end);
    if (this.#text() !== before) throw new RefusedFix("changed");
    if (isNative) writeNatively(step.text);
    else if (step.text) pasteInto(this.element, step.text);
    else pressBackspace(this.element);
  }

  /**
   * Select `[start, end)` and wait until the editor has seen it: a paste goes where the editor believes the selection to be.
   * @param {number} anchor
   * @param {number} focus
   */
  async #select(anchor, focus) {
    await this.#takeFocus();
    if (this.element instanceof HTMLTextAreaElement) {
      this.element.setSelectionRange(Math.min(anchor, focus), Math.max(anchor, focus), anchor > focus ? "backward" : "forward");
      return;
    }
    const seen = this.read();
    const range = rangeFor(seen, Math.min(anchor, focus), Math.max(anchor, focus));
    const selection = getSelection();
    if (!range || !selection) throw new RefusedFix("refused");
    if (isSelected(selection, range)) return;
    const changed = once(document, "selectionchange", SELECTION_SEEN_WITHIN_MS);
    const ends = /** @type {[Node, number, Node, number]} */ (
      anchor > focus
        ? [range.endContainer, range.endOffset, range.startContainer, range.startOffset]
        : [range.startContainer, range.startOffset, range.endContainer, range.endOffset]
    );
    selection.setBaseAndExtent(...ends);
    await changed;
    await nextTask();
    this.#text();
  }

  /** Give the editor the focus, without scrolling, and let it put its own selection back first. */
  async #takeFocus() {
    if (this.#isFocused()) return;
    this.element.focus({ preventScroll: true });
    await nextTask();
    this.#text();
  }

  #isFocused() {
    return this.element.contains(document.activeElement);
  }

  /**
   * Where the person's caret is in the text, or null when it is elsewhere.
   * @returns {CaretOffsets | null}
   */
  #caret() {
    if (this.element instanceof HTMLTextAreaElement) {
      return { anchor: this.element.selectionStart, focus: this.element.selectionEnd };
    }
    const selection = getSelection();
    if (!selection?.anchorNode || !selection.focusNode) return null;
    if (!this.element.contains(selection.anchorNode) || !this.element.contains(selection.focusNode)) return null;
    const seen = this.read();
    return {
      anchor: offsetOf(seen, selection.anchorNode, selection.anchorOffset),
      focus: offsetOf(seen, selection.focusNode, selection.focusOffset),
    };
  }

  /**
   * Whether the editor shows a text, now or as soon as it has drawn itself again.
   * @param {string} wanted
   */
  async #reaches(wanted) {
    const deadline = performance.now() + EDITOR_ANSWERS_WITHIN_MS;
    while (this.#text() !== wanted) {
      const left = deadline - performance.now();
      if (left <= 0) return false;
      await nextChange(this.element, left);
    }
    await nextTask();
    return this.#text() === wanted;
  }
}

/**
 * @param {Selection} selection
 * @param {Range} range
 */
function isSelected(selection, range) {
  if (selection.rangeCount !== 1 || selection.isCollapsed !== range.collapsed) return false;
  const now = selection.getRangeAt(0);
  return (
    now.compareBoundaryPoints(Range.START_TO_START, range) === 0 && now.compareBoundaryPoints(Range.END_TO_END, range) === 0
  );
}

/**
 * Paste text where the editor's selection is.
 * @param {HTMLElement} target
 * @param {string} text
 */
function pasteInto(target, text) {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  // Firefox hands the page an empty clipboard from a content script unless its own two members carry the text; Chromium ignores them.
  const init = { bubbles: true, cancelable: true, composed: true, clipboardData, data: text, dataType: "text/plain" };
  target.dispatchEvent(new ClipboardEvent("paste", init));
}

/**
 * Delete what is selected, for the one case that has no neighbour to paste: a line of its own, or the whole text.
 * @param {HTMLElement} target
 */
function pressBackspace(target) {
  const init = { key: "Backspace", code: "Backspace", keyCode: 8, which: 8, bubbles: true, cancelable: true, composed: true };
  target.dispatchEvent(new KeyboardEvent("keydown", init));
  target.dispatchEvent(new KeyboardEvent("keyup", init));
}

/**
 * The browser's own editing, for elements whose text it keeps itself. No other way leaves undo whole.
 * @param {string} text
 */
function writeNatively(text) {
  if (text) document.execCommand("insertText", false, text);
  else document.execCommand("delete");
}

/** @returns {Promise<void>} */
function nextTask() {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/**
 * An event, or the end of the wait for it.
 * @param {EventTarget} target
 * @param {string} type
 * @param {number} atMostMs
 * @returns {Promise<void>}
 */
function once(target, type, atMostMs) {
  const signal = AbortSignal.timeout(atMostMs);
  return new Promise((resolve) => {
    target.addEventListener(type, () => resolve(), { once: true, signal });
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/**
 * The next change below an element, or the end of the wait for it.
 * @param {Element} root
 * @param {number} atMostMs
 * @returns {Promise<void>}
 */
function nextChange(root, atMostMs) {
  return new Promise((resolve) => {
    const done = () => {
      observer.disconnect();
      clearTimeout(timer);
      resolve();
    };
    const observer = new MutationObserver(done);
    const timer = setTimeout(done, atMostMs);
    observer.observe(root, { subtree: true, childList: true, characterData: true });
  });
}
