// @ts-check
// X's composers on the real draft-js. What tests read:
//   window.__state["home/tweetTextarea_0"]   the editor's own text, per composer ("home", "modal" or "status") and editor
//   window.__editors[same key]               the editor's EditorState
//   window.__posts                           [{composer, handle, text}], oldest first
//   window.__hotkeys                         keys that reached the page's own shortcuts
// The account is chosen by the query: /home?as=SocialSecurity&name=Social+Security ; `image` adds a picture with this description
// (none when it is empty), `answered` says who wrote the post that is answered or quoted.
"use strict";

const page = /** @type {any} */ (window);
const { React, ReactDOM, Draft } = page;
const h = React.createElement;
const { Editor, EditorState, CompositeDecorator, ContentState, getDefaultKeyBinding } = Draft;

page.__state = {};
page.__editors = {};
page.__posts = [];
page.__hotkeys = [];

const query = new URLSearchParams(location.search);
const account = { handle: query.get("as") ?? "jane_roe_ssa", name: query.get("name") ?? "Jane Roe" };
const TWEET = query.get("answered") === "sam_poe"
  ? { id: "2", handle: "sam_poe", name: "Sam Poe", text: "When do I get mine?" }
  : { id: "1", handle: "SocialSecurity", name: "Social Security", text: "Payments arrive on Friday." };
const OWN_POST = "The office is open on Friday.";
const image = query.get("image");

/** @param {RegExp} pattern */
function matching(pattern) {
  return (/** @type {any} */ block, /** @type {(start: number, end: number) => void} */ mark) => {
    for (const match of block.getText().matchAll(pattern)) {
      mark(match.index, match.index + match[0].length);
    }
  };
}

/** @param {{offsetKey: string, children: unknown}} props */
function Linked(props) {
  return h("span", { className: "linked", "data-offset-key": props.offsetKey }, props.children);
}

