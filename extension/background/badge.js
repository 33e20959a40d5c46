// @ts-check
/** The few characters on the toolbar icon. Pure. A number of findings, or that something is off; never red for a hint. */

/** @type {Record<string, string>} */
const MARKS = {
  "incomplete": "!",
  "away": "!",
  "stale-rules": "!",
  "no-policy": "!",
  "no-access": "!",
  "unrecognised": "?",
  "reload": "↻",
  "paused": "–",
  "off-here": "–",
};

/** @param {unknown} state @param {unknown} count @returns {string} */
export function badgeText(state, count) {
  const mark = MARKS[String(state)] ?? "";
  const number = typeof count === "number" && count > 0 ? String(Math.min(count, 99)) : "";
  return number && mark !== "–" ? number : mark;
}
