// @ts-check
// Where people write, and how each site names the parts. All selectors and path patterns of Proviso are here and nowhere else,
// because sites rename them: when one rots, this is the file to change.

/**
 * @typedef {"rich"|"native"} EditorKind  `rich`: a script keeps the text and draws it (Draft, Lexical), so a change must go through
 *   its paste; `native`: the browser keeps the text (a textarea, a plain contenteditable), so a change goes through its own editing
 * @typedef {object} ComposerKind
 * @property {string} editor the editable element
 * @property {EditorKind} kind
 * @property {string} submit the button that publishes
 * @property {"mod-enter"|"enter"|"none"} submitKeys what publishes from the keyboard: Ctrl or Cmd with Enter, Enter alone, nothing
 * @property {boolean} recognised whether Proviso knows its way here; where it does not, it says so, and the text is not sent
 *
 * @typedef {object} Site
 * @property {"x"|"facebook"|"web"} platform
 * @property {readonly string[]} hosts
 * @property {readonly ComposerKind[]} composers the first whose `editor` matches is taken
 * @property {string} boundary an editor and its button are never on two sides of this
 * @property {string} answered inside a boundary: the post that is answered
 * @property {string} otherPosts the texts of posts; one in a boundary that is not answered is shared or quoted
 * @property {RegExp} answeredPath where the composer of the page itself is an answer
 * @property {string} profileLink its path is the handle of who is signed in
 * @property {string} accountButton holds the display name and the handle, which begins with an at sign
 */

/** @type {readonly Site[]} */
const SITES = Object.freeze([
  {
    platform: "x",
    hosts: ["x.com", "twitter.com"],
    composers: [
      {
        editor: '[data-testid^="tweetTextarea_"][contenteditable="true"]',
        kind: "rich",
        submit: '[data-testid="tweetButton"], [data-testid="tweetButtonInline"]',
        submitKeys: "mod-enter",
        recognised: true,
      },
      {
        editor: '[contenteditable="true"][role="textbox"], textarea[data-testid="dm-composer-textarea"]',
        kind: "rich",
        submit: ":not(*)",
        submitKeys: "none",
        recognised: false,
      },
    ],
    boundary: '[role="dialog"], main, body',
    answered: 'article[data-testid="tweet"]',
    otherPosts: '[data-testid="tweetText"]',
    answeredPath: /^\/\w+\/status\/\d+/,
    profileLink: 'a[data-testid="AppTabBar_Profile_Link"]',
    accountButton: '[data-testid="SideNav_AccountSwitcher_Button"]',
  },
  {
    // The agent's own page: it says by attributes what its parts are, and may set `data-proviso-context` around a composer.
    platform: "web",
    hosts: ["127.0.0.1", "localhost"],
    composers: [
      {
        editor: "[data-proviso-editor]",
        kind: "native",
        submit: "[data-proviso-submit]",
        submitKeys: "mod-enter",
        recognised: true,
      },
    ],
    boundary: "[data-proviso-composer], body",
    answered: "[data-proviso-answered]",
    otherPosts: "[data-proviso-other]",
    answeredPath: /^(?!)/,
    profileLink: "[data-proviso-profile]",
    accountButton: "[data-proviso-account]",
  },
]);

/**
 * The site of a host name. A subdomain is another place with other selectors, so it is not taken for the site itself.
 * @param {string} host
 * @returns {Site | null}
 */
function siteOf(host) {
  return SITES.find((site) => site.hosts.includes(host)) ?? null;
}

/**
 * The editor that an element belongs to, and the kind of composer it is.
 * @param {Site} site
 * @param {Element} inside
 * @returns {{root: HTMLElement, kind: ComposerKind} | null}
 */
function editorAround(site, inside) {
  for (const kind of site.composers) {
    const root = inside.closest(kind.editor);
    if (root instanceof HTMLElement) return { root, kind };
  }
  return null;
}

/**
 * The button that publishes what is written in an editor: the first one in the nearest ancestor that has one.
 * X keeps the button in a neighbouring subtree, and several composers can be on one page, so neither ancestors nor ids pair them.
 * @param {Site} site
 * @param {ComposerKind} kind
 * @param {Element} root
 * @returns {HTMLElement | null}
 */
function submitButtonOf(site, kind, root) {
  for (let around = root.parentElement; around; around = around.parentElement) {
    const found = around.querySelector(kind.submit);
    if (found instanceof HTMLElement) return found;
    if (around.matches(site.boundary)) return null;
  }
  return null;
}

/**
 * The editors that are published by the same button: a thread has several.
 * @param {Site} site
 * @param {ComposerKind} kind
 * @param {HTMLElement} root
 * @returns {HTMLElement[]}
 */
function threadOf(site, kind, root) {
  const submit = submitButtonOf(site, kind, root);
  const around = root.closest(site.boundary);
  if (!submit || !around) return [root];
  const editors = /** @type {HTMLElement[]} */ ([...around.querySelectorAll(kind.editor)]);
  return editors.filter((other) => submitButtonOf(site, kind, other) === submit);
}

/**
 * What the page says about where a draft is about to appear and who writes it. What cannot be read is left out, never guessed.
 * @param {Site} site
 * @param {Element} root
 * @returns {Record<string, unknown>}
 */
function contextOf(site, root) {
  const given = root.closest("[data-proviso-context]");
  if (site.platform === "web") return given ? JSON.parse(given.getAttribute("data-proviso-context") ?? "{}") : {};
  return { platform: site.platform, site: location.hostname, surface: surfaceOf(site, root), ...accountOf(site) };
}

/**
 * What kind of post this is; null where another post is shown and it cannot be told what it is there for.
 * @param {Site} site
 * @param {Element} root
 * @returns {"post"|"reply"|null}
 */
function surfaceOf(site, root) {
  const dialog = root.closest('[role="dialog"]');
  if (!dialog) return site.answeredPath.test(location.pathname) ? "reply" : "post";
  if (dialog.querySelector(site.answered)) return "reply";
  return dialog.querySelector(site.otherPosts) ? null : "post";
}

/**
 * @param {Site} site
 * @returns {{handle?: string, display_name?: string}}
 */
function accountOf(site) {
  const path = document.querySelector(site.profileLink)?.getAttribute("href") ?? "";
  const button = document.querySelector(site.accountButton);
  const shown = button ? textPieces(button) : [];
  const handle = /^\/(\w+)$/.exec(path)?.[1] ?? shown.map((piece) => /^@(\w+)$/.exec(piece)?.[1]).find(Boolean);
  const name = shown.find((piece) => !piece.startsWith("@"));
  return { ...(handle && { handle: `@${handle}` }), ...(name && { display_name: name }) };
}

/**
 * The texts of the innermost elements, in order.
 * @param {Element} around
 * @returns {string[]}
 */
function textPieces(around) {
  const leaves = [...around.querySelectorAll("*")].filter((one) => one.childElementCount === 0);
  return leaves.map((leaf) => (leaf.textContent ?? "").trim()).filter(Boolean);
}
