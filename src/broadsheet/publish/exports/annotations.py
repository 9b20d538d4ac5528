"""Every span of a story as a W3C Web Annotation: which words of which article carry which statement."""

from __future__ import annotations

from typing import Any

from broadsheet.publish.views.jsonld import urn
from broadsheet.publish.views.library import web_address
from broadsheet.records.story_page import StoryPage
from broadsheet.records.text import Span


def annotation_page(story: StoryPage) -> dict[str, Any]:
    """The spans in the order of the pool; the body of each names what stands on it."""
    carried = _carried(story)
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": urn(story.id, "spans"),
        "type": "AnnotationPage",
        "items": [_annotation(story, key, span, carried.get(key, [])) for key, span in story.spans.items()],
    }


def _annotation(story: StoryPage, key: str, span: Span, carried: list[str]) -> dict[str, Any]:
    entry = story.articles[span.article]
    selectors: list[dict[str, Any]] = [
        {"type": "TextQuoteSelector", "exact": span.exact, "prefix": span.prefix, "suffix": span.suffix},
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]
    target: dict[str, Any] = {"source": web_address(entry.url) or urn(entry.id), "selector": selectors, "scope": urn(entry.id)}
    made: dict[str, Any] = {"id": urn(story.id, key), "type": "Annotation", "motivation": "linking", "target": target}
    if carried:
        made["body"] = [{"type": "SpecificResource", "source": urn(story.id, each), "purpose": "linking"} for each in carried]
    return made


def _carried(story: StoryPage) -> dict[str, list[str]]:
    """Span → keys of the statements, figures and quotations that stand on it."""
    found: dict[str, list[str]] = {}
    for pool in (story.statements, story.numbers, story.quotes):
        for key, item in pool.items():
            for span in item.spans:
                found.setdefault(span, []).append(key)
    return found
