"""How alike two texts are, by the words they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import TypeVar

Term = TypeVar("Term")


def shingles(words: Sequence[str], n: int) -> frozenset[str]:
    """Runs of `n` words, each joined by a blank. A shorter text is one run of its own.

    >>> sorted(shingles(["the", "dam", "broke", "today"], 3))
    ['dam broke today', 'the dam broke']
    >>> shingles(["dam"], 3), shingles([], 3)
    (frozenset({'dam'}), frozenset())
    """
    if n < 1:
        raise ValueError(f"a shingle has at least one word, not {n}")
    if len(words) <= n:
        return frozenset({" ".join(words)}) if words else frozenset()
    return frozenset(" ".join(words[i : i + n]) for i in range(len(words) - n + 1))


def containment(a: Set[Term], b: Set[Term]) -> float:
    """Share of the smaller set that the larger one holds, 0 to 1; 0 where one is empty (Broder 1997).

    >>> containment({"x", "y"}, {"x", "y", "z", "w"})
    1.0
    """
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def jaccard(a: Set[Term], b: Set[Term]) -> float:
    """Share of the union that both sets hold, 0 to 1; 0 where both are empty.

    >>> jaccard({"x", "y"}, {"y", "z"})
    0.3333333333333333
    """
    both = len(a & b)
    union = len(a) + len(b) - both
    return both / union if union else 0.0


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Cosine of two weighted bags of words, 0 to 1 for weights that are not negative; 0 where one is empty.

    The sum does not depend on the order of the keys.

    >>> from collections import Counter
    >>> round(cosine(Counter(["dam", "flood"]), Counter(["dam", "dam"])), 4)
    0.7071
    """
    if len(b) < len(a):
        a, b = b, a
    dot = math.fsum(weight * b[term] for term, weight in a.items() if term in b)
    size = _length(a) * _length(b)
    return dot / size if size and dot else 0.0


def _length(bag: Mapping[str, float]) -> float:
    return math.sqrt(math.fsum(weight * weight for weight in bag.values()))


class Idf:
    """Inverse document frequency: how much a term tells, learned from the documents seen so far.

    >>> idf = Idf()
    >>> idf.add(["dam", "flood", "dam"])
    >>> idf.add(["dam", "vote"])
    >>> idf.weight("dam") < idf.weight("vote") < idf.weight("never seen")
    True
    """

    def __init__(self, frequencies: Mapping[str, int] | None = None, documents: int = 0) -> None:
        self.frequencies: Counter[str] = Counter(frequencies or {})
        self.documents = documents

    def add(self, document: Iterable[str]) -> None:
        """Count each term of a document once."""
        self.documents += 1
        self.frequencies.update(dict.fromkeys(document, 1))

    def frequency(self, term: str) -> int:
        """In how many documents the term was seen."""
        return self.frequencies[term]

    def weight(self, term: str) -> float:
        """The smoothed weight `ln((1 + N) / (1 + df)) + 1`, at least 1 (Salton & Buckley 1988)."""
        return math.log((1 + self.documents) / (1 + self.frequencies[term])) + 1

    def vector(self, document: Iterable[str]) -> dict[str, float]:
        """Term → `(1 + ln tf) · weight`, in order of first appearance."""
        return {term: (1 + math.log(count)) * self.weight(term) for term, count in Counter(document).items()}
