"""The recipe: pages are read, cut into articles, freed of copies, annotated, grouped into stories, and written about.

Every step leaves the store in a state from which the next run goes on, so a run that is killed and started again ends where an
uninterrupted one ends. Nothing here asks the clock: the paper's now is an argument, or the newest date of its articles.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from broadsheet import __version__, executor
from broadsheet.annotate import Annotate
from broadsheet.dedupe import Dedupe, precedence
from broadsheet.errors import MissingPath, NothingUsable
from broadsheet.executor import Bounds, Job
from broadsheet.extract import Extract, Furniture, learn_furniture
from broadsheet.group import Group
from broadsheet.hookspecs import plugins
from broadsheet.read import UNUSABLE_ARGUMENT, Limits, read_sources, refuse_unusable
from broadsheet.records import codec
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article
from broadsheet.records.edition import Edition
from broadsheet.records.importance import front_page
from broadsheet.records.page import Cutting, Page
from broadsheet.records.story import Story, Thread, chronology
from broadsheet.records.story_page import StoryPage
from broadsheet.steps import Dropped, Tally
from broadsheet.store import Store
from broadsheet.store.revisions import Revision
from broadsheet.write import write_page

Progress = Callable[[str, int, int | None], None]
"""Told after every record: stage, records done, records in all if known."""

UNDATED_NOW = "1970-01-01T00:00:00+00:00"
"""The paper's now if no article says anything about when it was written and no `as_of` is given."""
MOST_NEIGHBOURS = 5


def _silent(_stage: str, _done: int, _total: int | None) -> None:
    """Progress that nobody watches."""


def read(
    store: Store,
    sources: Sequence[str],
    *,
    limits: Limits | None = None,
    bounds: Bounds | None = None,
    progress: Progress = _silent,
) -> Tally:
    """Take pages in, cut their articles out and give each its place. Pages that the store knows are counted and passed over.

    Raises:
        UsageError: no source at all can be read.
        NothingUsable: they could, and held nothing usable.
    """
    refuse_unusable(sources)
    tally = Tally()
    _take_in(store, sources, limits or Limits(), tally, progress)
    _learn_furniture(store)
    _cut(store, bounds or Bounds(), tally, progress)
    _place(store, bounds or Bounds(), tally, progress)
    _refuse_nothing(store, sources, tally)
    return tally


def _take_in(store: Store, sources: Sequence[str], limits: Limits, tally: Tally, progress: Progress) -> None:
    known_drops = len(tally.drops)
    for done, page in enumerate(tally.sift("read", read_sources(sources, limits=limits)), start=1):
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


def _learn_furniture(store: Store) -> None:
    """What repeats is learned over all pages ever read; a page is learned from once, whatever happens in between."""
    ids = store.pages.unlearned()
    if not ids:
        return
    learned = learn_furniture(store.pages.each(ids))
    with store.transaction():
        store.furniture.put(codec.to_plain(_furniture(store).merged(learned)))
        store.pages.learned(ids)


def _furniture(store: Store) -> Furniture:
    plain = store.furniture.get()
    return codec.from_plain(Furniture, plain) if plain else Furniture()


def _cut(store: Store, bounds: Bounds, tally: Tally, progress: Progress) -> None:
    ids = store.pages.uncut(__version__)
    make = partial(Extract, _furniture(store))
    job: Job[Page, Cutting] = Job(step="extract", make=make, name=lambda page: page.name, size=lambda page: len(page.body))
    outcomes = executor.run(job, store.pages.each(ids), bounds)
    for done, (page, outcome) in enumerate(outcomes, start=1):
        first_drop = len(tally.drops)
        with store.transaction():
            store.drops.clear("extract", page.name)
            cuttings = list(tally.sift("extract", outcome))
            for cutting in cuttings:
                store.cuttings.add(cutting)
            if not cuttings:
                store.pages.quarantine(page.id, __version__)
            store.drops.add(tally.drops[first_drop:])
        progress("extract", done, len(ids))


def _place(store: Store, bounds: Bounds, tally: Tally, progress: Progress) -> None:
    waiting = sorted(_welcome(store, tally), key=precedence)
    if not waiting:
        return
    dedupe, group = _remembered(store)
    job: Job[Article, Annotated] = Job(
        step="annotate", make=Annotate, name=lambda article: article.id, size=lambda article: len(article.text)
    )
    for done, (article, outcome) in enumerate(executor.run(job, waiting, bounds), start=1):
        first_drop = len(tally.drops)
        annotated = next(tally.sift("annotate", outcome), None) or Annotated(article=article)
        copy = dedupe.place(article)
        placement = group.place(annotated, copy)
        plugins().hook.article_placed(annotated=annotated, copy=copy, placement=placement)
        with store.transaction():
            store.articles.place(annotated, copy, placement)
            store.drops.add(tally.drops[first_drop:])
        tally.kept["place"] += 1
        progress("place", done, len(waiting))


