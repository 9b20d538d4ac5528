"""Places in text, and the two kinds of sentence a page may print."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Made = Literal["verbatim", "trimmed", "joined", "computed", "model", "editor"]
Support = Literal["verbatim", "entailed", "computed"]
Modality = Literal["fact", "claim", "denial", "opinion", "forecast", "question", "background"]
NoteKind = Literal[
    "one_origin", "not_reported", "only_here", "left_out", "all_agree", "no_date", "no_outlet", "superseded", "empty", "other"
]
_UNSEEN = ("Cc", "Cf", "Zl", "Zp")


class Extent(NamedTuple):
    """A half-open range of code points `[start, end)` in one text that the context names."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words at this place."""
        return text[self.start : self.end]

    def overlaps(self, other: Extent) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Extent) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


def is_normal(text: str) -> bool:
    """Whether `text` is in the normal form that `Article.text` must have.

    Lines are joined by one line feed, none is empty or has white space at an end, and there is no control or
    zero-width character. Only `extract` normalises; everyone else takes the text as it is.
    """
    lines = text.split("\n")
    if any(not line or line[0].isspace() or line[-1].isspace() for line in lines):
        return False
    return all(line.isprintable() or not any(unicodedata.category(c) in _UNSEEN for c in line) for line in lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Respelt:
    """A name that an editor corrected: where an article prints it, and how it is read there."""

    extent: Extent
    name: str


def respelt(text: str, names: Iterable[Respelt], begin: int = 0) -> str:
    """A text that begins at `begin` of its article, with these names as they are read."""
    made, done = "", 0
    for one in names:
        made += text[done : one.extent.start - begin] + one.name
        done = one.extent.end - begin
    return made + text[done:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The exact words of an article that carry a statement.

    Attributes:
        article: key of the article in the page's pool (`a1`).
        start: first code point in the article's text.
        end: one past the last.
        exact: the words themselves, `text[start:end]`.
        prefix: up to 40 code points before, to find the place again on a live page.
        suffix: up to 40 code points after.
        x_respelt: names in it that an editor corrected, in order. `exact` has them as the article does.
    """

    article: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    x_respelt: tuple[Respelt, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")
        if len(self.exact) != self.end - self.start:
            raise ValueError(f"[{self.start}, {self.end}) is not as long as {self.exact!r}")

    @property
    def extent(self) -> Extent:
        """The place alone."""
        return Extent(self.start, self.end)

    @property
    def read(self) -> str:
        """The words with the names that an editor corrected as they are read."""
        return respelt(self.exact, self.x_respelt, self.start)

    def stands_in(self, text: str) -> bool:
        """Whether the recorded words are what `text` says at this place."""
        return text[self.start : self.end] == self.exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who is made responsible for a statement: a speaker or an outlet, with the verb or hedge used."""

    speaker: str | None = None
    outlet: str | None = None
    verb: str | None = None
    hedge: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDay:
    """A day that a statement names relative to its article's: "Friday", and the date that it means (ISO 8601)."""

    words: str
    day: str

    def __post_init__(self) -> None:
        date.fromisoformat(self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence that asserts something about the world. It cannot be made without a source.

    Attributes:
        text: what is printed.
        made: how it came from its spans.
        spans: keys (`p1`) of the spans it stands on, at least one.
        support: how the spans carry it.
        origins: independent origins that say it.
        score: the gate's confidence, 0 to 1.
        since_revision: the story's revision that first printed it.
        why: why it was chosen, for a reader who asks.
        x_instead: of a model's sentence, keys of those of ours that it stands for.
        x_days: the days that it names relative to its article's, in the order of its words.
    """

    text: str
    made: Made
    spans: tuple[str, ...]
    support: Support
    origins: int
    score: float | None = None
    attribution: Attribution | None = None
    modality: Modality | None = None
    entities: tuple[str, ...] = ()
    since_revision: int | None = None
    superseded_by: str | None = None
    why: tuple[str, ...] = ()
    x_instead: tuple[str, ...] = ()
    x_days: tuple[NamedDay, ...] = ()

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a statement needs words")
        if not self.spans:
            raise ValueError(f"a statement needs a source: {self.text!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the page says about the coverage itself, with the articles that were searched.

    Attributes:
        x_kind: of kind `other`, what it is about: `headline_vs_body`.
        x_spans: the words of the articles that it speaks of.
    """

    text: str
    kind: NoteKind
    articles: tuple[str, ...]
    statements: tuple[str, ...] = ()
    x_kind: str | None = None
    x_spans: tuple[str, ...] = ()
