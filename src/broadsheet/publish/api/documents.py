"""One JSON document per story, thread and topic, lists of them, and the account of the build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from broadsheet.publish import names
from broadsheet.publish.api.across import thread_documents, topic_documents
from broadsheet.publish.api.articles import article_documents
from broadsheet.publish.api.front import FILE, edition_document
from broadsheet.publish.files import Report, encode_json, write_file
from broadsheet.publish.ledger import publish_offer
from broadsheet.publish.observed import unranked
from broadsheet.publish.offer import Maker, alike
from broadsheet.publish.views.library import Library, headline, observed
from broadsheet.records.codec import to_plain
from broadsheet.records.edition import Edition
from broadsheet.records.story_page import StoryPage

ApiReport = Report
INDEX = "stories/index.json"


def write_api(edition: Edition, folder: Path) -> ApiReport:
    """Write `stories/<id>.json` in the shape `broadsheet/story@1`, a document per thread and topic, and `index.json` of each kind.

    Raises:
        UsageError: the folder cannot be written, or a link in it leads out of it.
    """
    seen = observed(edition)
    return publish_offer(folder, "api", seen, offered(seen))


def write_build(
    edition: Edition, folder: Path, timings: Mapping[str, float] | None = None, model: Mapping[str, Any] | None = None
) -> None:
    """Write `build.json`: counts, drops, timings in seconds, what a model did. The only file that may differ between two builds.

    Raises:
        UsageError: the folder cannot be written, or a link in it leads out of it.
    """
    write_file(folder, "build.json", encode_json(build_account(edition, timings or {}, model)))


def offered_build(edition: Edition) -> Iterator[tuple[str, Maker]]:
    """`build.json` of an edition that nobody took the time of."""
    yield "build.json", alike(lambda: encode_json(build_account(edition, {})))


def build_account(edition: Edition, timings: Mapping[str, float], model: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What `build.json` holds; `model` is the account of the run's language model."""
    checks = [story.build.checks for story in edition.stories]
    return {
        "edition": edition.day,
        "built": edition.built,
        "data_cutoff": edition.data_cutoff,
        "counts": {
            "pages": len(edition.pages),
            "articles": len(edition.articles),
            "copies": sum(copy.origin != copy.article for copy in edition.copies.values()),
            "stories": len(edition.stories),
            "threads": len(edition.threads),
            "statements": sum(check.statements for check in checks),
            "refused": sum(check.refused for check in checks),
            "spans": sum(check.spans for check in checks),
            "mismatches": sum(check.mismatches for check in checks),
        },
        "drops": {step: dict(sorted(reasons.items())) for step, reasons in sorted(edition.drops.items())},
        "timings": dict(timings),
    } | ({"model": {"standing": _standing(edition), **model}} if model else {})


def _standing(edition: Edition) -> int:
    """Sentences of a language model that the edition prints, whenever they were written."""
    return sum(story.build.model.written for story in edition.stories if story.build.model)


def offered(edition: Edition) -> Iterator[tuple[str, Maker]]:
    """Every document, each made when it is asked for."""
    library = Library(edition)
    for story in library.stories.values():
        yield names.story_file(story.id, "json"), alike(partial(story_document, story))
    yield INDEX, alike(partial(_encoded, partial(_listed, edition)))
    for path, make in (*thread_documents(library), *topic_documents(library)):
        yield path, alike(partial(_encoded, make))


def offered_live(edition: Edition) -> Iterator[tuple[str, Maker]]:
    """What the web app has and a site's folder has not: the front page as a document, and one document per article."""
    library = Library(edition)
    yield FILE, alike(lambda: encode_json(edition_document(library)))
    for path, make in article_documents(library):
        yield path, alike(partial(_encoded, make))


def _encoded(make: Callable[[], Any]) -> bytes:
    return encode_json(make())


def story_document(story: StoryPage) -> bytes:
    """The story in the shape `broadsheet/story@1`, as it lies in the site's folder."""
    return encode_json(to_plain(unranked(story)))


def _listed(edition: Edition) -> dict[str, Any]:
    return {
        "title": edition.title,
        "edition": edition.day,
        "built": edition.built,
        "data_cutoff": edition.data_cutoff,
        "stories": [_summary(story) for story in edition.stories],
        "redirects": dict(sorted(edition.redirects.items())),
        "lead": edition.lead,
        "pinned": list(edition.pinned),
        "hidden": dict(sorted(edition.hidden.items())),
    }


def _summary(story: StoryPage) -> dict[str, Any]:
    standfirst = story.statements.get(story.standfirst or "")
    return {
        "id": story.id,
        "slug": story.slug,
        "revision": story.revision,
        "headline": headline(story),
        "standfirst": standfirst.text if standfirst else None,
        "language": story.language,
        "state": story.state,
        "thread": story.thread.id if story.thread else None,
        "first_seen": story.times.first_seen,
        "last_update": story.times.last_update,
        "stats": to_plain(story.stats),
        "content_sha256": story.content_sha256,
        "html": names.story_file(story.id),
        "json": names.story_file(story.id, "json"),
    }
