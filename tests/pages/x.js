// @ts-check
// X's composers on the real draft-js. What tests read:
//   window.__state["home/tweetTextarea_0"]   the editor's own text, per composer ("home", "modal" or "status") and editor
//   window.__editors[same key]               the editor's EditorState
//   window.__posts                           [{composer, handle, text}], oldest first
//   window.__hotkeys                         keys that reached the page's own shortcuts
// The account is chosen by the query: /home?as=SocialSecurity&name=Social+Security
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
const TWEET = { id: "1", handle: "SocialSecurity", name: "Social Security", text: "Payments arrive on Friday." };

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
 * @param {{name: string, button: string, label: string, placeholder: string, thread?: boolean, onPost: (texts: string[]) => void}} props */
function Composer({ name, button, label, placeholder, thread = false, onPost }) {
  const [states, setStates] = React.useState(() => [emptyEditor()]);
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
          h(TextArea, { composer: name, id: `tweetTextarea_${i}`, state, onChange: change(i), onSubmit: submit, placeholder })))),
    h(ToolBar, { button, label: states.length > 1 ? "Post all" : label, enabled: texts.some(Boolean), onSubmit: submit },
      thread && h("button", { "data-testid": "addButton", "aria-label": "Add post", type: "button",
        onClick: () => setStates((/** @type {any[]} */ all) => [...all, emptyEditor()]) }, "+")));
}

/** @param {{tweet: {id: string, handle: string, name: string, text: string}, onReply?: () => void}} props */
function Tweet({ tweet, onReply }) {
  return h("article", { "data-testid": "tweet", role: "article", tabIndex: 0 },
    h("div", { "data-testid": "User-Name" },
      h("a", { href: `/${tweet.handle}` }, h("span", null, tweet.name)), " ",
      h("a", { href: `/${tweet.handle}` }, h("span", null, `@${tweet.handle}`))),
    h("div", { "data-testid": "tweetText" }, h("span", null, tweet.text)),
    onReply && h("button", { "data-testid": "reply", type: "button", onClick: onReply }, "Reply"));
}

/** @param {{answered: any, onClose: () => void, onPost: (texts: string[]) => void}} props */
function Modal({ answered, onClose, onPost }) {
  return ReactDOM.createPortal(
    h("div", { className: "mask" },
      h("div", { role: "dialog", "aria-modal": "true", "aria-labelledby": "modal-header" },
        h("div", { className: "bar" }, h("button", { "data-testid": "app-bar-close", "aria-label": "Close", type: "button", onClick: onClose }, "×")),
        answered && h(Tweet, { tweet: answered }),
        h(Composer, {
          name: "modal", button: "tweetButton", thread: true, onPost,
          label: answered ? "Reply" : "Post", placeholder: answered ? "Post your reply" : "What’s happening?",
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
  const [answered, setAnswered] = React.useState(null);
  const [posts, setPosts] = React.useState([]);
  const go = (/** @type {string} */ to, /** @type {any} */ tweet = null) => {
    history.pushState(null, "", to + location.search);
    setAnswered(tweet);
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
  return h("div", { id: "app" },
    h(SideBar, { onCompose: () => go("/compose/post") }),
    h("main", { role: "main" },
      h("div", { "data-testid": "primaryColumn" },
        h("h1", null, onStatus ? "Post" : "Home"),
        onStatus && h(Tweet, { tweet: TWEET }),
        h(Composer, {
          key: onStatus ? "status" : "home", name: onStatus ? "status" : "home", button: "tweetButtonInline",
          label: onStatus ? "Reply" : "Post", placeholder: onStatus ? "Post your reply" : "What’s happening?",
          onPost: publish(onStatus ? "status" : "home"),
        }),
        posts.map((/** @type {any} */ post, /** @type {number} */ i) =>
          h(Tweet, { key: posts.length - i, tweet: { id: "0", handle: post.handle, name: account.name, text: post.text } })),
        !onStatus && h(Tweet, { tweet: TWEET, onReply: () => go("/compose/post", TWEET) }))),
    path === "/compose/post" && h(Modal, { answered, onClose: () => go("/home"), onPost: publish("modal") }));
}

ReactDOM.createRoot(document.getElementById("react-root")).render(h(App));
