"""Takes a round-up apart: "Hard numbers", "The week in brief", "Five things", whose items are small articles of their own.

What it calls itself neither makes a round-up nor is needed. Its items are opened in one manner (a figure or a phrase and a colon,
a phrase in bold, a number, a subhead), all are short, and the cast changes: nobody and nothing is spoken of from item to item. A
report, an explainer or a chronology has subheads too, but its people and its words go on across them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from lxml.html import HtmlElement

from broadsheet.extract.leads import BULLET, COLON, FIGURE, NUMBERED, PHRASE
from broadsheet.extract.plaintext import Label
from broadsheet.extract.split import Draft
from broadsheet.language.time_words import MONTHS, WEEKDAYS
from broadsheet.language.words import STOP_WORDS
from broadsheet.records.article import Role

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_STOPS = re.compile(r"[.!?…。：:][\"”’»)]{0,2}$")
_STOP = 3
"""Characters of a stripped line's end that tell whether it stops."""
#: What an article may be taken for before its items are found: "What else …" over subheads reads like an explainer. An interview,
#: an opinion or a chronology is one piece.
ROLES: frozenset[Role] = frozenset({"report", "roundup", "explainer"})
#: Two items are a comparison or an afterthought.
_SEVERAL = 3
#: Where only a short sentence opens each paragraph, which good writers do anyway, it takes more of them.
_MANY = 4
#: An item tells one thing: so many words at least, and so many paragraphs at most.
_ITEM_WORDS, _ITEM_PARAGRAPHS = 15, 4
#: What stands above the first item introduces them all and is no lead of its own.
_INTRODUCTION = 2
#: Words of a subhead at most.
_SUBHEAD = 12
#: At most this share of all names stands in more than one item.
_KNOWN = 0.12
#: Characters of a lead-in that a page sets off; a longer one is a paragraph.
_MARKED = 120
#: `Facts.tokens` are cut at so many letters.
_TOKEN = 6
_CALENDAR = frozenset(MONTHS) | frozenset(WEEKDAYS)
_FUNCTION = frozenset(word[:_TOKEN] for word in STOP_WORDS)
_CLOSES = "closes a round-up, whose items are articles of their own"
_INTRODUCES = "introduces a round-up, whose items are articles of their own"


@dataclass(slots=True)
class Item(Draft):
    """One item of a round-up.

    Attributes:
        title: its subhead, or the phrase that opens it; empty where only a figure does.
    """

    title: str = ""


@dataclass(frozen=True, slots=True)
class _Opener:
    """Where an item begins among the body's lines, its title, and whether the line is a subhead and no part of the text."""

    at: int
    title: str = ""
    subhead: bool = False


def items(draft: Draft, marked: Set[str] = frozenset()) -> list[Item]:
    """The items of a round-up in reading order, the labels changed accordingly; none, and nothing changed, if it is anything else.

    Args:
        draft: an article.
        marked: openings that its page sets off, from `marked_openings`.
    """
    if draft.digest or len(draft.body) < _SEVERAL:
        return []
    for above in range(_subhead_above(draft) + 1):
        body = [*draft.headline[len(draft.headline) - above :], *draft.body]
        heading = draft.headline[: len(draft.headline) - above]
        openers = next((found for found in _manners(body, marked) if _holds(body, found, heading)), None)
        if openers:
            return _made(draft, body, openers)
    return []


def _subhead_above(draft: Draft) -> int:
    """1 if the last heading line stands right above the text and may be the first item's own, else 0."""
    heads = [at for at, mark in enumerate(draft.lines) if mark.kind == "headline"]
    return int(len(heads) > 1 and heads[-1] + 1 < len(draft.lines) and draft.lines[heads[-1] + 1].kind == "body")


def marked_openings(tree: HtmlElement) -> frozenset[str]:
    """What a web page sets off at the beginning of a block: subheads, and words in bold."""
    bold = (element for element in tree.iter("b", "strong") if _opens(element))
    found = (" ".join(element.text_content().split()) for element in (*tree.iter("h2", "h3", "h4", "h5"), *bold))
    return frozenset(text for text in found if 0 < len(text) <= _MARKED)


def _opens(element: HtmlElement) -> bool:
    """Whether nothing stands before it in its block."""
    parent = element.getparent()
    return parent is not None and parent.index(element) == 0 and not (parent.text or "").strip()


# ------------------------------------------------------------------------------------------------ build


def _manners(body: Sequence[Label], marked: Set[str]) -> Iterator[list[_Opener]]:
    """The ways to open an item that the body keeps to, each with the places where it does."""
    lines = [mark.text.strip() for mark in body]
    yield [_Opener(at) for at, line in enumerate(lines) if FIGURE.match(line)]
    yield _throughout(_lead(line, marked) for line in lines)
    yield _throughout(_phrases(COLON, lines))
    yield _throughout(_phrases(PHRASE, lines), _MANY)
    yield _subheads(lines, marked)
    yield [_Opener(at) for at, line in enumerate(lines) if NUMBERED.match(line)]
    yield [_Opener(at) for at, line in enumerate(lines) if BULLET.match(line)]


def _phrases(pattern: re.Pattern[str], lines: Sequence[str]) -> Iterator[str | None]:
    return (match["lead"] if match else None for match in map(pattern.match, lines))


def _lead(line: str, marked: Set[str]) -> str | None:
    """The longest opening of a line that its page sets off, without its stop, if the line goes on."""
    fitting = [text for text in marked if line.startswith(text) and len(line) > len(text) + 40]
    return max(fitting, key=len).rstrip(" .:–—-") if fitting else None


