"""To whom, where and when words were said, as a card prints it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.language.words import listed
from broadsheet.records.annotation import Annotated, Quote
from broadsheet.records.pool import PageWhen
from broadsheet.records.text import Extent
from broadsheet.write.clock import day_of
from broadsheet.write.draft import Draft
from broadsheet.write.timeline import days_of, in_print

_NOBODY = listed("me us him her them you it one someone somebody anyone anybody everyone everybody")
_OTHERS = listed("same that this those these such subsequent later earlier previous separate another other further second")
"""Words that make an occasion one of several, told of elsewhere: "in a later interview"."""

_BARE = re.compile(r"\w+ the [a-z-]+")
"""An occasion that was told of before: "in the interview"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a card prints of an occasion, and where its article says so."""

    audience: str | None = None
    venue: str | None = None
    said_at: PageWhen | None = None
    places: tuple[Extent, ...] = ()


def told(draft: Draft, annotated: Annotated, quote: Quote) -> Told:
    """The parts of an occasion that can be understood on a page of their own; a day only if the calendar knows it."""
    occasion = quote.occasion
    if occasion is None:
        return Told()
    text = annotated.article.text
    audience = _plain(text, occasion.audience, _NOBODY)
    venue = _plain(text, occasion.venue, _OTHERS)
    venue = venue and venue[0].lower() + venue[1:]
    if venue and _BARE.fullmatch(venue):
        venue = None
    when = _day(draft, annotated, occasion.when)
    kept = ((occasion.audience, audience), (occasion.venue, venue), (occasion.when, when))
    return Told(audience=audience, venue=venue, said_at=when, places=tuple(place for place, shown in kept if place and shown))


def _plain(text: str, place: Extent | None, leaning: frozenset[str]) -> str | None:
    words = " ".join(place.of(text).split()) if place else ""
    return words if words and not {word.lower() for word in words.split()} & leaning else None


def _day(draft: Draft, annotated: Annotated, place: Extent | None) -> PageWhen | None:
    when = next((when for when in annotated.times if when.extent == place), None)
    if when is None or (when.relative and day_of(annotated.article.published) is None):
        return None
    days = days_of(when.value)
    return in_print(draft, annotated.article, when, days) if days else None
