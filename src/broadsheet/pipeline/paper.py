"""From the store to an edition."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from broadsheet.hookspecs import call
from broadsheet.pipeline.arranging import arranged, left_out
from broadsheet.pipeline.day import day_of
from broadsheet.pipeline.desks import desks
from broadsheet.pipeline.docket import orders
from broadsheet.pipeline.registry import printable
from broadsheet.pipeline.sourcing import desks_told, sources_of, weights
from broadsheet.records.edition import Edition
from broadsheet.records.importance import front_page
from broadsheet.records.page import Page
from broadsheet.records.story import Thread
from broadsheet.records.story_page import StoryPage
from broadsheet.store import Store


def edition(store: Store, *, title: str, zone: str, as_of: str, saved: Mapping[str, str] | None = None) -> Edition:
    """Everything a publisher needs, from the store as it is; `saved` are the user's own desks, name → query."""
    every, placements, told = tuple(store.articles.all()), store.articles.placements(), orders(store, as_of)
    pages = {page.id: page for page in store.pages.shown()}
    stories, sources = arranged(ranked(store, as_of), told), sources_of(store)
    unseen = left_out(every, placements, stories, told.hidden)
    articles = tuple(article for article in every if article.id not in unseen)
    closed = {article.page for article in every if article.id in unseen}
    threads = _threads(stories)
    made = Edition(
        title=title,
        day=day_of(as_of, zone),
        built=as_of,
        data_cutoff=max((article.published for article in articles if article.day and article.published), default=None),
        stories=stories,
        threads=threads,
        articles=articles,
        copies=dict(sorted(store.articles.copies().items())),
        placements=dict(sorted(placements.items())),
        pages=pages,
        cuttings={cutting.page: cutting for cutting in store.cuttings.each(list(pages)) if cutting.page not in closed},
        registry=printable(store.registry.all(), (story.id for story in stories)),
        drops=store.drops.by_reason(),
        redirects=_redirects(store, stories),
        thread_redirects=_thread_redirects(store, stories, threads),
        vanished=_vanished(store, pages),
        expired=store.pages.expired(),
        desks=desks(stories, saved or {}, desks_told(stories, sources)),
        lead=next((story.id for story in stories if story.id == told.lead), None),
        pinned=tuple(story.id for story in stories if story.id in told.pinned),
        hidden=dict(sorted(told.hidden.items())),
    )
    call("edition_ready", edition=made)
    return made


def ranked(store: Store, as_of: str) -> tuple[StoryPage, ...]:
    """The newest page of every story, in the order of the front page."""
    newest = store.revisions.newest()
    return front_page(newest, as_of, weights(newest, sources_of(store)))


def _vanished(store: Store, pages: Mapping[str, Page]) -> dict[str, str]:
    """The pages whose address is gone, and when that was first seen: the version that was kept last, and all before it."""
    gone = {page: since for page, since in store.fetched.vanished().items() if page in pages}
    left = {pages[page].url: since for page, since in gone.items() if pages[page].url}
    return gone | {page.id: left[page.url] for page in pages.values() if page.url in left}


def _redirects(store: Store, stories: Iterable[StoryPage]) -> dict[str, str]:
    """Where the addresses of earlier editions lead that this one has no page for."""
    printed = {page.id for page in stories}
    return {old: new for old, new in store.successions.redirects().items() if new in printed}


def _thread_redirects(store: Store, stories: Iterable[StoryPage], threads: Iterable[Thread]) -> dict[str, str]:
    """Where earlier threads lead: to the one that holds most of their chapters now, else to the first of these."""
    printed = {page.id for page in stories}
    home = {story: thread.id for thread in threads for story in thread.stories}
    found = {}
    for old, chapters in store.successions.chapters().items():
        kept = [story for story in chapters if story in printed]
        counted = Counter(home[story] for story in kept if story in home)
        if kept and old not in home.values():
            found[old] = min(counted, key=lambda thread: (-counted[thread], thread)) if counted else kept[0]
    return found


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
