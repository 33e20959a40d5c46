import assert from "node:assert/strict";
import test from "node:test";
import { closedSites, ownSites, showAccess } from "../../extension/background/access.js";
import { FakeEvent, settle } from "./fakes.mjs";

const X = ["https://x.com/*", "https://twitter.com/*"];
const FACEBOOK = ["https://*.facebook.com/*"];

/** A browser that lets us read only the origins in `granted`. */
function browserWith(granted, hosts = [...X, ...FACEBOOK]) {
  const shown = {};
  const permissions = {
    granted: new Set(granted),
    onAdded: new FakeEvent(),
    onRemoved: new FakeEvent(),
    contains: async ({ origins }) => origins.every((origin) => permissions.granted.has(origin)),
  };
  globalThis.chrome = {
    permissions,
    runtime: { getManifest: () => ({ host_permissions: hosts, action: { default_title: "Proviso" } }) },
    i18n: { getMessage: (key, [sites]) => `${key}: ${sites}` },
    action: { setBadgeText: async ({ text }) => void (shown.badge = text), setTitle: async ({ title }) => void (shown.title = title) },
  };
  return { permissions, shown };
}

test("old and mobile addresses belong to one site", () => {
  browserWith([]);

  assert.deepEqual([...ownSites()], [["x.com", X], ["facebook.com", FACEBOOK]]);
});

test("a site is closed when one of its addresses is", async () => {
  browserWith([X[0], ...FACEBOOK]);

  assert.deepEqual(await closedSites(), ["x.com"]);
});

test("with access to every site the icon says nothing", async () => {
  const { shown } = browserWith([...X, ...FACEBOOK]);
  showAccess();
  await settle();

  assert.deepEqual(shown, { badge: "", title: "Proviso" });
});

test("a site that is closed is named on the icon, until it is opened again", async () => {
  const { permissions, shown } = browserWith(X);
  showAccess();
  await settle();
  assert.deepEqual(shown, { badge: "!", title: "access_closed: facebook.com" });

  permissions.granted.add(FACEBOOK[0]);
  permissions.onAdded.fire({ origins: FACEBOOK });
  await settle();
  assert.deepEqual(shown, { badge: "", title: "Proviso" });
});

test("access that is taken back while the browser runs is said at once", async () => {
  const { permissions, shown } = browserWith([...X, ...FACEBOOK]);
  showAccess();
  await settle();

  permissions.granted.delete(X[1]);
  permissions.onRemoved.fire({ origins: [X[1]] });
  await settle();

  assert.deepEqual(shown, { badge: "!", title: "access_closed: x.com" });
});
