// @ts-check
/** The duty clock in the popup: what the agent says, and the one click that corrects it for an hour. */
import { dutyStanding } from "../pages/standing.js";
import { part, words } from "../pages/words.js";

/** Ends the button's last meaning when it gets another. */
let meaning = new AbortController();

/** @param {import("../pages/background_port.js").Standing} news @param {(message: import("../background/types.js").Message) => void} ask */
export function showDuty({ state, status }, ask) {
  const { duty, policy } = status ?? {};
  const section = part("duty", HTMLElement);
  section.hidden = state !== "open" || !duty || !policy;
  if (section.hidden || !duty) return;
  const { sentence, says } = dutyStanding(duty);
  const time = duty.until && new Intl.DateTimeFormat(words("language"), { timeStyle: "short" }).format(new Date(duty.until));
  part("on-duty", HTMLElement).textContent = words(sentence, duty.because) + (time ? ` ${words("duty_until", time)}` : "");
  const button = part("say-duty", HTMLButtonElement);
  button.textContent = words(says === null ? "duty_say_ask_clock" : says ? "duty_say_on_duty" : "duty_say_off_duty");
  meaning.abort();
  meaning = new AbortController();
  button.addEventListener("click", () => ask({ type: "say-duty", on_duty: says }), { signal: meaning.signal });
}
