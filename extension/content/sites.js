// @ts-check
// Where people write, and how each site names the parts. All selectors and path patterns of Proviso are here and nowhere else
// (the words that stand for parts without a name of their own: labels.js), because sites rename them: when one rots, this is the
// file to change. Data only; pairing.js and context.js read it, check.js says on a live page what of it is still found.

/**
 * @typedef {"rich"|"native"} EditorKind  `rich`: a script keeps the text and draws it (Draft, Lexical), so a change must go through
 *   its paste; `native`: the browser keeps the text (a textarea, a plain contenteditable), so a change goes through its own editing
 * @typedef {"post"|"reply"|"comment"|"share"|"quote"|"dm"|"profile"|"edit"} Surface
 * @typedef {"handle"|"display_name"|"bio"|"audience"|"reply_target"|"replying_to"|"links"|"attachments"|"paste_origin"|"previous_text"} Field
 * @typedef {{button?: readonly LabelKey[], title?: LabelKey, part?: string}} Sign  what must be seen around an editor: one of these
 *   buttons, and a heading, and an element
 *
 * @typedef {object} ComposerKind
 * @property {string} name for people and tests
 * @property {string} editor the editable element
 * @property {readonly LabelKey[]} [called] the editor's own name must be one of these
 * @property {string} [inside] an ancestor the editor must have
 * @property {string} [boundary] its button is not outside of this; else the site's boundary holds
 * @property {Sign} [sign] what must be seen around it, within that ancestor or boundary
 * @property {EditorKind} kind
 * @property {Surface | readonly {surface: Surface | null, sign?: Sign, path?: RegExp}[] | null} surface the first that fits; null: not known
 * @property {string} [submit] the button that publishes
 * @property {LabelKey} [submitCalled] its name must be this
 * @property {{button: LabelKey}} [later] the page may first lead to a further dialog: that step's button publishes, and the editor is gone
 * @property {boolean} [form] a form around it that is submitted publishes
 * @property {"mod-enter"|"enter"|"none"} submitKeys what publishes from the keyboard: Ctrl or Cmd with Enter, Enter alone, nothing
 * @property {boolean} recognised whether Proviso knows its way here; where it does not, it says so, and the text is not sent
 * @property {readonly Field[]} reads what can be known of this surface; docs/surfaces.md says why the others cannot
 *
 * @typedef {object} Parts  selectors of what the context is read from; a part without a selector is not known on this site
 * @property {string} [profileLink] its path is the handle of who is signed in
 * @property {string} [accountButton] holds the display name and the handle, which begins with an at sign
 * @property {string} [avatar] its test id ends in the handle
 * @property {string} [whoActs] a script of data that names who acts
 * @property {string} [ownLinks] links of which one carries the name of who acts and leads to the profile
 * @property {string} [pageInAddress] a name in the query whose value is the page that is written for
 * @property {string} [bio] the profile text of the page's own account, shown on its profile
 * @property {string} [answered] a post that is answered
 * @property {string} [shared] a post that is quoted or shared, inside a composer
 * @property {string} [comment] a comment that is answered
 * @property {string} [author] inside a post: links to its author, or their name
 * @property {string} [words] inside a post: its text
 * @property {string} [attachments] pictures and videos of a draft
 * @property {string} [undescribed] shown while a picture has no description
 * @property {string} [audience] the button that says who will see it
 * @property {RegExp} [group] a path below which everything is written to a group
 *
 * @typedef {object} Site
 * @property {"x"|"facebook"|"web"} platform
 * @property {readonly string[]} hosts
 * @property {string} boundary an editor and its button are never on two sides of this
 * @property {readonly ComposerKind[]} composers the first that fits is taken
 * @property {Parts} parts
 */

/** @type {readonly Field[]} */
const DRAFT_FIELDS = ["links", "paste_origin"];
/** @type {readonly Field[]} */
const X_FIELDS = ["handle", "display_name", "bio", "reply_target", "replying_to", "attachments", "previous_text", ...DRAFT_FIELDS];
/** @type {readonly Field[]} */
const FACEBOOK_FIELDS = ["handle", "display_name", "attachments", ...DRAFT_FIELDS];
const LEXICAL = '[contenteditable="true"][role="textbox"]';

/** @type {ComposerKind["surface"]} */
const X_SURFACES = [
  { surface: "edit", sign: { title: "editing" } },
  { surface: "quote", sign: { part: '[role="link"] [data-testid="tweetText"]' } },
  { surface: "reply", sign: { part: 'article[data-testid="tweet"]' } },
  { surface: null, sign: { part: '[data-testid="tweetText"]' } }, // another post is shown, and it cannot be told what for
  { surface: "reply", path: /^\/\w+\/status\/\d+/ },
  { surface: "post" },
];

