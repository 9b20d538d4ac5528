"""From sources to placed articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice

from broadsheet import __version__, executor
from broadsheet.dedupe import Dedupe, precedence
from broadsheet.errors import MissingPath, NothingUsable
from broadsheet.executor import Bounds, Job, Outcome
from broadsheet.extract import Extract, Furniture, learn
from broadsheet.group import DAMAGED, Group, Unusable
from broadsheet.hookspecs import call
from broadsheet.pipeline.compared import BATCH, Placed, kept, marked
from broadsheet.pipeline.description import Describe, Described, described, numbers
from broadsheet.pipeline.lessons import rendered
from broadsheet.pipeline.plugged import readers, rules
from broadsheet.pipeline.progress import Progress, silent
from broadsheet.read import UNUSABLE_ARGUMENT, Limits, Manners, read_sources, refuse_unusable
from broadsheet.records import codec
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.page import Cutting, Page
from broadsheet.records.story import chronology
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
        progress: is told how far it is.

    Raises:
        UsageError: no source at all can be read.
        NothingUsable: they could, and held nothing usable.
    """
    refuse_unusable(sources)
    tally = Tally()
    _take_in(store, read_sources(sources, limits=limits, manners=manners, readers=readers()), tally, progress)
    _work_through(store, bounds or Bounds(), tally, progress, fast=fast)
    _refuse_nothing(store, sources, tally)
    return tally


def read_pages(
    store: Store,
    pages: Iterable[Page | Dropped],
    *,
    bounds: Bounds | None = None,
    fast: bool = False,
    progress: Progress = silent,
) -> Tally:
    """The same for pages that are at hand, and for what an earlier run left half done; that there are none is no error.

    Args:
        store: where all is kept.
        pages: pages, and why there are no others.
        bounds: bounds on the work on a page.
        fast: whether web pages are skimmed.
        progress: is told how far it is.
    """
    tally = Tally()
    _take_in(store, pages, tally, progress)
    _work_through(store, bounds or Bounds(), tally, progress, fast=fast)
    return tally


def extraction(store: Store, *, fast: bool) -> Job[Page, Cutting]:
    """How pages are taken apart, by what is known of furniture so far."""
    return Job(
        step="extract",
        make=partial(Extract, _furniture(store).repeated(), fast=fast, rules=rules()),
        name=lambda page: page.name,
        size=lambda page: len(page.body),
    )


def _work_through(store: Store, bounds: Bounds, tally: Tally, progress: Progress, *, fast: bool) -> None:
    refused = _learn_furniture(store, bounds)
    _cut(store, partial(executor.run, extraction(store, fast=fast), bounds=bounds), refused, tally, progress)
    _place(store, bounds, tally, progress)
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


def _learn_furniture(store: Store, bounds: Bounds) -> dict[str, Dropped]:
    """What repeats is learned over all pages ever read; a page is learned from once, whatever happens in between.

    Returns: the pages that could not even be rendered, by id, and why.
    """
    ids = store.pages.unlearned()
    refused: dict[str, Dropped] = {}
    if ids:
        learned = learn(_lessons(store, ids, bounds, refused), _furniture(store))
        with store.transaction():
            store.furniture.put(codec.to_plain(learned))
            store.pages.learned(ids)
    return refused


def _lessons(store: Store, ids: Sequence[str], bounds: Bounds, refused: dict[str, Dropped]) -> Iterator[str]:
    """The texts of the pages, those of web pages last: only they need workers."""
    web: list[str] = []
    for page in store.pages.each(ids):
        if page.kind == "text":
            yield page.body
        else:
            web.append(page.id)
    yield from rendered(store.pages.each(web), bounds, refused)


def _furniture(store: Store) -> Furniture:
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


def _place(store: Store, bounds: Bounds, tally: Tally, progress: Progress) -> None:
    """Originals first, oldest first, then the copies; the last of the batch makes the grouping look at all of it once more."""
    waiting = list(_welcome(store, tally))
    if not waiting:
        return
    damage = list[Dropped]()
    group = grouped(store, damage)
    tally.drops += damage
    store.drops.add(damage)
    copies = _judged(store, waiting, bounds)
    ordered = sorted(waiting, key=lambda article: (copies[article.id].origin != article.id, chronology(article)))
    job: Job[Article, Described] = Job(
        step="annotate", make=Describe, name=lambda article: article.id, size=lambda article: len(article.text)
    )
    for done, (article, outcome) in enumerate(executor.run(job, ordered, bounds), start=1):
        first_drop = len(tally.drops)
        found = next(tally.sift("annotate", outcome), None) or described(Annotated(article=article))
        placement = group.place(found.annotated, copies[article.id], numbers(found.vector))
        call("article_placed", annotated=found.annotated, copy=copies[article.id], placement=placement)
        with store.transaction():
            store.articles.place(found.annotated, copies[article.id], placement, found.vector)
            store.drops.add(tally.drops[first_drop:])
            store.articles.move(group.settle() if done == len(ordered) else group.moved())
            if done == len(ordered):
                store.fingerprints.thin()
                store.grouping.put(group.state())
        tally.kept["place"] += 1
        progress("place", done, len(ordered))


def _welcome(store: Store, tally: Tally) -> Iterator[Article]:
    for article in store.cuttings.waiting():
        reason = call("refuse_article", article=article)
        if reason is None:
            yield article
            continue
        drop = Dropped(record=article.id, step="plugin", reason=reason)
        tally.drops.append(drop)
        with store.transaction():
            store.cuttings.give_up(article.id)
            store.drops.add([drop])


def grouped(store: Store, drops: list[Dropped]) -> Group:
    """The grouping as it was after the last article was placed or moved: from its state, or else from all articles.

    Args:
        store: where both are kept.
        drops: is told if the state was there and could not be read.
    """
    constraints, state = store.constraints.all(), store.grouping.get()
    if state is not None:
        try:
            return Group.restored(state, constraints=constraints)
        except Unusable as unusable:
            drops += [Dropped(record="grouping", step=Group.name, reason=DAMAGED)] if unusable.damaged else []
    group = Group(constraints=constraints)
    copies, placements, vectors = store.articles.copies(), store.articles.placements(), store.articles.vectors()
    for annotated in store.articles.annotated():
        name = annotated.article.id
        group.remember(annotated, placements[name], numbers(vectors[name]), copies[name].origin)
    return group


def _judged(store: Store, waiting: Iterable[Article], bounds: Bounds) -> dict[str, Copy]:
    """What `dedupe` says of all that wait. It is kept before any is placed: a run that goes on must not judge otherwise."""
    copies, dedupe = store.cuttings.judged(), Dedupe(Placed(store))
    ordered = sorted(waiting, key=precedence)
    for article in ordered:
        if article.id in copies:
            dedupe.remember(article, copies[article.id])
    fresh = [article for article in ordered if article.id not in copies]
    marked_all = marked(fresh, bounds)
    while marks := list(islice(marked_all, BATCH)):
        judged = [dedupe.place(article, mark) for article, mark in marks]
        with store.transaction():
            store.cuttings.judge(judged)
            store.fingerprints.keep(kept(mark) for _, mark in marks)
        copies |= {copy.article: copy for copy in judged}
    return copies
