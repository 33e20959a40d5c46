// @ts-check
// What a page says about where a draft is about to appear, who writes it and what it answers. Reads the page at the moment it is
// asked, remembers nothing but the profile text of one's own account. What cannot be read is left out: not known, never guessed.

/**
 * @typedef {{text: string, pasted?: string | null, previous?: string | null}} Draft  what is known of a draft besides the page
 * @typedef {{platform: string, handle: string}[]} Register  the accounts that the packs name as official
 * @typedef {{name: string | null, handle: string | null, text: string | null}} Shown  a post on the page: by whom, and its words
 * @typedef {{site: Site, kind: ComposerKind, root: Element, draft: Draft, register: Register, surface: Surface | null}} Scene
 */

const OWN_PROFILES = new Map(); // handle: the profile text that was seen in this tab
const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"“”]+/giu;
const SHOWN_WORDS = 4000; // characters of a post that is answered; more would crowd out the draft

/**
 * The page's fields of the context, for a draft in an editor.
 * @param {Site} site
 * @param {Element} root
 * @param {Draft} [draft]
 * @param {Register} [register]
 * @returns {Record<string, unknown>}
 */
function contextOf(site, root, draft = { text: "" }, register = []) {
  if (site === LOCAL) return JSON.parse(root.closest("[data-proviso-context]")?.getAttribute("data-proviso-context") ?? "{}");
  const kind = kindOf(site, root);
  if (!kind) return {};
  const scene = { site, kind, root, draft, register, surface: surfaceOf(site, kind, root) };
  const context = { platform: site.platform, site: location.hostname, surface: scene.surface, ...accountOf(site, kind, root) };
  const known = { ...context, ...answeredIn(scene), ...seenIn(scene) };
  const readable = new Set(["platform", "site", "surface", ...kind.reads]);
  return Object.fromEntries(Object.entries(known).filter(([name, value]) => readable.has(name) && !isUnknown(value)));
}

