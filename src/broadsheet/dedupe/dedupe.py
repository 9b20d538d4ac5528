"""The room's door: which article is a copy of which."""

from __future__ import annotations

from collections.abc import Mapping

from broadsheet.dedupe.fingerprint import Fingerprint, take, time_of
from broadsheet.dedupe.index import Index
from broadsheet.dedupe.likeness import LEAST_WORDS, Likeness, compare, days_between
from broadsheet.dedupe.syndication import distance, kind_of, reason, same_outlet
from broadsheet.records.article import Article, Copy

LONG_HEADLINE = 8  # words from which on two papers do not write the same headline by chance
SHORT_HEADLINE = 4
HEADLINE_DAYS = 3
IDENTICAL = Likeness(contained=1.0, unquoted=1.0, explained=1.0, opening=1.0, openings=1.0, words=0, head=True)


def precedence(article: Article) -> tuple[bool, str, bool, int, tuple[str, str], int, str]:
    """The order in which articles are placed: dated before undated, earlier before later, then by id.

    Of one day an agency's own text comes before reprints that credit it, these before others; then earlier before later by the
    time of day, one without before those with, as everywhere, then fuller before shorter. Digests and recaps come last: they
    are made of other articles. The first of a family to be placed is its origin, so placing a batch in this order makes the
    outcome independent of the order in which the batch arrived.
    """
    day, made_of_others = article.day or "", article.role in ("digest", "recap")
    times = (time_of(article.published), time_of(article.modified))
    return (article.day is None, day, made_of_others, distance(article), times, -len(article.text), article.id)


class Dedupe:
    """Finds the origin of every article among those placed before it.

    It holds what it has seen in memory; `remember` restores that from a store.
    """

    name = "dedupe"
    reasons: Mapping[str, str] = {"no words": "neither the headline nor the text holds a word that could be compared"}

    def __init__(self) -> None:
        self._index = Index()
        self._copies: dict[str, Copy] = {}

    def place(self, article: Article) -> Copy:
        """Say whose copy the article is. One that was placed before stays what it was; one without words is an original."""
        known = self._copies.get(article.id)
        if known is not None:
            return known
        mark = take(article)
        copy = self._copy(mark)
        self._keep(mark, copy)
        return copy

    def remember(self, article: Article, copy: Copy) -> None:
        """Restore what an earlier run found out."""
        self._keep(take(article), copy)

    def _keep(self, mark: Fingerprint, copy: Copy) -> None:
        self._index.add(mark, copy.origin)
        self._copies[mark.article] = copy

    def _copy(self, mark: Fingerprint) -> Copy:
        found = self._by_text(mark) if mark.size >= LEAST_WORDS else self._by_headline(mark)
        if found is None:
            return Copy(article=mark.article, origin=mark.article)
        number, likeness = found
        kind = kind_of(mark, self._index.marks[number], likeness)
        origin = self._index.roots[number]
        return Copy(
            article=mark.article, origin=origin, kind=kind, likeness=round(likeness.contained, 4), why=reason(kind, likeness)
        )

    def _by_text(self, mark: Fingerprint) -> tuple[int, Likeness] | None:
        exact = self._index.same_text(mark)
        if exact is not None:
            return exact, IDENTICAL
        house = self._index.house_runs(mark)
        best: tuple[int, Likeness] | None = None
        for number in self._index.candidates(mark):
            likeness = compare(mark, self._index.marks[number], house)
            if likeness.is_copy and (best is None or likeness.contained > best[1].contained):
                best = number, likeness
        return best

    def _by_headline(self, mark: Fingerprint) -> tuple[int, Likeness] | None:
        """A text too short to compare is a copy only if headline and text are the same, and enough of them."""
        for number in self._index.same_head(mark):
            other = self._index.marks[number]
            if other.digest == mark.digest and _same_headline_item(mark, other):
                return number, IDENTICAL
        return None


def _same_headline_item(mark: Fingerprint, other: Fingerprint) -> bool:
    size = len(mark.title.split()) + mark.size
    days = days_between(mark.day, other.day)
    if same_outlet(mark, other) and days == 0:
        return size >= SHORT_HEADLINE
    return size >= LONG_HEADLINE and (days is None or days <= HEADLINE_DAYS)
