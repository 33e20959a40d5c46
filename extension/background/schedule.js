// @ts-check
/**
 * When to try again. Pure: the caller has the clock and the dice.
 *
 * Fast at first, so that an agent restarted while somebody is typing is back within two seconds; then slower, because an
 * agent that has been away for a minute is probably not coming back on its own.
 */

/** ms to wait before try number `n` since the connection was lost. */
const WAITS_MS = [0, 100, 200, 300, 400, 500, 500, 500, ...Array(12).fill(1000), 2000, 4000, 8000];

/** Less than the 30 s after which a browser ends an idle worker: a wait must not outlive it. */
const SLOWEST_MS = 20_000;

const JITTER = 0.2; // each wait is up to this part shorter or longer, so that many browsers do not knock in step

/** @param {number} attempt 0 for the first try @param {() => number} [random] in [0, 1) */
export function waitBefore(attempt, random = Math.random) {
  const wait = WAITS_MS[attempt] ?? SLOWEST_MS;
  return Math.round(wait * (1 + JITTER * (2 * random() - 1)));
}

/**
 * Somebody types while we wait: is the wait long enough that it is worth trying at once?
 * @param {number} sinceLastTryMs
 */
export const worthTryingNow = (sinceLastTryMs) => sinceLastTryMs >= 1000;

/**
 * How a connection that failed shows itself to the person.
 * @param {"gone"|"proof"|"protocol"|"unpaired"} failure
 * @returns {import("./types.js").LinkState}
 */
export const stateAfter = (failure) =>
  failure === "proof" || failure === "protocol" ? "refused" : failure === "unpaired" ? "unpaired" : "away";
