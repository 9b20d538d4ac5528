"""A desk on which tests set story pages: it finds every span in its article, so that no page can cite what is not there."""

# ruff: noqa: E501  (a record a line)

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from slugify import slugify

from broadsheet.records.article import Article, Copy, CopyKind, Piece
from broadsheet.records.codec import digest, to_plain
from broadsheet.records.edition import Edition
from broadsheet.records.page import Cutting, Line, LineKind, Page
from broadsheet.records.pool import ArticleEntry, OutletEntry
from broadsheet.records.story import Placement, Thread
from broadsheet.records.story_page import (
    SCHEMA,
    BuildReport,
    Checks,
    Section,
    Stats,
    StoryPage,
    ThreadPlace,
    Times,
)
from broadsheet.records.text import Extent, Note, Span, Statement

BUILT = "2031-05-06T07:00:00Z"
Cite = tuple[str, str]


def raw_page(name: str, parts: list[tuple[LineKind, int | None, str, str]], **more: Any) -> tuple[Page, Cutting]:
    """A plain page and its cutting, from lines `(kind, article, text, why)`; the body lines make the articles."""
    body = "\n".join(text for _, _, text, _ in parts)
    page = Page(name=name, kind="text", body=body)
    lines, start = [], 0
    for number, (kind, article, text, why) in enumerate(parts, 1):
        lines.append(Line(number=number, extent=Extent(start, start + len(text)), kind=kind, article=article, why=why))
        start += len(text) + 1
    places = sorted({line.article for line in lines if line.article})
    articles = tuple(_cut(page, place, lines, **more) for place in places)
    return page, Cutting(page=page.id, text=body, lines=tuple(lines), articles=articles)


def _cut(page: Page, place: int, lines: list[Line], **more: Any) -> Article:
    mine = [line for line in lines if line.article == place]
    body = [line for line in mine if line.kind == "body"]
    title = next((line.extent.of(page.body) for line in mine if line.kind == "headline"), "")
    pieces, start = [], 0
    for line in body:
        pieces.append(Piece(page_start=line.extent.start, page_end=line.extent.end, text_start=start))
        start += line.extent.end - line.extent.start + 1
    text = "\n".join(line.extent.of(page.body) for line in body)
    facts = {"title": title or text[:40], "title_inferred": not title, **more}
    return Article(id=f"{page.id}#{place}", page=page.id, place=place, text=text, ranges=tuple(pieces), **facts)


def article(name: str, title: str, *paragraphs: str, **more: Any) -> tuple[Page, Cutting]:
    """A page that holds one article."""
    lines: list[tuple[LineKind, int | None, str, str]] = [
        ("headline", 1, title, "first line, no full stop"),
        ("blank", None, "", ""),
    ]
    lines += [("body", 1, paragraph, "prose") for paragraph in paragraphs]
    return raw_page(name, lines, **more)


