"""An edition in which every field that comes from a page is a payload: titles, authors, outlets, bodies, captions, addresses."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from broadsheet.records.edition import Edition
from broadsheet.records.page import Cutting, Page
from broadsheet.records.pool import QuoteItem
from broadsheet.records.story_page import StoryPage
from tests.hostile.payloads import addresses
from tests.publish.desk import Desk, article, edition

A_STORY = 25
"""Payloads, that is articles, of a story."""
_UNSEEN = ("Cc", "Cf", "Cs")


def poisoned(payloads: Sequence[str]) -> Edition:
    """Stories of 25 articles, one for every payload."""
    links = addresses(len(payloads))
    groups = [range(at, min(at + A_STORY, len(payloads))) for at in range(0, len(payloads), A_STORY)]
    return edition(*(_story(number, [_article(payloads[at], links[at]) for at in group]) for number, group in enumerate(groups)))


def harmless(count: int) -> Edition:
    """The same edition of plain words."""
    return poisoned([f"Words of the harbour number {number}" for number in range(count)])


def _article(payload: str, address: str) -> tuple[Page, Cutting]:
    words = _normal(payload)
    return article(
        f"odd/{payload}.txt", payload, f"The bridge closed {words} on Monday.", f"{words} A second paragraph.",
        outlet=f"Post {payload}", authors=(payload,), captions=(payload,), agency=payload, section=payload, url=address,
        published="2031-05-05", date_source="meta", language="en",
    )  # fmt: skip


def _normal(payload: str) -> str:
    """The payload as it can stand in a text: extraction leaves no control characters there, and one blank between words."""
    return " ".join("".join(" " if unicodedata.category(c) in _UNSEEN else c for c in payload).split()) or "x"


def _story(number: int, cuttings: list[tuple[Page, Cutting]]) -> tuple[Desk, StoryPage]:
    desk = Desk(f"st_{number}", cuttings)
    keys = [f"a{place}" for place in range(1, len(cuttings) + 1)]
    told = [_say(desk, key) for key in keys]
    title = desk.article("a1").title
    desk.section("whats_happened", f"What’s happened {title}", [*told, desk.note(title)])
    quotes = [desk.item("quotes", "q", _quote(desk, key)) for key in keys]
    desk.section("who_said_what", "Who said what", items=quotes)
    return desk, desk.page(told[0], told[1])


def _say(desk: Desk, key: str) -> str:
    words = desk.article(key).text.split("\n")[0]
    return desk.say(words, (key, words), why=(desk.article(key).title,))


def _quote(desk: Desk, key: str) -> QuoteItem:
    words = desk.article(key).text.split("\n")[1]
    spoken = desk.article(key).title
    return QuoteItem(
        text=words,
        direct=True,
        spans=(desk.span(key, words),),
        speaker_text=spoken,
        speaker_role=spoken,
        verb="said",
        audience=spoken,
        carried_by=(),
    )
