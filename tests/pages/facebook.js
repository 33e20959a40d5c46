// Facebook's composers, by the structure and the names of facebook.com. The query chooses what is shown:
//   as, name    who acts: the vanity name and the display name     id      the number of the account
//   lang        "en" or "es"                                       steps   "1": Post at once, "2": Next, then Post settings
//   dialog      the composer that is open at the start: "post"     plain   leave out what says who acts
// What tests read besides the editors: window.__posts [{composer, text}], oldest first; window.__hotkeys.
import { Editor, empty } from "./facebook_editor.js";
import { Business } from "./facebook_business.js";
import { WORDS } from "./facebook_words.js";

const { React, ReactDOM } = window;
const h = React.createElement;

window.__posts = [];
window.__hotkeys = [];

const query = new URLSearchParams(location.search);
const words = WORDS[query.get("lang") ?? "en"];
const me = { vanity: query.get("as") ?? "jane.roe.5", name: query.get("name") ?? "Jane Roe", id: query.get("id") ?? "100012345678901" };
const PAGE = { name: "Social Security", path: "/SocialSecurity", text: "Payments arrive on Friday." };
const COMMENT = { name: "Sam Poe", path: "/sam.poe.9", text: "When do I get mine?" };
document.documentElement.lang = query.get("lang") ?? "en";

/** What facebook.com writes into its first page about who acts. It is data, so no policy for scripts concerns it. */
function tellWhoActs() {
  const user = { ACCOUNT_ID: "100012345678901", USER_ID: me.id, NAME: me.name, SHORT_NAME: me.name.split(" ")[0], IS_BUSINESS_DOMAIN: false };
  const script = Object.assign(document.createElement("script"), { type: "application/json" });
  script.textContent = JSON.stringify({ require: [["ScheduledServerJS", "handle", null, [{ __bbox: { define: [["CurrentUserInitialData", [], user, 270]] } }]]] });
  document.body.append(script);
}

const publish = (composer) => (text) => window.__posts.push({ composer, text });

/** Facebook's buttons are divs. */
function Button({ label, look = "", disabled = false, onPress, id, children }) {
  const press = () => disabled || onPress?.();
  return h("div", {
    role: "button", tabIndex: 0, "aria-label": label, "aria-disabled": disabled || undefined, className: look, id, onClick: press,
    onKeyDown: (event) => (event.key === "Enter" || event.key === " ") && press(),
  }, children ?? h("div", null, h("span", null, label)));
}

function Author({ who, tag = "h3" }) {
  return h(tag, { "data-ad-rendering-role": "profile_name" },
    h("a", { role: "link", href: `https://www.facebook.com${who.path}?__cft__=1`, tabIndex: 0 }, h("strong", null, h("span", null, who.name))));
}

function Message({ text }) {
  return h("div", { "data-ad-rendering-role": "story_message", "data-ad-comet-preview": "message" }, h("div", { dir: "auto" }, h("span", null, text)));
}

/** The box under a post or a comment: Enter submits, and so does the small button beside it. */
function CommentBox({ name, label }) {
  const [text, setText] = React.useState("");
  const send = () => {
    publish(name)(text);
    empty(name);
  };
  return h("form", { role: "presentation", onSubmit: (event) => event.preventDefault() },
    h(Editor, { name, label, enter: true, focus: name === "reply", onText: setText, onSubmit: publish(name) }),
    h(Button, { id: "focused-state-composer-submit", label: words.sendComment, disabled: !text, onPress: send }, h("span", null, "➤")));
}

function Feed({ onShare }) {
  const [isAnswering, setAnswering] = React.useState(false);
  return h("div", { role: "article", "aria-posinset": 1 },
    h(Author, { who: PAGE }),
    h(Message, { text: PAGE.text }),
    h("div", null, h(Button, { label: words.like }), h(Button, { label: words.shareHint, onPress: onShare }, h("span", { "data-ad-rendering-role": "share_button" }, words.share))),
    h("div", { role: "article", "aria-label": words.commentBy.replace("{name}", COMMENT.name) },
      h("a", { role: "link", href: `https://www.facebook.com${COMMENT.path}?comment_id=1` }, h("span", { dir: "auto" }, COMMENT.name)),
      h("div", { dir: "auto" }, COMMENT.text),
      h(Button, { label: words.replyButton, onPress: () => setAnswering(true) })),
    isAnswering && h(CommentBox, { name: "reply", label: words.replyTo.replace("{name}", COMMENT.name) }),
    h(CommentBox, { name: "comment", label: words.commentAs.replace("{name}", me.name) }));
}

