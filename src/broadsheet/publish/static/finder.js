/* The search of a site without a server: it loads the parts of the index that a query needs, as scripts, and fetches nothing. */
(() => {
  "use strict";

  const form = document.querySelector(".finder");
  const field = form.elements.q;
  const told = document.querySelector(".finder-told");
  const lists = { stories: document.querySelector(".found-stories"), articles: document.querySelector(".found-articles") };
  const MOST = 20;

  /* ---- the index: a part is asked for once and says what it holds */
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

  /* ---- words, as the index has them: language/words.py and write/answers_terms.py tell why */
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

  /* ---- what is found: documents by number, each with the weight of every word that was asked */
  async function postings(wanted, index) {
    const end = `${wanted}\uffff`;
    const first = Math.max(0, index.words.findLastIndex((begins) => begins <= wanted));
    const shelves = index.words.flatMap((begins, n) => (n === first || (n > first && begins <= end) ? [part(`words-${n}`)] : []));
    const found = new Map();
    for (const shelf of await Promise.all(shelves.slice(0, 3))) {
      for (const [known, steps] of Object.entries(shelf)) {
        const exact = known === wanted;
        if (!exact && !(wanted.length > 2 && known.startsWith(wanted))) continue;
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
    const all = new Map();
    for (const one of found) {
      for (const [document, weight] of one) {
        const sum = all.get(document) || { words: 0, weight: 0 };
        all.set(document, { words: sum.words + 1, weight: sum.weight + weight });
      }
    }
    const listed = [...all].filter(([document]) => kept(document));
    const most = Math.max(0, ...listed.map(([, sum]) => sum.words));
    const order = listed.filter(([, sum]) => sum.words === most).sort((a, b) => b[1].weight - a[1].weight || a[0] - b[0]);
    return order.slice(0, MOST).map(([document]) => document);
  }

  /* ---- as it is printed */
  function make(tag, name, ...inside) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...inside);
    return element;
  }

  function link(href, ...inside) {
    const element = make("a", "", ...inside);
    element.href = href;
    return element;
  }

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
    const item = make("li", "", make("p", "source-title", link(href, ...marked(title, is))));
    item.append(...passages, make("p", "source-meta", about, ...also));
    item.dir = "auto";
    return item;
  }

  function passage(story, [text, anchor, origins], is) {
    const mark = link(`${story[1]}#${anchor}`, String(origins));
    mark.setAttribute("role", "doc-noteref");
    mark.title = `${origins} ${origins === 1 ? "origin" : "origins"}: see the words`;
    return make("p", "found", ...marked(text, is), make("sup", "", mark));
  }

  async function entry(kind, number, perFile) {
    return (await part(`${kind}-${Math.floor(number / perFile)}`))[number % perFile];
  }

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
    const is = (word) => wanted.some((one) => stem(word, index.base) === one || (one.length > 2 && stem(word, index.base).startsWith(one)));
    const found = await Promise.all(wanted.map((word) => postings(word, index)));
    const stories = best(found, (number) => number < index.stories);
    const articles = best(found, (number) => number >= index.stories);
    const printed = await Promise.all([
      Promise.all(stories.map((number) => story(number, index, is))),
      Promise.all(articles.map((number) => article(number, index, is))),
    ]);
    if (turn !== asked) return;
    lists.stories.replaceChildren(...printed[0]);
    lists.articles.replaceChildren(...printed[1]);
    for (const list of Object.values(lists)) list.parentElement.hidden = !list.children.length;
    told.textContent = report(query, wanted, stories.length, articles.length);
  }

  function report(query, wanted, stories, articles) {
    if (!query) return "";
    if (!wanted.length) return "These words stand in every article: ask for others.";
    if (!stories && !articles) return "No article and no printed sentence has these words.";
    const count = (n, one, many) => `${n === MOST ? `the best ${n}` : n} ${n === 1 ? one : many}`;
    return `Found: ${count(stories, "story", "stories")} and ${count(articles, "article", "articles")}, best first.`;
  }

  const run = () => search().catch(() => (told.textContent = "The index of this site cannot be read here."));
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
