import assert from "node:assert/strict";
import test from "node:test";
import { addedOrigins, followAddedSites, siteTyped } from "../../extension/background/elsewhere.js";
import { FakeEvent, settle } from "./fakes.mjs";

const OWN = ["https://x.com/*"];
const ADDED = "https://intranet.example.gov/*";
const SCRIPTS = [{ js: ["content/main.js"], css: ["content/content.css"], matches: OWN }];

/** A browser in which a person has allowed these origins beyond the manifest's. */
function browserWith(...added) {
  const origins = new Set([...OWN, ...added]);
  const registered = new Map();
  const permissions = { onAdded: new FakeEvent(), onRemoved: new FakeEvent(), getAll: async () => ({ origins: [...origins] }) };
  globalThis.chrome = {
    permissions,
    runtime: { getManifest: () => ({ host_permissions: OWN, content_scripts: SCRIPTS }) },
    scripting: {
      getRegisteredContentScripts: async ({ ids }) => ids.flatMap((id) => registered.get(id) ?? []),
      registerContentScripts: async ([script]) => {
        if (registered.has(script.id)) throw new Error("registered twice");
        registered.set(script.id, script);
      },
      updateContentScripts: async ([script]) => void registered.set(script.id, script),
      unregisterContentScripts: async ({ ids }) => ids.forEach((id) => registered.delete(id)),
    },
  };
  return { origins, permissions, registered };
}

test("only what the manifest does not name was added by the person", async () => {
  browserWith(ADDED);

  assert.deepEqual(await addedOrigins(), [ADDED]);
});

test("on an added site the scripts of the manifest run, and on its own sites only once", async () => {
  const { registered } = browserWith(ADDED);
  followAddedSites();
  await settle();

  const [script] = registered.values();
  assert.deepEqual([script.matches, script.excludeMatches, script.js, script.runAt], [[ADDED], OWN, SCRIPTS[0].js, "document_start"]);
});

test("without added sites nothing is registered", async () => {
  const { registered } = browserWith();
  followAddedSites();
  await settle();

  assert.equal(registered.size, 0);
});

test("a site that is allowed later is added, and one that is taken back is left", async () => {
  const { origins, permissions, registered } = browserWith();
  followAddedSites();
  origins.add(ADDED);
  permissions.onAdded.fire({ origins: [ADDED] });
  permissions.onAdded.fire({ origins: [ADDED] });
  await settle();
  assert.deepEqual([...registered.values()].map(({ matches }) => matches), [[ADDED]]);

  origins.delete(ADDED);
  permissions.onRemoved.fire({ origins: [ADDED] });
  await settle();
  assert.equal(registered.size, 0);
});

for (const [typed, expected] of [
  ["intranet.example.gov", "https://intranet.example.gov/*"],
  [" https://Intranet.Example.gov/notes?id=1 ", "https://intranet.example.gov/*"],
  ["http://intranet.example.gov", undefined],
  ["intranet", undefined],
  ["*.example.gov", undefined],
  ["https://", undefined],
]) {
  test(`what a person types as a site: ${typed}`, () => {
    assert.equal(siteTyped(typed)?.origin, expected);
  });
}
