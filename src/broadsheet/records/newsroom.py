"""What the people who make the paper look at: how sources answer, what could not be used, what waits, how long things take."""

from __future__ import annotations

from dataclasses import dataclass, field

from broadsheet.records.source import Source, SourceState


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """A source and how it does.

    Attributes:
        source: as it is followed.
        state: how it has answered.
        next: when it is asked again, None if it is not.
        every: seconds between two looks, by its rhythm now.
        told: articles that it told of first.
        articles: those of them that gave an article.
    """

    source: Source
    state: SourceState
    next: str | None = None
    every: float
    told: int = 0
    articles: int = 0

    @property
    def extracted(self) -> float | None:
        """The share of what it told of that gave an article, 0 to 1; None if it told of nothing."""
        return self.articles / self.told if self.told else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """The last time that something was made: stories, an edition, the newsletter.

    Attributes:
        made: when.
        seconds: how long it took.
        next: when it is made again, None if nothing asks for it.
        problem: why the last try failed, empty if it did not.
    """

    made: str | None = None
    seconds: float | None = None
    next: str | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """All of it at one moment.

    Attributes:
        sources: by name.
        drops: step → reason → how many.
        queue: kind of job → state → how many.
        set_aside: addresses that were given up → why.
        made: what was made last, by kind.
        vanished: articles whose page is gone.
    """

    sources: tuple[SourceHealth, ...] = ()
    drops: dict[str, dict[str, int]] = field(default_factory=dict)
    queue: dict[str, dict[str, int]] = field(default_factory=dict)
    set_aside: dict[str, str] = field(default_factory=dict)
    made: dict[str, Making] = field(default_factory=dict)
    vanished: int = 0
