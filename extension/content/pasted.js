// @ts-check
// Where pasted words come from, as far as a tab can know: whether they were copied in it. Kept in memory, for one draft; of the
// pasted words only their number ever leaves this file.

const COPIED_HERE = { text: "" }; // what was last copied in this tab

/**
 * Follow what is copied in this tab.
 * @param {AbortSignal} signal
 */
function followCopies(signal) {
  const copied = (/** @type {ClipboardEvent} */ event) => {
    const box = event.target;
    const isField = box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement;
    const text = isField ? box.value.slice(box.selectionStart ?? 0, box.selectionEnd ?? 0) : String(getSelection() ?? "");
    if (event.isTrusted) COPIED_HERE.text = spaced(text);
  };
  document.addEventListener("copy", copied, { signal, capture: true, passive: true });
  document.addEventListener("cut", copied, { signal, capture: true, passive: true });
}

class Pastes {
  /** @type {{text: string, words: number, where: "here" | "elsewhere"}[]} */
  #pastes = [];

  /**
   * @param {HTMLElement} root
   * @param {AbortSignal} signal
   */
  constructor(root, signal) {
    root.addEventListener("paste", (event) => this.#pasted(event), { signal, capture: true, passive: true });
  }

  /**
   * Where the longest pasted stretch that still stands in a draft comes from: "elsewhere, 640 words"; null when there is none.
   * @param {string} draft
   * @returns {string | null}
   */
  origin(draft) {
    if (!this.#pastes.length) return null;
    const now = spaced(draft);
    this.#pastes = this.#pastes.filter(({ text }) => now.includes(text));
    const [longest] = [...this.#pastes].sort((one, other) => other.words - one.words);
    return longest ? `${longest.where}, ${longest.words} ${longest.words === 1 ? "word" : "words"}` : null;
  }

  /** @param {ClipboardEvent} event */
  #pasted(event) {
    const text = event.isTrusted ? spaced(event.clipboardData?.getData("text/plain") ?? "") : ""; // a fix of ours is not one
    if (!text) return;
    this.#pastes.push({ text, words: text.split(" ").length, where: text === COPIED_HERE.text ? "here" : "elsewhere" });
  }
}

/** @param {string} text */
function spaced(text) {
  return text.replace(/\s+/gu, " ").trim();
}
