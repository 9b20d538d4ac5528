"""Whom a paper quotes that no other paper of the story quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from broadsheet.language.words import words
from broadsheet.records.annotation import Annotated, Quote
from broadsheet.records.text import Extent
from broadsheet.write.cast import Member
from broadsheet.write.dossier import Dossier

_SAYING = re.compile(
    r"\b(?:said|says|told|according to|added|wrote|tweeted|announced|warned|argued|insisted|claimed|called|statement)\b|[“\"]",
    re.IGNORECASE,
)
"""A sentence that may give somebody's words, whether or not a quotation was found in it."""


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody quoted, and where first: article id and extent."""

    member: Member
    article: str
    extent: Extent


def own_sources(dossier: Dossier, group: Iterable[Annotated]) -> list[Source]:
    """Those whom only these articles quote, in the order of the articles.

    A person needs a name of two words. Nobody counts whose surname, or a word of whose name if it is a body, stands in a sentence
    of another origin that may give words.
    """
    own = list(group)
    origins = {dossier.origin(annotated.article.id) for annotated in own}
    heard = {
        word
        for annotated in dossier.story.articles
        if dossier.origin(annotated.article.id) not in origins
        for word in _heard(annotated)
    }
    found: dict[str, Source] = {}
    for annotated in own:
        for member, quote in _speakers(dossier, annotated):
            named = words(member.surname)
            if named and not heard.intersection(named) and member.name not in found:
                found[member.name] = Source(member, annotated.article.id, quote.extent)
    return list(found.values())


def _speakers(dossier: Dossier, annotated: Annotated) -> Iterator[tuple[Member, Quote]]:
    for quote in annotated.quotes:
        member = dossier.cast.of(annotated.article.id, quote.speaker.entity) if quote.speaker and quote.speech else None
        if member and member.kind in ("person", "organisation") and (member.kind != "person" or " " in member.name):
            yield member, quote


def _heard(annotated: Annotated) -> Iterator[str]:
    """The words of all sentences in which somebody may be quoted."""
    text = annotated.article.text
    spoken = {quote.sentence for quote in annotated.quotes}
    for number, sentence in enumerate(annotated.sentences):
        said = sentence.extent.of(text)
        if number in spoken or _SAYING.search(said):
            yield from words(said)
