/* The paper's script: evidence beside the text, keys, where you are, what you have read. Everything works without it; it
   fetches nothing and stores only which revisions were read. In the web app the server remembers that (app.js). */
(() => {
  "use strict";

  const page = document.body.dataset.page;
  const up = document.body.dataset.up;
  const edition = document.body.dataset.edition; // said by the web app alone
  const wide = matchMedia("(min-width: 68.75rem)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  function make(tag, ...inside) {
    const element = document.createElement(tag);
    element.append(...inside);
    return element;
  }
  const scroll = (element, block = "center") => element.scrollIntoView({ block, behavior: still.matches ? "auto" : "smooth" });

  /* ---- what was read: story -> digest of the revision, where the browser keeps it */
  const memory = {
    key: "broadsheet.read",
    load() {
      try {
        return { ...JSON.parse(localStorage.getItem(this.key)) };
      } catch {
        return {};
      }
    },
    set(story, digest) {
      try {
        const read = this.load();
        if (digest) read[story] = digest;
        else delete read[story];
        localStorage.setItem(this.key, JSON.stringify(Object.fromEntries(Object.entries(read).slice(-2000))));
      } catch {
        /* not remembered */
      }
    },
  };

  const lines = all("[data-story][data-digest]").filter((element) => page !== "story" || !element.classList.contains("story"));

  function showRead() {
    if (edition) return;
    const read = memory.load();
    document.body.classList.toggle("knows", Object.keys(read).length > 0);
    for (const line of lines) {
      const known = read[line.dataset.story];
      line.classList.toggle("read", known === line.dataset.digest);
      let hint = line.querySelector(".changed");
      if (known && known !== line.dataset.digest && !hint) {
        hint = make("span", " · changed since you read it");
        hint.className = "changed plus";
        line.querySelector(".line-meta")?.append(hint);
      }
    }
  }

  /* ---- evidence */
  let open = null;

  function noteOf(mark) {
    const link = mark.getAttribute("href") || "";
    return link.startsWith("#") ? document.getElementById(decodeURIComponent(link.slice(1))) : null;
  }

  function close() {
    if (!open) return;
    open.note.classList.remove("open");
    open.mark.classList.remove("open");
    open.mark.closest(".said")?.classList.remove("open");
    open = null;
  }

  /* What was `asked` for stays until it is closed; what the pointer or the focus only came by is no more than shown. */
  function show(mark, { asked = true } = {}) {
    const note = noteOf(mark);
    if (!note || (!wide.matches && !asked)) return false;
    if (open?.mark === mark) {
      open.asked ||= asked;
      return true;
    }
    close();
    open = { mark, note, asked };
    note.classList.add("open");
    mark.classList.add("open");
    mark.closest(".said")?.classList.add("open");
    const pane = note.closest(".evidence");
    if (wide.matches && pane) {
      const top = note.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
      pane.scrollTo({ top: Math.max(0, top - 48), behavior: still.matches ? "auto" : "smooth" });
    }
    return true;
  }

  let hushed = false;

  /* Focus goes back to a mark without opening what was just closed. */
  function quietly(action) {
    hushed = true;
    action();
    hushed = false;
  }
  const refocus = (mark) => quietly(() => mark?.focus({ preventScroll: true }));

  const marks = all('.page a[role="doc-noteref"]');

  function clearTarget() {
    if (!location.hash.startsWith("#e-")) return;
    const { scrollX, scrollY } = window;
    location.replace("#evidence-closed");
    history.replaceState(null, "", location.pathname + location.search);
    window.scrollTo(scrollX, scrollY);
  }

  function step(by) {
    if (!marks.length) return;
    const from = open ? marks.indexOf(open.mark) : marks.findIndex((mark) => mark.getBoundingClientRect().top > 0) - (by > 0 ? 1 : 0);
    const next = marks[Math.min(marks.length - 1, Math.max(0, from + by))];
    clearTarget();
    show(next);
    scroll(next);
    next.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const mark = event.target.closest?.('.page a[role="doc-noteref"]');
    if (mark && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      clearTarget();
      if (open?.mark === mark && open.asked) {
        close();
        event.preventDefault();
      } else if (show(mark)) event.preventDefault();
      return;
    }
    const back = event.target.closest?.('a[role="doc-backlink"]');
    if (back) {
      const mark = open?.mark || document.getElementById(back.getAttribute("href").slice(1));
      clearTarget();
      close();
      if (mark) {
        event.preventDefault();
        scroll(mark);
        refocus(mark);
      }
      return;
    }
    if (!wide.matches && open && !event.target.closest?.(".ev")) close();
  });
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const mark = event.target.closest?.(".page .said, .page sup")?.querySelector('a[role="doc-noteref"]');
    if (mark) show(mark, { asked: false });
  });
  document.addEventListener("focusin", (event) => {
    if (!hushed && event.target.matches?.('.page a[role="doc-noteref"]')) show(event.target, { asked: false });
  });

  /* ---- contents: a menu where it is narrow, and where you are */
  const menu = document.querySelector(".contents-menu");
  function fitMenu() {
    if (menu) menu.open = wide.matches;
  }
  function followReader() {
    const links = new Map(all(".contents a").map((link) => [link.hash.slice(1), link]));
    const blocks = all(".block");
    const seen = new Set();
    const watcher = new IntersectionObserver(
      (changes) => {
        for (const change of changes) seen[change.isIntersecting ? "add" : "delete"](change.target.id);
        const here = blocks.find((block) => seen.has(block.id));
        if (!here) return;
        for (const [id, link] of links) {
          if (id === here.id) link.setAttribute("aria-current", "true");
          else link.removeAttribute("aria-current");
        }
      },
      { rootMargin: "-10% 0px -60% 0px" },
    );
    for (const block of blocks) watcher.observe(block);
  }

  /* ---- keys */
  const items = () => {
    const found = page === "story" ? all(".block") : all("[data-story], .paper, .five li, .day li, .plain-list > li, .by-story, .chapters > li, .cuts .starts");
    return found.filter((item) => item.getClientRects().length && !item.classList.contains("story"));
  };
  let here = -1;
  const story = document.querySelector(".story[data-story]");

  function move(to) {
    const list = items();
    if (!list.length) return;
    list[here]?.classList.remove("here");
    here = Math.max(0, Math.min(list.length - 1, to));
    const item = list[here];
    item.classList.add("here");
    scroll(item, page === "story" ? "start" : "nearest");
    const target = item.querySelector("h1 a, h2 a, h3 a, a") || item;
    if (page !== "story") target.focus({ preventScroll: true });
  }

  function at() {
    if (page !== "story" || here >= 0) return here;
    return items().findIndex((block) => block.getBoundingClientRect().bottom > 80) - 1;
  }

  const paper = document.querySelector(".sections"); // a story that is a file by itself has no other page to go to
  const go = (file) => paper && location.assign(up + file);

  /* What a page offers under a key: a form, a link, a field. */
  function press(key) {
    const offer = document.querySelector(`[data-key="${key}"]`);
    if (offer?.matches("form")) offer.requestSubmit();
    else if (offer?.matches("input")) offer.focus();
    else offer?.click();
    return offer;
  }

  function desk(by) {
    const heads = all(".desk, .rail-box, .day").filter((box) => box.getClientRects().length);
    const list = items();
    const now = heads.findIndex((box) => list[here] && box.contains(list[here]));
    const next = heads[Math.max(0, Math.min(heads.length - 1, now + by))];
    const first = next?.querySelector("[data-story], a");
    if (first) move(Math.max(0, list.indexOf(first)));
  }

  const HELP = [
    ["j k", "next, previous item"],
    ["h l", "previous, next list"],
    ["o Enter", "open"],
    ["m", "read or unread"],
    ...(edition ? [["f", "follow, or no longer"]] : []),
    ["c", "evidence"],
    ["[ ]", "previous, next evidence"],
    ["x Esc", "close"],
    ["e t", "to the evidence, to the contents"],
    ["d", "what changed"],
    ["g g, G", "top, end"],
    ...(paper ? [["g h, g n", "front page, hard numbers"], ["/", "search"]] : []),
    ["?", "these keys"],
  ];

  function help() {
    let dialog = document.querySelector("dialog");
    if (!dialog) {
      dialog = make("dialog");
      dialog.setAttribute("aria-label", "Keys");
      const list = make("dl");
      for (const [keys, what] of HELP) list.append(make("div", make("dt", make("kbd", keys)), make("dd", what)));
      const button = make("button", "Close");
      button.addEventListener("click", () => quietly(() => dialog.close()));
      dialog.addEventListener("cancel", (event) => {
        event.preventDefault();
        quietly(() => dialog.close());
      });
      dialog.append(list, button);
      if (paper) {
        const more = make("a", "How to read it");
        more.href = `${up}help.html`;
        dialog.append(" ", more);
      }
      document.body.append(dialog);
    }
    if (dialog.open) quietly(() => dialog.close());
    else dialog.showModal();
  }

  function toggleRead() {
    if (edition) return document.dispatchEvent(new Event("paper-mark")); // the server remembers it
    const line = story || items()[here];
    if (!line?.dataset.digest) return;
    memory.set(line.dataset.story, memory.load()[line.dataset.story] === line.dataset.digest ? null : line.dataset.digest);
    showRead();
    if (story) go("index.html"); // to stay would be to read it again
  }

  function follow() {
    if (!press("f")) document.dispatchEvent(new Event("paper-follow"));
  }

  function changes() {
    const changed = items()[here]?.querySelector("a.plus");
    if (changed) changed.click();
    else press("d");
  }

  function toContents() {
    if (!menu) return;
    menu.open = true;
    menu.querySelector("a")?.focus();
  }

  const KEYS = {
    j: () => move(at() + 1),
    k: () => move(at() - 1),
    h: () => desk(-1),
    l: () => desk(1),
    o: () => items()[here]?.querySelector("h1 a, h2 a, h3 a, a")?.click(),
    m: toggleRead,
    f: follow,
    d: changes,
    "/": () => press("/"),
    c: () => (open ? shut() : step(1)),
    "]": () => step(1),
    "[": () => step(-1),
    x: shut,
    Escape: shut,
    e: () => (open?.note || document.querySelector(".evidence .ev"))?.focus(),
    t: toContents,
    G: () => scrollTo(0, document.body.scrollHeight),
    "?": help,
  };
  const AFTER_G = { g: () => scrollTo(0, 0), h: () => go("index.html"), n: () => go("numbers.html") };

  function shut() {
    const mark = open?.mark;
    clearTarget();
    close();
    refocus(mark);
  }

  let leader = -Infinity;
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing) {
      if (event.key === "Escape") typing.blur();
      return;
    }
    if (document.querySelector("dialog[open]") && event.key !== "?") return;
    const led = event.timeStamp - leader < 1200;
    leader = -Infinity;
    if (event.key === "g" && !led) {
      leader = event.timeStamp;
      return;
    }
    const action = led ? AFTER_G[event.key] : KEYS[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  /* ---- begin */
  if (story && !edition) memory.set(story.dataset.story, story.dataset.digest);
  showRead();
  fitMenu();
  wide.addEventListener("change", fitMenu);
  if (story && "IntersectionObserver" in window) followReader();
  addEventListener("pageshow", showRead);
})();
