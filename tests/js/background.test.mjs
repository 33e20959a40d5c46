import assert from "node:assert/strict";
import test from "node:test";
import { Agent } from "../../extension/background/agent.js";
import { badgeText } from "../../extension/background/badge.js";
import { mac } from "../../extension/background/handshake.js";
import { NotPairedError, endpointFrom, findAgent, parseCode } from "../../extension/background/pairing.js";
import { ContentPorts } from "../../extension/background/ports.js";
import { Routes } from "../../extension/background/routes.js";
import { ConnectError, connect } from "../../extension/background/socket.js";
import { ALL_ON, offReason, siteOf, withEntry } from "../../extension/background/switches.js";
import { FakePort, LIMITS, STATUS, settle } from "./fakes.mjs";

const SECRET = "5".repeat(64);
const ENDPOINT = { port: 41234, key: "token", secret: SECRET };
const CHECK = { type: "check", conversation: "c1", revision: 1, text: "drafted words", context: {} };

/** A WebSocket whose other end is played by `agent`, which answers each message it reads. */
function socketTo(agent) {
  return class {
    static opened = [];
    readyState = 1;
    received = [];
    constructor(url) {
      this.url = url;
      this.constructor.opened.push(this);
      queueMicrotask(() => (agent.absent ? this.onclose({ code: 1006 }) : this.onopen()));
    }
    async send(text) {
      this.received.push(text);
      for (const reply of (await agent.reply?.(JSON.parse(text), this)) ?? []) this.onmessage({ data: JSON.stringify(reply) });
    }
    close(code) {
      this.readyState = 3;
      queueMicrotask(() => this.onclose?.({ code: code ?? 1000 }));
    }
  };
}

/** An agent that knows the secret and is ready. */
function honestAgent(secret = SECRET, behind = []) {
  const NA = "b".repeat(64);
  let hello;
  return {
    async reply(message) {
      if (message.type === "hello") {
        hello = message;
        return [{ type: "challenge", nonce: NA, mac: await mac(secret, "agent", hello.nonce, NA) }];
      }
      if (message.type !== "auth") return [];
      assert.equal(message.mac, await mac(secret, "client", NA, hello.nonce));
      return [{ type: "ready", v: 1, status: STATUS, limits: LIMITS }, ...behind];
    },
  };
}

test("with an agent that knows the secret a connection is made", async () => {
  const Socket = socketTo(honestAgent());
  const connection = await connect(ENDPOINT, Socket);

  assert.deepEqual(connection.ready, { status: STATUS, limits: LIMITS });
  assert.equal(Socket.opened[0].url, "ws://127.0.0.1:41234/agent");
});

test("a fake agent on the port gets a nonce and not one byte more", async () => {
  const Socket = socketTo({ reply: () => [{ type: "challenge", nonce: "b".repeat(64), mac: "c".repeat(64) }] });
  await assert.rejects(connect(ENDPOINT, Socket), { failure: "proof" });

  assert.deepEqual(Socket.opened[0].received.map((text) => JSON.parse(text).type), ["hello"]);
});

test("an agent that says ready without a proof is refused", async () => {
  const Socket = socketTo({ reply: () => [{ type: "ready", v: 1, status: STATUS, limits: LIMITS }] });
  await assert.rejects(connect(ENDPOINT, Socket), { failure: "protocol" });
});

test("nobody on the port is an agent that is away", async () => {
  await assert.rejects(connect(ENDPOINT, socketTo({ absent: true })), { failure: "gone" });
});

for (const [code, failure] of [[4401, "proof"], [4400, "protocol"], [1009, "gone"]]) {
  test(`an agent that closes with ${code} during the handshake is ${failure}`, async () => {
    const Socket = socketTo({ reply: (_, socket) => socket.onclose({ code }) });
    await assert.rejects(connect(ENDPOINT, Socket), { failure });
  });
}

test("a message right behind ready is not lost", async () => {
  const connection = await connect(ENDPOINT, socketTo(honestAgent(SECRET, [{ type: "status", status: STATUS }])));
  const heard = [];
  connection.listen((message) => heard.push(message.type), () => {});

  assert.deepEqual(heard, ["status"]);
});

