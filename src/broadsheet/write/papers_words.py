"""Which words are a paper's own among those of a story: log-odds of its words against those of the others."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from broadsheet.records.annotation import Annotated
from broadsheet.records.pool import Marked
from broadsheet.records.text import Extent
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft

PRIOR = 0.5
"""Weight of the prior, in which every word stands as often as in the whole story: its length as a share of the story's."""

OFTEN = 3
"""Times that a paper says a word before it counts as its own."""

MOST_WORDS = 2
"""Words of a paper that are shown."""

MARKED = 1.64
"""Standard deviations from which a word is a paper's own: one in twenty would stand out so far by chance."""


@dataclass(frozen=True)
class Contrast:
    """One paper's counted words against those of the others.

    Attributes:
        own: word → how often the paper has it.
        others: the same of all others together.
    """

    own: Mapping[str, int]
    others: Mapping[str, int]

    @cached_property
    def sizes(self) -> tuple[int, int]:
        """How many words the paper has, and how many the others."""
        return sum(self.own.values()), sum(self.others.values())

    def z(self, word: str) -> float:
        """The log-odds of the word with an informative Dirichlet prior, in standard deviations (Monroe et al. 2008)."""
        sizes = self.sizes
        both = self.own.get(word, 0) + self.others.get(word, 0)
        if not both or not all(sizes):
            return 0.0
        prior, whole = PRIOR * both, PRIOR * sum(sizes)
        odds = [
            _odds(counts.get(word, 0) + prior, size + whole) for counts, size in zip((self.own, self.others), sizes, strict=True)
        ]
        variance = sum(1 / (counts.get(word, 0) + prior) for counts in (self.own, self.others))
        return (odds[0] - odds[1]) / math.sqrt(variance)

    def distinctiveness(self, words: Iterable[str]) -> float:
        """Mean log-odds of a text's words, each once; 0 for none."""
        each = [self.z(word) for word in dict.fromkeys(words)]
        return sum(each) / len(each) if each else 0.0

    def marked(self, most: int) -> list[str]:
        """The paper's own words, the most telling first: said three times or more, by none of the others."""
        alone = [
            word for word, count in self.own.items() if count >= OFTEN and not self.others.get(word) and self.z(word) >= MARKED
        ]
        return sorted(alone, key=lambda word: (-self.z(word), word))[:most]


def counted(texts: Iterable[Iterable[str]]) -> Counter[str]:
    """How often each word stands in some texts."""
    return Counter(word for text in texts for word in text)


def _odds(count: float, size: float) -> float:
    return math.log(count / max(size - count, 1e-9))


def contrast(dossier: Dossier, group: Sequence[Annotated]) -> Contrast:
    """The words of a paper's articles against those of all articles of other origins."""
    origins = {dossier.origin(annotated.article.id) for annotated in group}
    others = [a for a in dossier.story.articles if dossier.origin(a.article.id) not in origins]
    return Contrast(counted(_terms(group)), counted(_terms(others)))


def own_words(dossier: Dossier, draft: Draft, group: Sequence[Annotated]) -> tuple[Marked, ...]:
    """The words that the paper says again and again and no other at all, each with the first places where it stands."""
    words = contrast(dossier, group)
    ids = {annotated.article.id for annotated in group}
    others = [a.article for a in dossier.story.articles if a.article.id not in ids]
    heard = " ".join(f"{article.title}\n{article.text}".lower() for article in others)
    found = [(word, _places(group, word)) for word in words.marked(4 * MOST_WORDS) if word.islower() and word not in heard]
    return tuple(
        Marked(label=f"“{word}” {len(places)} times", spans=tuple(draft.cite(*place) for place in places[:2]))
        for word, places in found if len(places) >= OFTEN
    )[:MOST_WORDS]  # fmt: skip


def _terms(articles: Iterable[Annotated]) -> Iterator[tuple[str, ...]]:
    return (sentence.terms for annotated in articles for sentence in annotated.sentences)


def _places(group: Iterable[Annotated], word: str) -> list[tuple[str, Extent]]:
    whole = re.compile(rf"\b{re.escape(word)}(?:e?s)?\b", re.IGNORECASE)
    return [(a.article.id, Extent(*found.span())) for a in group for found in whole.finditer(a.article.text)]
