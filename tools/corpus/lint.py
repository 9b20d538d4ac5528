"""What can be wrong with the corpus's sources, found without running any room."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from corpus.source import Article, Mark, speaker_of
from corpus.world import World

ATTRIBUTES = {
    "q": {"by", "to", "saying"},
    "i": {"by", "to", "saying"},
    "s": {"by"},
    "n": {"v", "h", "u", "l", "q", "scope", "by"},
    "t": {"v"},
    "e": {"on"},
    "c": {"id", "side"},
    "a": {"q"},
}
NEEDED = {"q": {"by"}, "i": {"by"}, "s": {"by"}, "n": {"v", "u", "l"}, "t": {"v"}, "e": {"on"}, "c": {"id", "side"}, "a": {"q"}}
FRONT = {
    "outlet", "title", "standfirst", "byline", "authors", "published", "modified", "role", "desk", "story", "captions", "agency",
    "copy_of", "revision_of",
}  # fmt: skip
ROLES = {
    "report", "analysis", "opinion", "explainer", "recap", "roundup", "liveblog", "interview", "brief", "digest", "sponsored",
}  # fmt: skip
DESKS = {"world", "politics", "business", "sport", "health", "science", "culture", "local"}
QUALIFIERS = {"about", "nearly", "at_least", "at_most", "more_than", "less_than", "range", "estimate"}
ASKS = {"who", "what", "when", "where", "how many", "why", "what next", "compare"}
_MONTH_DAY = r"(?:\d{2}|XX)(?:-(?:\d{2}|XX))?"
_WEEK = r"W(?:\d{2}|XX)(?:-\d|-WE)?"
_PART = r"SP|SU|FA|WI|Q[1-4]|H[12]"
_VALUE = re.compile(rf"(?:\d{{4}}|XXXX)(?:-(?:{_MONTH_DAY}|{_WEEK}|{_PART}))?|(?:PRESENT|PAST|FUTURE)_REF|\d{{3}}")
_PUBLISHED = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?([+-]\d{2}:\d{2}|Z))?")


def article_faults(article: Article, world: World) -> Iterator[str]:
    """What is wrong inside one article."""
    yield from front_faults(article, world)
    for mark in article.marks:
        words = article.text[mark.start : mark.end][:50]
        yield from (f"{fault}: «{words}»" for fault in mark_faults(mark, article, world))
    spoken = [(mark.start, mark.end) for mark in article.of("q")]
    for place in (found.start() for found in re.finditer("“", article.text)):
        if not any(start <= place < end for start, end in spoken):
            words = article.text[place : place + 50].replace("\n", " ")
            yield f"note: quotation marks that quote nobody? «{words}»"


def front_faults(article: Article, world: World) -> Iterator[str]:
    """What is wrong with the front matter."""
    front = article.front
    yield from (f"unknown entry {name}" for name in sorted(set(front) - FRONT))
    yield from (f"no entry {name}" for name in ("outlet", "title", "authors", "role") if name not in front)
    for name, allowed in (("role", ROLES), ("desk", DESKS), ("outlet", {"", *world.outlets}), ("story", set(world.stories))):
        if name in front and front[name] not in allowed:
            yield f"{name} is {front[name]!r}"
    for name in ("published", "modified"):
        if name in front and not _PUBLISHED.fullmatch(str(front[name])):
            yield f"{name} is {front[name]!r}"
    words = len(article.text.split())
    if not 40 <= words <= 650:
        yield f"note: {words} words"


def mark_faults(mark: Mark, article: Article, world: World) -> Iterator[str]:
    """What is wrong with one mark."""
    if mark.kind not in ATTRIBUTES:
        yield f"unknown mark {mark.kind}"
        return
    yield from (f"{mark.kind} has no {name}" for name in sorted(NEEDED[mark.kind] - set(mark.says)))
    yield from (f"{mark.kind} knows no {name}" for name in sorted(set(mark.says) - ATTRIBUTES[mark.kind]))
    for name, known in listed_in(world):
        value = mark.says.get(name, "?")
        if value != "?" and value not in known and (mark.kind, name) != ("n", "q"):
            yield f"{name}={value!r} is not listed"
    if mark.kind == "n":
        yield from figure_faults(mark)
    if mark.kind in "te" and not _VALUE.fullmatch(mark.says.get("v") or mark.says.get("on", "")):
        yield f"not a date: {mark.says}"
    if mark.kind in "qi" and article.front.get("role") != "interview" and speaker_of(article, mark) is None:
        yield "nobody says this: no s of that key in its paragraph or the one before"


def listed_in(world: World) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Attributes whose value is a key, with the entries that have it."""
    return (
        ("by", world.cast),
        ("to", world.cast),
        ("saying", world.sayings),
        ("id", world.sides),
        ("q", world.questions),
    )


def figure_faults(mark: Mark) -> Iterator[str]:
    """What is wrong with a figure."""
    for name in ("v", "h"):
        if name in mark.says and not re.fullmatch(r"-?\d+(\.\d+)?", mark.says[name]):
            yield f"{name} is no number: {mark.says[name]!r}"
    if mark.says.get("q", "about") not in QUALIFIERS:
        yield f"unknown qualifier {mark.says['q']!r}"


def world_faults(articles: dict[str, Article], world: World) -> Iterator[str]:
    """What is wrong with the lists of stories, sides and questions, seen over all articles."""
    sides: dict[str, set[str]] = defaultdict(set)
    answered: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for article in articles.values():
        for mark in article.marks:
            if mark.kind == "c":
                sides[mark.says["id"]].add(mark.says["side"])
            elif mark.kind == "a":
                answered[mark.says["q"]] += 1
            said[mark.says.get("saying", "")] += 1
    yield from (f"{name} has sides {sorted(sides[name])}" for name in world.sides if len(sides[name]) < 2)
    yield from (f"saying {name} is said {said[name]} times" for name in world.sayings if said[name] < 2)
    for name, question in world.questions.items():
        if bool(answered[name]) == bool(question.get("unanswerable")):
            yield f"question {name} has {answered[name]} answers"
        if question["asks"] not in ASKS:
            yield f"question {name} asks {question['asks']!r}"
    told = {article.front.get("story") for article in articles.values()}
    yield from (f"story {name} has no article" for name in world.stories if name not in told)
    yield from (f"story {name} is of no thread: {story['thread']}" for name, story in world.stories.items()
                if story.get("thread") and story["thread"] not in world.threads)  # fmt: skip
    yield from (f"story of {kind} {name}: {entry.get('story')!r}" for kind, name, entry in _of_stories(world)
                if entry.get("story") not in world.stories)  # fmt: skip


def _of_stories(world: World) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name, entry in world.sides.items():
        yield "contradiction or trap", name, entry
    for name, entry in world.questions.items():
        yield "question", name, entry