// --- pairing

for (const [typed, expected] of [
  ["41234-7KQM-2XWP-9HRD-4TBN", { port: 41234, key: "code", secret: "7KQM2XWP9HRD4TBN" }],
  ["  41234-7kqm-2xwp-9hrd-4tbn \n", { port: 41234, key: "code", secret: "7KQM2XWP9HRD4TBN" }],
  ["41234 7KQM 2XWP 9HRD 4TBN", { port: 41234, key: "code", secret: "7KQM2XWP9HRD4TBN" }],
  ["PROVISO-41234-7KQM-2XWP-9HRD-4TBN", { port: 41234, key: "code", secret: "7KQM2XWP9HRD4TBN" }],
  ["41234-7KQM-2XWP-9HRD-4TBO", { port: 41234, key: "code", secret: "7KQM2XWP9HRD4TB0" }],
  ["41234-7KQM-2XWP-9HRD-4TIL", { port: 41234, key: "code", secret: "7KQM2XWP9HRD4T11" }],
  ["41234-7KQM2XWP9HRD4TBN", { port: 41234, key: "code", secret: "7KQM2XWP9HRD4TBN" }],
  ["", null], ["41234", null], ["7KQM-2XWP-9HRD-4TBN", null], ["99999-7KQM-2XWP-9HRD-4TBN", null],
  ["0-7KQM-2XWP-9HRD-4TBN", null], ["41234-7KQM-2XWP-9HRD-4TB", null], ["41234-7KQM-2XWP-9HRD-4TBN-X", null],
]) {
  test(`the code ${JSON.stringify(typed)} is ${expected ? "read" : "refused"}`, () => {
    assert.deepEqual(parseCode(typed), expected);
  });
}

for (const reply of [null, "x", {}, { port: 0, token: "t" }, { port: "41234", token: "t" }, { port: 41234 }, { port: 70000, token: "t" }]) {
  test(`a native host that answers ${JSON.stringify(reply)} has named no agent`, () => {
    assert.equal(endpointFrom(reply), null);
  });
}

const stored = { id: "0f3a", secret: SECRET, port: 5 };
const noHost = () => Promise.reject(new Error("Specified native messaging host not found."));

test("the native host comes before a stored pairing", async () => {
  assert.deepEqual(await findAgent(async () => ({ port: 41234, token: SECRET }), async () => stored), ENDPOINT);
});

test("without a native host the stored pairing is used", async () => {
  assert.deepEqual(await findAgent(noHost, async () => stored), { port: 5, key: "0f3a", secret: SECRET });
});

test("without either, the browser is not paired", async () => {
  await assert.rejects(findAgent(noHost, async () => undefined), { failure: "unpaired" });
});

test("a native host that could not start the agent says what to do", async () => {
  const reply = { error: "not-running", remedy: "run in a terminal: proviso run" };
  await assert.rejects(findAgent(async () => reply, async () => undefined), { failure: "gone", remedy: reply.remedy });
});

// --- the agent's state

function anAgent({ find = async () => ENDPOINT, outcomes = [], interested = true } = {}) {
  const seen = [];
  const connections = [];
  const make = async () => {
    const outcome = outcomes.length ? outcomes.shift() : "open";
    if (outcome !== "open") throw new ConnectError(outcome);
    const connection = { ready: { status: STATUS, limits: LIMITS }, sent: [], closed: false,
      listen: (onMessage, onClose) => Object.assign(connection, { onMessage, onClose }),
      send: (text) => connection.sent.push(text), close: () => (connection.closed = true) };
    connections.push(connection);
    return connection;
  };
  const heard = [];
  const agent = new Agent({ find, connect: make, interested: () => interested, onChange: () => seen.push(agent.state), onMessage: (m) => heard.push(m) });
  return { agent, seen, connections, heard };
}
const until = async (holds) => { while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5)); };

test("nothing is sent while no agent has proven itself", () => {
  const { agent } = anAgent();

  assert.equal(agent.send(CHECK), "not-open");
});

test("once somebody wants it the agent is open, and two wishes are one connection", async () => {
  const { agent, connections } = anAgent();
  agent.want();
  agent.want();
  await until(() => agent.state === "open");

  assert.equal(connections.length, 1);
});