def _welcome(store: Store, tally: Tally) -> Iterator[Article]:
    for article in store.cuttings.waiting():
        reason = plugins().hook.refuse_article(article=article)
        if reason is None:
            yield article
            continue
        drop = Dropped(record=article.id, step="plugin", reason=reason)
        tally.drops.append(drop)
        with store.transaction():
            store.cuttings.give_up(article.id)
            store.drops.add([drop])


def _remembered(store: Store) -> tuple[Dedupe, Group]:
    """Both rooms as they were after the last article was placed."""
    dedupe, group = Dedupe(), Group()
    copies, placements = store.articles.copies(), store.articles.placements()
    for annotated in store.articles.annotated():
        name = annotated.article.id
        dedupe.remember(annotated.article, copies[name])
        group.remember(annotated, placements[name])
    return dedupe, group


def write(store: Store, *, as_of: str, words: int | None = None, progress: Progress = _silent) -> Tally:
    """Write the page of every story that has changed since it was last written.

    Args:
        store: where the articles lie and the pages go.
        as_of: the paper's now, ISO 8601.
        words: bound on the synopsis.
        progress: told after every story.
    """
    tally = Tally()
    stories = stories_of(store)
    inputs = {story.id: _inputs(story, words) for story in stories}
    store.drops.clear("write")
    for done, story in enumerate(stories, start=1):
        revised = _revised(store, story, as_of, words, inputs[story.id])
        for page in tally.sift("write", [revised]):
            store.revisions.keep(Revision(page=page, inputs_sha256=inputs[story.id], as_of=as_of))
        progress("write", done, len(stories))
    store.drops.add(tally.drops)
    return tally


def _inputs(story: Story, words: int | None) -> str:
    """Digest of everything a page is written from but the moment."""
    context = [
        [[other.id, [_article(a) for a in other.articles]] for other in some]
        for some in (story.earlier, story.later, story.neighbours)
    ]
    own = [[_article(a), codec.to_plain(story.copies[a.article.id])] for a in story.articles]
    return codec.digest([__version__, words, story.id, story.thread, own, context])


def _article(annotated: Annotated) -> list[str | None]:
    article = annotated.article
    return [article.id, article.text_sha256, article.title, article.outlet, article.published, article.role]


def _revised(store: Store, story: Story, as_of: str, words: int | None, inputs: str) -> StoryPage | Dropped:
    """The story's page: as it lies there if nothing changed, told for another moment, or as its next revision."""
    latest = store.revisions.latest(story.id)
    if latest is None:
        return _numbered(write_page(story, as_of=as_of, words=words), store.revisions.number(story.id) + 1)
    if latest.inputs_sha256 == inputs:
        if latest.as_of == as_of:
            return latest.page
        again = write_page(story, as_of=as_of, words=words, previous=store.revisions.before(latest.page))
        if isinstance(again, StoryPage) and again.content_sha256 == latest.page.content_sha256:
            return again
    return write_page(story, as_of=as_of, words=words, previous=latest.page)


def _numbered(page: StoryPage | Dropped, revision: int) -> StoryPage | Dropped:
    return replace(page, revision=revision) if isinstance(page, StoryPage) and page.revision != revision else page


def stories_of(store: Store) -> list[Story]:
    """Every story with its articles, oldest first, the other chapters of its thread and its neighbours; by id."""
    bare = _bare_stories(store)
    threads: dict[str, list[Story]] = defaultdict(list)
    for story in sorted(bare, key=lambda s: (chronology(s.articles[0].article), s.id)):
        threads[story.thread].append(story)
    near = _neighbours(bare)
    return [_in_context(story, threads[story.thread], near[story.id]) for story in sorted(bare, key=lambda s: s.id)]


def _bare_stories(store: Store) -> list[Story]:
    copies, placements = store.articles.copies(), store.articles.placements()
    members: dict[str, list[Annotated]] = defaultdict(list)
    for annotated in store.articles.annotated():
        members[placements[annotated.article.id].story].append(annotated)
    return [
        Story(
            id=story,
            thread=placements[found[-1].article.id].thread,
            articles=tuple(sorted(found, key=lambda a: (chronology(a.article), a.article.id))),
            copies={a.article.id: copies[a.article.id] for a in found},
            placements={a.article.id: placements[a.article.id] for a in found},
        )
        for story, found in members.items()
    ]


def _in_context(story: Story, chapters: Sequence[Story], neighbours: tuple[Story, ...]) -> Story:
    place = next(i for i, chapter in enumerate(chapters) if chapter.id == story.id)
    return replace(story, earlier=tuple(chapters[:place]), later=tuple(chapters[place + 1 :]), neighbours=neighbours)


