"""One and the same editor at the desk of a small store."""

from __future__ import annotations

from typing import Any

from broadsheet import pipeline
from broadsheet.records.edition import Edition
from broadsheet.records.editorial import EditorialDecision
from broadsheet.records.story_page import StoryPage
from broadsheet.store import Store

NOW, LATER = "2031-03-09T12:00:00+00:00", "2031-03-10T12:00:00+00:00"


def decided(store: Store, kind: str, story: str | None = None, **more: Any) -> EditorialDecision:
    """A decision, made."""
    return pipeline.decide(store, EditorialDecision(**{"kind": kind, "editor": "Ada Holm", "at": NOW, "story": story, **more}))


def withdrawn(store: Store, name: str) -> EditorialDecision:
    """A decision, taken back a day later."""
    return pipeline.withdraw(store, name, editor="Ada Holm", at=LATER)


def statuses(store: Store, as_of: str = NOW) -> list[tuple[str, str]]:
    """Kinds of the decisions with what became of them."""
    return [(held.decision.kind, held.status) for held in pipeline.decisions(store, as_of=as_of)]


def printed(store: Store, as_of: str = NOW) -> Edition:
    """The edition of a moment, after the pages were written for it."""
    pipeline.write(store, as_of=as_of)
    return pipeline.edition(store, title="The Post", zone="UTC", as_of=as_of)


def page_of(edition: Edition, story: str) -> StoryPage:
    """A story's page in an edition."""
    return next(page for page in edition.stories if page.id == story)


def said(page: StoryPage, key: str | None) -> str:
    """What a page says under a key."""
    found = page.statements.get(key or "") or page.notes.get(key or "")
    return found.text if found else ""
