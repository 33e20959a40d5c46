import assert from "node:assert/strict";
import test from "node:test";
import { endpointFrom, findAgent, parseCode } from "../../extension/background/pairing.js";

const SECRET = "5".repeat(64);
const ENDPOINT = { port: 41234, key: "token", secret: SECRET };

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
