/* What the web app offers besides: keys for its forms, marks on the front page, and a quiet word when there is something newer.
   Everything works without it; it speaks to the server that the page came from and to nobody else. */
(() => {
  "use strict";

  const { page, up, edition } = document.body.dataset;
  const story = document.querySelector(".story[data-revision]")?.dataset;

  /* The line that the reader stands on: read or unread again, followed or no longer. */
  function say(what, line, undo, then) {
    const said = new URLSearchParams({ story: line.dataset.story, revision: line.dataset.revision });
    if (undo) said.set("undo", "1");
    const sent = fetch(`${up}reader/${what}`, { method: "POST", body: said, redirect: "manual" });
    sent.then((answer) => (answer.ok || answer.type === "opaqueredirect") && then(), () => null);
  }

  document.addEventListener("paper-mark", () => {
    const line = document.querySelector(".here[data-revision]");
    if (page === "story" || !line) return document.querySelector('[data-key="m"]')?.requestSubmit();
    say("read", line, line.classList.contains("read"), () => {
      line.classList.toggle("read");
      document.body.classList.add("knows");
    });
  });

  document.addEventListener("paper-follow", () => {
    const line = document.querySelector(".here[data-revision]");
    const told = line?.querySelector(".followed");
    if (line) say("follow", line, told, () => {
      if (told) return told.remove();
      const hint = document.createElement("span");
      hint.className = "followed";
      hint.textContent = " · followed";
      line.querySelector(".line-meta")?.append(hint);
    });
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
