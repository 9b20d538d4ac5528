"""What a search found, and what a question was answered, as pages print it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from broadsheet.language.stems import stem
from broadsheet.publish.views.evidence import Mark, Notes, matching
from broadsheet.publish.views.library import Library, headline, passage_address
from broadsheet.publish.views.wording import day_label, machine_time, plain_label
from broadsheet.publish.views.wording import marked as said_by
from broadsheet.records.story_page import StoryPage
from broadsheet.records.text import Extent
from broadsheet.records.verdict import AnswerPart
from broadsheet.search import Hit

_WORD = re.compile(r"\w+")

Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces, True for the words that were asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    """An article or a story that was found.

    Attributes:
        title: the headline.
        href: where it is.
        passages: the words that were found; printed statements with the mark of their evidence.
        meta: outlet and day of an article.
        story: title and link of the story that an article is told in.
    """

    title: Pieces
    href: str | None
    passages: tuple[tuple[Pieces, Mark | None], ...]
    meta: str = ""
    story: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The words that a part of an answer stands on. `pieces` are the article's own, True for those that the part took over."""

    number: int
    outlet: str
    date: str
    machine_date: str | None
    title: str
    pieces: Pieces
    article_href: str | None
    live_href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A part of an answer with its sources."""

    text: str
    sources: tuple[Source, ...]


def marked(text: str, query: str) -> Pieces:
    """A text with the words of a query marked, inflections too.

    >>> marked("Ferries stop. The ferry sank.", "ferry")
    (('Ferries', True), (' stop. The ', False), ('ferry', True), (' sank.', False))
    """
    asked = {stem(word.casefold()) for word in _WORD.findall(query)}
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in _WORD.finditer(text):
        if stem(match[0].casefold()) in asked:
            pieces += [(text[end : match.start()], False), (match[0], True)]
            end = match.end()
    return tuple(piece for piece in (*pieces, (text[end:], False)) if piece[0])


def stories_found(library: Library, hits: Iterable[Hit], query: str) -> tuple[FoundLine, ...]:
    """The stories that were found, best first, each with its statements that were."""
    texts: dict[str, list[str]] = {}
    for hit in hits:
        said = texts.setdefault(hit.id, []) if hit.kind != "article" and hit.id in library.stories else None
        if said is not None and hit.kind == "statement" and hit.text not in said:
            said.append(hit.text)
    return tuple(_story(library, library.stories[story], said, query) for story, said in texts.items())


def _story(library: Library, story: StoryPage, texts: Iterable[str], query: str) -> FoundLine:
    title, href = headline(story), library.story_href(story.id) or ""
    notes = Notes(library, story, address=href)
    keys = {statement.text: key for key, statement in story.statements.items()}
    found = [said for text in texts if text.rstrip(".") != title and (said := notes.said(keys.get(text, "")))]
    passages = tuple((_whose(marked(said.text, query), said.made), said.mark) for said in found)
    return FoundLine(title=marked(title, query), href=href, passages=passages)


def _whose(pieces: Pieces, made: str) -> Pieces:
    """A sentence; one that a language model wrote says so."""
    return (*pieces, (said_by("", made), False)) if made == "model" else pieces


def articles_found(library: Library, hits: Iterable[Hit], query: str) -> tuple[FoundLine, ...]:
    """The articles that were found, best first."""
    return tuple(_article(library, hit, query) for hit in hits if hit.kind == "article" and hit.id in library.articles)


def _article(library: Library, hit: Hit, query: str) -> FoundLine:
    article, story = library.articles[hit.id], library.told_in.get(hit.id)
    href = library.story_href(story.id) if story else None
    return FoundLine(
        title=marked(plain_label(article.title), query),
        href=library.article_href(article.id),
        passages=((marked(plain_label(" ".join(hit.text.split())), query), None),),
        meta=f"{library.outlet(article)} · {day_label(article.published)}",
        story=(headline(story), href) if story and href else None,
    )


def answered(library: Library, parts: Sequence[AnswerPart]) -> tuple[Said, ...]:
    """Parts of an answer; one that cites nothing that is here is left out."""
    made: list[Said] = []
    for part in parts:
        known = [(name, extent) for name, extent in part.citations if name in library.articles]
        before = sum(len(said.sources) for said in made)
        sources = tuple(_source(library, before + n, part.text, *cited) for n, cited in enumerate(known, 1))
        made += [Said(text=part.text, sources=sources)] if sources else []
    return tuple(made)


def _source(library: Library, number: int, text: str, name: str, extent: Extent) -> Source:
    article = library.articles[name]
    exact = extent.of(article.text)
    return Source(
        number=number,
        outlet=library.outlet(article),
        date=day_label(article.published),
        machine_date=machine_time(article.published),
        title=plain_label(article.title),
        pieces=matching(text, exact),
        article_href=library.article_href(name),
        live_href=passage_address(article.url, exact),
    )
