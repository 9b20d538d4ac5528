"""A story as IPTC ninjs 3.1, the news agencies' JSON."""

from __future__ import annotations

from html import escape
from typing import Any

from broadsheet.publish import names
from broadsheet.publish.views.jsonld import urn
from broadsheet.publish.views.library import Library, headline, outlet_names, web_address
from broadsheet.publish.views.telling import PROSE, has_model
from broadsheet.publish.views.times import moment
from broadsheet.publish.views.wording import marked
from broadsheet.records.story_page import StoryPage

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
MEDIA_TOPIC = "http://cv.iptc.org/newscodes/mediatopic/"
COMPOSED = "composite of captured text, chosen by rules"
COMPOSED_WITH_MODEL = f"{COMPOSED}, with sentences marked (model) that a language model wrote"
_KINDS = {"person": "people", "organisation": "organisations", "place": "places", "event": "events"}


def ninjs(library: Library, story: StoryPage) -> dict[str, Any]:
    """The story as a ninjs object; its XHTML body carries the ids of the statements, an association each cited article."""
    prose = [key for section in story.sections if section.kind in PROSE for key in section.body if key in story.statements]
    plain = "\n".join(marked(story.statements[key].text, story.statements[key].made) for key in prose) or headline(story)
    made: dict[str, Any] = {
        "uri": urn(story.id),
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "type": "text",
        "profile": "broadsheet-story",
        "representationType": "partial",
        "version": str(story.revision),
        "language": story.language,
        "pubStatus": "usable",
        "versionCreated": moment(story.times.built),
        "headlines": [{"role": "main", "contentType": "text/plain", "value": headline(story)}],
        "bodies": [
            {
                "role": "main",
                "contentType": "text/plain",
                "charCount": len(plain),
                "wordCount": len(plain.split()),
                "value": plain,
            },
            {"role": "cited", "contentType": "application/xhtml+xml", "value": "".join(_paragraph(story, key) for key in prose)},
        ],
        "infoSources": [{"name": name, "role": "source"} for name in outlet_names(library, story)],
        "associations": [_association(library, story, key) for key in story.articles],
        "altIds": [{"role": "content_sha256", "value": story.content_sha256}, {"role": "slug", "value": story.slug}],
        "digitalSourceType": {"name": COMPOSED_WITH_MODEL if has_model(story) else COMPOSED},
    }
    standfirst = story.statements.get(story.standfirst or "")
    if standfirst:
        made["descriptions"] = [{"role": "standfirst", "contentType": "text/plain", "value": standfirst.text}]
    if story.times.first_seen:
        made["firstCreated"] = moment(story.times.first_seen)
    if library.up.startswith("http"):
        page = {"name": "page", "href": f"{library.up}{names.story_file(story.id)}", "contentType": "text/html"}
        made["renditions"] = [page]
    return made | _named(story) | _subjects(story)


def _paragraph(story: StoryPage, key: str) -> str:
    statement = story.statements[key]
    cited = " ".join(dict.fromkeys(story.spans[span].article for span in statement.spans if span in story.spans))
    return f'<p id="{escape(key)}" data-articles="{escape(cited)}">{escape(marked(statement.text, statement.made))}</p>'


def _association(library: Library, story: StoryPage, key: str) -> dict[str, Any]:
    entry = story.articles[key]
    made: dict[str, Any] = {
        "name": key,
        "rel": "source",
        "uri": urn(entry.id),
        "type": "text",
        "language": entry.language,
        "headlines": [{"value": entry.title or "Untitled"}],
        "infoSources": [{"name": library.entry_outlet(story, entry), "role": "publisher"}],
    }
    if entry.byline:
        made["by"] = ", ".join(entry.byline)
    if entry.published:
        made["contentCreated"] = moment(entry.published)
    address = web_address(entry.url)
    if address:
        made["renditions"] = [{"name": "page", "href": address, "contentType": "text/html"}]
    return made


def _named(story: StoryPage) -> dict[str, Any]:
    """Whom and what the story has cards for."""
    made: dict[str, list[dict[str, str]]] = {}
    for key, card in story.entities.items():
        kind = _KINDS.get(card.kind)
        if kind:
            made.setdefault(kind, []).append({"name": card.name, "rel": "mentions", "literal": key})
    return made


def _subjects(story: StoryPage) -> dict[str, Any]:
    subjects = []
    for subject in story.subjects:
        one: dict[str, Any] = {"name": subject.label or subject.code, "rel": "about", "literal": subject.code}
        if subject.scheme == "medtop":
            one["uri"] = f"{MEDIA_TOPIC}{subject.code}"
        if subject.score is not None:
            one["confidence"] = round(100 * min(1.0, max(0.0, subject.score)))
        subjects.append(one)
    return {"subjects": subjects} if subjects else {}
