"""From sources to placed articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from broadsheet import __version__
from broadsheet.errors import MissingPath, NothingUsable
from broadsheet.executor import Bounds, Crew, Job, Outcome
from broadsheet.extract import Extract, Furniture, learn
from broadsheet.pipeline.grouping import Standing
from broadsheet.pipeline.lessons import rendered
from broadsheet.pipeline.placing import place
from broadsheet.pipeline.plugged import readers, rules
from broadsheet.pipeline.progress import Progress, silent
from broadsheet.read import UNUSABLE_ARGUMENT, Limits, Manners, read_sources, refuse_unusable
from broadsheet.records import codec
from broadsheet.records.page import Cutting, Page
from broadsheet.steps import Dropped, Tally
from broadsheet.store import Store

#: Takes pages apart within bounds.
Cutter = Callable[[Iterable[Page]], Iterable[tuple[Page, Outcome[Cutting]]]]


def read(
    store: Store,
    sources: Sequence[str],
    *,
    limits: Limits | None = None,
    manners: Manners | None = None,
    bounds: Bounds | None = None,
    fast: bool = False,
    names: str | None = None,
    progress: Progress = silent,
) -> Tally:
    """Take pages in, cut their articles out and give each its place. Pages that the store knows are counted and passed over.

    Args:
        store: where all is kept.
        sources: files, folders, patterns, addresses on the web.
        limits: bounds on what is read.
        manners: how the web is asked.
        bounds: bounds on the work on a page.
        fast: whether web pages are skimmed.
        names: a finder of names other than the grammar's, as `models.namers.load` takes it.
        progress: is told how far it is.

    Raises:
        UsageError: no source at all can be read.
        NothingUsable: they could, and held nothing usable.
    """
    refuse_unusable(sources)
    tally = Tally()
    _take_in(store, read_sources(sources, limits=limits, manners=manners, readers=readers()), tally, progress)
    _work_through(store, bounds, tally, progress, fast=fast, names=names)
    _refuse_nothing(store, sources, tally)
    return tally


def read_pages(
    store: Store,
    pages: Iterable[Page | Dropped],
    *,
    bounds: Bounds | None = None,
    fast: bool = False,
    names: str | None = None,
    progress: Progress = silent,
    standing: Standing | None = None,
) -> Tally:
    """The same for pages that are at hand, and for what an earlier run left half done; that there are none is no error.

    Args:
        store: where all is kept.
        pages: pages, and why there are no others.
        bounds: bounds on the work on a page.
        fast: whether web pages are skimmed.
        names: a finder of names other than the grammar's, as `models.namers.load` takes it.
        progress: is told how far it is.
        standing: holds the grouping between the readings of one process.
    """
    tally = Tally()
    _take_in(store, pages, tally, progress)
    _work_through(store, bounds, tally, progress, fast=fast, names=names, standing=standing)
    return tally


def extraction(furniture: Furniture, *, fast: bool) -> Job[Page, Cutting]:
    """How pages are taken apart, by what is known of furniture so far."""
    return Job(
        step="extract",
        make=partial(Extract, furniture.repeated(), fast=fast, rules=rules()),
        name=lambda page: page.name,
        size=lambda page: len(page.body),
    )


def _work_through(
    store: Store,
    bounds: Bounds | None,
    tally: Tally,
    progress: Progress,
    *,
    fast: bool,
    names: str | None,
    standing: Standing | None = None,
) -> None:
    with Crew(bounds) as crew:
        furniture, refused = _learn_furniture(store, crew)
        _cut(store, partial(crew.run, extraction(furniture, fast=fast)), refused, tally, progress)
        place(store, crew, tally, progress, names=names, standing=standing)
    store.vocabulary.catch_up()


def _take_in(store: Store, pages: Iterable[Page | Dropped], tally: Tally, progress: Progress) -> None:
    known_drops = len(tally.drops)
    for done, page in enumerate(tally.sift("read", pages), start=1):
        tally.kept["read: new" if store.pages.add(page) else "read: known"] += 1
        progress("read", done, None)
    progress("read", tally.kept["read"], tally.kept["read"])
    store.drops.add(tally.drops[known_drops:])


def _refuse_nothing(store: Store, sources: Sequence[str], tally: Tally) -> None:
    if tally.kept["read"]:
        if not store.articles.count():
            raise NothingUsable("no article was found on the pages", hint=_reasons(tally.drops))
        return
    if len(tally.drops) <= len(sources) and all(drop.reason in UNUSABLE_ARGUMENT for drop in tally.drops):
        first = tally.drops[0]
        raise MissingPath(first.record, f"{first.reason}, {first.detail}" if first.detail else first.reason)
    raise NothingUsable("nothing could be read", hint=_reasons(tally.drops))


def _reasons(drops: Iterable[Dropped]) -> str:
    told = [f"{drop.record}: {drop.reason}" + (f", {drop.detail}" if drop.detail else "") for drop in drops]
    return "; ".join(told[:3]) + (f"; and {len(told) - 3} more" if len(told) > 3 else "")


def _learn_furniture(store: Store, crew: Crew) -> tuple[Furniture, dict[str, Dropped]]:
    """What repeats is learned over all pages ever read; a page is learned from once, whatever happens in between.

    Returns: what is known now, and the pages that could not even be rendered, by id, and why.
    """
    ids, known = store.pages.unlearned(), furniture_of(store)
    refused: dict[str, Dropped] = {}
    if ids:
        known = learn(_lessons(store, ids, crew, refused), known)
        with store.transaction():
            store.furniture.put(codec.to_plain(known))
            store.pages.learned(ids)
    return known, refused


def _lessons(store: Store, ids: Sequence[str], crew: Crew, refused: dict[str, Dropped]) -> Iterator[str]:
    """The texts of the pages, those of web pages last: only they need workers."""
    web: list[str] = []
    for page in store.pages.each(ids):
        if page.kind == "text":
            yield page.body
        else:
            web.append(page.id)
    yield from rendered(store.pages.each(web), crew, refused)


def furniture_of(store: Store) -> Furniture:
    """What repeats, as far as it was learned."""
    plain = store.furniture.get()
    return codec.from_plain(Furniture, plain) if plain else Furniture()


def _cut(store: Store, cut: Cutter, refused: Mapping[str, Dropped], tally: Tally, progress: Progress) -> None:
    ids = store.pages.uncut(__version__)
    outcomes = cut(store.pages.each([page for page in ids if page not in refused]))
    for done, (page, outcome) in enumerate(chain(outcomes, _failed(store, ids, refused)), start=1):
        _keep(store, page, outcome, tally)
        progress("extract", done, len(ids))


def _failed(store: Store, ids: Iterable[str], refused: Mapping[str, Dropped]) -> Iterator[tuple[Page, Outcome[Cutting]]]:
    for page in store.pages.each([page for page in ids if page in refused]):
        yield page, [refused[page.id]]


def _keep(store: Store, page: Page, outcome: Outcome[Cutting], tally: Tally) -> None:
    first_drop = len(tally.drops)
    with store.transaction():
        store.drops.clear("extract", page.name)
        cuttings = list(tally.sift("extract", outcome))
        for cutting in cuttings:
            store.cuttings.add(cutting)
        if not cuttings:
            store.pages.quarantine(page.id, __version__)
        store.drops.add(tally.drops[first_drop:])
