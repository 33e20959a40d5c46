// @ts-check
/**
 * Who is there: the client's half of the mutual proof in docs/protocol.md, before any text.
 * No socket, no storage, no clock: messages in, messages out. Refuses every agent that does not know the secret.
 */

/** @typedef {import("./types.js").Ready} Ready */

const VERSION = 1;
const NONCE = /^[0-9a-f]{64}$/;
const encoder = new TextEncoder();

/** The agent did not prove itself, or did not speak version 1. `reason` says which: "proof" or "protocol". */
export class HandshakeError extends Error {
  /** @param {"proof"|"protocol"} reason @param {string} message */
  constructor(reason, message) {
    super(message);
    this.name = "HandshakeError";
    this.reason = reason;
  }
}

/** @param {Uint8Array} bytes */
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** A fresh nonce: 32 random bytes in hex. */
export const newNonce = () => hex(crypto.getRandomValues(new Uint8Array(32)));

/** @param {string} secret @param {KeyUsage} usage */
const keyFor = (secret, usage) =>
  crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, [usage]);

/** HMAC-SHA256 in hex over the parts, joined by "|". @param {string} secret @param {string[]} parts */
export async function mac(secret, ...parts) {
  const signed = await crypto.subtle.sign("HMAC", await keyFor(secret, "sign"), encoder.encode(parts.join("|")));
  return hex(new Uint8Array(signed));
}

/** Compare in constant time: WebCrypto's own verify does. @param {unknown} given @param {string} secret @param {string[]} parts */
async function proves(given, secret, ...parts) {
  if (typeof given !== "string" || !NONCE.test(given)) return false; // a mac has the shape of a nonce
  const bytes = Uint8Array.from(given.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  return crypto.subtle.verify("HMAC", await keyFor(secret, "verify"), bytes, encoder.encode(parts.join("|")));
}

/** One run of the handshake. Its three methods are called in order, once each. */
export class Handshake {
  #secret;
  #key;
  #ours;
  #theirs = "";

  /** @param {{key: string, secret: string}} credential @param {string} [nonce] fixed only in tests */
  constructor({ key, secret }, nonce = newNonce()) {
    this.#key = key;
    this.#secret = secret;
    this.#ours = nonce;
  }

  /** The first message. */
  hello() {
    return { type: "hello", v: VERSION, nonce: this.#ours, key: this.#key };
  }

  /**
   * Our proof, given only to an agent that has proven itself first.
   * @param {Record<string, unknown>} challenge
   */
  async answer(challenge) {
    const { type, nonce, mac: given } = challenge;
    if (type !== "challenge" || typeof nonce !== "string" || !NONCE.test(nonce)) {
      throw new HandshakeError("protocol", "The agent did not send a challenge.");
    }
    // Our own nonce coming back is somebody reflecting what we send.
    if (nonce === this.#ours || !(await proves(given, this.#secret, "agent", this.#ours, nonce))) {
      throw new HandshakeError("proof", "What answers on the port is not our agent.");
    }
    this.#theirs = nonce;
    return { type: "auth", mac: await mac(this.#secret, "client", nonce, this.#ours) };
  }

  /**
   * What the agent works with, and after a pairing code the key that both sides have derived.
   * @param {Record<string, unknown>} message
   * @returns {Promise<Ready & {pairing: {id: string, secret: string} | null}>}
   */
  async ready(message) {
    const isReady = message.type === "ready" && message.v === VERSION && message.status && message.limits;
    if (!this.#theirs || !isReady) throw new HandshakeError("protocol", "The agent did not say that it is ready.");
    const { status, limits, pairing } = /** @type {Ready & {pairing?: unknown}} */ (/** @type {unknown} */ (message));
    const paired = this.#key === "code" && typeof pairing === "string";
    const derived = paired ? await mac(this.#secret, "pairing", this.#ours, this.#theirs) : "";
    return { status, limits, pairing: paired ? { id: String(pairing), secret: derived } : null };
  }
}
