"""Search by words: BM25, counted here, so that it is the same whatever index proposed the candidates."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from broadsheet.language.words import STOP_WORDS, fold
from broadsheet.store.vocabulary import Vocabulary
from broadsheet.store.words import Held, Passage
from broadsheet.write.answers_terms import stem

COMMON, FEW = 0.1, 1_000
"""A word that stands in a larger share of all articles, and in more than so many, is left out if another is left."""
MOST_TERMS = 24
"""Words that are looked for: the rarest."""
CANDIDATES = 200
"""Articles, and statements, that the index is asked for."""
SATURATION, LENGTH, HEADLINE = 1.2, 0.4, 3.0
"""k1 and b of Robertson and Zaragoza, "The probabilistic relevance framework" (2009), and what a headline's words count for."""
USUAL = {"article": 2_500, "statement": 150}
"""Characters of a text of usual length. A constant, so that an article's score does not change with every other's arrival."""
_EMPTY = STOP_WORDS | frozenset(ascii_lowercase)
_ENDINGS = 5
"""Letters that a form of a word may have beyond its stem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that is looked for.

    Attributes:
        word: as it was asked for.
        base: its stem, by which it is known in a text.
        forms: how it stands in articles that were counted, and as it was asked for.
        documents: how many articles hold a form of it, about: one that holds two is counted twice.
        weight: how much it tells, by how rare it is.
    """

    word: str
    base: str
    forms: frozenset[str]
    documents: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Something that holds words, with its BM25 score, higher is better."""

    passage: Passage
    score: float


def terms(vocabulary: Vocabulary, words: Iterable[str]) -> list[Term]:
    """The words that single something out, rarest first; all of them if none does. Words of grammar go if others are left."""
    total = vocabulary.articles()
    found = {found.base: found for found in (_term(vocabulary, word, total) for word in reversed(tuple(words)))}
    content = [each for each in found.values() if each.word not in _EMPTY] or list(found.values())
    telling = [each for each in content if each.documents <= max(COMMON * total, FEW)] or content
    return sorted(telling, key=lambda each: (-each.weight, each.word))[:MOST_TERMS]


def _term(vocabulary: Vocabulary, word: str, total: int) -> Term:
    base = stem(word)
    known = vocabulary.beginning(base.removesuffix("y"), len(base) + _ENDINGS)
    forms = {form: count for form, count in known.items() if stem(form) == base}
    documents = min(sum(forms.values()), total)
    weight = math.log(1 + (total - documents + 0.5) / (documents + 0.5))
    return Term(word=word, base=base, forms=frozenset({word, *forms}), documents=documents, weight=weight)


def held(sought: Sequence[Term], phrases: Sequence[tuple[str, ...]]) -> Held:
    """What the index is asked for."""
    return Held(words=tuple(sorted({form for term in sought for form in term.forms})), phrases=tuple(phrases))


def bearers(sought: Sequence[Term]) -> dict[str, int]:
    """Stem → the number of the term that it stands for."""
    return {term.base: number for number, term in enumerate(sought)}


def ranked(sought: Sequence[Term], passages: Iterable[Passage]) -> list[Scored]:
    """The passages that hold any of the words, best first; equal ones in the order in which they came."""
    if not sought:
        return []
    bearer = bearers(sought)
    starts = sorted(
        {start for term in sought for start in (term.base.removesuffix("y"), term.word)}, key=lambda start: (-len(start), start)
    )
    # a word with that start is looked at closer: what it is a form of depends on its stem alone
    pattern = re.compile(rf"\b(?:{'|'.join(starts)})[^\W_]{{0,{_ENDINGS}}}\b")
    scored = (Scored(passage=each, score=_score(sought, bearer, pattern, each)) for each in passages)
    return sorted((each for each in scored if each.score > 0), key=lambda each: -each.score)


def _score(sought: Sequence[Term], bearer: dict[str, int], pattern: re.Pattern[str], passage: Passage) -> float:
    counts: defaultdict[int, float] = defaultdict(float)
    for text, worth in ((passage.title, HEADLINE), (passage.text, 1.0)):
        for form in pattern.findall(fold(text).lower()):
            if (number := bearer.get(stem(form))) is not None:
                counts[number] += worth
    usual = USUAL["statement" if passage.key else "article"]
    room = SATURATION * (1 - LENGTH + LENGTH * len(passage.text) / usual)
    worths = (sought[number].weight * count * (SATURATION + 1) / (count + room) for number, count in counts.items())
    return round(math.fsum(worths), 4)
