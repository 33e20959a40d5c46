// @ts-check
// What each state says: one short word for the pill, one sentence, one action. Decides nothing else and touches no page.

/** @typedef {"error"|"warning"|"info"|"clear"|"wait"|"off"} Tone  picks shape and colour together: never colour alone */

/** @type {Readonly<Record<ViewState, {tone: Tone, action: StateAction, partial?: boolean}>>} */
const STATES = Object.freeze({
  "checking": { tone: "wait", action: "recheck" },
  "clear": { tone: "clear", action: "recheck" },
  "findings": { tone: "info", action: "list" },
  "held": { tone: "warning", action: "answer" },
  "incomplete": { tone: "off", action: "recheck", partial: true },
  "paused": { tone: "off", action: "resume" },
  "off-here": { tone: "off", action: "turn-on" },
  "away": { tone: "off", action: "wake" },
  "stale-rules": { tone: "off", action: "refresh-rules", partial: true },
  "no-policy": { tone: "off", action: "choose-policy", partial: true },
  "no-access": { tone: "off", action: "grant" },
  "unrecognised": { tone: "off", action: "help" },
  "reload": { tone: "off", action: "reload" },
});

/** @type {readonly Severity[]} */
const SEVERITIES = ["error", "warning", "info"];

/**
 * The gravest severity among findings, or null when there are none.
 * @param {readonly Finding[]} findings
 * @returns {Severity | null}
 */
function gravest(findings) {
  return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)) ?? null;
}

/**
 * What to show for a view. Findings are counted in every state that has them, and a check that was only partial says so beside them.
 * @param {View} view
 * @returns {{tone: Tone, short: string, sentence: string, action: StateAction, actionWords: string}}
 */
function describe(view) {
  const { tone, action, partial } = STATES[view.state];
  const name = view.state.replace(/-/g, "_");
  const actionWords = words(`action_${action.replace(/-/g, "_")}`);
  const count = view.findings.length;
  if (view.state === "findings" || (partial && count > 0)) {
    const short = countedWords("short_findings", count);
    return {
      tone: gravest(view.findings) ?? tone,
      short: partial ? `${short} · ${words(`short_${name}`)}` : short,
      sentence: partial ? words(`state_${name}`) : countedWords("state_findings", count),
      action,
      actionWords,
    };
  }
  return { tone, short: words(`short_${name}`), sentence: words(`state_${name}`), action, actionWords };
}

/**
 * When the rules changed under a draft, as its author's clock says it.
 * @param {number} at
 */
function rulesChangedWords(at) {
  return words("rules_changed", new Intl.DateTimeFormat(words("language"), { timeStyle: "short" }).format(at));
}
