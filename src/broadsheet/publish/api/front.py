"""The front page as one JSON document: what leads, what stands below it, the desks, the day's figures, what is coming."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from broadsheet.publish import names
from broadsheet.publish.views.front import Lead, Line, RailItem, front
from broadsheet.publish.views.library import Library

FILE = "edition.json"


def edition_document(library: Library) -> dict[str, Any]:
    """The front page of an edition; stories by their ids, which `stories/index.json` tells more of."""
    edition, view = library.edition, front(library)
    home = {names.story_file(story): story for story in library.stories}
    return {
        "title": edition.title,
        "edition": edition.day,
        "built": edition.built,
        "data_cutoff": edition.data_cutoff,
        "counts": {"stories": len(edition.stories), "articles": len(edition.articles), "threads": len(edition.threads)},
        "lead": _lead(view.lead) if view.lead else None,
        "seconds": [_line(line) for line in view.seconds],
        "desks": [{"name": desk.heading, "stories": [_line(line) for line in (*desk.lines, *desk.folded)]} for desk in view.desks],
        "numbers": _rail(home, view.numbers),
        "watching": _rail(home, view.coming),
        "differing": _rail(home, view.differing),
        "threads": [thread.id for thread in edition.threads],
    }


def _line(line: Line) -> dict[str, Any]:
    said = line.standfirst
    return {
        "story": line.id,
        "revision": line.revision,
        "headline": line.headline,
        "standfirst": said.text if said else None,
        "state": line.state,
        "last_update": line.machine_date,
        "new_statements": line.fresh,
        "html": line.href,
        "json": names.story_file(line.id, "json"),
    }


def _lead(lead: Lead) -> dict[str, Any]:
    return _line(lead.line) | {
        "outlets": list(lead.outlets),
        "text": [said.text for said in lead.text],
        "new": [said.text for said in lead.new],
        "figures": [{"value": card.value, "label": card.label} for card in lead.figures],
        "differences": [card.issue for card in lead.differences],
    }


def _rail(home: dict[str, str], items: Iterable[RailItem]) -> list[dict[str, Any]]:
    """Lines of the rail: the words in bold, what they belong to, the printed sentence, the story and where it tells that."""
    return [
        {
            "bold": item.bold,
            "text": item.text,
            "statement": item.said.text if item.said else None,
            "story": home[item.href.partition("#")[0]],
            "html": item.href,
        }
        for item in items
    ]
