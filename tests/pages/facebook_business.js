// The composer of business.facebook.com/latest/composer: the page it writes for is in the address, as asset_id.
import { Editor } from "./facebook_editor.js";

const { React } = window;
const h = React.createElement;

export function Business() {
  const [text, setText] = React.useState("");
  const publish = () => window.__posts.push({ composer: "business", text });
  return h("div", { id: "app" },
    h("main", { role: "main" },
      h("h1", null, "Create post"),
      h("div", { className: "card" }, h("div", { role: "combobox", tabIndex: 0 }, h("span", null, "Social Security"))),
      h("div", { className: "card" },
        h(Editor, { name: "business", label: "Write into the dialogue box to include text with your post.", onText: setText })),
      h("div", { role: "button", tabIndex: 0, "aria-disabled": !text || undefined, onClick: () => text && publish() }, h("div", null, "Publish"))));
}
