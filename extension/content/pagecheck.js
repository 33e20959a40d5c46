// @ts-check
// What of a page Proviso recognises, for a person who asks ("Check this page" in the popup): sites rename their parts, and nobody
// should have to trust that nothing was renamed. Answers with the names of parts and who writes, never with what is written.

/**
 * @typedef {{part: "site"|"language"|"account"|"composer"|"button"|"surface", found: boolean, detail: string}} CheckedPart
 *   `detail`: the name of the site, the language, the account or the surface; empty when there is nothing to say
 */

/**
 * @param {Site} site
 * @returns {CheckedPart[]}
 */
function checkPage(site) {
  const isKnown = site !== ANYWHERE;
  /** @type {CheckedPart[]} */
  const rows = [{ part: "site", found: isKnown, detail: location.hostname }];
  const language = document.documentElement.lang.slice(0, 2).toLowerCase();
  if (isKnown) rows.push({ part: "language", found: languagesOf(labelsUsed(site)).includes(language), detail: language });
  const expectsAccount = site.composers.some(({ reads }) => reads.includes("handle"));
  if (expectsAccount) {
    const { handle, display_name: name } = accountOf(site, site.composers[0], document.body);
    rows.push({ part: "account", found: Boolean(handle), detail: [handle, name].filter(Boolean).join(" · ") });
  }
  return [...rows, ...editorsOf(site).flatMap((root) => checkEditor(site, root))];
}

/** @param {Site} site */
function editorsOf(site) {
  const every = site.composers.map(({ editor }) => editor).join(",");
  return [...document.querySelectorAll(every)].filter((root) => root.getClientRects().length > 0);
}

/**
 * @param {Site} site
 * @param {Element} root
 * @returns {CheckedPart[]}
 */
function checkEditor(site, root) {
  const kind = kindOf(site, root);
  if (!kind || !(root instanceof HTMLElement)) return [];
  if (!kind.recognised) return [{ part: "composer", found: false, detail: "" }];
  const surface = surfaceOf(site, kind, root);
  return [
    { part: "composer", found: true, detail: "" },
    { part: "surface", found: surface !== null, detail: surface ?? "" },
    { part: "button", found: canBeHeld(site, kind, root), detail: "" },
  ];
}

/** The words that a site is recognised by. @param {Site} site @returns {LabelKey[]} */
function labelsUsed({ composers, parts }) {
  const surfaces = composers.flatMap(({ surface }) => (Array.isArray(surface) ? surface : []));
  const signs = [...composers, ...surfaces].flatMap(({ sign }) => [...(sign?.button ?? []), sign?.title]);
  const used = composers.flatMap(({ called = [], submitCalled, later }) => [...called, submitCalled, later?.button]);
  const others = [parts.undescribed && "undescribed", parts.audience && "audience"];
  return /** @type {LabelKey[]} */ ([...new Set([...signs, ...used, ...others])].filter(Boolean));
}

/**
 * Answer the popup.
 * @param {Site} site
 * @param {AbortSignal} signal
 */
function answerPageCheck(site, signal) {
  const heard = globalThis.chrome?.runtime?.onMessage;
  if (!heard) return; // the local page has no popup
  /** @param {unknown} message @param {unknown} sender @param {(answer: unknown) => void} answer */
  const listener = (message, sender, answer) => {
    if (/** @type {Message} */ (message)?.type === "check-page") answer({ parts: checkPage(site) });
  };
  heard.addListener(listener);
  signal.addEventListener("abort", () => heard.removeListener(listener), { once: true });
}
