// @ts-check
/**
 * One connection: opens the WebSocket, runs the handshake, carries messages. Refuses to send anything but the handshake
 * before the agent has proven itself. It does not try again; agent.js does.
 */
import { Handshake, HandshakeError } from "./handshake.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {import("./types.js").Endpoint} Endpoint */

const HANDSHAKE_MS = 2000; // the agent's own limit

/** Close codes of the agent that mean more than "gone". @type {Record<number, "proof"|"protocol">} */
const REFUSALS = { 4400: "protocol", 4401: "proof" };

/** Why there is no connection: "gone" (nobody answers), "proof" (one of us does not know the other), "protocol". */
export class ConnectError extends Error {
  /** @param {"gone"|"proof"|"protocol"} failure */
  constructor(failure) {
    super(`No connection to the agent: ${failure}`);
    this.name = "ConnectError";
    this.failure = failure;
  }
}

/** The socket's messages, kept until somebody takes them. */
class Inbox {
  /** @type {ConnectError|null} */
  closed = null;
  onChange = () => {};
  /** @type {Message[]} */
  #waiting = [];

  /** @param {WebSocket} socket */
  constructor(socket) {
    socket.onopen = () => this.#push({ type: "opened" });
    socket.onmessage = ({ data }) => this.#push(parse(data));
    socket.onclose = ({ code }) => {
      this.closed ??= new ConnectError(REFUSALS[code] ?? "gone");
      this.onChange();
    };
  }

  take() {
    return this.#waiting.shift();
  }

  /** The next message, waiting for it. @returns {Promise<Message>} */
  async next() {
    while (!this.#waiting.length && !this.closed) await new Promise((resolve) => (this.onChange = () => resolve(null)));
    const message = this.take();
    if (!message) throw this.closed ?? new ConnectError("gone");
    return message;
  }

  /** @param {Message} message */
  #push(message) {
    this.#waiting.push(message);
    this.onChange();
  }
}

/** A connection on which both sides have proven themselves. */
export class Connection {
  #socket;
  #inbox;

  /**
   * @param {WebSocket} socket @param {Inbox} inbox
   * @param {import("./types.js").Ready} ready @param {import("./types.js").Pairing|null} pairing
   */
  constructor(socket, inbox, ready, pairing) {
    this.#socket = socket;
    this.#inbox = inbox;
    this.ready = ready;
    this.pairing = pairing;
  }

  /**
   * Hand over every message from now on, those included that came right behind `ready`.
   * @param {(message: Message) => void} onMessage
   * @param {(error: ConnectError) => void} onClose called once
   */
  listen(onMessage, onClose) {
    this.#inbox.onChange = () => {
      for (let message = this.#inbox.take(); message; message = this.#inbox.take()) onMessage(message);
      if (this.#inbox.closed) onClose(this.#inbox.closed);
    };
    this.#inbox.onChange();
  }

  /** @param {string} text one JSON message */
  send(text) {
    if (this.#socket.readyState === 1) this.#socket.send(text); // 1: OPEN
  }

  close() {
    this.#socket.close(1000);
  }
}

/**
 * Connect to the agent at `endpoint` and prove both sides.
 * @param {Endpoint} endpoint
 * @param {new (url: string) => WebSocket} [Socket]
 * @returns {Promise<Connection>}
 */
export async function connect(endpoint, Socket = WebSocket) {
  const socket = new Socket(`ws://127.0.0.1:${endpoint.port}/agent`);
  const inbox = new Inbox(socket);
  const timer = setTimeout(() => socket.close(), HANDSHAKE_MS);
  try {
    const handshake = new Handshake(endpoint);
    await inbox.next(); // opened
    socket.send(JSON.stringify(handshake.hello()));
    socket.send(JSON.stringify(await handshake.answer(await inbox.next())));
    const { pairing, ...ready } = await handshake.ready(await inbox.next());
    return new Connection(socket, inbox, ready, pairing && { ...pairing, port: endpoint.port });
  } catch (error) {
    socket.close();
    throw error instanceof HandshakeError ? new ConnectError(error.reason) : error;
  } finally {
    clearTimeout(timer);
  }
}

/** @param {unknown} text @returns {Message} an unreadable message gets a type that nobody expects */
function parse(text) {
  try {
    const message = JSON.parse(String(text));
    if (message && typeof message === "object" && typeof message.type === "string") return message;
  } catch {
    // The parser's error quotes the message, which may quote a person: it is dropped on purpose.
  }
  return { type: "unreadable" };
}
