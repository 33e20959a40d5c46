// @ts-check
/**
 * The agent as the rest of the background sees it: a state, the last known status, and somewhere to send messages.
 * Connects again when the connection is lost, for as long as somebody is interested. Keeps no text: what was not sent is
 * sent again by the composer that wrote it, once the state is `open`.
 */
import { stateAfter, waitBefore, worthTryingNow } from "./schedule.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {import("./types.js").Status} Status */
/** @typedef {import("./types.js").Limits} Limits */

const TRIES_WITHOUT_INTEREST = 3; // a tab that merely loads gets these; a focused composer gets them for ever

export class Agent {
  /** @type {import("./types.js").LinkState} */
  state = "connecting";
  /** The last one known: still there while the agent is away. @type {Status|null} */
  status = null;
  /** @type {Limits|null} */
  limits = null;
  /** What the native host says to do when there is no agent, in its own words; "" when it says nothing. */
  remedy = "";
  /** @type {import("./socket.js").Connection|null} */
  #connection = null;
  #trying = false;
  #lastTry = 0;
  #wake = () => {};
  #deps;

  /**
   * @param {{
   *   find: () => Promise<import("./types.js").Endpoint>,
   *   connect: (endpoint: import("./types.js").Endpoint) => Promise<import("./socket.js").Connection>,
   *   interested: () => boolean,
   *   onChange: () => void,
   *   onMessage: (message: Message) => void,
   *   now?: () => number,
   * }} deps
   */
  constructor(deps) {
    this.#deps = deps;
  }

  /** Somebody needs the agent: connect, or stop waiting for the next try. */
  want() {
    if (this.#connection) return;
    if (!this.#trying) void this.#tryUntilOpen();
    else if (worthTryingNow(this.#now() - this.#lastTry)) this.#wake();
  }

  /** Let go of this connection and make a new one, as after pairing. */
  reconnect() {
    this.#connection?.close();
    this.#wake();
    this.want();
  }

  /** @param {Message} message @returns {"sent"|"too-long"|"not-open"} */
  send(message) {
    if (!this.#connection || !this.limits) return "not-open";
    const text = JSON.stringify(message);
    // A unit is at most three bytes: the exact count is made only for a message that could be too long.
    if (text.length * 3 > this.limits.message_bytes && byteLength(text) > this.limits.message_bytes) return "too-long";
    this.#connection.send(text);
    return "sent";
  }

  /** Take over a connection that somebody else has made: the one of a pairing code. @param {import("./socket.js").Connection} connection */
  adopt(connection) {
    this.#connection?.listen(() => {}, () => {});
    this.#connection?.close();
    this.#opened(connection);
  }

  async #tryUntilOpen() {
    this.#trying = true;
    for (let attempt = 0; this.#goesOn(attempt); attempt++) {
      await this.#wait(waitBefore(attempt));
      if (this.#connection) break; // adopted meanwhile
      this.#lastTry = this.#now();
      try {
        const connection = await this.#deps.connect(await this.#deps.find());
        if (this.#connection) connection.close();
        else this.#opened(connection);
        break;
      } catch (error) {
        this.remedy = String(/** @type {{remedy?: unknown}} */ (error)?.remedy ?? "");
        this.#become(stateAfter(failureOf(error)));
      }
    }
    this.#trying = false;
  }

  /** @param {number} attempt */
  #goesOn(attempt) {
    return !this.#connection && (attempt < TRIES_WITHOUT_INTEREST || this.#deps.interested());
  }

  /** @param {import("./socket.js").Connection} connection */
  #opened(connection) {
    this.#connection = connection;
    this.status = connection.ready.status;
    this.limits = connection.ready.limits;
    this.remedy = "";
    this.#become("open");
    connection.listen(
      (message) => this.#receive(message),
      () => this.#lost(connection),
    );
  }

  /** @param {Message} message */
  #receive(message) {
    if (message.type === "status") {
      this.status = /** @type {Status} */ (message.status);
      this.#deps.onChange();
    }
    this.#deps.onMessage(message);
  }

  /** @param {import("./socket.js").Connection} connection */
  #lost(connection) {
    if (this.#connection !== connection) return;
    this.#connection = null;
    this.#become("connecting");
    if (!this.#trying) void this.#tryUntilOpen();
  }

  /** @param {import("./types.js").LinkState} state */
  #become(state) {
    if (this.state === state && state !== "open") return;
    this.state = state;
    this.#deps.onChange();
  }

  /** @param {number} ms */
  async #wait(ms) {
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    let timer;
    await new Promise((resolve) => {
      this.#wake = () => resolve(null);
      timer = setTimeout(this.#wake, ms);
    });
    clearTimeout(timer);
  }

  #now() {
    return (this.#deps.now ?? Date.now)();
  }
}

/** @param {unknown} error */
function failureOf(error) {
  const failure = /** @type {{failure?: unknown}} */ (error)?.failure;
  return failure === "proof" || failure === "protocol" || failure === "unpaired" ? failure : "gone";
}

/** @param {string} text */
const byteLength = (text) => new TextEncoder().encode(text).length;
