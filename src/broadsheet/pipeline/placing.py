"""From articles that were cut out to articles that have their place: whose copies they are, and which stories they tell.

Whatever one article does to a stage, the others go on: it is set aside with a reason, and the stage, of which nobody knows what it
holds by then, is made anew from the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

from broadsheet import executor
from broadsheet.dedupe import Dedupe, Fingerprint, precedence
from broadsheet.executor import Bounds, Crew, Job, Named
from broadsheet.group import Group
from broadsheet.hookspecs import call
from broadsheet.pipeline import embedding
from broadsheet.pipeline.compared import BATCH, Placed, kept, marked
from broadsheet.pipeline.description import Describe, Described, described, numbers
from broadsheet.pipeline.grouping import Standing, grouped, keep, settle
from broadsheet.pipeline.progress import Progress
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.story import chronology
from broadsheet.steps import Dropped, Tally
from broadsheet.store import Store

SHELVED = 500
"""Articles after which the state is kept and what has closed goes into rows: a long reading holds no more than a short one."""


def place(
    store: Store, crew: Crew, tally: Tally, progress: Progress, *, names: str | None = None, standing: Standing | None = None
) -> None:
    """Give all that wait their place: originals first, oldest first, then the copies; then look at all of the batch once more.

    `names` is a finder of names other than the grammar's, as `Describe` takes it; `standing` holds the grouping between readings.
    """
    waiting = list(_welcome(store, tally))
    if not waiting:
        return
    embedder = _embedder(store)
    said = _judged(store, waiting, crew, tally)
    ordered = sorted(
        (article for article in waiting if article.id in said),
        key=lambda article: (said[article.id].origin != article.id, chronology(article)),
    )
    job: Job[Article, Described] = Job(
        step="annotate",
        make=partial(Describe, names, embedder),
        name=lambda article: article.id,
        size=lambda article: len(article.text),
    )
    placing = _Placing(store, crew.bounds, tally, Heirs(said), standing or Standing(goes_on=False))
    for done, (article, outcome) in enumerate(crew.run(job, ordered), start=1):
        first_drop = len(tally.drops)
        found = next(tally.sift("annotate", outcome), None) or described(Annotated(article=article), embedder)
        placing.take(found, tally.drops[first_drop:], last=done == len(ordered))
        progress("place", done, len(ordered))
    placing.end()


def _embedder(store: Store) -> str | None:
    """The store's embedder, if it is one of the user's own; where none is settled it is the packaged one from now on."""
    held = store.embedding.get()
    if held is None:
        embedding.settle(store, None)
    return held.place if held else None


class _Placing:
    """The grouping of one batch."""

    def __init__(self, store: Store, bounds: Bounds, tally: Tally, heirs: Heirs, standing: Standing) -> None:
        self._store, self._bounds, self._tally, self._heirs, self._standing = store, bounds, tally, heirs, standing
        damage = list[Dropped]()
        self._group, self._taken = standing.take(store, damage), 0
        tally.drops += damage
        store.drops.add(damage)

    def take(self, found: Described, drops: list[Dropped], *, last: bool) -> None:
        """Keep an article with its place, or set it aside; after the last of the batch look at all of it once more."""
        self._taken += 1
        article, copy = found.annotated.article, self._heirs.copy(found.annotated.article.id)
        named = Named(record=article.id, step=Group.name)
        placement = executor.attempt(named, partial(self._group.place, found.annotated, copy, numbers(found.vector)), self._bounds)
        if isinstance(placement, Dropped):
            self._tally.drops.append(placement)
            self._heirs.lose(article.id)
            self._group = grouped(self._store, [])
        else:
            call("article_placed", annotated=found.annotated, copy=copy, placement=placement)
            self._tally.kept["place"] += 1
        with self._store.transaction():
            if isinstance(placement, Dropped):
                _set_aside(self._store, [placement])
            else:
                self._store.articles.place(found.annotated, copy, placement, found.vector)
            self._store.drops.add(drops)
            if last:
                settle(self._store, self._group)
                self._standing.keep(self._store, self._group)
                self._store.fingerprints.thin()
                return
            self._store.articles.move(self._group.moved(), by_grouping=True)
            if self._taken % SHELVED == 0:
                keep(self._store, self._group)

    def end(self) -> None:
        """Leave the grouping to the next reading of this process."""
        self._standing.leave(self._store, self._group)


class Heirs:
    """What `dedupe` said of a batch, without articles that were set aside: the first copy of such a one is the origin now.

    Args:
        said: article → whose copy it is.
    """

    def __init__(self, said: dict[str, Copy]) -> None:
        self._said = said
        self._heirs: dict[str, str | None] = {}

    def lose(self, article: str) -> None:
        """An article is not there any more."""
        self._heirs = {lost: None if heir == article else heir for lost, heir in self._heirs.items()} | {article: None}

    def copy(self, article: str) -> Copy:
        """Whose copy an article is; asked of all in the order in which they are placed."""
        said = self._said[article]
        if said.origin not in self._heirs:
            return said
        heir = self._heirs[said.origin] = self._heirs[said.origin] or article
        if heir == article:
            return Copy(article=article, origin=article, why="its origin was set aside")
        return replace(said, origin=heir)


def _set_aside(store: Store, drops: list[Dropped]) -> None:
    with store.transaction():
        for drop in drops:
            store.cuttings.give_up(drop.record)
            store.fingerprints.drop(drop.record)
        store.drops.add(drops)


def _welcome(store: Store, tally: Tally) -> Iterator[Article]:
    for article in store.cuttings.waiting():
        reason = call("refuse_article", article=article)
        if reason is None:
            yield article
            continue
        drop = Dropped(record=article.id, step="plugin", reason=reason)
        tally.drops.append(drop)
        _set_aside(store, [drop])


def _judged(store: Store, waiting: Iterable[Article], crew: Crew, tally: Tally) -> dict[str, Copy]:
    """What `dedupe` says of all that wait. It is kept before any is placed: a run that goes on must not judge otherwise."""
    ordered = sorted(waiting, key=precedence)
    said = store.cuttings.judged()
    dedupe = _remembering(store, ordered, said)
    marks = marked([article for article in ordered if article.id not in said], crew)
    while batch := list(islice(marks, BATCH)):
        fresh, refused = dict[str, Copy](), list[Dropped]()
        for article, mark in batch:
            copy = mark if isinstance(mark, Dropped) else _judge(dedupe, article, mark, crew.bounds)
            if isinstance(copy, Copy):
                fresh[article.id] = copy
                continue
            refused.append(copy)
            dedupe = _remembering(store, ordered, said | fresh)
        with store.transaction():
            store.cuttings.judge(fresh.values())
            store.fingerprints.keep(kept(mark) for _, mark in batch if isinstance(mark, Fingerprint) and mark.article in fresh)
        _set_aside(store, refused)
        tally.drops += refused
        said |= fresh
    return said


def _judge(dedupe: Dedupe, article: Article, mark: Fingerprint, bounds: Bounds) -> Copy | Dropped:
    return executor.attempt(Named(record=article.id, step=Dedupe.name), partial(dedupe.place, article, mark), bounds)


def _remembering(store: Store, waiting: Iterable[Article], said: dict[str, Copy]) -> Dedupe:
    """One that knows what was placed, and what was said of articles that wait."""
    dedupe = Dedupe(Placed(store))
    for article in waiting:
        if article.id in said:
            dedupe.remember(article, said[article.id])
    return dedupe
