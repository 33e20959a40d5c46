import assert from "node:assert/strict";
import test from "node:test";
import { Agent } from "../../extension/background/agent.js";
import { NotPairedError } from "../../extension/background/pairing.js";
import { ConnectError } from "../../extension/background/socket.js";
import { LIMITS, STATUS } from "./fakes.mjs";

const SECRET = "5".repeat(64);
const ENDPOINT = { port: 41234, key: "token", secret: SECRET };
const CHECK = { type: "check", conversation: "c1", revision: 1, text: "drafted words", context: {} };

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
