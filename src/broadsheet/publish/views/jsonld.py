"""A story as JSON-LD in the words of schema.org, for search engines and other readers of pages.

A disagreement is never called a ClaimReview: nobody here judged who is right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from broadsheet.publish import names
from broadsheet.publish.views.library import Library, headline, web_address
from broadsheet.publish.views.times import moment
from broadsheet.records.pool import Change, QuoteItem
from broadsheet.records.story_page import StoryPage

_KINDS = {"person": "Person", "organisation": "Organization", "place": "Place", "event": "Event", "work": "CreativeWork"}
_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def urn(identity: str, key: str = "") -> str:
    """The lasting name of a story or an article, or of something on a story's page.

    >>> urn("pg_01#2"), urn("st_1", "s3")
    ('urn:broadsheet:pg_01%232', 'urn:broadsheet:st_1#s3')
    """
    whole = f"urn:broadsheet:{identity.replace('%', '%25').replace('#', '%23').replace(' ', '%20')}"
    return f"{whole}#{key}" if key else whole


def block(told: dict[str, Any]) -> str:
    """JSON that may stand inside a script element of HTML: nothing in it can end the element."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def json_ld(library: Library, story: StoryPage) -> dict[str, Any]:
    """The story as a NewsArticle with its citations and quotations; a developing one as a LiveBlogPosting with its updates."""
    standfirst = story.statements.get(story.standfirst or "")
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": urn(story.id),
        "identifier": story.id,
        "version": story.revision,
        "headline": headline(story),
        "inLanguage": story.language,
        "dateModified": moment(story.times.last_update or story.times.built),
        "publisher": {"@type": "Organization", "name": library.edition.title},
        "isBasedOn": [_source(library, story, key) for key in story.articles],
        "hasPart": [*_statements(story), *_quotations(story)],
    }
    if library.up.startswith("http"):
        made["url"] = f"{library.up}{names.story_file(story.id)}"
    if standfirst:
        made["description"] = standfirst.text
    if story.times.first_seen:
        made["datePublished"] = moment(story.times.first_seen)
    mentions = [{"@type": _KINDS[card.kind], "name": card.name} for card in story.entities.values() if card.kind in _KINDS]
    if mentions:
        made["mentions"] = mentions
    corrections = [change for change in story.changes if change.kind == "corrected"]
    if corrections:
        made["correction"] = [{"@type": "CorrectionComment", "text": _told(change)} for change in corrections]
    return made | _live(story)


def _live(story: StoryPage) -> dict[str, Any]:
    """What makes a developing story of several revisions a live blog."""
    news = [change for change in story.changes if change.material and change.after]
    if story.state != "developing" or not news:
        return {}
    updates = [{"@type": "BlogPosting", "headline": _told(change), "version": change.revision} for change in news]
    return {"@type": "LiveBlogPosting", "liveBlogUpdate": updates} | (
        {"coverageStartTime": moment(story.times.first_seen)} if story.times.first_seen else {}
    )


def _told(change: Change) -> str:
    return change.after or change.before or change.kind


def _source(library: Library, story: StoryPage, key: str) -> dict[str, Any]:
    entry = story.articles[key]
    made: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": urn(entry.id),
        "name": entry.title or "Untitled",
        "publisher": {"@type": "Organization", "name": library.entry_outlet(story, entry)},
    }
    if entry.published:
        made["datePublished"] = moment(entry.published)
    if entry.byline:
        made["author"] = [{"@type": "Person", "name": name} for name in entry.byline]
    address = web_address(entry.url)
    return made | ({"url": address} if address else {})


def _statements(story: StoryPage) -> list[dict[str, Any]]:
    told = [key for key in story.statements if key in story.told]
    return [
        {"@type": "Statement", "@id": urn(story.id, key), "text": story.statements[key].text}
        | _citing(story, story.statements[key].spans)
        for key in told
    ]


def _quotations(story: StoryPage) -> list[dict[str, Any]]:
    return [_quotation(story, key, quote) for key, quote in story.quotes.items() if quote.direct]


def _quotation(story: StoryPage, key: str, quote: QuoteItem) -> dict[str, Any]:
    speaker = story.entities.get(quote.speaker or "")
    kind = "Organization" if speaker and speaker.kind == "organisation" else "Person"
    said = {"@type": "Quotation", "@id": urn(story.id, key), "text": quote.text}
    return said | {"creator": {"@type": kind, "name": quote.speaker_text}} | _citing(story, quote.spans)


def _citing(story: StoryPage, spans: Iterable[str]) -> dict[str, Any]:
    """The articles that spans stand in, each once."""
    held = dict.fromkeys(story.articles[story.spans[key].article].id for key in spans if key in story.spans)
    return {"citation": [{"@id": urn(article)} for article in held]} if held else {}