@dataclass
class Desk:
    """A story page in the making. `cuttings` are the pages whose first articles it may cite, as a1, a2 …"""

    id: str
    cuttings: list[tuple[Page, Cutting]]
    copies: dict[str, tuple[str, CopyKind]] = field(default_factory=dict)
    language: str = "en"
    thread: ThreadPlace | None = None
    revision: int = 1
    state: str = "developing"
    last_update: str | None = "2031-05-05"
    statements: dict[str, Statement] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    pools: dict[str, dict[str, Any]] = field(default_factory=dict)

    def article(self, key: str) -> Article:
        """The article behind a key."""
        return self.cuttings[int(key[1:]) - 1][1].articles[0]

    def span(self, key: str, words: str) -> str:
        """The key of the span of these words in an article; a test that cites what is not there fails here."""
        text = self.article(key).text
        start = text.index(words)
        end = start + len(words)
        found = Span(
            article=key, start=start, end=end, exact=words, prefix=text[max(0, start - 40) : start], suffix=text[end : end + 40]
        )
        known = next((name for name, span in self.spans.items() if span == found), None)
        name = known or f"p{len(self.spans) + 1}"
        self.spans[name] = found
        return name

    def say(self, text: str, *cites: Cite, **more: Any) -> str:
        """A statement; without cites its own words are looked for in a1."""
        spans = tuple(self.span(*cite) for cite in cites or (("a1", text),))
        origins = len({self._entry(self.spans[span].article).origin for span in spans})
        key = f"s{len(self.statements) + 1}"
        facts = {"made": "verbatim", "support": "verbatim", "origins": origins, "since_revision": 1, **more}
        self.statements[key] = Statement(text=text, spans=spans, **facts)
        return key

    def note(self, text: str, kind: str = "other", *statements: str) -> str:
        """A note that searched every article."""
        key = f"m{len(self.notes) + 1}"
        articles = tuple(f"a{n}" for n in range(1, len(self.cuttings) + 1))
        self.notes[key] = Note(text=text, kind=kind, articles=articles, statements=statements)  # type: ignore[arg-type]
        return key

    def item(self, pool: str, prefix: str, record: Any) -> str:
        """An item of a pool."""
        items = self.pools.setdefault(pool, {})
        key = f"{prefix}{len(items) + 1}"
        items[key] = record
        return key

    def section(self, kind: str, heading: str, body: list[str] | None = None, items: list[str] | None = None) -> None:
        """A section at the end."""
        self.sections.append(Section(kind=kind, heading=heading, body=tuple(body or ()), items=tuple(items or ())))  # type: ignore[arg-type]

    def _entry(self, key: str) -> ArticleEntry:
        made = self.article(key)
        origin, kind = self.copies.get(key, (key, "original"))
        return ArticleEntry(
            id=made.id, outlet=slugify(made.outlet) if made.outlet else None, title=made.title, text_sha256=made.text_sha256, role=made.role,
            copy_kind=kind, origin=self.article(origin).id, cut=made.cut, url=made.url, published=made.published,
            published_precision=made.precision, date_source=made.date_source, language=made.language, chars=len(made.text), page=made.page,
            ranges=tuple((p.page_start, p.page_end, p.text_start) for p in made.ranges), x_agency=made.agency,
        )  # fmt: skip

    def page(self, headline: str, standfirst: str | None = None, **more: Any) -> StoryPage:
        """The finished story page."""
        keys = [f"a{n}" for n in range(1, len(self.cuttings) + 1)]
        articles = {key: self._entry(key) for key in keys}
        voices = [entry for entry in articles.values() if entry.role != "digest"]
        outlets = {slugify(a.outlet): OutletEntry(name=a.outlet) for key in keys if (a := self.article(key)).outlet}
        stats = Stats(
            articles=len(keys),
            outlets=len({e.outlet for e in voices if e.outlet}),
            origins=len({e.origin for e in voices}),
            copies=len(self.copies),
        )
        made = StoryPage(
            schema=SCHEMA, id=self.id, slug=slugify(self.statements[headline].text)[:40] or "x", revision=self.revision, content_sha256="0" * 64,
            headline=headline, standfirst=standfirst, language=self.language, state=self.state,  # type: ignore[arg-type]
            thread=self.thread, times=Times(first_seen=self.last_update, last_update=self.last_update, built=BUILT, data_cutoff="2031-05-05"),
            stats=stats, sections=tuple(self.sections), statements=self.statements, spans=self.spans, articles=articles, outlets=outlets,
            notes=self.notes, build=BuildReport(
                engine="0.1.0", config_sha256="1" * 64, inputs_sha256="2" * 64, model=None,
                checks=Checks(statements=len(self.statements), refused=3, spans=len(self.spans), mismatches=0),
            ),
            entities=self.pools.get("entities", {}), **{k: v for k, v in self.pools.items() if k != "entities"}, **more,
        )  # fmt: skip
        return replace(made, content_sha256=digest(to_plain(made)))


def edition(
    *desks: tuple[Desk, StoryPage], more: list[tuple[Page, Cutting]] | None = None, threads: tuple[Thread, ...] = ()
) -> Edition:
    """An edition of finished stories, with pages beside them that no story uses."""
    cuttings: dict[str, tuple[Page, Cutting]] = {}
    for page, cutting in [*(pair for desk, _ in desks for pair in desk.cuttings), *(more or [])]:
        cuttings[page.id] = (page, cutting)
    copies, placements = {}, {}
    for desk, story in desks:
        for key, entry in story.articles.items():
            kind = desk.copies.get(key, (key, "original"))[1]
            copies[entry.id] = Copy(
                article=entry.id, origin=entry.origin, kind=kind, likeness=0.97, why="97 % of its four-word runs"
            )
            placements[entry.id] = Placement(
                article=entry.id, story=story.id, thread="th_1", score=0.8, why=("names the same ferry",)
            )
    return Edition(
        title="The Harbour Lantern", day="2031-05-06", built=BUILT, data_cutoff="2031-05-05T21:40:00Z",
        stories=tuple(story for _, story in desks), threads=threads,
        articles=tuple(a for _, cutting in cuttings.values() for a in cutting.articles), copies=copies, placements=placements,
        pages={key: page for key, (page, _) in cuttings.items()}, cuttings={key: cutting for key, (_, cutting) in cuttings.items()},
        drops={"extract": {"no article": 2}, "write": {"gate: a number that no source gives": 3}},
    )  # fmt: skip
