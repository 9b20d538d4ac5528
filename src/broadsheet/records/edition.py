"""A day's paper, ready to be published."""

from __future__ import annotations

from dataclasses import dataclass, field

from broadsheet.records.article import Article, Copy
from broadsheet.records.page import Cutting, Page
from broadsheet.records.registry import Registered
from broadsheet.records.story import Placement, Thread
from broadsheet.records.story_page import StoryPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A part of the front page: ids of its stories, in front-page order."""

    name: str
    stories: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Everything a publisher needs; no publisher asks the store.

    Attributes:
        title: the paper's name.
        day: the edition's day, ISO 8601, in the configured time zone.
        built: the moment the edition speaks of ("now"), ISO 8601 with zone.
        data_cutoff: newest publication date among its articles, None if all are undated.
        stories: in front-page order.
        threads: affairs of two stories or more.
        articles: every article of the store that is not forgotten, by page and place.
        copies: by article id.
        placements: by article id.
        pages: the raw pages, by page id.
        cuttings: how each page was taken apart, by page id.
        expired: pages that are no longer kept as they came → what people call them.
        registry: who is who over its stories.
        drops: by step and reason, how many records were dropped.
        redirects: stories that were printed and went into another → the story that goes on.
        vanished: pages that are not at their address any more → when that was first seen, ISO 8601 in UTC.
        desks: the user's own, then those of subjects; a story stands in one at most.
        lead: the story that an editor put first, None if nobody did.
        pinned: stories that an editor put behind it.
        hidden: stories that an editor took out of the paper → when, ISO 8601. Nothing else here speaks of them.
        thread_redirects: threads that were printed and are none now → the thread or the story that goes on.
    """

    title: str
    day: str | None
    built: str
    data_cutoff: str | None
    stories: tuple[StoryPage, ...]
    threads: tuple[Thread, ...]
    articles: tuple[Article, ...]
    copies: dict[str, Copy]
    placements: dict[str, Placement]
    pages: dict[str, Page]
    cuttings: dict[str, Cutting]
    registry: tuple[Registered, ...] = ()
    drops: dict[str, dict[str, int]] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    thread_redirects: dict[str, str] = field(default_factory=dict)
    vanished: dict[str, str] = field(default_factory=dict)
    expired: dict[str, str] = field(default_factory=dict)
    desks: tuple[Desk, ...] = ()
    lead: str | None = None
    pinned: tuple[str, ...] = ()
    hidden: dict[str, str] = field(default_factory=dict)
