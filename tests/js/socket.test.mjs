import assert from "node:assert/strict";
import test from "node:test";
import { mac } from "../../extension/background/handshake.js";
import { connect } from "../../extension/background/socket.js";
import { LIMITS, STATUS } from "./fakes.mjs";

const SECRET = "5".repeat(64);
const ENDPOINT = { port: 41234, key: "token", secret: SECRET };

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
