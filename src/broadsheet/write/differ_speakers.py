"""The same words, given by two origins to two people."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from broadsheet.language.similarity import containment, shingles
from broadsheet.language.words import fold, words
from broadsheet.records.annotation import Annotated, Quote
from broadsheet.records.text import Extent
from broadsheet.write.cast import Member
from broadsheet.write.differ import Account, Difference, clause_of
from broadsheet.write.dossier import Dossier, Passage

FEWEST = 7
"""Words of a quotation that two people do not use by chance."""

RUN, SAME = 3, 0.8
"""Words of a run; share of the shorter quotation's runs in the longer from which both are one."""


class Spoken(NamedTuple):
    """A quotation with whom the article names beside it as its speaker."""

    passage: Passage
    quote: Quote
    member: Member
    runs: frozenset[str]


def speaker_differences(dossier: Dossier) -> Iterator[Difference]:
    """Every two quotations of the same words by two people, each named where the words stand."""
    spoken = [found for voice in dossier.voices for quote in voice.quotes if (found := _spoken(dossier, voice, quote))]
    for one, other in combinations(spoken, 2):
        if one.passage.origin == other.passage.origin or _one_person(one.member, other.member):
            continue
        if containment(one.runs, other.runs) >= SAME:
            first = " ".join(one.quote.extent.of(one.passage.article.article.text).split()[:FEWEST])
            yield Difference(
                kind="attribution",
                issue=f"Who said “{first} …”",
                sides=(_account(one), _account(other)),
                confidence=0.85,
                why="the same words stand in both, under two names",
            )


def _spoken(dossier: Dossier, voice: Annotated, quote: Quote) -> Spoken | None:
    """A direct quotation of some length whose speaker stands beside it by name."""
    said = words(quote.extent.of(voice.article.text))
    index = dossier.passage_at(voice.article.id, quote.extent)
    if not quote.direct or quote.speaker is None or len(said) < FEWEST or index is None or not _by_name(voice, quote):
        return None
    member = dossier.cast.of(voice.article.id, quote.speaker.entity)
    if member is None or member.kind != "person" or " " not in member.name:
        return None
    return Spoken(dossier.passages[index], quote, member, shingles(said, RUN))


def _by_name(voice: Annotated, quote: Quote) -> bool:
    """Whether the speaker is named, and nobody else between his name and his words."""
    place = quote.speaker.extent if quote.speaker else quote.extent
    people = [m for m in voice.mentions if m.kind == "person" and not m.pronoun]
    said_by = {m.entity for m in people if m.extent.overlaps(place)}
    between = Extent(min(place.end, quote.extent.end), max(place.start, quote.extent.start))
    return bool(said_by) and all(m.entity in said_by for m in people if between.holds(m.extent))


def _one_person(one: Member, other: Member) -> bool:
    return fold(one.surname).lower() == fold(other.surname).lower() or bool(set(one.held) & set(other.held))


def _account(spoken: Spoken) -> Account:
    return Account(passage=spoken.passage, text=spoken.member.name, clause=clause_of(spoken.passage, spoken.quote.extent))
