"""What there is to follow: the paper, its desks, its news about stories already told, every long affair, every topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from broadsheet.publish import names
from broadsheet.publish.views.library import Library
from broadsheet.publish.views.topics import topic_records
from broadsheet.publish.views.wording import plain_label
from broadsheet.records.story_page import StoryPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry: a story, or a revision of it that brought news."""

    story: StoryPage
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One feed.

    Attributes:
        name: what stays the same for ever; its id.
        stem: where it lies below the site's folder, without the ending.
        page: the page that shows the same.
        updated: when it last changed, ISO 8601.
        items: its entries.
    """

    name: str
    title: str
    stem: str
    page: str
    updated: str
    items: tuple[Item, ...]


def told_at(story: StoryPage) -> str:
    """When a story last had news; of an undated one, when its page was made."""
    return story.times.last_update or story.times.built


def channels(library: Library) -> Iterator[Channel]:
    """Every channel of an edition. Those of affairs and topics change only with their stories."""
    edition, paper = library.edition, library.edition.title
    digest, stories = names.short_digest(paper), library.stories.values()
    yield Channel(
        name=f"paper:{digest}",
        title=paper,
        stem="feed",
        page="index.html",
        updated=edition.built,
        items=_whole(stories),
    )
    yield Channel(
        name=f"updates:{digest}",
        title=f"{paper}: what is new in stories already told",
        stem="updates",
        page="index.html",
        updated=edition.built,
        items=tuple(Item(story=story, revision=story.revision) for story in stories if has_news(story)),
    )
    for desk in edition.desks:
        held = [library.stories[one] for one in desk.stories if one in library.stories]
        name = names.file_name(desk.name.casefold())
        yield _of(f"desk:{name}", f"{paper}: {plain_label(desk.name)}", f"feeds/desks/{name}", "index.html", held)
    for thread in edition.threads:
        held = [library.stories[one] for one in thread.stories if one in library.stories]
        page = names.thread_file(thread.id)
        yield _of(names.file_name(thread.id), plain_label(thread.title), names.thread_feed(thread.id), page, held[::-1])
    for record in topic_records(library):
        held = [place.story for place in record.places]
        stem = names.topic_feed(record.path)
        yield _of(f"topic:{names.short_digest(record.path)}", plain_label(record.name), stem, record.path, held)


def has_news(story: StoryPage) -> bool:
    """Whether the story's newest revision brought news to whoever had read the one before."""
    return story.revision > 1 and any(change.material for change in story.changes if change.revision == story.revision)


def _of(name: str, title: str, stem: str, page: str, stories: Iterable[StoryPage]) -> Channel:
    held = tuple(stories)
    newest = max((told_at(story) for story in held), default="1970-01-01")
    return Channel(name=name, title=title, stem=stem, page=page, updated=newest, items=_whole(held))


def _whole(stories: Iterable[StoryPage]) -> tuple[Item, ...]:
    return tuple(Item(story=story) for story in stories)
