"""One JSON document per thread and per topic, and the list of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from broadsheet.publish import names
from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.views.topics import TopicRecord, topic_records
from broadsheet.records.codec import to_plain
from broadsheet.records.story import Thread
from broadsheet.records.story_page import StoryPage


def thread_documents(library: Library) -> Iterator[tuple[str, Any]]:
    """`threads/<id>.json` for every thread, and `threads/index.json`, the list with the addresses that lead on."""
    edition = library.edition
    listed = []
    for thread in edition.threads:
        chapters = [library.stories[story] for story in thread.stories if story in library.stories]
        file = names.thread_file(thread.id)
        known = {"id": thread.id, "title": thread.title, "stories": [story.id for story in chapters], "html": file}
        listed.append(known)
        yield names.thread_file(thread.id, "json"), _thread(thread, known, chapters)
    yield "threads/index.json", {"threads": listed, "redirects": dict(sorted(edition.thread_redirects.items()))}


def _thread(thread: Thread, known: dict[str, Any], chapters: list[StoryPage]) -> dict[str, Any]:
    return known | {"id": thread.id, "chapters": [_chapter(number, story) for number, story in enumerate(chapters, 1)]}


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


def topic_documents(library: Library) -> Iterator[tuple[str, Any]]:
    """`topics/<name>.json` for every topic that has a page, and `topics/index.json`, the list of them."""
    listed = []
    for record in topic_records(library):
        known = {"id": record.known.id if record.known else None, "name": record.name, "kind": record.kind, "html": record.path}
        file = record.path.removesuffix(".html") + ".json"
        listed.append(known | {"json": file, "stories": [place.story.id for place in record.places]})
        yield file, known | _topic(record)
    yield "topics/index.json", {"topics": listed}


def _topic(record: TopicRecord) -> dict[str, Any]:
    known = record.known
    return {
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
