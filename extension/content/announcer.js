// @ts-check
// Tells a screen reader what has changed, once, and only when typing has paused. Says nothing twice and never interrupts.

const QUIET_MS = 1000; // typing has paused

class Announcer {
  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.element = element("div", { class: "unseen", role: "status" });
    this.last = "";
    signal.addEventListener("abort", () => clearTimeout(this.quiet), { once: true });
  }

  /**
   * Say what a view means, when it is still so after a pause.
   * @param {View} view
   */
  later(view) {
    clearTimeout(this.quiet);
    if (view.state !== "checking") this.quiet = setTimeout(() => this.#say(wordsFor(view)), QUIET_MS);
  }

  /** @param {string} sentence */
  #say(sentence) {
    const isNews = sentence !== this.last && (this.last !== "" || sentence !== words("announce_none"));
    this.last = sentence;
    if (isNews) this.element.textContent = sentence;
  }
}

/**
 * The number of findings, else what stands in the way of a check.
 * @param {View} view
 */
function wordsFor(view) {
  if (view.findings.length) return countedWords("announce_findings", view.findings.length);
  const { tone, sentence } = describe(view);
  return tone === "off" ? sentence : words("announce_none");
}
