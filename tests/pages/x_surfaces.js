// @ts-check
// What else one writes on X: direct messages, the profile, and, on small screens, a plain textarea in the place of the editor.
// Loaded before x.js, whose `h`, `account` and `page` it uses when it is drawn.
"use strict";

/** X keeps what is written here in React's state, as it does. @param {{testid: string, name: string, label?: string, rows?: number, field?: string, value: string, onChange: (text: string) => void, onEnter?: () => void}} props */
function PlainText({ testid, name, label, rows = 2, field, value, onChange, onEnter }) {
  page.__state[name] = value;
  React.useEffect(() => () => void delete page.__state[name], [name]);
  return h("textarea", {
    "data-testid": testid, "data-composer": name, "aria-label": label, rows, name: field, value, className: "plain",
    onChange: (/** @type {any} */ event) => onChange(event.target.value),
    onKeyDown: (/** @type {any} */ event) => {
      if (!onEnter || event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
      event.preventDefault();
      onEnter();
    },
  });
}

/** A conversation: Enter sends, and so does the button that is there as soon as something is written. */
function DirectMessage() {
  const [text, setText] = React.useState("");
  const send = () => {
    if (!text) return;
    page.__posts.push({ composer: "dm", handle: account.handle, text });
    setText("");
  };
  return h("div", { "data-testid": "dm-conversation-panel" },
    h("div", { "data-testid": "dm-conversation-username" }, "Sam Poe"),
    h("div", { className: "bar" },
      h(PlainText, { testid: "dm-composer-textarea", name: "dm", label: "Message", value: text, onChange: setText, onEnter: send }),
      text && h("button", { "data-testid": "dm-composer-send-button", "aria-label": "Send", type: "button", onClick: send }, "➤")));
}

/** @param {{onClose: () => void}} props */
function ProfileForm({ onClose }) {
  const [bio, setBio] = React.useState("Brewers, dogs, bad puns.");
  const save = () => {
    page.__posts.push({ composer: "bio", handle: account.handle, text: bio });
    onClose();
  };
  return h("div", { className: "mask" },
    h("div", { role: "dialog", "aria-modal": "true", "aria-labelledby": "modal-header" },
      h("div", { className: "bar" }, h("h2", { id: "modal-header", role: "heading" }, "Edit profile"),
        h("button", { "data-testid": "Profile_Save_Button", type: "button", onClick: save }, h("span", null, "Save"))),
      h("label", null, "Name", h("input", { name: "displayName", defaultValue: account.name })),
      h("label", null, "Bio", h(PlainText, { testid: "", name: "bio", field: "description", rows: 3, value: bio, onChange: setBio }))));
}

/** The composer of small screens. @param {{onPost: (texts: string[]) => void}} props */
function PlainComposer({ onPost }) {
  const [text, setText] = React.useState("");
  const post = () => {
    onPost([text]);
    setText("");
  };
  return h("div", { className: "composer" },
    h(PlainText, { testid: "tweetTextarea_0", name: "mobile", label: "Post text", rows: 4, value: text, onChange: setText }),
    h("div", { "data-testid": "toolBar" }, h("span", null),
      h("button", { "data-testid": "tweetButton", type: "button", disabled: !text, onClick: post }, h("span", null, "Post"))));
}

/** A post inside a post. @param {{tweet: {handle: string, name: string, text: string}}} props */
function Quoted({ tweet }) {
  return h("div", { role: "link", tabIndex: 0, className: "quoted" },
    h("div", { "data-testid": "User-Name" }, h("span", null, tweet.name), " ", h("span", null, `@${tweet.handle}`)),
    h("div", { "data-testid": "tweetText" }, h("span", null, tweet.text)));
}

/** Pictures of a draft. The words below are there until somebody has described them. @param {{alt: string | null}} props */
function Attachments({ alt }) {
  return h("div", { "data-testid": "attachments" },
    h("div", { role: "group", "aria-label": "Media" }, h("img", { alt: alt ?? "", draggable: true, src: "data:image/gif;base64,R0lGODlhAQABAAAAACw=" })),
    !alt && h("a", { role: "link", href: "/compose/post/media", "aria-label": "Add description" }, h("span", { "data-testid": "altTextLabel" }, "Add description")));
}

/** One's own profile as others see it. */
function Profile() {
  return h("div", null,
    h("div", { "data-testid": "UserName" }, h("span", null, account.name), h("span", null, `@${account.handle}`)),
    h("div", { "data-testid": "UserDescription" }, h("span", null, "Brewers, dogs, bad puns.")));
}
