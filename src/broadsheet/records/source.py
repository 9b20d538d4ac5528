"""A place on the web that articles come from, how it has answered so far, and what is still to be done about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

SourceKind = Literal["feed", "sitemap", "page"]
JobKind = Literal["source", "part", "page", "stories", "edition", "newsletter"]
JobState = Literal["waiting", "leased", "resting", "quarantined"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A feed, sitemap or page that is looked at again and again.

    Attributes:
        address: where it is fetched from; no two sources have the same.
        name: what people call it.
        kind: how its answers are read; a `page` is an article itself, or a list of links to articles.
        outlet: the outlet's name for articles that do not tell theirs.
        language: the same for their language, ISO 639-1.
        desk: the desk that its articles stand on.
        weight: how much it counts beside others, 1.0 for most.
        muted: True if it is not asked.
        why_muted: the reason in a few words.
        unnamed: True while it is called by its host because nobody gave it a name, and it has not told its own.
    """

    address: str
    name: str
    kind: SourceKind = "feed"
    outlet: str | None = None
    language: str | None = None
    desk: str | None = None
    weight: float = 1.0
    muted: bool = False
    why_muted: str = ""
    unnamed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often something new has come, older looks counting less.

    Attributes:
        entries: new entries, discounted.
        hours: hours looked at, discounted likewise.
        by_hour: of the entries, those of each hour of the day (UTC); 24 numbers.
    """

    entries: float = 1.0
    hours: float = 1.0
    by_hour: tuple[float, ...] = (0.0,) * 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """When a source wants to be left alone, by its own words.

    Attributes:
        minutes: so long after every answer.
        hours: at these hours of the day, UTC.
        days: on these days of the week, UTC; Monday is 0.
    """

    minutes: int = 0
    hours: tuple[int, ...] = ()
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartState:
    """How a sitemap that an index lists was asked last.

    Attributes:
        asked: when.
        changed: when it had changed then, as the index said.
        etag: what it called its answer.
        modified: the same by date, as it wrote it.
    """

    asked: str
    changed: str | None = None
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """How a source has answered. Moments as `records.moments` writes them.

    Attributes:
        asked: when it was last asked.
        seen: when it last answered.
        news: when it last brought something new.
        etag: what it called its last answer, to be told nothing if that is still so.
        modified: the same by date, as it wrote it.
        rhythm: how often it brings something.
        rest: when it wants to be left alone, as it last said.
        failures: times in a row that it did not answer as it should.
        error: what was wrong the last time, empty if nothing was.
        moved_to: the address that it said it has for good.
        parts: of an index of sitemaps, address → how a part that was asked lately was.
    """

    asked: str | None = None
    seen: str | None = None
    news: str | None = None
    etag: str | None = None
    modified: str | None = None
    rhythm: Rhythm = field(default_factory=Rhythm)
    rest: Rest = field(default_factory=Rest)
    failures: int = 0
    error: str = ""
    moved_to: str | None = None
    parts: dict[str, PartState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An article's address and what came of it.

    Attributes:
        address: where the article stands; of an entry without a link, a name of its own.
        source: the address of the source that told of it.
        page: id of the page that was kept last, None if none could be.
        told: digest of what the source said of it last.
        etag: what the server called the page.
        modified: the page's date as the server wrote it.
        first_seen: when the source first told of it.
        last_seen: when it was last there.
        missing_since: when it was first found gone, None if it was there since.
        vanished: when it was found gone for good.
        looks: how often its page was looked at again.
    """

    address: str
    source: str
    page: str | None = None
    told: str = ""
    etag: str | None = None
    modified: str | None = None
    first_seen: str
    last_seen: str
    missing_since: str | None = None
    vanished: str | None = None
    looks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something to be done at its time.

    Attributes:
        kind: what is to be done.
        key: of what: an address, empty where there is one job of the kind.
        due: when.
        lease: until when somebody is at it; after that it is free again.
        attempts: how often it was begun since it last succeeded.
        state: `resting` if it is done and kept for what it tells, `quarantined` if it failed too often.
        reason: what was wrong the last time.
        task: what else must be known to do it, as plain data.
    """

    kind: JobKind
    key: str
    due: str
    lease: str | None = None
    attempts: int = 0
    state: JobState = "waiting"
    reason: str = ""
    task: dict[str, Any] = field(default_factory=dict)
