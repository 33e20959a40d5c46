// @ts-check
/**
 * Which port an answer belongs to. Pure: names in, names out.
 *
 * Two tabs may both call their composer "c1", so on the socket a conversation is called "PORT.c1". Only the messages that a
 * content script has business sending get through; everything else is dropped here.
 */

/** @typedef {import("./types.js").Message} Message */

/** What a content script says about one of its composers. */
const ABOUT_A_DRAFT = new Set(["check", "explain", "close"]);

/** @param {unknown} rule @param {unknown} clauses ids, or clauses with an id */
const cardKey = (rule, clauses) => {
  const ids = Array.isArray(clauses) ? clauses.map((clause) => clause?.id ?? clause) : [];
  return JSON.stringify([rule, ids]);
};

export class Routes {
  /** @type {Map<string, Set<string>>} port -> its conversations */
  #open = new Map();
  /** @type {Map<string, Set<string>>} card -> ports that wait for it */
  #askers = new Map();

  /** @param {string} port */
  add(port) {
    this.#open.set(port, new Set());
  }

  /**
   * The message as it goes to the agent, or null when it goes nowhere.
   * @param {string} port @param {Message} message @returns {Message|null}
   */
  outward(port, message) {
    const conversations = this.#open.get(port);
    if (!conversations) return null;
    if (message.type === "card") return this.#asks(port, message);
    if (!ABOUT_A_DRAFT.has(message.type) || typeof message.conversation !== "string") return null;
    if (message.type === "explain" && !conversations.has(message.conversation)) return null;
    if (message.type === "close") conversations.delete(message.conversation);
    else conversations.add(message.conversation);
    return { ...message, conversation: `${port}.${message.conversation}` };
  }

  /**
   * Who gets this message of the agent, and what it looks like there.
   * @param {Message} message @returns {{ports: string[], message: Message}}
   */
  inward(message) {
    if (message.type === "card") return { ports: this.#answered(message), message };
    const [port, conversation] = split(message.conversation);
    const known = this.#open.get(port)?.has(conversation);
    return known ? { ports: [port], message: { ...message, conversation } } : { ports: [], message };
  }

  /** The port is gone: what to tell the agent. @param {string} port @returns {Message[]} */
  remove(port) {
    const conversations = this.#open.get(port) ?? [];
    this.#open.delete(port);
    for (const ports of this.#askers.values()) ports.delete(port);
    return [...conversations].map((conversation) => ({ type: "close", conversation: `${port}.${conversation}` }));
  }

  /** @param {string} port @param {Message} message */
  #asks(port, { type, rule, clauses }) {
    const key = cardKey(rule, clauses);
    const ports = this.#askers.get(key) ?? new Set();
    this.#askers.set(key, ports.add(port));
    return { type, rule, clauses };
  }

  /** @param {Message} message */
  #answered({ rule, clauses }) {
    const key = cardKey(rule, clauses);
    const ports = this.#askers.get(key) ?? [];
    this.#askers.delete(key);
    return [...ports];
  }
}

/** @param {unknown} name @returns {[string, string]} */
function split(name) {
  const dot = typeof name === "string" ? name.indexOf(".") : -1;
  return dot < 0 ? ["", ""] : [String(name).slice(0, dot), String(name).slice(dot + 1)];
}