const decorator = new CompositeDecorator(
  [/#[\p{L}\p{N}_]+/gu, /@\w+/g, /https?:\/\/\S+/g].map((pattern) => ({ strategy: matching(pattern), component: Linked })),
);

const emptyEditor = () => EditorState.createEmpty(decorator);

/** After a post; whoever was writing goes on writing. @param {any} state */
function emptied(state) {
  const empty = EditorState.push(state, ContentState.createFromText(""), "remove-range");
  return state.getSelection().getHasFocus() ? EditorState.moveFocusToEnd(empty) : EditorState.moveSelectionToEnd(empty);
}

/** @param {any} state */
const textOf = (state) => state.getCurrentContent().getPlainText("\n");

/** @param {{composer: string, id: string, state: any, onChange: (state: any) => void, onSubmit: () => void, placeholder: string}} props */
function TextArea({ composer, id, state, onChange, onSubmit, placeholder }) {
  const key = `${composer}/${id}`;
  page.__state[key] = textOf(state);
  page.__editors[key] = state;
  React.useEffect(() => () => {
    delete page.__state[key];
    delete page.__editors[key];
  }, [key]);
  return h("div", { "data-testid": `${id}_label`, className: "css-label" },
    h("div", { "data-testid": `${id}RichTextInputContainer` },
      h(Editor, {
        editorState: state, onChange, placeholder, webDriverTestID: id, role: "textbox",
        ariaLabel: "Post text", ariaMultiline: true, stripPastedStyles: true,
        keyBindingFn: (/** @type {any} */ event) =>
          event.keyCode === 13 && (event.ctrlKey || event.metaKey) ? "post" : getDefaultKeyBinding(event),
        handleKeyCommand: (/** @type {string} */ command) => {
          if (command !== "post") return "not-handled";
          onSubmit();
          return "handled";
        },
      })));
}

/** @param {{button: string, label: string, enabled: boolean, onSubmit: () => void, children?: unknown}} props */
function ToolBar({ button, label, enabled, onSubmit, children }) {
  return h("div", null,
    h("div", { "data-testid": "toolBar", role: "group" },
      h("span", null, "GIF"),
      children,
      h("button", { "data-testid": button, role: "button", type: "button", disabled: !enabled, "aria-disabled": !enabled || undefined, onClick: onSubmit },
        h("div", null, h("span", null, h("span", null, label))))));
}

/** One composer with one editor or a thread of them.
 * @param {{name: string, button: string, label: string, placeholder: string, thread?: boolean, quoted?: any, initial?: string, onPost: (texts: string[]) => void}} props */
function Composer({ name, button, label, placeholder, thread = false, quoted = null, initial = "", onPost }) {
  const [states, setStates] = React.useState(() => [
    initial ? EditorState.createWithContent(ContentState.createFromText(initial), decorator) : emptyEditor(),
  ]);
  const texts = states.map(textOf);
  const submit = () => {
    if (!texts.some(Boolean)) return;
    onPost(texts.filter(Boolean));
    setStates((/** @type {any[]} */ all) => [emptied(all[0])]);
  };
  const change = (/** @type {number} */ at) => (/** @type {any} */ state) =>
    setStates((/** @type {any[]} */ all) => all.map((one, i) => (i === at ? state : one)));
  return h("div", { className: "composer" },
    h("div", null,
      states.map((/** @type {any} */ state, /** @type {number} */ i) =>
        h("div", { key: i },
          h(TextArea, { composer: name, id: `tweetTextarea_${i}`, state, onChange: change(i), onSubmit: submit, placeholder }))),
      image !== null && h(Attachments, { alt: image || null }),
      quoted && h(Quoted, { tweet: quoted })),
    h(ToolBar, { button, label: states.length > 1 ? "Post all" : label, enabled: texts.some(Boolean), onSubmit: submit },
      thread && h("button", { "data-testid": "addButton", "aria-label": "Add post", type: "button",
        onClick: () => setStates((/** @type {any[]} */ all) => [...all, emptyEditor()]) }, "+")));
}

/** @param {{tweet: {id: string, handle: string, name: string, text: string}, onReply?: () => void, onQuote?: () => void}} props */
function Tweet({ tweet, onReply, onQuote }) {
  return h("article", { "data-testid": "tweet", role: "article", tabIndex: 0 },
    h("div", { "data-testid": "User-Name" },
      h("a", { href: `/${tweet.handle}` }, h("span", null, tweet.name)), " ",
      h("a", { href: `/${tweet.handle}` }, h("span", null, `@${tweet.handle}`))),
    h("div", { "data-testid": "tweetText" }, h("span", null, tweet.text)),
    onReply && h("button", { "data-testid": "reply", type: "button", onClick: onReply }, "Reply"),
    onQuote && h("button", { "data-testid": "quote", type: "button", onClick: onQuote }, "Quote"));
}

/** @param {{answered: any, quoted: any, edited: boolean, onClose: () => void, onPost: (texts: string[]) => void}} props */
function Modal({ answered, quoted, edited, onClose, onPost }) {
  return ReactDOM.createPortal(
    h("div", { className: "mask" },
      h("div", { role: "dialog", "aria-modal": "true", "aria-labelledby": "modal-header" },
        h("div", { className: "bar" }, h("button", { "data-testid": "app-bar-close", "aria-label": "Close", type: "button", onClick: onClose }, "×"),
          edited && h("h2", { id: "modal-header", role: "heading" }, h("span", null, query.get("lang") === "es" ? "Editar post" : "Edit post"))),
        answered && h(Tweet, { tweet: answered }),
        h(Composer, {
          name: "modal", button: "tweetButton", thread: !edited, quoted, initial: edited ? OWN_POST : "", onPost,
          label: edited ? "Update" : answered ? "Reply" : "Post", placeholder: answered ? "Post your reply" : "What’s happening?",
        }))),
    document.getElementById("layers"));
}

function SideBar({ onCompose = () => {} }) {
  return h("header", { role: "banner" },
    h("a", { "data-testid": "AppTabBar_Profile_Link", href: `/${account.handle}`, "aria-label": "Profile" }, "Profile"),
    h("button", { "data-testid": "SideNav_NewTweet_Button", type: "button", onClick: onCompose }, "Post"),
    h("button", { "data-testid": "SideNav_AccountSwitcher_Button", "aria-label": "Account menu", type: "button" },
      h("div", { "data-testid": `UserAvatar-Container-${account.handle}` }),
      h("div", null, h("span", null, account.name)),
      h("div", null, h("span", null, `@${account.handle}`))));
}

function App() {
  const [path, setPath] = React.useState(location.pathname);
  const [shown, setShown] = React.useState(/** @type {{answered?: any, quoted?: any, edited?: boolean}} */ ({ edited: query.has("edit") }));
  const [posts, setPosts] = React.useState([]);
  const go = (/** @type {string} */ to, /** @type {any} */ above = {}) => {
    history.pushState(null, "", to + location.search);
    setShown(above);
    setPath(to);
  };
  const publish = (/** @type {string} */ composer) => (/** @type {string[]} */ texts) => {
    const fresh = texts.map((text) => ({ composer, handle: account.handle, text }));
    page.__posts.push(...fresh);
    setPosts((/** @type {any[]} */ all) => [...fresh, ...all]);
    if (composer === "modal") go("/home");
  };
  React.useEffect(() => {
    const abort = new AbortController();
    document.addEventListener("keydown", (event) => {
      const target = /** @type {Element} */ (event.target);
      if (target.closest("[contenteditable], input, textarea") || event.ctrlKey || event.metaKey) return;
      page.__hotkeys.push(event.key);
      if (event.key === "n") go("/compose/post");
    }, { signal: abort.signal });
    return () => abort.abort();
  }, []);
  const onStatus = /^\/\w+\/status\/\d+/.test(path);
  const modal = path === "/compose/post" && h(Modal, {
    answered: shown.answered, quoted: shown.quoted, edited: shown.edited === true, onClose: () => go("/home"), onPost: publish("modal"),
  });
  return h("div", { id: "app" },
    h(SideBar, { onCompose: () => go("/compose/post") }),
    h("main", { role: "main" },
      h("div", { "data-testid": "primaryColumn" },
        h("h1", null, onStatus ? "Post" : "Home"),
        path.startsWith("/messages") ? h(DirectMessage) : path === `/${account.handle}` ? h(Profile) : h(Column, { onStatus, posts, publish, go }))),
    path === "/settings/profile" && h(ProfileForm, { onClose: () => go("/home") }),
    modal);
}

/** The composer of a page, and the posts below it. @param {{onStatus: boolean, posts: any[], publish: (composer: string) => (texts: string[]) => void, go: (to: string, above?: any) => void}} props */
function Column({ onStatus, posts, publish, go }) {
  const name = onStatus ? "status" : "home";
  return h(React.Fragment, null,
    onStatus && h(Tweet, { tweet: TWEET }),
    location.hostname.startsWith("mobile.")
      ? h(PlainComposer, { onPost: publish("mobile") })
      : h(Composer, {
        key: name, name, button: "tweetButtonInline", label: onStatus ? "Reply" : "Post",
        placeholder: onStatus ? "Post your reply" : "What’s happening?", onPost: publish(name),
      }),
    posts.map((post, i) => h(Tweet, { key: posts.length - i, tweet: { id: "0", handle: post.handle, name: account.name, text: post.text } })),
    !onStatus && h(Tweet, { tweet: TWEET, onReply: () => go("/compose/post", { answered: TWEET }), onQuote: () => go("/compose/post", { quoted: TWEET }) }));
}

ReactDOM.createRoot(document.getElementById("react-root")).render(h(App));
