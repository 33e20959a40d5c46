// @ts-check
// Underlines by the CSS Custom Highlight API: the page's nodes stay as they are. A page can read and clear them, so their names say
// nothing, and nothing depends on them: the list of findings is the primary way to see what was found.

/** @typedef {{range: Range, severity: Severity}} Mark */

// One group for each way of drawing (content.css), shared by all composers of the page.
/** @type {Readonly<Record<Severity, string>>} */
const GROUPS = Object.freeze({ error: "underline-1", warning: "underline-2", info: "underline-3" });

class Underlines {
  /** @type {Map<Severity, Highlight>} */
  #groups = new Map();
  /** @type {Map<unknown, Mark[]>} */
  #painted = new Map();

  constructor() {
    for (const name of Object.values(GROUPS)) CSS.highlights.delete(name); // of scripts that an update has ended: see host.js
  }

  /**
   * Underline the marks of one composer, instead of those it had.
   * @param {unknown} key
   * @param {readonly Mark[]} marks
   */
  paint(key, marks) {
    this.clear(key);
    this.#painted.set(key, [...marks]);
    for (const { range, severity } of marks) this.#group(severity).add(range);
  }

  /** @param {unknown} key */
  clear(key) {
    for (const { range, severity } of this.#painted.get(key) ?? []) this.#groups.get(severity)?.delete(range);
    this.#painted.delete(key);
  }

  /**
   * Whether everything that was painted is still there: a page may have cleared the groups or replaced the words.
   * @param {unknown} key
   */
  intact(key) {
    return (this.#painted.get(key) ?? []).every(({ range, severity }) => {
      const group = this.#groups.get(severity);
      const isListed = group !== undefined && CSS.highlights.get(GROUPS[severity]) === group && group.has(range);
      return isListed && !range.collapsed && range.startContainer.isConnected;
    });
  }

  /** @param {Severity} severity */
  #group(severity) {
    const group = this.#groups.get(severity) ?? new Highlight();
    this.#groups.set(severity, group);
    if (CSS.highlights.get(GROUPS[severity]) !== group) CSS.highlights.set(GROUPS[severity], group);
    return group;
  }
}
