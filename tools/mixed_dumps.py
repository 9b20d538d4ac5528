"""More page dumps out of the labelled ones: the same articles, torn and run together anew.

The labelled dumps show each article in three or four surroundings; here it gets many more, so that what is learned holds of
neighbours in general. Every mix draws from publishers of one fold, so that a fold can be hidden whole, and the draws come from a
hash, so that they are always the same. Nothing is stored: the mixes live as long as the fit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import count
from typing import Any

#: A line's text and kind.
Line = tuple[str, str]
#: A word that is a name by its capital, where a sentence does not begin.
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
#: So many clippings tell of one topic; each article comes in three or four of them.
_TOPIC = 24
#: In how many of four articles of a page the headline is gone, by the draw: on two pages of five from all.
_HEADLESS = (0, 1, 2, 4, 4)
#: Labels of a card's folding link, in the languages of the dumps.
_UNFOLD = ("Read more", "Continue reading", "Full story", "Show more", "Weiterlesen", "Mehr lesen", "Lire la suite", "Leer más")


@dataclass(frozen=True, eq=False)
class Clipping:
    """An article as it stands on a labelled dump.

    Attributes:
        publisher: whose it is.
        own: its lines from the first to the last, with what stands between them.
        foot: the lines of no article that follow it.
    """

    publisher: str
    own: tuple[Line, ...]
    foot: tuple[Line, ...]

    @cached_property
    def names(self) -> frozenset[str]:
        """Capitalised words within its sentences."""
        return frozenset(name for text, kind in self.own if kind == "body" for name in _NAME.findall(text))

    @cached_property
    def body(self) -> frozenset[str]:
        """Its paragraphs."""
        return frozenset(text for text, kind in self.own if kind == "body")


@dataclass
class Mix:
    """A page made of clippings: lines, labels as the gold has them, and the fold of its publishers."""

    lines: list[str]
    gold: list[dict[str, Any]]
    fold: int


def draws(seed: str) -> Iterator[int]:
    """Numbers without end that depend on the seed alone."""
    for turn in count():
        yield int.from_bytes(blake2b(f"{seed}/{turn}".encode(), digest_size=6).digest())


def clippings(lines: Sequence[str], gold: Sequence[dict[str, Any]], owner: dict[int, str]) -> list[Clipping]:
    """The articles of one labelled dump whose publisher is known."""
    shown = [(text.strip(), record["kind"], record["article"]) for text, record in zip(lines, gold, strict=True) if text.strip()]
    first: dict[int, int] = {}
    for at, (_, _, article) in enumerate(shown):
        if article is not None:
            first.setdefault(article, at)
    out = []
    starts = sorted(first.items(), key=lambda item: item[1])
    for (article, begin), end in zip(starts, [*(at for _, at in starts[1:]), len(shown)], strict=True):
        last = max(at for at in range(begin, end) if shown[at][2] is not None)
        own = tuple((text, kind) for text, kind, _ in shown[begin : last + 1])
        if article in owner and any(kind == "body" for _, kind in own):
            out.append(Clipping(owner[article], own, tuple((text, kind) for text, kind, _ in shown[last + 1 : end])))
    return out


class Shelf:
    """Clippings by fold and language."""

    def __init__(self) -> None:
        self._places: dict[tuple[int, str], list[Clipping]] = defaultdict(list)

    def add(self, fold: int, language: str, clipping: Clipping) -> None:
        """Put a clipping in its place."""
        self._places[fold, language].append(clipping)

    def mixes(self, many: int) -> Iterator[Mix]:
        """So many pages; fold and language come as often as they have clippings."""
        keys = [key for key in sorted(self._places) if len(self._places[key]) >= 6]
        row = [key for key in keys for _ in self._places[key]]
        for number in range(many):
            draw = draws(f"mixed dump {number}")
            key = row[next(draw) % len(row)]
            yield _page(_choice(self._places[key], draw), key[0], draw)


def _choice(some: Sequence[Clipping], draw: Iterator[int]) -> list[Clipping]:
    """One to eight articles: of one publisher, of those that share most names with the first, or any; none comes twice."""
    first = some[next(draw) % len(some)]
    pool = _pool(some, first, next(draw) % 3)
    chosen, seen = [first], set(first.body)
    for _ in range(next(draw) % 8):
        other = pool[next(draw) % len(pool)]
        if not seen & other.body:
            chosen.append(other)
            seen |= other.body
    return chosen


def _pool(some: Sequence[Clipping], first: Clipping, way: int) -> Sequence[Clipping]:
    if way == 0:
        own = [clipping for clipping in some if clipping.publisher == first.publisher]
        return own if len({clipping.own[0] for clipping in own}) >= 3 else some
    if way == 1:
        names = first.names
        return sorted(some, key=lambda other: -len(names & other.names) / (5 + len(other.names)))[:_TOPIC]
    return some


def _page(chosen: Sequence[Clipping], fold: int, draw: Iterator[int]) -> Mix:
    first_card = _first_card(len(chosen), draw)
    headless = _HEADLESS[next(draw) % len(_HEADLESS)]
    rows: list[tuple[str, str, int | None]] = []
    for number, clipping in enumerate(chosen, 1):
        card = number > first_card
        own, foot = (_card(clipping, draw) if card else _torn(clipping, headless, draw)), clipping.foot
        rows += [(text, kind, number if kind not in ("junk", "teaser") else None) for text, kind in own]
        if card and next(draw) % 4:
            rows.append((_UNFOLD[next(draw) % len(_UNFOLD)], "junk", None))
        elif number == len(chosen) or next(draw) % 3 == 0:
            rows += [(text, kind, None) for text, kind in foot[: 1 + next(draw) % 20]]
    return _spaced(rows, fold, draw)


def _first_card(articles: int, draw: Iterator[int]) -> int:
    """After how many articles a page goes on with cards: a fifth of the longer ones is a listing, a fifth ends in one."""
    way = next(draw) % 5
    if articles < 4 or way > 1:
        return articles
    return 0 if way == 0 else 1 + next(draw) % (articles - 2)


def _torn(clipping: Clipping, headless: int, draw: Iterator[int]) -> list[Line]:
    """An article with perhaps its headline, its opening, its end or its furniture gone; never all of its paragraphs."""
    own = list(clipping.own)
    body = [at for at, (_, kind) in enumerate(own) if kind == "body"]
    if next(draw) % 4 < headless:
        own = [line for line in own[: body[0]] if line[1] == "caption" and next(draw) % 2] + own[body[0] :]
    if next(draw) % 5 == 0:
        own = [line for line in own if line[1] not in ("junk", "teaser")]
    if next(draw) % 5 == 0:
        own = [line for line in own if line[1] not in ("byline", "caption")]
    body = [at for at, (_, kind) in enumerate(own) if kind == "body"]
    if len(body) > 8 and next(draw) % 4 == 0:
        own = own[body[1 + next(draw) % 5] :]
        body = [at for at, (_, kind) in enumerate(own) if kind == "body"]
    if next(draw) % 3:
        own = own[: body[min(2 + next(draw) % 24, len(body) - 1)] + 1]
    return _restyled(own, draw)


def _restyled(own: list[Line], draw: Iterator[int]) -> list[Line]:
    """Perhaps the first caption goes above the headline, or captions and credits are glued together."""
    at = next((at for at, (_, kind) in enumerate(own) if kind == "caption"), None)
    if at and next(draw) % 4 == 0:
        own = [own[at], *own[:at], *own[at + 1 :]]
    glue = next(draw) % 6 == 0
    out: list[Line] = []
    for text, kind in own:
        if glue and kind == "caption" and out and out[-1][1] == "caption" and len(text) < 60:
            out[-1] = (f"{out[-1][0]}{text}", kind)
        else:
            out.append((text, kind))
    return out


def _card(clipping: Clipping, draw: Iterator[int]) -> list[Line]:
    """The opening of an article: what stands above its first paragraph, and that."""
    body = next(at for at, (_, kind) in enumerate(clipping.own) if kind == "body")
    own = [line for line in clipping.own[: body + 1] if line[1] not in ("junk", "teaser")]
    return _restyled(own, draw)


def _spaced(rows: Sequence[tuple[str, str, int | None]], fold: int, draw: Iterator[int]) -> Mix:
    """The page with blank lines between all lines, some, or none."""
    way = next(draw) % 3
    mix = Mix([], [], fold)
    for at, (text, kind, article) in enumerate(rows):
        if at and (way == 0 or (way == 1 and next(draw) % 3)):
            mix.lines.append("")
            mix.gold.append({"kind": "blank", "article": None})
        mix.lines.append(text)
        mix.gold.append({"kind": kind, "article": article})
    return mix
