// @ts-check
// What the agent's duty clock says, and how to correct it with one click. Knows neither schedule nor place: the agent does.

/**
 * @typedef {{on_duty: boolean|null, on_break: boolean|null, because: string, said: boolean, until: string|null}} Duty
 * @typedef {"off-duty"|"on-duty"|"ask-clock"} DutyAction
 */

/**
 * The sentence of an answer: whether on duty, why, and until when.
 * @param {Duty} duty
 */
function dutyWords({ on_duty: onDuty, on_break: onBreak, because, until }) {
  const key = onBreak ? "duty_break" : onDuty === null ? "duty_unknown" : onDuty ? "duty_on" : "duty_off";
  const state = words(key, because);
  if (!until) return state;
  const time = new Intl.DateTimeFormat(words("language"), { timeStyle: "short" }).format(new Date(until));
  return `${state} ${words("duty_until", time)}`;
}

/**
 * The answer with the one click that corrects it; a word of one's own can be taken back.
 * @param {Duty} duty
 * @param {(action: DutyAction) => void} say
 * @param {AbortSignal} signal
 */
function dutyRow(duty, say, signal) {
  /** @type {DutyAction} */
  const action = duty.said ? "ask-clock" : duty.on_duty === false && !duty.on_break ? "on-duty" : "off-duty";
  const label = words(`duty_say_${action.replace("-", "_")}`);
  return element(
    "div",
    { class: "fix duty" },
    button("button", label, () => say(action), signal),
    element("span", { class: "change" }, dutyWords(duty)),
  );
}
