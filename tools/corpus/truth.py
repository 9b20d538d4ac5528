"""The truth about the corpus as one plain object, `truth.json`."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from corpus.pages import Desk
from corpus.placing import Plain
from corpus.source import HERE, Article, Mark, read_toml, speaker_of
from corpus.world import World

ABOUT = (
    "What the example pages hold. Made by tools/make_examples.py from tools/corpus, whose README explains every entry; "
    "offsets count into articles[key].text."
)
OUTLET = ("name", "kind", "site", "country")
AS_OF = "2031-03-16T20:00:00+00:00"


def truth_of(desk: Desk) -> Plain:
    """Everything that is known of the corpus."""
    articles, world = desk.articles, desk.world
    return {
        "about": ABOUT,
        "as_of": AS_OF,
        "outlets": {key: {name: entry[name] for name in OUTLET} for key, entry in world.outlets.items()},
        "cast": {key: _person(entry) for key, entry in sorted(world.cast.items())},
        "articles": {key: _article(article, world) for key, article in sorted(articles.items())},
        "stories": {key: _story(key, entry, articles) for key, entry in sorted(world.stories.items())},
        "threads": {key: _thread(key, entry, articles, world) for key, entry in sorted(world.threads.items())},
        "families": _families(articles),
        "contradictions": [_sided(entry, articles) for _, entry in sorted(world.contradictions.items())],
        "traps": [_sided(entry, articles) for _, entry in sorted(world.traps.items())],
        "questions": [_question(entry, articles) for _, entry in sorted(world.questions.items())],
        "sayings": [_saying(entry, articles) for _, entry in sorted(world.sayings.items())],
        "never": read_toml(HERE / "never.toml")["phrases"],
        "pages": dict(sorted(desk.pages.items())),
    }


def _person(entry: Plain) -> Plain:
    return {"name": entry["name"], "kind": entry["kind"], "aliases": entry.get("aliases", []), "roles": entry.get("roles", [])}


def _article(article: Article, world: World) -> Plain:
    front = article.front
    told: Plain = {"outlet": world.outlets[front["outlet"]]["name"] if front["outlet"] else None}
    told |= {name: front.get(name) for name in ("title", "authors", "published", "role")} | {"story": front.get("story")}
    told |= {name: front[name] for name in ("standfirst", "modified", "desk", "agency", "copy_of", "revision_of") if name in front}
    return told | {
        "text": article.text,
        "subheads": sorted(article.subheads),
        "quotes": [_quote(mark, article) for mark in article.marks if mark.kind in "qi"],
        "figures": [_figure(mark) for mark in article.of("n")],
        "times": [{**_place(mark), "value": mark.says["v"]} for mark in article.of("t")],
        "events": [{**_place(mark), "on": mark.says["on"]} for mark in article.of("e")],
    }


def _place(mark: Mark) -> Plain:
    return {"start": mark.start, "end": mark.end}


def _quote(mark: Mark, article: Article) -> Plain:
    mention = speaker_of(article, mark)
    told: Plain = {**_place(mark), "direct": mark.kind == "q", "by": None if mark.says["by"] == "?" else mark.says["by"]}
    told |= {"truly": mark.says["to"]} if "to" in mark.says else {}
    told |= {"saying": mark.says["saying"]} if "saying" in mark.says else {}
    return told | {"speaker": _place(mention) if mention else None}


def _figure(mark: Mark) -> Plain:
    says = mark.says
    told: Plain = {**_place(mark), "value": _number(says["v"]), "unit": says["u"], "label": says["l"]}
    told |= {"value_high": _number(says["h"])} if "h" in says else {}
    told |= {"qualifier": says["q"]} if "q" in says else {}
    return told | {name: says[name] for name in ("scope", "by") if says.get(name, "?") != "?"}


def _number(words: str) -> int | float:
    return float(words) if "." in words else int(words)


def _story(key: str, entry: Plain, articles: dict[str, Article]) -> Plain:
    told = [article for article in articles.values() if article.front.get("story") == key]
    told.sort(key=lambda article: (str(article.front.get("published", "9")), str(article.front.get("modified", "")), article.key))
    shape: Plain = {"title": entry["title"], "held_out": bool(entry.get("held_out")), "articles": [article.key for article in told]}
    return shape | ({"thread": entry["thread"]} if entry.get("thread") else {})


def _thread(key: str, entry: Plain, articles: dict[str, Article], world: World) -> Plain:
    first: dict[str, str] = defaultdict(lambda: "9")
    for article in articles.values():
        story = article.front.get("story")
        if story and article.front.get("published"):
            first[story] = min(first[story], str(article.front["published"]))
    chapters = sorted(
        (name for name, story in world.stories.items() if story.get("thread") == key), key=lambda name: (first[name], name)
    )
    return {"title": entry["title"], "stories": chapters}


def _families(articles: dict[str, Article]) -> list[Plain]:
    """Originals with what was copied from them and their own later versions."""
    found: dict[str, Plain] = {}
    for article in articles.values():
        for name, kind in (("copy_of", "copies"), ("revision_of", "revisions")):
            if name in article.front:
                family = found.setdefault(article.front[name], {"origin": article.front[name], "copies": [], "revisions": []})
                family[kind].append(article.key)
    return [found[key] for key in sorted(found)]


def _sided(entry: Plain, articles: dict[str, Article]) -> Plain:
    sides: dict[str, list[Plain]] = defaultdict(list)
    for key, mark in _marked(articles, "c"):
        if mark.says["id"] == entry["id"]:
            sides[mark.says["side"]].append({"article": key, **_place(mark)})
    return {**entry, "sides": [sides[side] for side in sorted(sides)]}


def _question(entry: Plain, articles: dict[str, Article]) -> Plain:
    answers = [{"article": key, **_place(mark)} for key, mark in _marked(articles, "a") if mark.says["q"] == entry["id"]]
    return {**entry, "unanswerable": bool(entry.get("unanswerable")), "answers": answers}


def _saying(entry: Plain, articles: dict[str, Article]) -> Plain:
    told = [
        {"article": key, **_place(mark)}
        for kind in "qi"
        for key, mark in _marked(articles, kind)
        if mark.says.get("saying") == entry["id"]
    ]
    return {**entry, "told": told}


def _marked(articles: dict[str, Article], kind: str) -> list[tuple[str, Mark]]:
    return [(key, mark) for key, article in sorted(articles.items()) for mark in article.of(kind)]


def laid_out(value: Any, depth: int = 4, indent: int = 0) -> str:
    """JSON that people can read and compare: the outer `depth` levels a line an entry, what lies deeper on one line."""
    if depth == 0 or not value or not isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    inner = [laid_out(entry, depth - 1, indent + 1) for entry in (value.values() if isinstance(value, dict) else value)]
    if isinstance(value, dict):
        inner = [f"{json.dumps(key, ensure_ascii=False)}: {entry}" for key, entry in zip(value, inner, strict=True)]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    gap = "\n" + " " * indent
    return opening + ",".join(f"{gap} {entry}" for entry in inner) + gap + closing


def missing(desk: Desk) -> list[str]:
    """Articles that stand on no page."""
    shown: set[Any] = {placement["article"] for page in desk.pages.values() for placement in page["placements"]}
    return sorted(set(desk.articles) - shown)
