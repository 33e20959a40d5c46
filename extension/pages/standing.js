// @ts-check
/**
 * How agent and tab stand, as the extension's own pages say it: one sentence and one action for each state. Pure.
 */

/**
 * @typedef {import("../background/types.js").LinkState} LinkState
 * @typedef {import("../background/types.js").Status} Status
 * @typedef {"retry"|"pair"|"refresh"|"policy"} AgentAction
 * @typedef {{views: {state: string, count: number}[], off: "paused"|"off-here"|null}} TabAnswer
 */

/** @type {Record<Exclude<LinkState, "open">, {sentence: string, action: AgentAction}>} */
const NOT_OPEN = {
  connecting: { sentence: "agent_connecting", action: "retry" },
  away: { sentence: "agent_away", action: "retry" },
  unpaired: { sentence: "agent_unpaired", action: "pair" },
  refused: { sentence: "agent_refused", action: "pair" },
};

/**
 * @param {{state: LinkState, status: Status|null}} link
 * @returns {{sentence: string, action: AgentAction, well: boolean}} keys of _locales; `well` when nothing has to be done
 */
export function agentStanding({ state, status }) {
  if (state !== "open") return { ...NOT_OPEN[state], well: false };
  if (status?.rules !== "current") return { sentence: "state_stale_rules", action: "refresh", well: false };
  if (!status.policy) return { sentence: "state_no_policy", action: "policy", well: false };
  return { sentence: "agent_open", action: "refresh", well: true };
}

/**
 * @param {import("../background/types.js").Duty} duty
 * @returns {{sentence: string, says: boolean|null}} a key of _locales, and what the one click says: on duty or not, or null to
 *   take back what was said
 */
export function dutyStanding({ on_duty: onDuty, on_break: onBreak, said }) {
  const sentence = onBreak ? "duty_break" : onDuty === null ? "duty_unknown" : onDuty ? "duty_on" : "duty_off";
  return { sentence, says: said ? null : onDuty === false && !onBreak };
}

/** What is worth saying first when a tab has several composers. */
const FIRST = ["reload", "incomplete", "away", "findings", "unrecognised", "stale-rules", "no-policy", "checking", "clear"];

/**
 * @param {{answer: TabAnswer|null, isOurs: boolean, isGranted: boolean}} tab  `answer` of its content script, null when there is none;
 *   `isOurs`: the browser lets us see that it is a site of ours
 * @returns {{state: string, count: number}} `ready`: nothing was written yet; `elsewhere`: not a site of ours, as far as we may know
 */
export function tabStanding({ answer, isOurs, isGranted }) {
  if (answer?.off) return { state: answer.off, count: 0 };
  if (answer?.views.length) {
    const rank = (/** @type {{state: string}} */ view) => (FIRST.indexOf(view.state) + 1 || FIRST.length + 1);
    const [first] = [...answer.views].sort((a, b) => rank(a) - rank(b));
    return { state: first.state, count: answer.views.reduce((sum, view) => sum + view.count, 0) };
  }
  if (answer) return { state: "ready", count: 0 };
  if (isOurs) return { state: "reload", count: 0 }; // open since before Proviso was installed or updated
  return { state: isGranted ? "elsewhere" : "no-access", count: 0 };
}

/** Where one may work, as the agent's settings know it. The words are in _locales under `place_…`. */
export const JURISDICTIONS = ["us-federal", "us-ma", "us-ky", "au"];

/** Agencies with a policy of their own. @type {Record<string, string[]>} */
export const AGENCIES = { "us-federal": ["SSA"], "au": ["DSS"] };
