/* What the web app offers besides: keys for its forms, marks on the front page, and a quiet word when there is something newer.
   Everything works without it; it speaks to the server that the page came from and to nobody else. */
(() => {
  "use strict";

  const { page, up, edition } = document.body.dataset;
  const story = document.querySelector(".story[data-revision]")?.dataset;

  function press(key) {
    const found = document.querySelector(`[data-key="${key}"]`);
    if (found?.matches("form")) found.requestSubmit();
    else found?.click();
  }

  /* The line that the reader stands on is read, or unread again. */
  function mark() {
    const line = document.querySelector(".here[data-revision]");
    if (page === "story" || !line) return press("m");
    const said = new URLSearchParams({ story: line.dataset.story, revision: line.dataset.revision });
    if (line.classList.contains("read")) said.set("undo", "1");
    fetch(`${up}reader/read`, { method: "POST", body: said, redirect: "manual" }).then(() => {
      line.classList.toggle("read");
      document.body.classList.add("knows");
    });
  }

  const KEYS = { f: () => press("f"), d: () => press("d"), m: mark, "/": () => document.getElementById("q")?.focus() };
  let led = -Infinity; // "g" begins a key of two letters, which is not ours

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const second = event.timeStamp - led < 1200;
    led = event.key === "g" && !second ? event.timeStamp : -Infinity;
    if (second || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    KEYS[event.key]();
  });

  /* A slider says which revision it stands at. */
  for (const range of document.querySelectorAll(".slider input[type=range]")) {
    const told = document.querySelector(`output[for="${range.id}"]`);
    range.addEventListener("input", () => (told.textContent = range.value));
  }

  /* Ask now and then, while the page is looked at, whether it is still the newest; say so quietly if not. */
  async function look() {
    if (document.hidden || document.querySelector(".notice")) return;
    const path = story ? `api/v1/stories/${story.story}/changes?since=${story.revision}` : "readyz";
    const told = await fetch(up + path).then((answer) => (answer.ok ? answer.json() : null), () => null);
    if (!told || (story ? told.revision <= Number(story.revision) : told.version === edition)) return;
    const notice = document.createElement("p");
    const link = document.createElement("a");
    notice.className = "notice";
    notice.setAttribute("role", "status");
    link.href = location.pathname;
    link.textContent = story ? "This story has a new revision" : "There is a new edition";
    notice.append(link);
    document.body.append(notice);
  }

  if (["story", "front"].includes(page)) setInterval(look, 60_000);
})();
