"""The items of a story page's pools. Field names are those of `story.schema.json`; keys such as `e1` point into pools."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from broadsheet.records.annotation import Qualifier
from broadsheet.records.article import CopyKind, CutEnd, DatePrecision, DateSource, Role

EntityKind = Literal["person", "organisation", "place", "event", "work", "product", "law", "other"]
ContradictionKind = Literal[
    "number", "date", "place", "denial", "attribution", "identity", "cause", "sequence", "quote_wording", "headline_vs_body",
    "range_within_article",
]  # fmt: skip
QuestionKind = Literal["what", "who", "when", "where", "why", "how", "how_many", "what_next"]
ChangeKind = Literal["added", "changed", "removed", "corrected", "merged", "split", "engine_upgrade"]
Relation = Literal["earlier_chapter", "later_chapter", "background", "same_people", "same_place", "reaction"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEntry:
    """An article as the page lists it. `id` is the article's own id, `origin` that of its origin."""

    id: str
    outlet: str | None
    title: str
    text_sha256: str
    role: Role
    copy_kind: CopyKind
    origin: str
    cut: CutEnd
    url: str | None
    published: str | None
    published_precision: DatePrecision
    date_source: DateSource
    title_inferred: bool = False
    byline: tuple[str, ...] = ()
    modified: str | None = None
    language: str = "und"
    chars: int | None = None
    page: str | None = None
    ranges: tuple[tuple[int, int, int], ...] = ()
    paywalled: bool = False
    x_agency: str | None = None
    x_page_name: str | None = None
    x_story: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletEntry:
    """An outlet; its key in the pool is the slug of its name."""

    name: str
    domain: str | None = None
    language: str | None = None
    kind: str = "unknown"
    evidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWhen:
    """A time on the page: the words used and what they mean. `anchored_on` is the article whose date resolved them."""

    text: str
    precision: str
    start: str | None = None
    end: str | None = None
    anchored_on: str | None = None
    relative: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventItem:
    """A dated event told by statements. `weight` is its share of the section's mentions, 0 to 1."""

    when: PageWhen
    statements: tuple[str, ...]
    tense: Literal["past", "now", "scheduled", "expected", "overdue"]
    weight: float
    places: tuple[str, ...] = ()
    origins: int | None = None
    from_story: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberItem:
    """A figure with what it counts, who says so and as of when."""

    value: float
    unit: str
    label: str
    statement: str
    spans: tuple[str, ...]
    value_high: float | None = None
    text: str | None = None
    qualifier: Qualifier | None = None
    scope: str | None = None
    subject: str | None = None
    holder: str | None = None
    as_of: str | None = None
    claim: str | None = None
    previous: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Another wording of the same quote."""

    text: str
    spans: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteItem:
    """Exact or reported words with their speaker.

    Attributes:
        text: the words, as they stand in the first of `spans`; in reported ones a name that an editor corrected is right.
        venue: where or in what they were said, with its preposition; `audience` has none.
        x_rest: how the sentence goes on behind its cue, where that breaks it: "…," she said, "…".
        x_told_by: who tells that they were said, where not the paper itself.
        x_occasion: spans of the words that tell the occasion.
    """

    text: str
    direct: bool
    spans: tuple[str, ...]
    speaker_text: str
    speaker: str | None = None
    speaker_role: str | None = None
    verb: str | None = None
    said_at: PageWhen | None = None
    venue: str | None = None
    audience: str | None = None
    carried_by: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    x_rest: str | None = None
    x_told_by: str | None = None
    x_occasion: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """What one article says of a claim."""

    article: str
    stance: Literal["asserts", "reports", "denies", "doubts", "confirms", "corrects"]
    spans: tuple[str, ...]
    attributed_to: str | None = None
    value: str | None = None
    hedge: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A proposition that articles assert or deny."""

    text: str
    status: Literal["corroborated", "single_source", "attributed_only", "disputed", "updated", "retracted"]
    assertions: tuple[Assertion, ...]
    origins: int
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who stands for a side: an outlet, a speaker, or both."""

    outlet: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One account in a disagreement, in its own words. `x_high` is the upper end of a range whose lower end is `value`."""

    text: str
    spans: tuple[str, ...]
    holders: tuple[Holder, ...]
    value: float | None = None
    as_of: str | None = None
    origins: int | None = None
    x_high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two accounts that cannot both be right, worded with restraint."""

    kind: ContradictionKind
    issue: str
    sides: tuple[Side, ...]
    state: Literal["open", "newer_supersedes", "different_scope", "rounding", "resolved"]
    claim: str | None = None
    why: str | None = None
    confidence: float | None = None

    def __post_init__(self) -> None:
        if len(self.sides) < 2:
            raise ValueError("a contradiction needs two sides")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A reader's question, answered by statements or notes."""

    question: str
    kind: QuestionKind
    answer: tuple[str, ...]
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A label with the words that show it."""

    label: str
    spans: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What one outlet says.

    Attributes:
        articles: its articles.
        copy_of: the origin it copies.
        x_sources: those whom no other outlet quotes, each with its first words.
    """

    outlet: str | None
    articles: tuple[str, ...]
    says: tuple[str, ...]
    headline: str | None = None
    stresses: tuple[Marked, ...] = ()
    only_here: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    framing: tuple[Marked, ...] = ()
    notes: tuple[str, ...] = ()
    copy_of: str | None = None
    x_sources: tuple[Marked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """Dated text of a reference work on an entity's card."""

    text: str
    source: str
    as_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityCard:
    """Somebody or something, as the page introduces it."""

    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    role_here: str | None = None
    card: tuple[str, ...] = ()
    background: Background | None = None
    card_as_of: str | None = None
    mentions: int | None = None
    articles: int | None = None
    other_stories: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another story and why it is related."""

    story: str
    title: str
    relation: Relation
    because: tuple[str, ...]
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a story is about: a code of IPTC's Media Topics (`medtop`) or of the user's own list (`local`)."""

    scheme: Literal["medtop", "local"]
    code: str
    label: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One step from a revision to the next.

    Attributes:
        revision: the revision that brought it.
        kind: what happened; `corrected` if a paper said that it had been wrong.
        target: key of the statement, id of the other story if stories joined or parted, else `story`.
        material: whether the news changed, not only the page.
        before: what was printed.
        after: what is printed now.
        articles: keys of the articles that the new words stand in.
        x_sources: ids of the articles that old and new words stand in.
        x_editor: whether an editor wrote one of the two.
    """

    revision: int
    kind: ChangeKind
    target: str
    material: bool
    before: str | None = None
    after: str | None = None
    articles: tuple[str, ...] = ()
    x_sources: tuple[str, ...] = ()
    x_editor: bool = False
