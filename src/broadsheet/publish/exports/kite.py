"""The edition in the shape that Kite, an open news reader, takes: one file of categories, and one a category with its stories."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from broadsheet.publish import names
from broadsheet.publish.files import encode_json
from broadsheet.publish.views.library import Library, headline, web_address
from broadsheet.publish.views.times import moment
from broadsheet.publish.views.wording import marked, when_label
from broadsheet.records.story_page import StoryPage

EVERYTHING = "Today"
"""The category that holds every story of the edition, in front-page order."""


def kite_files(library: Library) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """`kite.json`, and `kite/<category>.json` for the whole edition and each desk."""
    edition = library.edition
    desks = [(EVERYTHING, tuple(story.id for story in edition.stories)), *((desk.name, desk.stories) for desk in edition.desks)]
    told = [(name, f"{names.file_name(name.casefold())}.json", stories) for name, stories in desks]
    when = _seconds(edition.built)
    categories = [{"name": name, "file": f"kite/{file}"} for name, file, _ in told]
    yield "kite.json", partial(encode_json, {"timestamp": when, "categories": categories})
    for name, file, stories in told:
        yield f"kite/{file}", partial(_encoded, library, name, stories, when)


def _encoded(library: Library, name: str, stories: tuple[str, ...], when: int) -> bytes:
    return encode_json(_category(library, name, stories, when))


def _category(library: Library, name: str, stories: tuple[str, ...], when: int) -> dict[str, Any]:
    held = [library.stories[story] for story in stories if story in library.stories]
    clusters = [_cluster(library, story, name, number) for number, story in enumerate(held, start=1)]
    return {"category": name, "timestamp": when, "read": sum(len(story.articles) for story in held), "clusters": clusters}


def _cluster(library: Library, story: StoryPage, category: str, number: int) -> dict[str, Any]:
    articles = [_article(library, story, key) for key in story.articles]
    domains = list(dict.fromkeys(article["domain"] for article in articles if article["domain"]))
    made: dict[str, Any] = {
        "id": story.id,
        "cluster_number": number,
        "unique_domains": len(domains),
        "number_of_titles": len(articles),
        "category": category,
        "title": headline(story),
        "short_summary": " ".join(_told(story, "whats_happened")) or headline(story),
        "talking_points": _told(story, "behind_the_headline"),
        "perspectives": list(_perspectives(library, story)),
        "timeline": [
            {"date": when_label(event.when), "content": " ".join(_texts(story, event.statements))}
            for event in _items(story, "how_we_got_here", story.events)
        ],
        "suggested_qna": [
            {"question": asked.question, "answer": " ".join(_texts(story, asked.answer))}
            for asked in _items(story, "common_questions", story.questions)
            if asked.answered
        ],
        "articles": articles,
        "domains": [{"name": domain} for domain in domains],
        "sourceLanguage": story.language,
    }
    return made | _quote(library, story)


def _items(story: StoryPage, kind: str, pool: dict[str, Any]) -> list[Any]:
    return [pool[key] for section in story.sections if section.kind == kind for key in section.items if key in pool]


def _told(story: StoryPage, kind: str) -> list[str]:
    return [text for section in story.sections if section.kind == kind for text in _texts(story, section.body)]


def _texts(story: StoryPage, keys: tuple[str, ...]) -> list[str]:
    return [marked(said.text, said.made) for key in keys if (said := story.statements.get(key))]


def _quote(library: Library, story: StoryPage) -> dict[str, Any]:
    """The first words that somebody said, with where they stand."""
    quote = next((quote for quote in _items(story, "who_said_what", story.quotes) if quote.direct), None)
    if quote is None:
        return {}
    entry = story.articles[story.spans[quote.spans[0]].article]
    address = web_address(entry.url) or ""
    return {
        "quote": quote.text,
        "quote_author": quote.speaker_text,
        "quote_attribution": library.entry_outlet(story, entry),
        "quote_source_url": address,
        "quote_source_domain": urlsplit(address).hostname or "",
    }


def _perspectives(library: Library, story: StoryPage) -> Iterator[dict[str, Any]]:
    for paper in _items(story, "papers_say", story.papers):
        said = " ".join(_texts(story, paper.says))
        entries = [story.articles[key] for key in paper.articles if key in story.articles]
        if said and entries and not paper.copy_of:
            sources = [{"name": library.entry_outlet(story, one), "url": web_address(one.url) or ""} for one in entries]
            yield {"text": f"{sources[0]['name']}: {said}", "sources": sources}


def _article(library: Library, story: StoryPage, key: str) -> dict[str, str]:
    entry = story.articles[key]
    address = web_address(entry.url) or ""
    return {
        "title": entry.title or "Untitled",
        "link": address or f"{library.up}{names.article_file(entry.id)}",
        "domain": urlsplit(address).hostname or "",
        "date": moment(entry.published) if entry.published else "",
    }


def _seconds(built: str) -> int:
    return int(datetime.fromisoformat(moment(built)).timestamp())
