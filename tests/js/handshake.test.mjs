import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { Handshake, mac, newNonce } from "../../extension/background/handshake.js";

const NC = "a".repeat(64);
const NA = "b".repeat(64);
const SECRET = "5".repeat(64);
const challenge = async (secret = SECRET, nonce = NA) => ({ type: "challenge", nonce, mac: await mac(secret, "agent", NC, nonce) });
const begin = (key = "token", secret = SECRET) => new Handshake({ key, secret }, NC);

test("the first message says who we are and nothing else", () => {
  assert.deepEqual(begin("0f3a").hello(), { type: "hello", v: 1, nonce: NC, key: "0f3a" });
});

test("every handshake has a nonce of its own, 32 bytes long", () => {
  assert.match(newNonce(), /^[0-9a-f]{64}$/);
  assert.notEqual(newNonce(), newNonce());
});

test("an agent that knows the secret is given our proof", async () => {
  assert.deepEqual(await begin().answer(await challenge()), { type: "auth", mac: await mac(SECRET, "client", NA, NC) });
});

test("an agent that does not know the secret is given nothing", async () => {
  await assert.rejects(begin().answer(await challenge("6".repeat(64))), { reason: "proof" });
});

for (const [what, fake] of Object.entries({
  "our own nonce with a mac over it": { type: "challenge", nonce: NC, mac: "c".repeat(64) },
  "a mac that is not hex": { type: "challenge", nonce: NA, mac: "z".repeat(64) },
  "a mac that is missing": { type: "challenge", nonce: NA },
  "a mac that is a list": { type: "challenge", nonce: NA, mac: ["a"] },
})) {
  test(`a fake agent that sends ${what} is refused`, async () => {
    await assert.rejects(begin().answer(fake), { reason: "proof" });
  });
}

test("the client's own mac, reflected, does not pass for the agent's", async () => {
  const reflected = { type: "challenge", nonce: NA, mac: await mac(SECRET, "client", NA, NC) };
  await assert.rejects(begin().answer(reflected), { reason: "proof" });
});

for (const [what, wrong] of Object.entries({
  "ready at once": { type: "ready", v: 1 },
  "a short nonce": { type: "challenge", nonce: "b", mac: "c".repeat(64) },
  "something unreadable": { type: "unreadable" },
})) {
  test(`an agent that answers hello with ${what} does not speak our protocol`, async () => {
    await assert.rejects(begin().answer(wrong), { reason: "protocol" });
  });
}

test("ready counts only after the agent has proven itself", async () => {
  await assert.rejects(begin().ready({ type: "ready", v: 1, status: {}, limits: {} }), { reason: "protocol" });
});

test("another version of the protocol is refused", async () => {
  const handshake = begin();
  await handshake.answer(await challenge());
  await assert.rejects(handshake.ready({ type: "ready", v: 2, status: {}, limits: {} }), { reason: "protocol" });
});

test("after a code both sides derive the key of the pairing, and it is not sent", async () => {
  const handshake = begin("code", "7KQM2XWP9HRD4TBN");
  await handshake.answer(await challenge("7KQM2XWP9HRD4TBN"));
  const { pairing } = await handshake.ready({ type: "ready", v: 1, status: {}, limits: {}, pairing: "0f3a" });

  assert.deepEqual(pairing, { id: "0f3a", secret: await mac("7KQM2XWP9HRD4TBN", "pairing", NC, NA) });
});

test("an agent cannot slip a pairing to a client that sent no code", async () => {
  const handshake = begin("token");
  await handshake.answer(await challenge());
  const { pairing } = await handshake.ready({ type: "ready", v: 1, status: {}, limits: {}, pairing: "0f3a" });

  assert.equal(pairing, null);
});
