import assert from "node:assert/strict";
import test from "node:test";
import { Handshake } from "../../extension/background/handshake.js";
import { endpointFrom, parseCode } from "../../extension/background/pairing.js";
import { Routes } from "../../extension/background/routes.js";
import { Clock, FakeChrome, LIMITS, STATUS, loadContent, settle } from "./fakes.mjs";
import { definitionOf, examples, examplesOf, fitsSchema } from "./schema.mjs";

const isJson = (example) => "message" in example; // the others are frames that are no message at all

for (const { direction, type, valid = [], invalid = [] } of examples) {
  for (const { name, message } of valid.filter(isJson)) {
    test(`schema: ${direction} ${type}, ${name}, is accepted`, () => {
      assert.equal(fitsSchema(definitionOf(direction, type), message), true);
    });
  }
  for (const { name, message } of invalid.filter(isJson)) {
    test(`schema: ${direction} ${type}, ${name}, is refused`, () => {
      assert.equal(fitsSchema(definitionOf(direction, type), message), false);
    });
  }
}

const handshakes = examplesOf("both", "handshake").runs;
for (const run of handshakes) {
  const begin = () => new Handshake({ key: run.key, secret: run.secret }, run.client_nonce);

  test(`handshake ${run.name}: hello and proof are the worked example's`, async () => {
    const handshake = begin();
    assert.deepEqual(handshake.hello(), run.hello);
    assert.deepEqual(await handshake.answer(run.challenge), run.auth);
  });

  for (const { name, message } of examplesOf("agent-to-client", "challenge").invalid) {
    test(`handshake ${run.name}: a challenge with ${name} is refused`, async () => {
      await assert.rejects(begin().answer(message), { name: "HandshakeError" });
    });
  }
  for (const { name, message } of examplesOf("agent-to-client", "ready").invalid) {
    test(`handshake ${run.name}: a ready with ${name} is refused`, async () => {
      const handshake = begin();
      await handshake.answer(run.challenge);
      await assert.rejects(handshake.ready(message), { name: "HandshakeError" });
    });
  }
  for (const { name, message } of examplesOf("agent-to-client", "ready").valid) {
    test(`handshake ${run.name}: a ready ${name} is understood`, async () => {
      const handshake = begin();
      await handshake.answer(run.challenge);
      const { status, limits } = await handshake.ready(message);
      assert.deepEqual([status, limits], [message.status, message.limits]);
    });
  }
}

const byCode = handshakes.find((run) => run.key === "code");

test("a code as it is printed leads to the port and the secret of the worked example", () => {
  assert.deepEqual(parseCode(byCode.printed_code), { port: 41234, key: "code", secret: byCode.secret });
});

test("the key of a pairing is the one that the agent derives", async () => {
  const handshake = new Handshake({ key: "code", secret: byCode.secret }, byCode.client_nonce);
  await handshake.answer(byCode.challenge);
  const { pairing } = await handshake.ready({ type: "ready", v: 1, status: STATUS, limits: LIMITS, pairing: "5f2b8c0d9e1a4736" });

  assert.deepEqual(pairing, { id: "5f2b8c0d9e1a4736", secret: byCode.derived_key });
});

test("the native host is asked with the message it knows", () => {
  assert.deepEqual(examplesOf("extension-to-host", "pair").valid[0].message, { type: "pair" });
});

for (const { message } of examplesOf("host-to-extension", "paired").valid) {
  test("port and token of the native host are understood", () => {
    assert.deepEqual(endpointFrom(message), { port: message.port, key: "token", secret: message.token });
  });
}

for (const file of ["paired", "refusal"]) {
  for (const { name, message } of examplesOf("host-to-extension", file).invalid) {
    test(`a native host that answers with ${name} has named no agent`, () => {
      assert.equal(endpointFrom(message), null);
    });
  }
}

/** A conversation as it is used, with everything it says on the wire. */
async function talk(text, context = {}) {
  const { Conversation } = loadContent(["conversation.js"], ["Conversation"], new Clock());
  const sent = [];
  const link = Object.assign(new EventTarget(), { state: "open", status: STATUS, limits: LIMITS, off: null, send: (message) => sent.push(message), note() {} });
  const conversation = new Conversation({ link, context: () => context, signal: new AbortController().signal, onChange: () => {} });
  conversation.text(text);
  await settle();
  const answer = async (message) => {
    const { conversation: id, revision } = sent[0];
    link.dispatchEvent(new CustomEvent("message", { detail: { ...message, conversation: id, ...("revision" in message && { revision }) } }));
    return conversation.view;
  };
  return { sent, conversation, answer };
}

for (const [what, text] of Object.entries({ "a post": "SSI", "no text": "", "half a surrogate": "\ud83d", "a long text": "x".repeat(70_000) })) {
  test(`a check of ${what} is what the protocol wants`, async () => {
    const { sent, conversation } = await talk(text, { platform: "x", links: ["https://x.gov"] });
    conversation.close();
    const routes = new Routes();
    routes.add("p1");
    const wire = sent.map((message) => routes.outward("p1", message));

    assert.deepEqual(wire.map((message) => fitsSchema("client-to-agent", message)), [true, true]);
  });
}

for (const { name, message } of examplesOf("agent-to-client", "report").valid) {
  test(`a report with ${name} is shown`, async () => {
    const { answer } = await talk("some text");
    const { state, findings } = await answer(message);

    assert.deepEqual([state, findings.length], [{ incomplete: "incomplete" }[message.status] ?? (findings.length ? "findings" : "clear"), message.findings.length]);
  });
}

for (const { name, message } of examplesOf("agent-to-client", "report").invalid) {
  test(`a report with ${name} is never shown as clear`, async () => {
    const { answer } = await talk("some text");
    const { state } = await answer(message);

    assert.ok(["incomplete", "checking"].includes(state), state);
  });
}

for (const { name, message } of examplesOf("background-to-content", "link").valid) {
  test(`a link that is ${name} is understood`, () => {
    const chrome = new FakeChrome();
    const { Link } = loadContent(["cards.js", "link.js"], ["Link"], { chrome });
    const link = new Link(new AbortController().signal);
    chrome.tell(message);

    assert.deepEqual([link.state, link.status, link.limits], [message.state, message.status, message.limits]);
  });
}

test("every message of a content script is one that the background expects", async () => {
  const chrome = new FakeChrome();
  const { Link } = loadContent(["cards.js", "link.js"], ["Link"], { chrome, setTimeout: new Clock().setTimeout });
  const link = new Link(new AbortController().signal);
  link.send({ type: "focus", focused: true });
  link.card({ rule: "base/us-ssn", clauses: ["base.id-ssn"] }).catch(() => {});
  link.note("c1", { state: "findings", findings: [] });
  link.act("resume");

  assert.deepEqual(chrome.port.sent.map((message) => [message.type, fitsSchema("content-to-background", message)]), [
    ["focus", true], ["card", true], ["view", true], ["act", true],
  ]);
});