/** @type {Site} */
const X = {
  platform: "x",
  hosts: ["x.com", "twitter.com", "pro.x.com", "mobile.x.com", "mobile.twitter.com"],
  boundary: '[role="dialog"], main, body',
  composers: [
    {
      name: "post", editor: '[data-testid^="tweetTextarea_"][contenteditable="true"]', kind: "rich", surface: X_SURFACES,
      submit: '[data-testid="tweetButton"], [data-testid="tweetButtonInline"]', submitKeys: "mod-enter", recognised: true, reads: X_FIELDS,
    },
    {
      name: "post on a small screen", editor: 'textarea[data-testid^="tweetTextarea_"]', kind: "native", surface: X_SURFACES,
      submit: '[data-testid="tweetButton"], [data-testid="tweetButtonInline"]', submitKeys: "mod-enter", recognised: true, reads: X_FIELDS,
    },
    {
      name: "direct message", editor: 'textarea[data-testid="dm-composer-textarea"]', kind: "native", surface: "dm",
      submit: '[data-testid="dm-composer-send-button"]', submitKeys: "enter", recognised: true,
      reads: ["handle", "display_name", "bio", ...DRAFT_FIELDS],
    },
    {
      name: "direct message, older", editor: '[data-testid="dmComposerTextInput"][contenteditable="true"]', kind: "rich", surface: "dm",
      submit: '[data-testid="dmComposerSendButton"]', submitKeys: "enter", recognised: true,
      reads: ["handle", "display_name", "bio", ...DRAFT_FIELDS],
    },
    {
      name: "profile text", editor: 'textarea[name="description"]', kind: "native", surface: "profile",
      submit: '[data-testid="Profile_Save_Button"]', submitKeys: "none", recognised: true,
      reads: ["handle", "display_name", ...DRAFT_FIELDS],
    },
    {
      name: "not recognised", editor: `${LEXICAL}, textarea`, kind: "rich", surface: null, submitKeys: "none", recognised: false, reads: [],
    },
  ],
  parts: {
    profileLink: 'a[data-testid="AppTabBar_Profile_Link"]',
    accountButton: '[data-testid="SideNav_AccountSwitcher_Button"]',
    avatar: '[data-testid="DashButton_ProfileIcon_Link"] [data-testid^="UserAvatar-Container-"]',
    bio: '[data-testid="UserDescription"]',
    answered: 'article[data-testid="tweet"]',
    shared: '[role="link"]:has([data-testid="tweetText"])',
    author: '[data-testid="User-Name"]',
    words: '[data-testid="tweetText"]',
    attachments: '[data-testid="attachments"] img, [data-testid="attachments"] video',
    undescribed: '[data-testid="altTextLabel"]',
  },
};

const DIALOG = '[role="dialog"]';
const BUTTON = '[role="button"], button';
const COMMENT_BOX = `form, [role="article"], ${DIALOG}, body`;
const COMMENT_SUBMIT = '[id="focused-state-composer-submit"][role="button"], [id="focused-state-composer-submit"] [role="button"]';

/** @type {Site} */
const FACEBOOK = {
  platform: "facebook",
  hosts: ["www.facebook.com", "web.facebook.com"],
  boundary: `${DIALOG}, [role="main"], body`,
  composers: [
    {
      name: "message", editor: LEXICAL, called: ["message"], kind: "rich", surface: "dm", submitKeys: "enter", recognised: true,
      reads: ["handle", "display_name", ...DRAFT_FIELDS],
    },
    {
      name: "reply", editor: LEXICAL, called: ["reply"], kind: "rich", surface: "reply", boundary: COMMENT_BOX, submitKeys: "enter",
      submit: COMMENT_SUBMIT, recognised: true,
      reads: [...FACEBOOK_FIELDS, "reply_target", "replying_to"],
    },
    {
      name: "comment", editor: LEXICAL, called: ["comment"], kind: "rich", surface: "comment", boundary: COMMENT_BOX, submitKeys: "enter",
      submit: COMMENT_SUBMIT, recognised: true,
      reads: [...FACEBOOK_FIELDS, "reply_target", "replying_to"],
    },
    {
      name: "share", editor: LEXICAL, inside: DIALOG, sign: { button: ["share"] }, kind: "rich", surface: "share",
      submit: BUTTON, submitCalled: "share", submitKeys: "none", recognised: true,
      reads: [...FACEBOOK_FIELDS, "audience", "reply_target", "replying_to"],
    },
    {
      name: "edited post", editor: LEXICAL, inside: DIALOG, sign: { title: "editing", button: ["saving"] }, kind: "rich", surface: "edit",
      submit: BUTTON, submitCalled: "saving", later: { button: "saving" }, submitKeys: "none", recognised: true,
      reads: [...FACEBOOK_FIELDS, "audience", "previous_text"],
    },
    {
      name: "post", editor: LEXICAL, inside: DIALOG, sign: { button: ["post", "next"] }, kind: "rich", surface: "post",
      submit: BUTTON, submitCalled: "post", later: { button: "post" }, submitKeys: "none", recognised: true,
      reads: [...FACEBOOK_FIELDS, "audience"],
    },
    {
      // In a language whose words are not known: the text is checked, but where it will appear is not known.
      name: "text box in a dialog or a form", editor: `${DIALOG} ${LEXICAL}, form[role="presentation"] ${LEXICAL}`, kind: "rich", surface: null,
      submitKeys: "none", recognised: true, reads: FACEBOOK_FIELDS,
    },
    {
      name: "not recognised", editor: `${LEXICAL}, textarea`, kind: "rich", surface: null, submitKeys: "none", recognised: false, reads: [],
    },
  ],
  parts: {
    whoActs: "script:not([src])",
    ownLinks: '[role="navigation"] a[href], [role="banner"] a[href]',
    answered: '[role="article"], [role="dialog"]',
    shared: '[role="article"]',
    comment: '[role="article"] [role="article"]',
    author: '[data-ad-rendering-role="profile_name"]',
    words: '[data-ad-rendering-role="story_message"], [data-ad-comet-preview="message"]',
    attachments: 'img[src^="blob:"], video[src^="blob:"]', // previews have no name; what was just chosen is told by its address
    audience: BUTTON,
    group: /^\/groups\/[^/]+/,
  },
};

