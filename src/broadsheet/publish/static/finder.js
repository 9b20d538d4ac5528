/* Search without a server: the parts of the index that a query needs are loaded as scripts (site/finder.py tells their form). */
(() => {
  "use strict";

  const form = document.querySelector(".finder");
  const field = form.elements.q;
  const told = document.querySelector(".finder-told");
  const lists = [".found-stories", ".found-articles"].map((one) => document.querySelector(one));
  const MOST = 20;

  const waiting = new Map();
  const parts = new Map();
  window.shelve = (name, held) => waiting.get(name)?.(held);

  function part(name) {
    if (!parts.has(name)) {
      parts.set(name, new Promise((resolve, reject) => {
        waiting.set(name, resolve);
        const script = document.createElement("script");
        script.src = `search/${name}.js`;
        script.addEventListener("error", () => reject(new Error(name)));
        document.head.append(script);
      }));
    }
    return parts.get(name);
  }

  /* ---- words as the index has them: language/words.py, write/answers_terms.py */
  const WORD = /(?:\p{L}\.){2,}|\d+(?:[.,:]\d+)*\p{L}*|[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu;
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’‘ʼ`´]/g, "'");

  function token(word) {
    if (word === "US" || word === "U.S.") return "u.s";
    return word.toLowerCase().replace(/\.$/, "").replace(/'s$|'$/, "");
  }

  function stem(word, base) {
    let w = Object.hasOwn(base, word) ? base[word] : word;
    if (!/^\p{L}{4,}$/u.test(w)) return w;
    if (/(ies|ied)$/.test(w) && w.length > 4) w = `${w.slice(0, -3)}y`;
    else {
      if (w.endsWith("s") && !/(ss|us|is)$/.test(w)) w = w.slice(0, /(ches|shes|sses|xes|zes)$/.test(w) ? -2 : -1);
      for (const ending of ["ing", "ed"]) {
        const rest = w.slice(0, -ending.length);
        if (!w.endsWith(ending) || rest.length < 3 || !/[aeiouy]/.test(rest)) continue;
        w = /([^lsz])\1$/u.test(rest) ? rest.slice(0, -1) : rest;
        break;
      }
    }
    return w.endsWith("e") && w.length > 3 ? w.slice(0, -1) : w;
  }

  const words = (text) => (fold(text).match(WORD) || []).map(token);

  async function postings(wanted, index) {
    const end = `${wanted}\uffff`;
    const first = Math.max(0, index.words.findLastIndex((begins) => begins <= wanted));
    const shelves = index.words.flatMap((begins, n) => (n === first || (n > first && begins <= end) ? [part(`words-${n}`)] : []));
    const found = new Map();
    for (const shelf of await Promise.all(shelves.slice(0, 3))) {
      for (const [known, steps] of Object.entries(shelf)) {
        const exact = known === wanted;
        if (!exact && (wanted.length < 3 || !known.startsWith(wanted))) continue;
        const rare = Math.log(1 + (index.stories + index.articles) / steps.length) * (exact ? 1 : 0.4);
        let place = 0;
        for (const step of steps) {
          place += step;
          const weight = rare * (place % 2 ? 3 : 1);
          found.set(place >> 1, Math.max(weight, found.get(place >> 1) || 0));
        }
      }
    }
    return found;
  }

  function best(found, kept) {
    const all = new Map(); // document -> words of it that were asked, their weight
    for (const [document, weight] of found.flatMap((one) => [...one])) {
      const [n, sum] = all.get(document) || [0, 0];
      if (kept(document)) all.set(document, [n + 1, sum + weight]);
    }
    const most = Math.max(0, ...[...all.values()].map(([n]) => n));
    const listed = [...all].filter(([, [n]]) => n === most).sort(([a, [, x]], [b, [, y]]) => y - x || a - b);
    return listed.slice(0, MOST).map(([document]) => document);
  }

  const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;

  function make(tag, name, ...inside) {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...inside);
    return element;
  }
  const link = (href, ...inside) => Object.assign(make("a", "", ...inside), { href });

  function marked(text, is) {
    const pieces = [];
    let end = 0;
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’.][\p{L}\p{N}\p{M}]+)*/gu)) {
      if (!words(match[0]).some(is)) continue;
      pieces.push(text.slice(end, match.index), make("mark", "", match[0]));
      end = match.index + match[0].length;
    }
    return [...pieces, text.slice(end)];
  }

  function line([title, href, about], is, passages = [], also = []) {
    const head = make("p", "source-title", link(href, ...marked(title, is)));
    return Object.assign(make("li", "", head, ...passages, make("p", "source-meta", about, ...also)), { dir: "auto" });
  }

  function passage(story, [text, anchor, origins], is) {
    const mark = link(`${story[1]}#${anchor}`, origins);
    mark.setAttribute("role", "doc-noteref");
    mark.title = `${count(origins, "origin", "origins")}: see the words`;
    return make("p", "found", ...marked(text, is), make("sup", "", mark));
  }

  const entry = async (kind, n, perFile) => (await part(`${kind}-${Math.floor(n / perFile)}`))[n % perFile];

  async function story(number, index, is) {
    const held = await entry("stories", number, index.perFile[0]);
    const said = held[3].filter(([text]) => words(text).some(is)).slice(0, 3);
    return line(held, is, said.map((one) => passage(held, one, is)));
  }

  async function article(number, index, is) {
    const held = await entry("articles", number - index.stories, index.perFile[1]);
    const of = held[3] < 0 ? null : await entry("stories", held[3], index.perFile[0]);
    return line(held, is, [], of ? [document.createElement("br"), "in ", link(of[1], of[0])] : []);
  }

  let asked = 0;

  async function search() {
    const turn = ++asked;
    const query = field.value.trim();
    const index = await part("index");
    const idle = new Set(index.idle);
    const wanted = [...new Set(words(query).filter((word) => !idle.has(word)).map((word) => stem(word, index.base)))].slice(0, 12);
    const is = (word) => wanted.some((one) => (one.length > 2 ? stem(word, index.base).startsWith(one) : stem(word, index.base) === one));
    const found = await Promise.all(wanted.map((word) => postings(word, index)));
    const listed = [best(found, (number) => number < index.stories), best(found, (number) => number >= index.stories)];
    const printed = await Promise.all(listed.map((kind, n) => Promise.all(kind.map((number) => [story, article][n](number, index, is)))));
    if (turn !== asked) return;
    lists.forEach((list, n) => {
      list.replaceChildren(...printed[n]);
      list.parentElement.hidden = !list.children.length;
    });
    told.textContent = report(query, wanted, ...listed.map((kind) => kind.length));
  }

  function report(query, wanted, stories, articles) {
    if (!query) return "";
    if (!wanted.length) return "These words are not looked for.";
    if (!stories && !articles) return "No article and no printed sentence has these words.";
    return `Found: ${count(stories, "story", "stories")} and ${count(articles, "article", "articles")}.`;
  }

  const run = () => search().catch(() => (told.textContent = "The index cannot be read here."));
  let soon = 0;

  field.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(run, 250);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `${location.pathname}?q=${encodeURIComponent(field.value.trim())}`);
    run();
  });

  form.hidden = false;
  field.value = new URLSearchParams(location.search).get("q") || "";
  field.focus();
  if (field.value) run();
})();
