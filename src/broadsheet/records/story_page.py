"""The written page of a story, in the shape `broadsheet/story@1`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from broadsheet.records.editorial import Edited
from broadsheet.records.model import ModelUse
from broadsheet.records.pool import (
    ArticleEntry,
    Change,
    Claim,
    Contradiction,
    EntityCard,
    EventItem,
    NumberItem,
    OutletEntry,
    PageWhen,
    Paper,
    Question,
    QuoteItem,
    Related,
    Subject,
)
from broadsheet.records.text import Note, Span, Statement

State = Literal["developing", "active", "quiet", "closed", "merged", "split"]
SCHEMA = "broadsheet/story@1"
SectionKind = Literal[
    "whats_happened", "whats_new", "behind_the_headline", "papers_say", "how_we_got_here", "hard_numbers", "contradictions",
    "who_said_what", "common_questions", "open_questions", "whats_next", "topics", "related", "sources", "corrections", "how_made",
]  # fmt: skip

_ENDING = ("topics", "related", "sources", "corrections", "how_made")
"""Kinds of section that end a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with statements and notes (`body`) and keys of a pool (`items`). An empty one cannot be made."""

    kind: SectionKind
    heading: str
    body: tuple[str, ...] = ()
    items: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.body and not self.items:
            raise ValueError(f"the section {self.kind} is empty: leave it out")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedSection:
    """A section that a plugin adds: a heading with statements. An empty one cannot be made.

    Attributes:
        name: of the section, a lower-case word that no other section has.
        plugin: whose it is.
        heading: what stands above it.
        body: keys of its statements.
    """

    name: str
    plugin: str
    heading: str
    body: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.body:
            raise ValueError(f"the section {self.name} is empty: leave it out")

    @property
    def kind(self) -> str:
        """What it goes by among the page's own kinds: `x_` and its name."""
        return f"x_{self.name}"

    @property
    def items(self) -> tuple[str, ...]:
        """None: it has no pool of its own."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadPlace:
    """Which chapter of which affair a story is. `position` is 1-based."""

    id: str
    title: str
    position: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When the story was first and last told, and when the page was built. ISO 8601."""

    first_seen: str | None
    last_update: str | None
    built: str
    event: PageWhen | None = None
    data_cutoff: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Counts of a story. A copy is an article but no origin; a digest is neither outlet nor origin."""

    articles: int
    outlets: int
    origins: int
    copies: int
    words: int | None = None
    reading_seconds: int | None = None
    importance: float | None = None
    importance_parts: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.origins > self.articles:
            raise ValueError("more origins than articles")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What the gate did: statements printed, sentences refused, spans recorded, spans that do not match."""

    statements: int
    refused: int
    spans: int
    mismatches: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReport:
    """The language model's part in a page.

    Attributes:
        endpoint: the address it was asked at.
        model: its name there.
        prompt_sha256: digest of what it is told beside the sentences.
        written: sentences of its own that the page prints.
        refused: its sentences that the gates turned away.
        x_refusals: these by reason.
    """

    endpoint: str
    model: str
    prompt_sha256: str
    written: int
    refused: int
    x_refusals: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """How the page was made.

    Attributes:
        model: the language model, None where no sentence of one stands on the page.
        models: models whose files are known that took part, by name: those that read its articles, the one by whose vectors
            these were put together, and the writer's grammar. Weights that come with the program go by its version.
    """

    engine: str
    config_sha256: str
    inputs_sha256: str
    model: ModelReport | None
    checks: Checks
    models: tuple[ModelUse, ...] = ()
    x_refusals: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """A story page: pools by key, and sections that hold only keys."""

    schema: str
    id: str
    slug: str
    revision: int
    content_sha256: str
    headline: str
    language: str
    state: State
    thread: ThreadPlace | None
    times: Times
    stats: Stats
    sections: tuple[Section, ...]
    statements: dict[str, Statement]
    spans: dict[str, Span]
    articles: dict[str, ArticleEntry]
    outlets: dict[str, OutletEntry]
    entities: dict[str, EntityCard]
    build: BuildReport
    standfirst: str | None = None
    notes: dict[str, Note] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    numbers: dict[str, NumberItem] = field(default_factory=dict)
    quotes: dict[str, QuoteItem] = field(default_factory=dict)
    events: dict[str, EventItem] = field(default_factory=dict)
    contradictions: dict[str, Contradiction] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)
    related: tuple[Related, ...] = ()
    changes: tuple[Change, ...] = ()
    places: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    split_from: str | None = None
    x_last_keys: dict[str, int] = field(default_factory=dict)
    x_editorial: tuple[Edited, ...] = ()
    x_sections: tuple[AddedSection, ...] = ()

    @property
    def printed(self) -> tuple[Section | AddedSection, ...]:
        """All sections as they follow one another: those of plugins stand before the cards and lists that end the page."""
        place = next((n for n, section in enumerate(self.sections) if section.kind in _ENDING), len(self.sections))
        return (*self.sections[:place], *self.x_sections, *self.sections[place:])

    @property
    def told(self) -> frozenset[str]:
        """Keys of the statements that stand in the headline, the standfirst and the sections' bodies."""
        keys = {self.headline, self.standfirst, *(key for section in self.printed for key in section.body)}
        return frozenset(key for key in keys if key in self.statements)

    def section(self, kind: SectionKind) -> Section | None:
        """The section of that kind, if the page has one."""
        return next((section for section in self.sections if section.kind == kind), None)
