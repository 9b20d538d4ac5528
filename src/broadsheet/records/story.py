"""Which articles tell one event, and which events are chapters of one affair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Literal

from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.editorial import EditorialDecision
from broadsheet.records.reading import Reading


def story_id(founding_article: str) -> str:
    """A story is called after the article that founded it, for ever."""
    return "st_" + blake2b(founding_article.encode(), digest_size=8).hexdigest()


def thread_id(first_story: str) -> str:
    """A thread is called after its first story."""
    return "th_" + blake2b(first_story.encode(), digest_size=8).hexdigest()


def chronology(article: Article) -> tuple[bool, str, str]:
    """The key that puts articles in the order in which they were published, as far as anything tells.

    Undated articles without bounds come first, by id: nothing is known that they could come after. Then all others by
    time of publication, or by the bound that their words imply: not before a day, else not after it. A day (month,
    year) alone comes before the times within it, and times of different zones are compared as moments.
    """
    moment = article.published or article.not_before or article.not_after
    return (moment is not None, moment_of(moment or ""), article.id)


def moment_of(time: str) -> str:
    """A time as text that sorts: UTC where it has a zone, else as it is."""
    if len(time) <= len("2031-03-04"):
        return time
    try:
        moment = datetime.fromisoformat(time)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return time
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where `group` put an article, and why.

    Attributes:
        article: its id.
        story: id of the story it belongs to.
        thread: id of the thread that the story belongs to.
        score: likeness to the story it joined, 0 to 1; 1.0 where it founded the story.
        why: the evidence, strongest first, in words a reader understands.
    """

    article: str
    story: str
    thread: str
    score: float = 1.0
    why: tuple[str, ...] = ()


TOLD = "a reader said that it tells this story"
"""The reason of a placement that a reader's word decided."""
ConstraintKind = Literal["apart", "together"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """What a reader said of two articles, and what every placement respects from then on: a must-link or a cannot-link.

    Attributes:
        number: what the reader said in one breath has one number, by which it is taken back.
        kind: `apart` if they tell of different events, `together` if of the same.
        article: id of the article it was said of. A copy's origin stands for the copy.
        other: id of an article of the story that was named.
    """

    number: int
    kind: ConstraintKind
    article: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A story that an article's story is like, and is not one with.

    Attributes:
        story: its id.
        score: probability that the two are one, as the grouping sees it.
        alike: what speaks for it.
        against: what speaks against it.
    """

    story: str
    score: float
    alike: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """Where an article would be placed that is not here.

    Attributes:
        story: the story that it would join, None if it would found one.
        score: probability that it tells that story, 0.0 without one.
        why: what speaks for it.
        nearest: other stories, likeliest first.
    """

    story: str | None = None
    score: float = 0.0
    why: tuple[str, ...] = ()
    nearest: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """A story that went into another, or that another was taken out of.

    Attributes:
        kind: `merged` if `story` ended and `other` goes on, `split` if `other` was taken out of `story`.
        story: `st_…`.
        other: `st_…`.
    """

    kind: Literal["merged", "split"]
    story: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The articles of one event, ready to be written about, with what is known of its thread.

    Attributes:
        id: `st_…`.
        thread: `th_…`.
        articles: its articles, oldest first, undated ones where their bounds allow.
        copies: by article id, what `dedupe` said of it.
        placements: by article id, why it is here.
        earlier: the thread's earlier chapters, oldest first.
        later: its later chapters.
        neighbours: other stories that share rare names with this one, nearest first.
        absorbed: ids of printed stories that ended in this one.
        parted: ids of stories with articles that were printed here and were taken out.
        split_from: id of the story that printed this one's articles before they were taken out of it.
        settled: disagreements that readers said are none, by `records.reader.difference_id`.
        edited: what editors decided of its page, in the order in which they did.
        readings: by article id, how those of its articles are printed in which an editor corrected a name.
    """

    id: str
    thread: str
    articles: tuple[Annotated, ...]
    copies: dict[str, Copy]
    placements: dict[str, Placement]
    earlier: tuple[Story, ...] = ()
    later: tuple[Story, ...] = ()
    neighbours: tuple[Story, ...] = ()
    absorbed: tuple[str, ...] = ()
    parted: tuple[str, ...] = ()
    split_from: str | None = None
    settled: tuple[str, ...] = ()
    edited: tuple[EditorialDecision, ...] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """One long affair: its stories in order."""

    id: str
    title: str
    stories: tuple[str, ...]
