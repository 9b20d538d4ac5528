"""The room's door: which article is a copy of which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from broadsheet.dedupe.fingerprint import Fingerprint, take, take_all, time_of
from broadsheet.dedupe.index import ROOM, WINDOW, Index, Known, shifted
from broadsheet.dedupe.likeness import LEAST_WORDS, Likeness, compare, days_between
from broadsheet.dedupe.syndication import distance, kind_of, reason, same_outlet
from broadsheet.records.article import Article, Copy

LONG_HEADLINE = 8  # words from which on two papers do not write the same headline by chance
SHORT_HEADLINE = 4
HEADLINE_DAYS = 3
Found = tuple[Known, Likeness]
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


class Archive(Protocol):
    """Where the articles of earlier batches lie that new ones could be copies of."""

    def between(self, first: str, last: str) -> Iterable[Known]:
        """The articles of these days, both included, and of those between."""

    def latest(self) -> Iterable[Known]:
        """The articles placed last, as many as an undated one is compared with."""

    def same_text(self, digest: bytes) -> Known | None:
        """The first article, of whatever day, whose text has this digest."""


class Dedupe:
    """Finds the origin of every article among those placed before it.

    An article is compared with those of 31 days before and after; one with the same words is its origin whatever its day. What
    is held in memory is bounded by those days, not by all that was ever placed.

    Args:
        archive: what earlier batches placed.
        room: articles from which on those of days too long ago are let go.
    """

    name = "dedupe"
    reasons: Mapping[str, str] = {"no words": "neither the headline nor the text holds a word that could be compared"}

    def __init__(self, archive: Archive | None = None, room: int = ROOM) -> None:
        self._archive = archive
        self._index = Index(room)
        self._copies: dict[str, Copy] = {}
        self._held: set[str] = set()
        self._asked: set[str | None] = set()  # days of articles that were placed
        self._looked: set[str | None] = set()  # days of which the archive told what it has

    def place(self, article: Article, mark: Fingerprint | None = None) -> Copy:
        """Say whose copy the article is. One that was placed before stays what it was; one without words is an original.

        Args:
            article: in the order of `precedence`.
            mark: its fingerprint, if the caller has it.
        """
        known = self._copies.get(article.id)
        if known is not None:
            return known
        mark = mark or take(article)
        self._look_up(mark.day)
        copy = self._copy(mark)
        self._keep(mark, copy)
        return copy

    def place_all(self, articles: Sequence[Article], marks: Sequence[Fingerprint] | None = None) -> list[Copy]:
        """Say of each article whose copy it is, as `place` would one by one; the first that come are looked up at once.

        Args:
            articles: in the order of `precedence`.
            marks: their fingerprints, if the caller has them.
        """
        marks = list(take_all(articles)) if marks is None else marks
        fresh = {mark.article: mark for mark in reversed(marks)}  # of two with one id the first is placed
        if self._archive is None:
            self._index.expect([mark for mark in marks if fresh[mark.article] is mark])
        return [self.place(article, mark) for article, mark in zip(articles, marks, strict=True)]

    def remember(self, article: Article, copy: Copy) -> None:
        """Restore what an earlier run found out of an article that its archive does not hold."""
        self._keep(take(article), copy)

    def _keep(self, mark: Fingerprint, copy: Copy) -> None:
        self._copies[mark.article] = copy
        self._hold(mark, copy.origin)
        self._index.let_go(mark.day)

    def _hold(self, mark: Fingerprint, origin: str) -> None:
        if mark.article not in self._held:
            self._held.add(mark.article)
            self._index.add(mark, origin)

    def _look_up(self, day: str | None) -> None:
        """Have the articles of the archive at hand that one of this day can be a copy of."""
        if self._archive is None or day in self._asked:
            return
        self._asked.add(day)
        wanted: set[str | None] = {shifted(day, days) for days in range(-WINDOW, WINDOW + 1)} if day else {None}
        missing = wanted - self._looked
        if not missing:
            return
        self._looked |= missing
        days = sorted(each for each in missing if each)
        for mark, origin in self._archive.between(days[0], days[-1]) if days else self._archive.latest():
            self._hold(mark, origin)

    def _copy(self, mark: Fingerprint) -> Copy:
        found = self._by_text(mark) if mark.size >= LEAST_WORDS else self._by_headline(mark)
        if found is None:
            return Copy(article=mark.article, origin=mark.article)
        (other, origin), likeness = found
        kind = kind_of(mark, other, likeness)
        return Copy(
            article=mark.article, origin=origin, kind=kind, likeness=round(likeness.contained, 4), why=reason(kind, likeness)
        )

    def _by_text(self, mark: Fingerprint) -> Found | None:
        exact = self._index.same_text(mark)
        if exact is None and self._archive is not None:
            exact = self._archive.same_text(mark.digest)
        if exact is not None:
            return exact, IDENTICAL
        candidates = self._index.candidates(mark)
        if not candidates:
            return None
        house = self._index.house_runs(mark)
        best: tuple[int, Likeness] | None = None
        for number in candidates:
            likeness = compare(mark, self._index.marks[number], house, best[1].contained if best else 0.0)
            if likeness and likeness.is_copy:
                best = number, likeness
                if likeness.contained == 1:
                    break  # none is likelier
        return (self._index.known(best[0]), best[1]) if best else None

    def _by_headline(self, mark: Fingerprint) -> Found | None:
        """A text too short to compare is a copy only if headline and text are the same, and enough of them."""
        for number in self._index.same_head(mark):
            other = self._index.marks[number]
            if other.digest == mark.digest and _same_headline_item(mark, other):
                return self._index.known(number), IDENTICAL
        return None


def _same_headline_item(mark: Fingerprint, other: Fingerprint) -> bool:
    size = len(mark.title.split()) + mark.size
    days = days_between(mark.day, other.day)
    if same_outlet(mark, other) and days == 0:
        return size >= SHORT_HEADLINE
    return size >= LONG_HEADLINE and (days is None or days <= HEADLINE_DAYS)