test("a lost agent is looked for again, and its last status is kept", async () => {
  const { agent, connections, seen } = anAgent({ outcomes: ["open", "gone", "open"] });
  agent.want();
  await until(() => agent.state === "open");
  connections[0].onClose();
  await until(() => connections.length === 2);

  assert.deepEqual(seen, ["open", "connecting", "away", "open"]);
  assert.deepEqual(agent.status, STATUS);
});

test("an agent that stays away is not looked for for ever when nobody needs it", async () => {
  const outcomes = Array(20).fill("gone");
  const { agent } = anAgent({ outcomes, interested: false });
  agent.want();
  await until(() => outcomes.length === 17);
  await new Promise((resolve) => setTimeout(resolve, 700));

  assert.equal(outcomes.length, 17);
});

test("a message over the agent's limit is not sent", async () => {
  const { agent, connections } = anAgent();
  agent.want();
  await until(() => agent.state === "open");
  agent.limits = { ...LIMITS, message_bytes: 100 };

  assert.equal(agent.send({ ...CHECK, text: "é".repeat(40) }), "too-long");
  assert.deepEqual(connections[0].sent, []);
});

test("a status of the agent is learnt and told", async () => {
  const { agent, connections, seen } = anAgent();
  agent.want();
  await until(() => agent.state === "open");
  connections[0].onMessage({ type: "status", status: { ...STATUS, rules: "stale" } });

  assert.deepEqual([agent.status.rules, seen], ["stale", ["open", "open"]]);
});

test("what a native host advises is kept for the person to read", async () => {
  const find = () => Promise.reject(new NotPairedError("gone", "run in a terminal: proviso run"));
  const { agent } = anAgent({ find, interested: false });
  agent.want();
  await until(() => agent.state === "away");

  assert.equal(agent.remedy, "run in a terminal: proviso run");
});

test("a connection made by a pairing code takes the place of the old one", async () => {
  const { agent, connections } = anAgent();
  agent.want();
  await until(() => agent.state === "open");
  const paired = { ready: { status: STATUS, limits: LIMITS }, sent: [], listen() {}, send: (text) => paired.sent.push(text) };
  agent.adopt(paired);
  agent.send({ type: "ping" });

  assert.deepEqual([connections[0].closed, paired.sent], [true, ['{"type":"ping"}']]);
});

// --- routes

function twoTabs() {
  const routes = new Routes();
  routes.add("p1");
  routes.add("p2");
  return routes;
}

test("two tabs that both say c1 are two conversations", () => {
  const routes = twoTabs();

  assert.equal(routes.outward("p1", CHECK).conversation, "p1.c1");
  assert.equal(routes.outward("p2", CHECK).conversation, "p2.c1");
});

test("an answer goes to the tab that asked, under the name it used", () => {
  const routes = twoTabs();
  routes.outward("p2", CHECK);
  const report = { type: "report", conversation: "p2.c1", revision: 1 };

  assert.deepEqual(routes.inward(report), { ports: ["p2"], message: { ...report, conversation: "c1" } });
});

test("an answer for a tab that is gone goes nowhere", () => {
  const routes = twoTabs();
  routes.outward("p1", CHECK);
  routes.remove("p1");

  assert.deepEqual(routes.inward({ type: "report", conversation: "p1.c1" }).ports, []);
});

test("a tab that goes closes its conversations, and no others", () => {
  const routes = twoTabs();
  routes.outward("p1", CHECK);
  routes.outward("p1", { ...CHECK, conversation: "c2" });
  routes.outward("p1", { type: "close", conversation: "c1" });
  routes.outward("p2", CHECK);

  assert.deepEqual(routes.remove("p1"), [{ type: "close", conversation: "p1.c2" }]);
});

test("a card goes to every tab that asked for it", () => {
  const routes = twoTabs();
  for (const port of ["p1", "p2"]) routes.outward(port, { type: "card", rule: "base/us-ssn", clauses: ["base.id-ssn"] });

  assert.deepEqual(routes.inward({ type: "card", rule: "base/us-ssn", clauses: [{ id: "base.id-ssn" }] }).ports, ["p1", "p2"]);
});

