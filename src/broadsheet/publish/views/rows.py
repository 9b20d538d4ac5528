"""What an edition holds as rows of tables: each thing that a story prints with the exact words that it stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from broadsheet.publish.views.library import Library, headline
from broadsheet.records.pool import Holder
from broadsheet.records.story_page import StoryPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table: its fields are the columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow(Row):
    """A story. Times are ISO 8601, `importance` is that of the front page, and counts are those of `records.story_page.Stats`."""

    story: str
    headline: str
    standfirst: str | None
    state: str
    first_seen: str | None
    last_update: str | None
    articles: int
    outlets: int
    origins: int
    copies: int
    importance: float | None
    thread: str | None
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow(Row):
    """An article of a story. `origin` is the article that it is a copy of, or itself; `text` is what offsets count into."""

    story: str
    article: str
    outlet: str
    title: str
    authors: tuple[str, ...]
    published: str | None
    url: str | None
    language: str
    role: str
    copy_kind: str
    origin: str
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited(Row):
    """Something that a story prints, and where its first words stand.

    Attributes:
        story: id of the story.
        headline: its headline.
        key: the key of the thing in the story's pool.
        words: those of the first span, exactly as the article has them.
        span: the key of the span.
        article: id of the article.
        outlet: its outlet, as people call it.
        published: when it came out, ISO 8601.
        url: where it stands.
    """

    story: str
    headline: str
    key: str
    words: str | None = None
    span: str | None = None
    article: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow(Cited):
    """A sentence of a story. `section` is where it stands first, `origins` how many independent accounts carry it."""

    text: str
    section: str | None
    made: str
    support: str
    origins: int
    score: float | None
    modality: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow(Cited):
    """What somebody said, in their words (`direct`) or reported."""

    speaker: str
    role: str | None
    text: str
    direct: bool
    verb: str | None
    audience: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow(Cited):
    """A figure: its value in its unit, what it counts (`label`), who says so (`holder`)."""

    value: float
    value_high: float | None
    unit: str
    qualifier: str | None
    label: str
    text: str | None
    holder: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow(Cited):
    """A dated event, told by statements."""

    start: str | None
    end: str | None
    precision: str
    when: str
    tense: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow(Cited):
    """One side of a disagreement; `side` counts from 1."""

    kind: str
    issue: str
    state: str
    side: int
    value: float | None
    text: str
    holders: str


Making = Callable[[Library, StoryPage], Iterable[Row]]
_FIRST, _PLACE = ("story", "headline", "key"), ("words", "span", "article", "outlet", "published", "url")


def columns(kind: type[Row]) -> tuple[str, ...]:
    """The columns of a kind of row: its own between what it is of and where it stands."""
    names = tuple(field.name for field in fields(kind))
    if not issubclass(kind, Cited):
        return names
    return (*_FIRST, *(name for name in names if name not in (*_FIRST, *_PLACE)), *_PLACE)


def plain(row: Row) -> dict[str, Any]:
    """A row by its columns, in their order."""
    return {column: getattr(row, column) for column in columns(type(row))}


def rows(library: Library, table: str, stories: Iterable[StoryPage] | None = None) -> Iterator[Row]:
    """The rows of a table of `TABLES`, story by story in front-page order; of these stories alone, if any are named."""
    _, make = TABLES[table]
    for story in library.edition.stories if stories is None else stories:
        yield from make(library, story)


def _stories(_library: Library, story: StoryPage) -> Iterator[StoryRow]:
    standfirst, stats = story.statements.get(story.standfirst or ""), story.stats
    yield StoryRow(
        story=story.id, headline=headline(story), standfirst=standfirst.text if standfirst else None, state=story.state,
        first_seen=story.times.first_seen, last_update=story.times.last_update, articles=stats.articles, outlets=stats.outlets,
        origins=stats.origins, copies=stats.copies, importance=stats.importance, revision=story.revision,
        thread=story.thread.id if story.thread else None,
    )  # fmt: skip


def _articles(library: Library, story: StoryPage) -> Iterator[ArticleRow]:
    for entry in story.articles.values():
        held = library.articles.get(entry.id)
        yield ArticleRow(
            story=story.id, article=entry.id, outlet=library.entry_outlet(story, entry), title=entry.title, authors=entry.byline,
            published=entry.published, url=entry.url, language=entry.language, role=entry.role, copy_kind=entry.copy_kind,
            origin=entry.origin, text=held.text if held else None,
        )  # fmt: skip


def _statements(library: Library, story: StoryPage) -> Iterator[StatementRow]:
    stands: dict[str, str] = {key: section.kind for section in reversed(story.printed) for key in section.body}
    stands |= {key: name for key, name in ((story.standfirst, "standfirst"), (story.headline, "headline")) if key}
    for key, said in story.statements.items():
        yield StatementRow(
            text=said.text, section=stands.get(key), made=said.made, support=said.support, origins=said.origins,
            score=said.score, modality=said.modality, **_cited(library, story, key, said.spans),
        )  # fmt: skip


def _quotes(library: Library, story: StoryPage) -> Iterator[QuoteRow]:
    for key, quote in story.quotes.items():
        yield QuoteRow(
            speaker=quote.speaker_text, role=quote.speaker_role, text=quote.text, direct=quote.direct, verb=quote.verb,
            audience=quote.audience, **_cited(library, story, key, quote.spans),
        )  # fmt: skip


def _figures(library: Library, story: StoryPage) -> Iterator[FigureRow]:
    for key, number in story.numbers.items():
        yield FigureRow(
            value=number.value, value_high=number.value_high, unit=number.unit, qualifier=number.qualifier, label=number.label,
            text=number.text, holder=number.holder, as_of=number.as_of, **_cited(library, story, key, number.spans),
        )  # fmt: skip


def _events(library: Library, story: StoryPage) -> Iterator[EventRow]:
    for key, event in story.events.items():
        when, told = event.when, [story.statements[each] for each in event.statements if each in story.statements]
        yield EventRow(
            start=when.start, end=when.end, precision=when.precision, when=when.text, tense=event.tense,
            told=" ".join(said.text for said in told), **_cited(library, story, key, told[0].spans if told else ()),
        )  # fmt: skip


def _sides(library: Library, story: StoryPage) -> Iterator[SideRow]:
    for key, found in story.contradictions.items():
        for number, side in enumerate(found.sides, start=1):
            names = [name for one in side.holders if (name := _name(story, one))]
            yield SideRow(
                kind=found.kind, issue=found.issue, state=found.state, side=number, value=side.value, text=side.text,
                holders="; ".join(names), **_cited(library, story, key, side.spans),
            )  # fmt: skip


def _cited(library: Library, story: StoryPage, key: str, spans: tuple[str, ...]) -> dict[str, Any]:
    """The fields of `Cited` for what stands on these spans."""
    told = {"story": story.id, "headline": headline(story), "key": key}
    span = story.spans.get(spans[0]) if spans else None
    if span is None:
        return told
    entry = story.articles[span.article]
    place = {"words": span.exact, "span": spans[0], "article": entry.id, "outlet": library.entry_outlet(story, entry)}
    return {**told, **place, "published": entry.published, "url": entry.url}


def _name(story: StoryPage, holder: Holder) -> str:
    speaker, outlet = story.entities.get(holder.speaker or ""), story.outlets.get(holder.outlet or "")
    return speaker.name if speaker else outlet.name if outlet else ""


TABLES: Mapping[str, tuple[type[Row], Making]] = {
    "stories": (StoryRow, _stories),
    "articles": (ArticleRow, _articles),
    "statements": (StatementRow, _statements),
    "quotes": (QuoteRow, _quotes),
    "figures": (FigureRow, _figures),
    "events": (EventRow, _events),
    "contradictions": (SideRow, _sides),
}
"""Table → the kind of its rows, and what makes those of a story."""