def _neighbours(stories: Sequence[Story]) -> dict[str, tuple[Story, ...]]:
    """For every story those of other threads that share names with it which few stories have, nearest first.

    A shared name weighs the logarithm of how rare it is. One that is more common than one story in ten, and than two, is not rare.
    """
    names = {story.id: _names(story) for story in stories}
    frequency = Counter(name for found in names.values() for name in sorted(found))
    holders: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        for name in sorted(names[story.id]):
            if 2 <= frequency[name] <= max(2, len(stories) // 10):
                holders[name].append(story)
    return {story.id: _nearest(story, names[story.id], holders, len(stories)) for story in stories}


def _names(story: Story) -> set[str]:
    """Full names of people and organisations: a single word is too often somebody else's."""
    return {
        entity.name
        for annotated in story.articles
        for entity in annotated.entities
        if entity.kind in ("person", "organisation") and " " in entity.name
    }


def _nearest(story: Story, names: set[str], holders: dict[str, list[Story]], total: int) -> tuple[Story, ...]:
    score: Counter[str] = Counter()
    others: dict[str, Story] = {}
    for name in sorted(names & holders.keys()):
        for other in holders[name]:
            if other.thread != story.thread:
                others[other.id] = other
                score[other.id] += round(1000 * math.log(1 + total / len(holders[name])))
    ranked = sorted(others, key=lambda other: (-score[other], other))
    return tuple(others[other] for other in ranked[:MOST_NEIGHBOURS])


def now_of(articles: Iterable[Article], zone: str) -> str:
    """The paper's now where none is given: the end of the newest day that an article was published on, in the paper's zone.

    If no article is dated, the latest day that one can have been written on by what its words imply; failing that `UNDATED_NOW`.
    """
    known = list(articles)
    place = ZoneInfo(zone)
    days = [day for article in known if article.published and (day := _last_day(article.published, place))]
    implied = [
        day
        for article in known
        for bound in (article.not_after or article.not_before,)
        if bound and (day := _last_day(bound, place))
    ]
    newest = max(days or implied, default=None)
    return datetime.combine(newest, time(23, 59, 59), place).isoformat() if newest else UNDATED_NOW


def _last_day(value: str, zone: ZoneInfo) -> date | None:
    """The last day that an ISO 8601 year, month, day or moment touches, in a zone; None if it is none of these."""
    try:
        if len(value) == 4:
            return date(int(value), 12, 31)
        if len(value) == 7:
            return (date(int(value[:4]), int(value[5:]), 1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        moment = datetime.fromisoformat(value)
        return moment.astimezone(zone).date() if moment.tzinfo else moment.date()
    except (ValueError, OverflowError):
        return None


def edition(store: Store, *, title: str, zone: str, as_of: str) -> Edition:
    """Everything a publisher needs, from the store as it is."""
    articles, placements = tuple(store.articles.all()), store.articles.placements()
    told = {placement.story for placement in placements.values()}
    pages = {page.id: page for page in store.pages.shown()}
    stories = front_page((page for page in store.revisions.newest() if page.id in told), as_of)
    made = Edition(
        title=title,
        day=None if as_of == UNDATED_NOW else _day(as_of, zone),
        built=as_of,
        data_cutoff=max((article.published for article in articles if article.day and article.published), default=None),
        stories=stories,
        threads=_threads(stories),
        articles=articles,
        copies=dict(sorted(store.articles.copies().items())),
        placements=dict(sorted(placements.items())),
        pages=pages,
        cuttings={cutting.page: cutting for cutting in store.cuttings.each(list(pages))},
        drops=store.drops.by_reason(),
    )
    plugins().hook.edition_ready(edition=made)
    return made


def _day(as_of: str, zone: str) -> str | None:
    day = _last_day(as_of, ZoneInfo(zone))
    return day.isoformat() if day else None


def _threads(stories: Iterable[StoryPage]) -> tuple[Thread, ...]:
    """Affairs of two printed stories or more, chapters in order."""
    chapters: dict[str, list[StoryPage]] = defaultdict(list)
    for page in stories:
        if page.thread is not None:
            chapters[page.thread.id].append(page)
    return tuple(
        Thread(id=thread, title=_title(found), stories=tuple(page.id for page in sorted(found, key=_chapter)))
        for thread, found in sorted(chapters.items())
        if len(found) > 1
    )


def _chapter(page: StoryPage) -> tuple[int, str]:
    return (page.thread.position if page.thread else 0, page.id)


def _title(chapters: Iterable[StoryPage]) -> str:
    first = min(chapters, key=_chapter)
    return first.thread.title if first.thread else first.headline
