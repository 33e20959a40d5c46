// @ts-check
/**
 * Where the agent listens and the secret that both sides know. First the native-messaging host, which also starts the agent;
 * then the pairing that a code has left in this browser. Nothing else is tried: no port is scanned, nothing is guessed.
 */

/** @typedef {import("./types.js").Endpoint} Endpoint */
/** @typedef {import("./types.js").Pairing} Pairing */

export const HOST = "org.proviso.agent";

// 41234-7KQM-2XWP-9HRD-4TBN, as `proviso pair` prints it; people copy the word in front of it, spaces and small letters too.
const CODE = /^(\d{1,5})-([0-9A-Z]{16})$/;

/** No way to reach an agent is known. `remedy` is the native host's own sentence, when it gave one. */
export class NotPairedError extends Error {
  /** @param {"unpaired"|"gone"} failure @param {string} remedy */
  constructor(failure, remedy = "") {
    super("No agent to connect to");
    this.name = "NotPairedError";
    this.failure = failure;
    this.remedy = remedy;
  }
}

/**
 * Read a pairing code as a person has typed it.
 * @param {string} typed
 * @returns {Endpoint|null} null when it is not one
 */
export function parseCode(typed) {
  const shout = typed.trim().toUpperCase();
  const [first = "", ...groups] = shout.replace(/^PROVISO[\s:-]+/, "").split(/[\s-]+/);
  // The code has no O, I or L: who reads one has read a zero or a one.
  const match = CODE.exec(`${first}-${groups.join("").replace(/O/g, "0").replace(/[IL]/g, "1")}`);
  const port = Number(match?.[1]);
  return match && port > 0 && port < 65536 ? { port, key: "code", secret: match[2] } : null;
}

/**
 * Read what the native host answers.
 * @param {unknown} reply
 * @returns {Endpoint|null}
 */
export function endpointFrom(reply) {
  const { port, token } = /** @type {{port?: unknown, token?: unknown}} */ (reply ?? {});
  const usable = Number.isInteger(port) && Number(port) > 0 && Number(port) < 65536 && typeof token === "string" && token;
  return usable ? { port: Number(port), key: "token", secret: token } : null;
}

/**
 * Where to connect now. Asked again before every try, because a restarted agent has another port and another token.
 * @param {() => Promise<unknown>} askHost
 * @param {() => Promise<Pairing|undefined>} storedPairing
 * @returns {Promise<Endpoint>}
 */
export async function findAgent(askHost, storedPairing) {
  const reply = await askHost().catch(() => null); // no host installed: the browser rejects
  const endpoint = endpointFrom(reply);
  if (endpoint) return endpoint;
  const pairing = await storedPairing();
  if (pairing) return { port: pairing.port, key: pairing.id, secret: pairing.secret };
  // A host that answered is installed: the agent is what is missing.
  throw new NotPairedError(reply ? "gone" : "unpaired", String(/** @type {{remedy?: unknown}} */ (reply)?.remedy ?? ""));
}
