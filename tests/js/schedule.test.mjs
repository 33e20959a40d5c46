import assert from "node:assert/strict";
import test from "node:test";
import { stateAfter, waitBefore, worthTryingNow } from "../../extension/background/schedule.js";

const longest = () => 0.999999;

test("whenever in its first ten seconds an agent comes back, the next try is within two seconds", () => {
  for (let attempt = 0, at = 0; at < 10_000; attempt++) {
    assert.ok(waitBefore(attempt, longest) < 2000, `wait before try ${attempt}`);
    at += waitBefore(attempt, longest);
  }
});

test("an agent that stays away is not knocked at more than once in sixteen seconds", () => {
  assert.equal(waitBefore(100, () => 0), 16_000);
});

test("no wait outlives the worker, which the browser ends after thirty idle seconds", () => {
  for (let attempt = 0; attempt < 50; attempt++) assert.ok(waitBefore(attempt, longest) < 30_000);
});

test("two browsers do not knock in step", () => {
  assert.notEqual(waitBefore(12, () => 0.1), waitBefore(12, () => 0.9));
});

test("the first try does not wait", () => {
  assert.equal(waitBefore(0, longest), 0);
});

test("typing cuts a wait short, once a second", () => {
  assert.deepEqual([worthTryingNow(999), worthTryingNow(1000)], [false, true]);
});

test("a failure of proof is shown as refused, an agent that does not answer as away", () => {
  const shown = ["gone", "proof", "protocol", "unpaired"].map(stateAfter);
  assert.deepEqual(shown, ["away", "refused", "refused", "unpaired"]);
});
