"""The grouping of a store: taken up from the state that was kept and what came since, or told of all articles again.

A state is large where many stories are open: some 5 kB for every article of four weeks. So it is not kept with every reading.
What came since is placed again in the same order, and settled where it was; placing says the same of the same again, and where it
does not, the state is not believed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.group import DAMAGED, Group, Unusable
from broadsheet.pipeline.description import numbers
from broadsheet.pipeline.shelf import Shelved
from broadsheet.records.story import Constraint
from broadsheet.steps import Dropped
from broadsheet.store import Store
from broadsheet.store.database import chunks
from broadsheet.store.grouping import Kept, Mark

WORTH = 40_000
"""Bytes of a state that are worth the square of the number of articles since, for a command that reads once.

To keep a state costs about as much as its size, to place articles again as much as there are; such a command does the one and, on
average, half of the other, so both together are least where the number goes with the root of the size.
"""
WORTH_HELD = 1_600
"""The same for a process that goes on: it places again only when it begins, and so keeps a fifth as often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A grouping as a reading left it."""

    group: Group
    mark: Mark
    constraints: Sequence[Constraint]


class Standing:
    """The grouping between the readings of one process, which need not take it up anew as long as nobody else changed it.

    Args:
        goes_on: whether more readings are to come.
    """

    def __init__(self, *, goes_on: bool = True) -> None:
        self._worth = WORTH_HELD if goes_on else WORTH
        self._held: _Held | None = None

    def take(self, store: Store, drops: list[Dropped]) -> Group:
        """The grouping of the store. It is not held any more until it is left: what happens to it in between may go wrong."""
        held, self._held = self._held, None
        if held and (held.mark, held.constraints) == (store.grouping.mark(), store.constraints.all()):
            return held.group
        return grouped(store, drops)

    def keep(self, store: Store, group: Group) -> None:
        """Keep what the grouping knows if enough has come since it was kept, or it never was."""
        size = store.grouping.size()
        if size is None or store.grouping.behind() ** 2 * self._worth >= size:
            keep(store, group)

    def leave(self, store: Store, group: Group) -> None:
        """Hold the grouping, which knows all that is in the store."""
        mark = store.grouping.mark()
        self._held = _Held(group=group, mark=mark, constraints=store.constraints.all()) if mark else None


def grouped(store: Store, drops: list[Dropped], *, looks: bool = False) -> Group:
    """The grouping as it was after the last article was placed or moved: from its state, or else from all articles.

    Args:
        store: where both are kept.
        drops: is told if the state was there and could not be read.
        looks: whether nothing is to be changed: without a state, all that has closed stays in memory then.
    """
    kept = store.grouping.get()
    group = _taken_up(store, kept, drops) if kept is not None else None
    return group or _made_anew(store, looks=looks)


def keep(store: Store, group: Group) -> None:
    """Keep what the grouping knows, in the transaction of the last change that it knows of."""
    with store.transaction():
        group.shelve()
        store.grouping.put(group.state())


def catch_up(store: Store) -> None:
    """Keep what the grouping knows now, before a reader's word changes what it goes by."""
    if store.grouping.mark() is not None:
        keep(store, grouped(store, []))


def settle(store: Store, group: Group) -> None:
    """Look at all of a batch once more, now that its last article is there, in that article's transaction."""
    with store.transaction():
        store.articles.move(group.settle(), by_grouping=True)
        store.grouping.settle()


def _taken_up(store: Store, kept: Kept, drops: list[Dropped]) -> Group | None:
    """From a state and what came since; None if that does not lead to where the articles are."""
    rows = Shelved(store)
    try:
        group = Group.restored(kept.state, constraints=store.constraints.all(), archive=rows)
    except Unusable as unusable:
        drops += [Dropped(record="grouping", step=Group.name, reason=DAMAGED)] if unusable.damaged else []
        return None
    settled, since = Counter(store.grouping.settled()), store.grouping.since(kept.upto)
    rows.upto = kept.upto
    for _ in range(settled[kept.upto]):
        group.settle()
    for some in chunks(since):
        _place_again(store, group, some, settled, rows)
    rows.upto = None
    return group if _leads_there(store, group, [article for _, article in since]) else None


def _place_again(store: Store, group: Group, since: Sequence[tuple[int, str]], settled: Counter[int], rows: Shelved) -> None:
    """Place articles as they were placed, and settle where that was done."""
    names = [article for _, article in since]
    copies, vectors = store.articles.copies(names), store.articles.vectors(names)
    for (seq, name), annotated in zip(since, store.articles.annotated(names), strict=True):
        group.place(annotated, copies[name], numbers(vectors[name]))
        rows.upto = seq
        for _ in range(settled[seq]):
            group.settle()
        group.moved()


def _leads_there(store: Store, group: Group, articles: Sequence[str]) -> bool:
    """Whether articles are in the stories and threads in which the store has them."""
    told = store.articles.placements(articles) if articles else {}
    found = map(group.where, told)
    return all((one.story, one.thread) == (told[one.article].story, told[one.article].thread) for one in found)


def _made_anew(store: Store, *, looks: bool) -> Group:
    group = Group(constraints=store.constraints.all(), archive=None if looks else Shelved(store))
    if not looks:
        store.grouping.empty()
    for names in chunks(store.articles.ids()):
        _remember(store, group, names)
        if not looks:
            with store.transaction():
                group.shelve()
    if not looks:
        keep(store, group)
    return group


def _remember(store: Store, group: Group, names: Sequence[str]) -> None:
    copies, placements, vectors = store.articles.copies(names), store.articles.placements(names), store.articles.vectors(names)
    for annotated in store.articles.annotated(names):
        name = annotated.article.id
        group.remember(annotated, placements[name], numbers(vectors[name]), copies[name].origin)
