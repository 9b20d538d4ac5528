"""How likely a sentence is news: what other papers would report too, told from the sentence and its own article alone."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import numpy as np

from broadsheet.language.words import content_words
from broadsheet.models import word_meanings
from broadsheet.records.annotation import Annotated
from broadsheet.write.dossier import Passage
from broadsheet.write.papers_weights import NEWS

FEATURES = (
    "depth", "words of the title", "names", "figures", "quoted", "words that recur", "dated", "rarity", "length", "constant",
)  # fmt: skip
"""What is measured of a sentence, as `measures` says."""

RECURS = 3
"""Times that a word stands in its article if the article is about it."""

SMALL = 2
"""Counts up to this are no figures."""


def newsworthiness(passage: Passage) -> float:
    """The share of such sentences, 0 to 1, that another paper of the story is likely to report as well."""
    return float(1 / (1 + np.exp(-np.dot(NEWS, measures(passage)))))


def measures(passage: Passage) -> tuple[float, ...]:
    """The features of a sentence in the order of `FEATURES`, each about 0 to 1."""
    text, words = passage.text, content_words(passage.text)
    title, recurring = _of_article(passage.article)
    told = max(1, len(words))
    quoted = sum(min(q.extent.end, passage.extent.end) - max(q.extent.start, passage.extent.start)
                 for q in passage.quotes if q.direct)  # fmt: skip
    names = {m.entity for m in passage.article.mentions if passage.extent.holds(m.extent) and not m.pronoun}
    return (
        float(np.log1p(passage.index) / 4),
        len(title & set(words)) / max(1, len(title)),
        min(3, len(names)) / 3,
        float(any(f.value > SMALL for f in passage.figures)),
        quoted / max(1, len(text)),
        sum(word in recurring for word in words) / told,
        float(any(when.kind in ("date", "time") for when in passage.times)),
        sum(word_meanings.load().rarity(word) for word in words) / told,
        min(1.5, len(text.split()) / 30),
        1.0,
    )


@lru_cache(maxsize=64)
def _of_article(annotated: Annotated) -> tuple[frozenset[str], frozenset[str]]:
    """The content words of the article's title, and those that recur in its text."""
    title = () if annotated.article.title_inferred else content_words(annotated.article.title)
    counts = Counter(content_words(annotated.article.text))
    return frozenset(title), frozenset(word for word, count in counts.items() if count >= RECURS)