/** @param {unknown} value */
function isUnknown(value) {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/**
 * What is attached, linked, pasted and who will see it.
 * @param {Scene} scene
 */
function seenIn({ site, kind, root, draft, surface }) {
  const region = regionOf(site, kind, root);
  return {
    audience: audienceOf(site, region),
    links: [...new Set((draft.text.match(LINK) ?? []).map((link) => link.replace(/[.,;:!?)\]}'’]+$/u, "")))],
    attachments: attachmentsOf(site, root),
    paste_origin: draft.pasted,
    previous_text: surface === "edit" ? draft.previous : null,
  };
}

/**
 * Who writes. What an editor is called ("Comment as …") is nearer than what the page says of itself.
 * @param {Site} site
 * @param {ComposerKind} kind
 * @param {Element} root
 * @returns {{handle?: string | null, display_name?: string | null, bio?: string | null}}
 */
function accountOf(site, kind, root) {
  const account = site.platform === "x" ? accountOnX(site.parts) : accountOnFacebook(site.parts);
  const self = (kind.called ?? []).flatMap((key) => namesOf(root).map((name) => labelled(key, name)?.self)).find(Boolean);
  if (self && account.display_name && self !== account.display_name) return { display_name: self }; // another identity: its handle is not shown
  if (self) account.display_name = self;
  return { ...account, bio: OWN_PROFILES.get(account.handle) ?? null };
}

/** @param {Parts} parts @returns {{handle?: string | null, display_name?: string | null}} */
function accountOnX({ profileLink, accountButton, avatar }) {
  const path = profileLink && document.querySelector(profileLink)?.getAttribute("href");
  const button = accountButton && document.querySelector(accountButton);
  const shown = button ? textPieces(button) : [];
  const pictured = avatar && document.querySelector(avatar)?.getAttribute("data-testid");
  const handle = /^\/(\w+)$/.exec(path ?? "")?.[1]
    ?? shown.map((piece) => /^@(\w+)$/.exec(piece)?.[1]).find(Boolean)
    ?? /^UserAvatar-Container-(\w+)$/.exec(pictured ?? "")?.[1];
  return { handle: handle ? `@${handle}` : null, display_name: shown.find((piece) => !piece.startsWith("@")) ?? null };
}

/** @param {Parts} parts @returns {{handle?: string | null, display_name?: string | null}} */
function accountOnFacebook({ whoActs, ownLinks, pageInAddress }) {
  if (pageInAddress) return { handle: numberOf(new URLSearchParams(location.search).get(pageInAddress)) };
  const user = whoActs ? actingUser(whoActs) : null;
  if (!user) return {};
  const links = ownLinks ? [...document.querySelectorAll(ownLinks)] : [];
  const own = links.find((link) => (link.textContent ?? "").trim() === user.NAME && handleIn(link));
  return { handle: (own && handleIn(own)) || numberOf(user.USER_ID), display_name: user.NAME };
}

/** Facebook writes into its first page who acts, and loads a new one when somebody else does. @type {{NAME: string, USER_ID: string} | null} */
let actingUserHere = null;

/** @param {string} scripts */
function actingUser(scripts) {
  if (actingUserHere) return actingUserHere;
  for (const script of document.querySelectorAll(scripts)) {
    const found = /"CurrentUserInitialData",\[\],(\{[^{}]*\})/.exec(script.textContent ?? "");
    const user = found && parsed(found[1]);
    if (user?.USER_ID && user.USER_ID !== "0" && user.NAME) return (actingUserHere = user);
  }
  return null;
}

/** @param {string} json */
function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null; // not the shape we know: then who acts is not known
  }
}

/** @param {unknown} value @returns {string | null} the number of a page or a person */
function numberOf(value) {
  return typeof value === "string" && /^\d{3,}$/.test(value) ? value : null;
}

/**
 * The handle in a link to a profile: "@name", or the number of a page.
 * @param {Element} link
 * @returns {string | null}
 */
function handleIn(link) {
  const href = link.getAttribute("href");
  if (!href) return null;
  const { pathname, searchParams } = new URL(href, location.href);
  if (pathname === "/profile.php") return numberOf(searchParams.get("id"));
  const name = /^\/([\w.]+)\/?$/.exec(pathname)?.[1];
  return name && !/^(?:home|me|watch|groups|friends|messages|notifications|marketplace|stories)$/.test(name) ? numberOf(name) ?? `@${name}` : null;
}

/**
 * What is answered, quoted or shared, with its author.
 * @param {Scene} scene
 * @returns {{reply_target?: string | null, replying_to?: string | null}}
 */
function answeredIn({ site, kind, root, register, surface }) {
  const post = surface === "reply" || surface === "comment" ? answeredPost(site, kind, root)
    : surface === "quote" || surface === "share" ? sharedPost(site, regionOf(site, kind, root)) : null;
  if (!post) return {};
  const { name, handle, text } = shownPost(site, post);
  const isOfficial = handle && register.some((row) => row.platform === site.platform && bareHandle(row.handle) === bareHandle(handle));
  const by = site.platform === "x" && handle ? handle : name && `@${name}`;
  return { reply_target: isOfficial ? "official-agency-page" : null, replying_to: text ? (by ? `${by}: ${text}` : text) : null };
}

/** @param {string} handle */
const bareHandle = (handle) => handle.replace(/^@/, "").toLowerCase();

/**
 * The post or comment that an editor answers: in its own dialog, else the last one before it on the page.
 * @param {Site} site
 * @param {ComposerKind} kind
 * @param {Element} root
 * @returns {Element | null}
 */
function answeredPost(site, kind, root) {
  const { answered, comment } = site.parts;
  if (comment && kind.name === "reply") {
    const comments = [...document.querySelectorAll(comment)].filter((one) => isBefore(one, root));
    const called = namesOf(root).map((name) => labelled("reply", name)?.name).find(Boolean);
    return comments.reverse().find((one) => !called || linkNames(one).includes(called)) ?? null;
  }
  if (!answered) return null;
  if (comment) return nearestWith(root, answered, site.parts.words);
  const dialog = root.closest('[role="dialog"]');
  return [...(dialog ?? document).querySelectorAll(answered)].filter((one) => isBefore(one, root)).at(-1) ?? null;
}

/** What is quoted or shared inside a composer. @param {Site} site @param {Element} region */
function sharedPost({ parts }, region) {
  return firstIn(region, parts.shared) ?? (firstIn(region, parts.words) && region);
}

/**
 * The nearest of some ancestors that shows a post's words.
 * @param {Element} root
 * @param {string} selector
 * @param {string} [words]
 */
function nearestWith(root, selector, words) {
  for (let at = root.closest(selector); at; at = at.parentElement?.closest(selector) ?? null) {
    if (words && at.querySelector(words)) return at;
  }
  return null;
}

/** @param {Element} one @param {Element} root */
function isBefore(one, root) {
  return Boolean(one.compareDocumentPosition(root) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/**
 * @param {Site} site
 * @param {Element} post
 * @returns {Shown}
 */
function shownPost({ parts, platform }, post) {
  const author = firstIn(post, parts.author);
  const link = author ? linksOf(author)[0] : linksOf(post)[0];
  const pieces = author ? textPieces(author) : [];
  const words = firstIn(post, parts.words) ?? (author ? null : wordsOfComment(post));
  const at = pieces.find((piece) => /^@\w+$/.test(piece));
  return {
    name: pieces.find((piece) => !piece.startsWith("@")) ?? (link?.textContent ?? "").trim() ?? null,
    handle: platform === "x" ? at ?? null : (link && handleIn(link)) || null,
    text: words ? plainText(words).slice(0, SHOWN_WORDS) || null : null,
  };
}

/** The words of a Facebook comment have no name of their own: what stands on its own and is nobody's name. @param {Element} comment */
function wordsOfComment(comment) {
  const names = linkNames(comment);
  return [...comment.querySelectorAll('div[dir="auto"]')].find((one) => !names.includes(plainText(one))) ?? null;
}

/** @param {Element} around */
const linksOf = (around) => [...around.querySelectorAll("a[href]")].filter((link) => (link.textContent ?? "").trim());

/** @param {Element} around */
const linkNames = (around) => linksOf(around).map((link) => (link.textContent ?? "").trim());

/** @param {Element} one */
const plainText = (one) => (one.textContent ?? "").replace(/\s+/gu, " ").trim();

/** @param {Element} around @param {string} [selector] */
const firstIn = (around, selector) => (selector ? around.querySelector(selector) : null);

/**
 * @param {Site} site
 * @param {Element} region
 * @returns {"public" | "friends" | "group" | null}
 */
function audienceOf({ parts }, region) {
  if (parts.group?.test(location.pathname)) return "group";
  if (!parts.audience) return null;
  for (const one of region.querySelectorAll(parts.audience)) {
    const audience = labelled("audience", one.getAttribute("aria-label"))?.audience;
    if (audience) return labelled("everyone", audience) ? "public" : labelled("friends", audience) ? "friends" : null;
  }
  return null;
}

/**
 * Pictures and videos of the draft. A description is known when the page shows it, or shows that there is none.
 * @param {Site} site
 * @param {Element} root
 * @returns {{kind: string, alt: string | null}[]}
 */
function attachmentsOf({ parts, boundary }, root) {
  const region = root.closest(boundary);
  if (!parts.attachments || !region) return [];
  const label = firstIn(region, parts.undescribed);
  const isBare = label !== null && labelled("undescribed", label.textContent) !== null;
  return [...region.querySelectorAll(parts.attachments)].map((one) => ({
    kind: one instanceof HTMLVideoElement ? "video" : "image",
    alt: (one instanceof HTMLImageElement && parts.undescribed && one.alt) || (isBare ? "" : null),
  }));
}

/**
 * Remember the profile text of one's own account when its profile is on the page. For this tab only, and nowhere else.
 * @param {Site} site
 */
function noticeOwnProfile({ parts }) {
  const bio = firstIn(document.body, parts.bio);
  if (!bio || !parts.profileLink) return;
  const { handle } = accountOnX(parts);
  if (handle && location.pathname.toLowerCase() === `/${bareHandle(handle)}`) OWN_PROFILES.set(handle, plainText(bio));
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
