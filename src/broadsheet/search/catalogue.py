"""What a search must know of every article and statement, in memory: story, outlet, day, whom and what it names.

A search that asked the database for it would ask of hundreds of articles, and of all of them where it is narrowed to few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from broadsheet.search.columns import NONE, Codes, Column
from broadsheet.store import Store
from broadsheet.store.listing import Listing
from broadsheet.store.postings import Standing
from broadsheet.store.words import KINDS, Kind

Trait = tuple[str, str]
Numbers = NDArray[np.int64]
_DAY = "S10"


class Catalogue:
    """Articles and statements of a store by number. It follows the store; one that cannot follow is made anew.

    Of an article all is known from its placing and stays, but for its story, whose changes the store notes. Of a story all is
    known from its newest page, and a new page has statements of new numbers. An article that is gone is noticed by their count.

    Attributes:
        stories: codes of the stories' ids.
        traits: codes of what articles and stories are counted under: kind and value.
    """

    def __init__(self) -> None:
        self.stories = Codes[str]()
        self.traits = Codes[Trait]()
        self._story: dict[Kind, Column] = {kind: Column(np.int32, NONE) for kind in KINDS}
        self._outlet = Column(np.int32, NONE)
        self._day = Column(_DAY, b"")
        self._last: dict[Kind, int] = {"article": 0, "statement": 0}
        self._articles = 0
        self._move = 0
        self._bearers = Column(np.int32, NONE), Column(np.int32, NONE)
        self._borne = 0
        self._told: dict[int, tuple[int, ...]] = {}
        self._telling = defaultdict[int, set[int]](set)

    def follow(self, store: Store, articles: Standing, statements: Standing | None) -> bool:
        """Read what came since; whether that is possible.

        Args:
            store: of which it is.
            articles: what the word index has of articles now.
            statements: the same of statements; None if they do not matter now.
        """
        if not self._last["article"]:
            self._move = store.listing.last_move()
        if articles.last > self._last["article"]:
            self._add_articles(store.listing)
        if statements is not None and statements.last > self._last["statement"]:
            self._add_statements(store.listing)
        self._move_articles(store.listing)
        return self._articles == articles.documents

    def _add_articles(self, listing: Listing) -> None:
        after = self._last["article"]
        rows = listing.articles(after)
        seqs = [seq for seq, *_ in rows]
        self._story["article"].put(seqs, [self.stories[story] for _, story, _, _ in rows])
        self._outlet.put(seqs, [self.traits["outlet", outlet] if outlet else NONE for _, _, outlet, _ in rows])
        self._day.put(seqs, [(published or "")[:10].encode() for _, _, _, published in rows])
        self._add_traits(listing.traits(after))
        self._articles += len(rows)
        self._last["article"] = seqs[-1] if seqs else after

    def _add_traits(self, rows: Sequence[tuple[int, str, str]]) -> None:
        places = range(self._borne, self._borne + len(rows))
        seqs, codes = self._bearers
        seqs.put(places, [seq for seq, _, _ in rows])
        codes.put(places, [self.traits[kind, value] for _, kind, value in rows])
        self._borne += len(rows)

    def _add_statements(self, listing: Listing) -> None:
        after = self._last["statement"]
        rows = listing.statements(after)
        codes = [self.stories[story] for _, story in rows]
        self._story["statement"].put([seq for seq, _ in rows], codes)
        self._last["statement"] = rows[-1][0] if rows else after
        self._tell(listing, set(codes), everything=not after)

    def _tell(self, listing: Listing, codes: Collection[int], *, everything: bool) -> None:
        """Note what the new pages of stories say that they are about."""
        told = defaultdict[int, list[int]](list)
        for story, kind, value in listing.told(None if everything else {self.stories.names[code] for code in codes}):
            told[self.stories[story]].append(self.traits[kind, value])
        for code in codes:
            for trait in self._told.pop(code, ()):
                self._telling[trait].discard(code)
        for code, traits in told.items():
            self._told[code] = tuple(traits)
            for trait in traits:
                self._telling[trait].add(code)

    def _move_articles(self, listing: Listing) -> None:
        rows = listing.moved(self._move)
        self._story["article"].put([seq for _, seq, _ in rows], [self.stories[story] for _, _, story in rows])
        self._move = rows[-1][0] if rows else self._move

    def stories_of(self, kind: Kind, seqs: Sequence[int] | Numbers) -> list[str]:
        """The stories that articles or statements belong to."""
        codes = self.story_codes(kind)[np.asarray(seqs, np.int64)]
        return [self.stories.names[code] for code in codes.tolist()]

    def story_codes(self, kind: Kind) -> NDArray[np.int32]:
        """The codes of their stories, by number."""
        return self._story[kind].upto(self._last[kind])

    def outlets(self) -> NDArray[np.int32]:
        """The codes of the articles' outlets among the traits, by number."""
        return self._outlet.upto(self._last["article"])

    def days(self) -> NDArray[np.bytes_]:
        """The days of the articles, `YYYY-MM-DD`, by number; empty for one without."""
        return self._day.upto(self._last["article"])

    def bearing(self, trait: Trait) -> Numbers:
        """The numbers of the articles that have a trait."""
        seqs, codes = (column.upto(self._borne - 1) for column in self._bearers)
        here: Numbers = seqs[codes == self.traits.get(trait, NONE)].astype(np.int64)
        return here

    def telling(self, trait: Trait) -> list[int]:
        """The codes of the stories that have a trait."""
        return list(self._telling.get(self.traits.get(trait, NONE), ()))

    def borne_by(self, seqs: Numbers) -> Iterator[NDArray[np.integer]]:
        """The codes of the traits of some articles, of their outlets, and of their stories: each as often as one has it."""
        borne, codes = (column.upto(self._borne - 1) for column in self._bearers)
        first, end = (np.searchsorted(borne, seqs.astype(np.int32), side) for side in ("left", "right"))
        yield codes[_runs(first, end - first)]
        outlets = self.outlets()[seqs]
        yield outlets[outlets != NONE]
        told = (self._told.get(code, ()) for code in self.story_codes("article")[seqs].tolist())
        yield np.array([code for codes in told for code in codes], np.int64)


def _runs(first: Numbers, lengths: Numbers) -> Numbers:
    """The numbers of runs, one after another: of so many from each first one on."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(first - before, lengths) + np.arange(int(lengths.sum()))
