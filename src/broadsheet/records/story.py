"""Which articles tell one event, and which events are chapters of one affair."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Copy


def story_id(founding_article: str) -> str:
    """A story is called after the article that founded it, for ever."""
    return "st_" + blake2b(founding_article.encode(), digest_size=8).hexdigest()


def thread_id(first_story: str) -> str:
    """A thread is called after its first story."""
    return "th_" + blake2b(first_story.encode(), digest_size=8).hexdigest()


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
    """

    id: str
    thread: str
    articles: tuple[Annotated, ...]
    copies: dict[str, Copy]
    placements: dict[str, Placement]
    earlier: tuple[Story, ...] = ()
    later: tuple[Story, ...] = ()
    neighbours: tuple[Story, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """One long affair: its stories in order."""

    id: str
    title: str
    stories: tuple[str, ...]
