// @ts-check
// The cards that were fetched: the same for every post, so each is asked for once and kept until the rulebook changes.
// Used by both carriers of `Link`: the port to the background, and the local page's own socket.

const CARD_WAIT_MS = 3000;

/** @typedef {{resolve: (card: Card) => void, reject: (error: Error) => void}} CardWaiter */

class CardShelf {
  /** @type {Map<string, Promise<Card>>} */
  #cards = new Map();
  /** @type {Map<string, CardWaiter>} */
  #waiting = new Map();
  #send;
  #rulebook = "";

  /** @param {(message: Message) => void} send */
  constructor(send) {
    this.#send = send;
  }

  /** @param {{rule: string, clauses: string[]}} finding @returns {Promise<Card>} */
  fetch({ rule, clauses }) {
    const key = JSON.stringify([rule, clauses]);
    const card = this.#cards.get(key) ?? this.#ask(key, { type: "card", rule, clauses });
    this.#cards.set(key, card);
    card.catch(() => this.#cards.delete(key)); // asked again the next time
    return card;
  }

  /** @param {Message} message an answer of type `card` */
  answer(message) {
    const card = /** @type {Card & Message} */ (message);
    const exact = JSON.stringify([card.rule, card.clauses.map((clause) => clause.id)]);
    // A clause that the agent does not know is left out of its answer: then the rule alone has to do.
    const key = this.#waiting.has(exact) ? exact : [...this.#waiting.keys()].find((key) => JSON.parse(key)[0] === card.rule);
    if (key) this.#waiting.get(key)?.resolve(card);
  }

  /** Ask again for what was not answered, as after a lost connection. */
  askAgain() {
    for (const key of this.#waiting.keys()) this.#send(this.#question(key));
  }

  /** @param {string} rulebook */
  keepFor(rulebook) {
    if (rulebook !== this.#rulebook) this.#cards.clear();
    this.#rulebook = rulebook;
  }

  /** @param {string} key @returns {Message} */
  #question(key) {
    const [rule, clauses] = JSON.parse(key);
    return { type: "card", rule, clauses };
  }

  /** @param {string} key @param {Message} question @returns {Promise<Card>} */
  #ask(key, question) {
    const card = new Promise((resolve, reject) => {
      this.#waiting.set(key, { resolve, reject });
      setTimeout(() => reject(new Error("The agent did not answer in time.")), CARD_WAIT_MS);
      this.#send(question);
    });
    return card.finally(() => this.#waiting.delete(key));
  }
}
