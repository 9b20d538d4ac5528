"""One JSON document per thread and per topic, and the list of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from broadsheet.publish import names
from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.views.topics import TopicRecord, topic_records
from broadsheet.records.codec import to_plain
from broadsheet.records.story import Thread
from broadsheet.records.story_page import StoryPage


def thread_documents(library: Library) -> Iterator[tuple[str, Callable[[], Any]]]:
    """`threads/<id>.json` for every thread, and `threads/index.json`, the list with the addresses that lead on."""
    for thread in library.edition.threads:
        yield names.thread_file(thread.id, "json"), partial(_thread, library, thread)
    yield "threads/index.json", partial(_threads, library)


def _threads(library: Library) -> dict[str, Any]:
    edition = library.edition
    listed = [_known(library, thread) for thread in edition.threads]
    return {"threads": listed, "redirects": dict(sorted(edition.thread_redirects.items()))}


def _chapters(library: Library, thread: Thread) -> list[StoryPage]:
    return [library.stories[story] for story in thread.stories if story in library.stories]


def _known(library: Library, thread: Thread) -> dict[str, Any]:
    stories = [story.id for story in _chapters(library, thread)]
    return {"id": thread.id, "title": thread.title, "stories": stories, "html": names.thread_file(thread.id)}


def _thread(library: Library, thread: Thread) -> dict[str, Any]:
    chapters = [_chapter(number, story) for number, story in enumerate(_chapters(library, thread), 1)]
    return _known(library, thread) | {"chapters": chapters}


def _chapter(number: int, story: StoryPage) -> dict[str, Any]:
    standfirst = story.statements.get(story.standfirst or "")
    return {
        "number": number,
        "story": story.id,
        "revision": story.revision,
        "headline": headline(story),
        "standfirst": standfirst.text if standfirst else None,
        "state": story.state,
        "first_seen": story.times.first_seen,
        "last_update": story.times.last_update,
        "json": names.story_file(story.id, "json"),
    }


def topic_documents(library: Library) -> Iterator[tuple[str, Callable[[], Any]]]:
    """`topics/<name>.json` for every topic that has a page, and `topics/index.json`, the list of them."""
    records = topic_records(library)
    for record in records:
        yield _json_file(record), partial(_topic, record)
    yield "topics/index.json", partial(_topics, records)


def _topics(records: Iterable[TopicRecord]) -> dict[str, Any]:
    stories = [[place.story.id for place in record.places] for record in records]
    listed = [_called(one) | {"json": _json_file(one), "stories": told} for one, told in zip(records, stories, strict=True)]
    return {"topics": listed}


def _json_file(record: TopicRecord) -> str:
    return record.path.removesuffix(".html") + ".json"


def _called(record: TopicRecord) -> dict[str, Any]:
    return {"id": record.known.id if record.known else None, "name": record.name, "kind": record.kind, "html": record.path}


def _topic(record: TopicRecord) -> dict[str, Any]:
    known = record.known
    return _called(record) | {
        "aliases": list(record.aliases),
        "called": [to_plain(office) for office in known.offices] if known else [],
        "disputed": [[to_plain(one), to_plain(other)] for one, other in known.disputed] if known else [],
        "namesakes": list(known.namesakes) if known else [],
        "named_in": list(dict.fromkeys(story for story, _ in known.stories)) if known else [],
        "stories": [
            {
                "story": place.story.id,
                "entity": place.key,
                "card": list(place.card.card),
                "quotes_by": list(place.quotes_by),
                "quotes_about": list(place.quotes_about),
                "numbers": list(place.numbers),
            }
            for place in record.places
        ],
    }
