// What was sent, for tests: window.__posts [{composer, text}].
window.__posts = [];
document.getElementById("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const box = document.getElementById("notice");
  window.__posts.push({ composer: "form", text: box.value });
  box.value = "";
});

const writing = document.getElementById("writing");
document.getElementById("write").addEventListener("click", () => writing.showModal());
document.getElementById("later").addEventListener("click", () => writing.close());
writing.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  window.__posts.push({ composer: "modal", text: writing.querySelector("textarea").value });
});

// As many boxes as the query asks for.
const crowd = document.getElementById("crowd");
for (let number = 0; number < Number(new URLSearchParams(location.search).get("many")); number++) {
  const box = Object.assign(document.createElement("div"), { contentEditable: "true", role: "textbox" });
  box.dataset.composer = `many-${number}`;
  crowd.append(box);
}
