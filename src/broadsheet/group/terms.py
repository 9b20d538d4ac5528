"""What an article is grouped by: its words, its names, its time, and the sentence that its vector is made of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from broadsheet.group.names import annotated_names, names_in
from broadsheet.group.tolls import tolls_in
from broadsheet.group.weights import REMEMBERED, numbers_of
from broadsheet.language.time_words import WEEKDAYS
from broadsheet.language.words import content_words, fold
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article

Vector = NDArray[np.float32]

MAX_CHARACTERS = 8000  # a news report has told its event by then; what follows is background
LEAD_CHARACTERS = 900  # about 128 word pieces, which is all that the sentence vector reads
TOP_WORDS = 40  # content words at the text's top: about two sentences, in which a report says who and where
USUAL = 32  # characters of what stands between two blanks that are remembered
TITLE_WEIGHT = 2  # a headline's word counts as three of the text
_WEEKDAY = {day: re.compile(rf"\b{day}\b") for day in WEEKDAYS if day.endswith("day")}


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Item:
    """An article as `group` sees it.

    Attributes:
        article: its id.
        first: earliest day it can be of, as an ordinal; None if nothing bounds it.
        last: latest day.
        dated: whether its day is known exactly.
        size: number of content words.
        counts: stem → how often, the headline's words threefold.
        numbers: of these stems, in the same order.
        names: name → how often it stands in headline and text.
        name_stems: stems of the words of these names, sorted.
        lead_names: those of them that stand in the headline or among the text's first words, sorted.
        title_stems: stems of the headline's content words, each once, sorted.
        weekdays: days of the week that headline and lead name.
        figures: numbers of two digits or more in headline and text.
        who: numbers of the words of names that stand both in the headline and in the text.
        tolls: the first toll of every kind that headline and lead tell.
        vector: of headline and lead, shape (dimensions,), unit length.
        solid: False for a digest or a recap of many events, which may join a story and never make one.
    """

    article: str
    first: int | None
    last: int | None
    dated: bool
    size: int
    counts: dict[str, int]
    numbers: list[int]
    names: dict[str, int]
    name_stems: tuple[str, ...]
    lead_names: tuple[str, ...]
    title_stems: tuple[str, ...]
    weekdays: frozenset[str]
    figures: tuple[str, ...]
    vector: Vector
    solid: bool
    who: frozenset[int]
    tolls: dict[str, float]


def item_of(annotated: Annotated, vector: Vector) -> Item:
    """The article's words, names and time, with the vector of `lead(article)`."""
    article = annotated.article
    title, body = stems(heading(article)), stems(article.text[:MAX_CHARACTERS])
    counts = Counter(body)
    for term in title:
        counts[term] += TITLE_WEIGHT if term in counts else TITLE_WEIGHT + 1
    first, last = days_of(article)
    names = annotated_names(annotated) or names_in(heading(article), article.text[:MAX_CHARACTERS])
    named = {stem(word) for name in names for word in name.split()} & counts.keys()
    return Item(
        article=article.id,
        first=first,
        last=last,
        dated=article.day is not None,
        size=len(title) + len(body),
        counts=counts,
        numbers=numbers_of(counts),
        names=names,
        name_stems=tuple(sorted(named)),
        lead_names=tuple(sorted(named & {*title, *body[:TOP_WORDS]})),
        title_stems=tuple(sorted(set(title))),
        weekdays=weekdays_in(lead(article).lower()),
        figures=tuple(sorted(term for term in counts if term[0].isdigit() and len(term) > 1)),
        vector=vector,
        solid=article.role not in ("digest", "recap"),
        who=frozenset(numbers_of(named & set(title) & set(body))),
        tolls=tolls_in(lead(article)),
    )


def weekdays_in(text: str) -> frozenset[str]:
    """Days of the week that a lower-case text names."""
    # most of them are not there at all, which a plain search tells at once
    return frozenset(day for day, whole in _WEEKDAY.items() if day in text and whole.search(text))


def heading(article: Article) -> str:
    """The headline, where it names the article's one event; a round-up's names several, of which a card tells one."""
    return "" if article.role == "roundup" else article.title


def lead(article: Article) -> str:
    """Headline, standfirst and the beginning of the text: what the sentence vector is made of."""
    head = "" if article.title_inferred else heading(article)
    parts = [head, article.standfirst or "", article.text[:LEAD_CHARACTERS]]
    return ". ".join(part.strip() for part in parts if part.strip())


def stems(text: str) -> list[str]:
    """Content words without plural endings (the S-stemmer of Harman 1991).

    >>> stems("The parties' policies and the bus pass")
    ['party', 'policy', 'bus', 'pass']
    """
    return list(chain.from_iterable(map(_STEMS.__getitem__, fold(text).split(" "))))


class _Stems(dict[str, tuple[str, ...]]):
    """Stems of what stands between two blanks: few words bear a punctuation mark that is new, so nearly all are known."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        found = tuple(map(stem, content_words(chunk)))
        if len(chunk) <= USUAL:
            if len(self) >= REMEMBERED:
                self.clear()
            self[chunk] = found
        return found


_STEMS = _Stems()


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A lower-case word without its plural ending."""
    word = word.rstrip("'")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def days_of(article: Article) -> tuple[int | None, int | None]:
    """The earliest and the latest day, as ordinals, on which the article can have been published."""
    if article.day is not None:
        return _ordinal(article.day, "-01-01"), _ordinal(article.day, "-12-31")
    return _ordinal(article.not_before, "-01-01"), _ordinal(article.not_after, "-12-31")


def _ordinal(bound: str | None, rest: str) -> int | None:
    """A day's ordinal; a month or year is filled up with `rest`, cautiously: at the year's edge."""
    if not bound:
        return None
    text = bound[:10] if len(bound) >= 10 else bound[:4] + rest
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None