/** @type {Site} */
const BUSINESS = {
  platform: "facebook",
  hosts: ["business.facebook.com"],
  boundary: `${DIALOG}, [role="main"], body`,
  composers: [
    {
      name: "page composer", editor: '[contenteditable="true"]', sign: { button: ["post"] }, kind: "rich", surface: "post",
      submit: BUTTON, submitCalled: "post", submitKeys: "none", recognised: true, reads: ["handle", "attachments", ...DRAFT_FIELDS],
    },
    {
      name: "text box", editor: '[contenteditable="true"], textarea', kind: "rich", surface: null, submitKeys: "none", recognised: true,
      reads: ["handle", ...DRAFT_FIELDS],
    },
  ],
  parts: { pageInAddress: "asset_id", attachments: 'img[src^="blob:"], video[src^="blob:"]' },
};

/** The agent's own page: it says by attributes what its parts are, and may set `data-proviso-context` around a composer. @type {Site} */
const LOCAL = {
  platform: "web",
  hosts: ["127.0.0.1", "localhost"],
  boundary: "[data-proviso-composer], body",
  composers: [
    {
      name: "local page", editor: "[data-proviso-editor]", kind: "native", surface: null, submit: "[data-proviso-submit]",
      submitKeys: "mod-enter", recognised: true, reads: [],
    },
  ],
  parts: {},
};

/** Editors whose text is kept by a script. */
const SCRIPTED = '[data-lexical-editor], .public-DraftEditor-content, .ProseMirror, .ql-editor, .ck-editor__editable, [data-slate-editor="true"]';
const SOME_BUTTON = { submit: `${BUTTON}, input[type="submit"]`, submitCalled: /** @type {const} */ ("publish"), form: true };

/**
 * Any other place that a person or their employer has added: what can be known everywhere. Text boxes that are no drafts (search
 * fields, what is hidden or read only) are left alone.
 * @type {Site}
 */
const ANYWHERE = {
  platform: "web",
  hosts: [],
  boundary: 'form, [role="form"], [role="dialog"], dialog, section, article, main, body',
  composers: [
    {
      name: "rich text box", editor: `:is(${SCRIPTED})[contenteditable="true"]`, kind: "rich", surface: null, ...SOME_BUTTON,
      submitKeys: "none", recognised: true, reads: DRAFT_FIELDS,
    },
    {
      name: "text box", editor: '[contenteditable="true"], [contenteditable="plaintext-only"]', kind: "native", surface: null, ...SOME_BUTTON,
      submitKeys: "none", recognised: true, reads: DRAFT_FIELDS,
    },
    {
      name: "text field", editor: 'textarea:not([readonly], [disabled], [aria-hidden="true"], [role="searchbox"])', kind: "native",
      surface: null, ...SOME_BUTTON, submitKeys: "none", recognised: true, reads: DRAFT_FIELDS,
    },
  ],
  parts: {},
};

/** Facebook for small screens has none of the names of its big sister. @type {Site} */
const SMALL_FACEBOOK = { ...ANYWHERE, platform: "facebook", hosts: ["m.facebook.com", "mbasic.facebook.com"] };

const SITES = Object.freeze([X, FACEBOOK, BUSINESS, SMALL_FACEBOOK, LOCAL]);

/**
 * The site of a host name. A subdomain is another place with other selectors, so it is not taken for the site itself: where nothing
 * better is known, a place is anywhere. Proviso runs only where it is asked to.
 * @param {string} host
 * @returns {Site}
 */
function siteOf(host) {
  return SITES.find((site) => site.hosts.includes(host)) ?? ANYWHERE;
}