def _throughout(leads: Iterable[str | None], least: int = _SEVERAL) -> list[_Opener]:
    """The openers if from the first on no paragraph is without, and none comes twice: turns of a dialogue do."""
    found: list[_Opener] = []
    for at, lead in enumerate(leads):
        if lead is not None:
            found.append(_Opener(at, lead))
        elif found or at >= _INTRODUCTION:
            return []  # a paragraph without, or one too many above the first
    return found if len(found) >= least and len({opener.title.lower() for opener in found}) == len(found) else []


def _subheads(lines: Sequence[str], marked: Set[str]) -> list[_Opener]:
    """Short lines that are no sentence, or that the page sets off, each with a paragraph below."""
    short = [(line in marked or not _STOPS.search(line[-_STOP:])) and len(line.split()) <= _SUBHEAD for line in lines]
    pairs = [at for at, (one, other) in enumerate(pairwise(short)) if one and not other]
    # a question that heads a paragraph is answered by it: an explainer or an interview
    return [] if any(lines[at].endswith("?") for at in pairs) else [_Opener(at, lines[at], subhead=True) for at in pairs]


# ------------------------------------------------------------------------------------------------ cast


def _holds(body: Sequence[Label], openers: Sequence[_Opener], heading: Sequence[Label]) -> bool:
    """Whether these openers part the body into items of a round-up."""
    if len(openers) < _SEVERAL or openers[0].at > _INTRODUCTION:
        return False
    items = [body[first:end] for first, end in _stretches(body, openers)]
    if any(len(item) > _ITEM_PARAGRAPHS + 1 or _size(item) < _ITEM_WORDS for item in items):
        return False
    above = body[: openers[0].at]
    return 2 * _size(above) < sum(map(_size, items)) and _is_of_many(items, [*heading, *above])


def _stretches(body: Sequence[Label], openers: Sequence[_Opener]) -> list[tuple[int, int]]:
    return list(pairwise([*(opener.at for opener in openers), len(body)]))


def _size(marks: Sequence[Label]) -> int:
    return sum(mark.facts.words for mark in marks if mark.facts)


def _is_of_many(items: Sequence[Sequence[Label]], above: Sequence[Label]) -> bool:
    """Whether no name and no longer word goes through most items, and few names stand in two of them.

    A name is a word that somewhere in the text is capitalised within a sentence, and is no day or month. Where names are not told
    by capitals nothing can be said, and the text stays whole.

    Args:
        items: the lines of each.
        above: headline and introduction; what they name is a report's subject if half the items name it too.
    """
    names = {_name(name) for marks in (*items, above) for mark in marks if mark.facts for name in mark.facts.names} - _CALENDAR
    casts = [_named(item) & names for item in items]
    topics = [{word for word in _tokens(item) if len(word) == _TOKEN and word not in _FUNCTION} for item in items]
    count = Counter(name for cast in casts for name in cast)
    theme = _named(above) & names
    if sum(bool(cast) for cast in casts) < len(items) - 1 or any(2 * count[name] >= len(items) for name in theme):
        return False
    known = sum(times > 1 for times in count.values())
    return known <= _KNOWN * len(count) and not _runs_through(casts) and not _runs_through(topics)


def _runs_through(sets: Sequence[Set[str]]) -> bool:
    """Whether anything stands in more than half of the sets, and in three."""
    most = Counter(thing for each in sets for thing in each).most_common(1)
    return bool(most) and most[0][1] >= _SEVERAL and 2 * most[0][1] > len(sets)


def _named(marks: Sequence[Label]) -> Set[str]:
    """The capitalised words of some lines; which of them are names, the whole text tells."""
    return {_name(word) for mark in marks for word in _WORD.findall(mark.text) if word[0].isupper()}


def _name(word: str) -> str:
    """A name in lower case without its genitive ending."""
    return re.split("[’']", word)[0].lower()


def _tokens(item: Sequence[Label]) -> Set[str]:
    return {token for mark in item if mark.facts for token in mark.facts.tokens}


# ------------------------------------------------------------------------------------------------ items


def _made(draft: Draft, body: Sequence[Label], openers: Sequence[_Opener]) -> list[Item]:
    """The items as drafts.

    The round-up's heading, byline and picture stand with the first item and are in nobody's record; its introduction is dropped,
    because it speaks of all items and would mix their stories.
    """
    for mark in body[: openers[0].at]:
        if mark.facts and mark.facts.prose:
            mark.kind, mark.article, mark.why = "teaser", None, _INTRODUCES
        else:
            dated = mark.facts is not None and mark.facts.shape in ("date", "name")
            mark.kind, mark.why = "byline" if dated else "headline", "heads a round-up"
    place = {id(mark): number for number, mark in enumerate(draft.lines)}
    starts = [place[id(body[opener.at])] for opener in openers]
    out: list[Item] = []
    for opener, (first, end) in zip(openers, pairwise([*starts, len(draft.lines)]), strict=True):
        item = Item(title=opener.title, lines=draft.lines[first if out else 0 : end])
        own = draft.lines[first:end]
        if opener.subhead:
            own[0].kind, own[0].why = "headline", "heads an item of a round-up"
        item.headline = own[:1] if opener.subhead else []
        item.body = [mark for mark in own if mark.kind == "body"]
        item.caption = [mark for mark in own if mark.kind == "caption" and mark.article is not None]
        out.append(item)
    _close(out)
    return out


def _close(items: Sequence[Item]) -> None:
    """Drop what follows the last item: paragraphs that no other item has, and none of whose names is known from it."""
    most = max(len(item.body) for item in items[:-1])
    last = items[-1]
    while len(last.body) > most and not _named(last.body[-1:]) & _named(last.body[:most]):
        mark = last.body.pop()
        mark.kind, mark.article, mark.why = "teaser", None, _CLOSES