for (const type of ["choose-policy", "status", "ping", "hello", "auth", "pair", "forget", undefined]) {
  test(`a content script cannot send ${type} to the agent`, () => {
    assert.equal(twoTabs().outward("p1", { ...CHECK, type }), null);
  });
}

// --- content ports

function withPorts({ switches = ALL_ON, state = "open", ready = Promise.resolve() } = {}) {
  const agent = { state, status: STATUS, limits: LIMITS, sent: [], wants: 0, send: (m) => (agent.sent.push(m), "sent"), want: () => agent.wants++ };
  const focusChanges = [];
  const acts = [];
  const ports = new ContentPorts({ agent, ready, switches: () => switches, act: (...args) => acts.push(args), onFocus: () => focusChanges.push(ports.focused) });
  const port = new FakePort({ tab: { id: 7 }, url: "https://x.com/home" });
  ports.add(port);
  return { agent, ports, port, focusChanges, acts, say: async (message) => { port.onMessage.fire(message); await settle(); } };
}

test("a new tab is told how the link stands, and the agent is wanted", async () => {
  const { port, agent } = withPorts();
  await settle();

  assert.deepEqual(port.sent, [{ type: "link", state: "open", status: STATUS, limits: LIMITS, off: null }]);
  assert.equal(agent.wants, 1);
});

test("a check that comes before the storage has been read is not lost", async () => {
  let read;
  const { agent, say } = withPorts({ ready: new Promise((resolve) => (read = resolve)) });
  await say(CHECK);
  assert.deepEqual(agent.sent, []);
  read();
  await settle();

  assert.equal(agent.sent[0].text, CHECK.text);
});

for (const [what, switches, off] of [
  ["its tab is paused", { ...ALL_ON, pausedTabs: [7] }, "paused"],
  ["everything is paused", { ...ALL_ON, pausedAll: true }, "paused"],
  ["its site is off", { ...ALL_ON, offSites: ["x.com"] }, "off-here"],
]) {
  test(`no text leaves a tab when ${what}, and the tab is told`, async () => {
    const { agent, port, say } = withPorts({ switches });
    await say(CHECK);

    assert.deepEqual([agent.sent, port.last("link").off], [[], off]);
  });
}

test("the focus of a composer is known until its tab goes", async () => {
  const { port, focusChanges, say } = withPorts();
  await say({ type: "focus", focused: true });
  port.onDisconnect.fire();

  assert.deepEqual(focusChanges, [true, false]);
});

test("what a panel offers is done for its own tab and site", async () => {
  const { acts, say } = withPorts();
  await say({ type: "act", action: "resume" });

  assert.deepEqual(acts, [["resume", 7, "x.com"]]);
});

test("a check that is too long is answered, not dropped", async () => {
  const { agent, port, say } = withPorts();
  agent.send = () => "too-long";
  await say(CHECK);

  assert.deepEqual(port.last("error"), { type: "error", code: "too-long", message: "", conversation: "c1", revision: 1 });
});

// --- switches and badge

test("old and mobile addresses of a site are one site", () => {
  assert.deepEqual(["x.com", "twitter.com", "www.twitter.com", "mobile.x.com"].map(siteOf), Array(4).fill("x.com"));
});

test("another tab of a paused one goes on", () => {
  assert.equal(offReason({ ...ALL_ON, pausedTabs: [7] }, 8, "x.com"), null);
});

test("an entry is in a list once, and gone when taken out", () => {
  assert.deepEqual([withEntry([7], 7, true), withEntry([7, 8], 7, false)], [[7], [8]]);
});

for (const [state, count, expected] of [
  ["clear", 0, ""], ["checking", 0, ""], ["findings", 3, "3"], ["findings", 250, "99"], ["away", 0, "!"], ["incomplete", 2, "2"],
  ["paused", 0, "–"], ["paused", 2, "–"], ["reload", 0, "↻"], ["of a later version", 0, ""],
]) {
  test(`the icon of a tab that shows ${state} with ${count} findings says ${JSON.stringify(expected)}`, () => {
    assert.equal(badgeText(state, count), expected);
  });
}
