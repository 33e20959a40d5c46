// @ts-check
// The questions "why?" of one composer, and who waits for their answers. Keeps no text, and no answer longer than it is waited for.

const EXPLANATION_WAIT_MS = 3000;

/** @typedef {{promise: Promise<Explanation>, resolve: (explanation: Explanation) => void, reject: (error: Error) => void}} Asked */

class Explanations {
  /** What is waited for, by revision and rule. @type {Map<string, Asked>} */
  #waiting = new Map();
  #send;

  /** @param {(message: Message) => void} send */
  constructor(send) {
    this.#send = send;
  }

  /** @param {{conversation: string, revision: number, rule: string|null}} question @returns {Promise<Explanation>} */
  ask(question) {
    const key = keyOfQuestion(question);
    return this.#waiting.get(key)?.promise ?? this.#ask(key, { type: "explain", ...question });
  }

  /** @param {Message} message @returns {boolean} whether it answers a question of this kind, asked or not */
  answer(message) {
    if (message.type === "explanation") {
      const asked = this.#waiting.get(keyOfQuestion(message));
      if (isExplanation(message)) asked?.resolve(message);
      else asked?.reject(new Error("The agent answered in a way that cannot be shown."));
      return true;
    }
    if (message.type !== "error" || message.answers !== "explain") return false;
    for (const [key, { reject }] of this.#waiting) {
      if (JSON.parse(key)[0] === message.revision) reject(new Error(String(message.code)));
    }
    return true;
  }

  /** @param {string} key @param {Message} question @returns {Promise<Explanation>} */
  #ask(key, question) {
    /** @type {Pick<Asked, "resolve" | "reject">} */
    let ends = { resolve: () => {}, reject: () => {} };
    const answered = new Promise((resolve, reject) => (ends = { resolve, reject }));
    const timer = setTimeout(() => ends.reject(new Error("The agent did not answer in time.")), EXPLANATION_WAIT_MS);
    const promise = answered.finally(() => {
      clearTimeout(timer);
      this.#waiting.delete(key);
    });
    this.#waiting.set(key, { promise, ...ends });
    this.#send(question);
    return promise;
  }
}

/** @param {Record<string, unknown>} question */
function keyOfQuestion({ revision, rule }) {
  return JSON.stringify([revision, rule]);
}

/**
 * Whether this can be shown: a later agent, or a broken one, may send something else.
 * @param {Message} message @returns {message is Message & Explanation}
 */
function isExplanation(message) {
  const { packs, looked, not_known: notKnown, facts, traces, more, rules } = message;
  const isFact = (/** @type {Partial<SeenFact>} */ fact) => [fact.spans, fact.places].every(Array.isArray) && Number.isInteger(fact.count);
  const isStep = (/** @type {Partial<TraceStep>} */ step) =>
    ["yes", "no", "unknown"].includes(String(step.answer)) && [step.missing, step.facts].every(Array.isArray);
  const isTrace = (/** @type {Partial<Trace>} */ { steps, clauses, outcome }) =>
    Array.isArray(clauses) && Array.isArray(steps) && steps.every(isStep) && ["error", "warning", "info", "silent"].includes(String(outcome));
  const hasAll = [packs, looked, notKnown, facts, traces].every(Array.isArray) && [more, rules].every(Number.isInteger);
  return hasAll && /** @type {SeenFact[]} */ (facts).every(isFact) && /** @type {Trace[]} */ (traces).every(isTrace);
}
