"""Search by words: BM25 over every document that holds any of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

import numpy as np
from numpy.typing import NDArray

from broadsheet.language.stems import regular_stems, stem
from broadsheet.language.words import STOP_WORDS
from broadsheet.store.entries import RECORD, Records
from broadsheet.store.postings import Postings, Standing, cut
from broadsheet.store.words import Kind

COMMON, FEW = 0.1, 1_000
"""A word that stands in a larger share of all articles, and in more than so many, is left out if another is left."""
MOST_TERMS = 24
"""Words that are looked for: the rarest."""
SATURATION, LENGTH, HEADLINE = 1.2, 0.4, 3.0
"""k1 and b of Robertson and Zaragoza, "The probabilistic relevance framework" (2009), and what a headline's words count for."""
USUAL: dict[Kind, int] = {"article": 2_500, "statement": 150}
"""Characters of a text of usual length. A constant, so that an article's score does not change with every other's arrival."""
_EMPTY = STOP_WORDS | frozenset(ascii_lowercase)

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that is looked for.

    Attributes:
        word: as it was asked for.
        base: its stem, by which it is known in a text.
        bases: under what it is indexed.
        documents: how many articles hold a regular form of it, at most all; one that holds two is counted twice, so that words
            that inflect tell less.
        weight: how much it tells, by how rare it is.
    """

    word: str
    base: str
    bases: tuple[str, ...]
    documents: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Single:
    """The words of a query that single something out.

    Attributes:
        terms: the words, rarest first.
        held: stem → the articles that hold it, for these words at least.
        known: stems that the index has, of those that were looked for.
    """

    terms: tuple[Term, ...]
    held: Mapping[str, Records]
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scores:
    """What documents are worth, by their numbers; 0 for one that holds none of the words. Not rounded yet."""

    sums: NDArray[np.float64]

    def best(self, limit: int, allowed: NDArray[np.bool_] | None = None) -> Numbers:
        """The numbers of the best, best first; equal ones in the order of their numbers. To four decimals, above 0.

        Args:
            limit: how many at most.
            allowed: whether each may be among them; all may without it.
        """
        found = np.flatnonzero(self.sums * 10_000 > 0.5)
        if allowed is not None:
            found = found[allowed[found]]
        if len(found) > limit:
            least = np.partition(self.sums[found], -limit)[-limit]
            found = found[self.sums[found] >= least - 0.0001]  # what is equal to it when rounded is among these
        rounded = np.round(self.sums[found], 4)
        return found[np.lexsort((found, -rounded))][:limit]


def bases(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Word → under what it is indexed. Of words of one stem the first is there; words of grammar go if others are left.

    >>> bases(["the", "ferries", "ferry"])
    {'ferries': ('ferry',)}
    """
    first = {stem(word): word for word in reversed(tuple(words))}.values()
    content = [word for word in first if word not in _EMPTY] or first
    return {word: tuple(dict.fromkeys(map(cut, regular_stems(word)))) for word in content}


def terms(index: Postings, words: Iterable[str]) -> list[Term]:
    """The words that single something out, rarest first; all of them if none does.

    Args:
        index: of the articles.
        words: what is looked for.
    """
    return list(singled_out(index.now(), words).terms)


def singled_out(index: Standing, words: Iterable[str]) -> Single:
    """The same, with the articles that hold each. Which articles hold a word that is too common is not read, only how many."""
    content = bases(words)
    most = max(COMMON * index.documents, FEW)
    least = index.least(_names(content)) if index.documents > most else Counter[str]()
    rare = _rare(content, least, most)
    held = index.holding(_names(rare))
    found = [_term(word, names, held, index.documents) for word, names in rare.items()]
    telling = [each for each in found if each.documents <= most]
    if not telling:
        held = index.holding(_names(content))
        telling = [_term(word, names, held, index.documents) for word, names in content.items()]
    chosen = sorted(telling, key=lambda each: (-each.weight, each.word))[:MOST_TERMS]
    return Single(terms=tuple(chosen), held=held, known=frozenset(least.keys() | held.keys()))


def _rare(content: Mapping[str, tuple[str, ...]], least: Mapping[str, int], most: float) -> dict[str, tuple[str, ...]]:
    """The words that may stand in few enough articles; the others surely do not."""
    return {word: names for word, names in content.items() if sum(least[name] for name in _regular(word, names)) <= most}


def _names(content: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {name for names in content.values() for name in names}


def _regular(word: str, names: Iterable[str]) -> list[str]:
    """Those of a word's names in the index that stand for regular forms of it."""
    start = stem(word).removesuffix("y")
    return [name for name in names if name.startswith(start)]


def _term(word: str, names: tuple[str, ...], held: Mapping[str, Records], total: int) -> Term:
    forms = (held[name]["forms"] for name in _regular(word, names) if name in held)
    documents = min(sum(int(each.sum(dtype=np.int64)) for each in forms), total)
    weight = math.log(1 + (total - documents + 0.5) / (documents + 0.5))
    return Term(word=word, base=stem(word), bases=names, documents=documents, weight=weight)


def bearers(sought: Sequence[Term]) -> dict[str, int]:
    """Stem → the number of the term that it stands for."""
    return {term.base: number for number, term in enumerate(sought)}


def scored(kind: Kind, sought: Sequence[Term], holding: Mapping[str, Records]) -> Scores:
    """BM25 of the documents that hold any of the words."""
    last = max((int(records["seq"][-1]) for records in holding.values() if len(records)), default=0)
    sums = np.zeros(last + 1)
    for term in sought:
        if len(records := _together([holding[name] for name in term.bases if name in holding])):
            sums[records["seq"]] += term.weight * _worths(records, USUAL[kind])
    return Scores(sums)


def _together(held: Sequence[Records]) -> Records:
    """The documents that hold any of some stems, each once."""
    if len(held) < 2:
        return held[0] if held else np.empty(0, RECORD)
    every = np.concatenate(held)
    seqs, first, where = np.unique(every["seq"], return_index=True, return_inverse=True)
    joined = every[first]
    for name in ("title", "text"):
        joined[name] = np.minimum(np.bincount(where, every[name], len(seqs)), 0xFF)
    return joined


def _worths(records: Records, usual: int) -> NDArray[np.float32]:
    """What it is worth to each document to hold a word as often as it does."""
    counts = np.float32(HEADLINE) * records["title"] + records["text"]
    room = np.float32(SATURATION) * (np.float32(1 - LENGTH) + np.float32(LENGTH / usual) * records["length"])
    worths: NDArray[np.float32] = counts * np.float32(SATURATION + 1) / (counts + room)
    return worths
