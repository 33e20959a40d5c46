// @ts-check
// Findings that a person has called "not a problem here". Kept in memory for one draft, never stored, never sent anywhere.

class Ignored {
  /** @type {Set<string>} */
  #keys = new Set();

  /**
   * Leave a finding out for this draft: the same rule on the same words.
   * @param {Finding} finding
   * @param {string} text the draft it was found in
   */
  add(finding, text) {
    this.#keys.add(keyOf(finding, text));
  }

  /** Begin a new draft, or take everything back. */
  clear() {
    this.#keys.clear();
  }

  /**
   * The view without what is left out. A post that must be acknowledged keeps everything: its pack asks for that.
   * @param {View} view
   * @returns {View}
   */
  apply(view) {
    const { text, report } = view;
    if (this.#keys.size === 0 || text === undefined || !report || report.hold === "acknowledge") return { ...view, ignored: 0 };
    const findings = view.findings.filter((finding) => !this.#keys.has(keyOf(finding, text)));
    const ignored = view.findings.length - findings.length;
    if (ignored === 0) return { ...view, ignored };
    const hold = findings.some(({ severity }) => severity !== "info") ? report.hold : "none";
    const state = view.state === "findings" && findings.length === 0 ? "clear" : view.state;
    return { ...view, state, findings, ignored, report: { ...report, hold } };
  }
}

/**
 * @param {Finding} finding
 * @param {string} text
 */
function keyOf({ rule, start, end }, text) {
  return `${rule} ${text.slice(start, end)}`;
}