/** Name and audience at the head of a dialog. */
function Writer({ audience = true }) {
  return h("div", null,
    h("a", { href: `https://www.facebook.com/${me.vanity}`, "aria-label": me.name }),
    h("div", null, h("span", null, h("strong", null, me.name))),
    audience && h(Button, { label: words.audience }, h("span", null, words.public)));
}

function Dialog({ title, label = title, onClose, children }) {
  return h("div", { className: "mask" },
    h("div", { role: "dialog", "aria-modal": true, "aria-label": label },
      h(Button, { label: words.close, onPress: onClose }, "×"),
      h("h2", null, h("span", null, title)),
      children));
}

/** Create post: at once, or by way of "Post settings", where the editor is no longer on the page. */
function PostDialog({ onClose }) {
  const [text, setText] = React.useState("");
  const [step, setStep] = React.useState(1);
  const post = () => {
    publish("post")(text);
    onClose();
  };
  if (step === 2) {
    return h(Dialog, { title: words.settings, onClose },
      h(Button, { label: words.back, onPress: () => setStep(1) }, "←"),
      h("div", null, words.audienceRow),
      h(Button, { label: words.post, look: "primary", onPress: post }));
  }
  return h(Dialog, { title: words.create, onClose },
    h("form", { method: "POST", onSubmit: (event) => event.preventDefault() },
      h(Writer),
      h(Editor, { name: "post", label: words.mind.replace("{name}", me.name.split(" ")[0]), initial: text, onText: setText }),
      h("div", { className: "attached" }),
      query.get("steps") === "1"
        ? h(Button, { label: words.post, look: "primary", disabled: !text, onPress: post })
        : h(Button, { label: words.next, look: "primary", disabled: !text, onPress: () => setStep(2) })));
}

function ShareDialog({ onClose }) {
  const [text, setText] = React.useState("");
  const share = () => {
    publish("share")(text);
    onClose();
  };
  return h(Dialog, { title: words.share, onClose },
    h(Writer),
    h(Editor, { name: "share", label: words.say, onText: setText }),
    h("div", { role: "article" }, h(Author, { who: PAGE, tag: "h4" }), h(Message, { text: PAGE.text })),
    h(Button, { label: words.shareNow, look: "primary", onPress: share }));
}

const OWN = "The office is open on Friday.";

function EditDialog({ onClose }) {
  const [text, setText] = React.useState(OWN);
  const save = () => {
    publish("edit")(text);
    onClose();
  };
  return h(Dialog, { title: words.edit, onClose },
    h("form", { method: "POST", onSubmit: (event) => event.preventDefault() },
      h(Writer),
      h(Editor, { name: "edit", label: words.mind.replace("{name}", me.name.split(" ")[0]), initial: OWN, onText: setText }),
      h(Button, { label: words.save, look: "primary", disabled: !text, onPress: save })));
}

/** Messenger's box in the corner: the same editor, and not ours to hold like a post. */
function Chat() {
  return h("div", { className: "chat" }, h("span", null, COMMENT.name),
    h(Editor, { name: "message", label: words.message, placeholder: "Aa", enter: true, onSubmit: publish("message") }));
}

const DIALOGS = { post: PostDialog, share: ShareDialog, edit: EditDialog };

function App() {
  const [open, setOpen] = React.useState(query.get("dialog"));
  const [isChatting, setChatting] = React.useState(false);
  React.useEffect(() => {
    const abort = new AbortController();
    document.addEventListener("keydown", (event) => {
      if (!event.target.closest("[contenteditable], input, textarea")) window.__hotkeys.push(event.key);
    }, { signal: abort.signal });
    return () => abort.abort();
  }, []);
  const Shown = DIALOGS[open];
  const group = location.pathname.startsWith("/groups/");
  return h("div", { id: "app" },
    h("nav", { role: "navigation" },
      !query.has("plain") && h("a", { href: `https://www.facebook.com/${me.vanity}` }, h("span", { dir: "auto" }, me.name)),
      h(Button, { label: words.profile }, h("span", null, "●")),
      h(Button, { label: words.messenger, onPress: () => setChatting(true) })),
    h("main", { role: "main" },
      group && h("h1", null, "Neighbours of Springfield"),
      h("div", { className: "card" }, h(Button, { label: words.mind.replace("{name}", me.name.split(" ")[0]), onPress: () => setOpen("post") })),
      h("div", { className: "card" }, h("div", null, OWN), h(Button, { label: words.editMenu, onPress: () => setOpen("edit") })),
      h(Feed, { onShare: () => setOpen("share") })),
    isChatting && h(Chat),
    Shown && h(Shown, { key: open, onClose: () => setOpen(null) }));
}

if (!query.has("plain")) tellWhoActs();
ReactDOM.createRoot(document.getElementById("mount")).render(h(location.hostname === "business.facebook.com" ? Business : App));
