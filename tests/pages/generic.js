// What was sent, for tests: window.__posts [{composer, text}].
window.__posts = [];
document.getElementById("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const box = document.getElementById("notice");
  window.__posts.push({ composer: "form", text: box.value });
  box.value = "";
});
