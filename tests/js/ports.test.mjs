import assert from "node:assert/strict";
import test from "node:test";
import { badgeText } from "../../extension/background/badge.js";
import { ContentPorts } from "../../extension/background/ports.js";
import { Routes } from "../../extension/background/routes.js";
import { ALL_ON, offReason, siteOf, withEntry } from "../../extension/background/switches.js";
import { FakePort, LIMITS, STATUS, settle } from "./fakes.mjs";

const CHECK = { type: "check", conversation: "c1", revision: 1, text: "drafted words", context: {} };

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
