import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { UNMANAGED, managedFrom, storedManaged, underPolicy } from "../../extension/background/managed.js";
import { ALL_ON, offReason } from "../../extension/background/switches.js";

const PAUSED = { pausedTabs: [7], pausedAll: true, offSites: ["x.com"] };
const schema = JSON.parse(readFileSync(new URL("../../extension/schema.json", import.meta.url), "utf8"));

for (const [what, stored, expected] of [
  ["nothing", {}, UNMANAGED],
  ["both keys", { keep_on: true, sites_off: ["x.com"] }, { keepOn: true, offSites: ["x.com"] }],
  ["old and mobile addresses", { sites_off: ["Twitter.com", "www.facebook.com"] }, { keepOn: false, offSites: ["x.com", "facebook.com"] }],
  ["values of another kind", { keep_on: "yes", sites_off: [1, null, "x.com"] }, { keepOn: false, offSites: ["x.com"] }],
  ["a list that is none", { sites_off: "x.com" }, UNMANAGED],
  ["a key nobody knows", { token: "secret" }, UNMANAGED],
]) {
  test(`a policy with ${what} is read`, () => {
    assert.deepEqual(managedFrom(stored), expected);
  });
}

test("a browser without a policy that refuses to be asked is not managed", async () => {
  globalThis.chrome = { storage: { managed: { get: async () => { throw new Error("Managed storage manifest not found"); } } } };

  assert.deepEqual(await storedManaged(), UNMANAGED);
});

test("without a policy everything is as the person has it", () => {
  assert.deepEqual(underPolicy(PAUSED, UNMANAGED), PAUSED);
});

test("what is kept on cannot be paused or switched off by the person", () => {
  assert.deepEqual(underPolicy(PAUSED, { keepOn: true, offSites: [] }), ALL_ON);
});

test("a site that the employer has switched off is off, whatever else is set", () => {
  for (const keepOn of [true, false]) {
    const switches = underPolicy(ALL_ON, { keepOn, offSites: ["facebook.com"] });

    assert.equal(offReason(switches, 7, "www.facebook.com"), "off-here");
    assert.equal(offReason(switches, 7, "x.com"), null);
  }
});

test("a site that both have switched off is named once", () => {
  assert.deepEqual(underPolicy(PAUSED, { keepOn: false, offSites: ["x.com"] }).offSites, ["x.com"]);
});

test("the schema asks for what is read and for nothing secret", () => {
  assert.deepEqual(Object.keys(schema.properties), ["keep_on", "sites_off"]);
});
