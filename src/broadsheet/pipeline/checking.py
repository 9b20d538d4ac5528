"""What one look at a source would bring, with nothing kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from broadsheet.pipeline.rhythm import Pace, after_look, expected_wait
from broadsheet.pipeline.told import Told, account_of, feeds_led_to, moment_told
from broadsheet.read.refusal import Unanswered
from broadsheet.read.web import Answer
from broadsheet.records.source import Rhythm, Source
from broadsheet.steps import Dropped
from broadsheet.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What one look at a source brought.

    Attributes:
        source: the source as it was asked.
        status: the server's status, None if it did not answer.
        moved_to: the address that it says it has for good.
        entries: articles told of.
        new: those of them that the store does not know.
        parts: further sitemaps that it lists with a date; those that changed lately would be followed.
        whole: those whose words came along; the pages of the others would be fetched.
        newest: the latest date of publication.
        every: seconds between two looks, by the dates of the entries.
        outlets, languages: as the entries state them, with how many do.
        headlines: the first few.
        problems: what could not be used, and why.
        feeds: if it is a page: the addresses of the feeds that it leads to, the best first.
    """

    source: Source
    status: int | None = None
    moved_to: str | None = None
    entries: int = 0
    new: int = 0
    parts: int = 0
    whole: int = 0
    newest: str | None = None
    every: float | None = None
    outlets: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    headlines: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()


HEADLINES = 5
FEEDS = 8
WEEK = timedelta(days=7)


def checked(source: Source, answer: Answer | Dropped, store: Store | None, now: datetime) -> Check:
    """What the answer of a source brings, told to nobody but the asker.

    Args:
        source: as it was asked.
        answer: what came.
        store: what is known already, if there is a store.
        now: the moment of asking.
    """
    if not isinstance(answer, Answer):
        status = answer.status if isinstance(answer, Unanswered) else None
        return Check(source=source, status=status, problems=(_told(answer),))
    account = account_of(source, answer)
    found = account.told
    articles = [one for one in found if isinstance(one, Told)]
    return Check(
        source=source,
        status=answer.status,
        moved_to=answer.moved_to,
        entries=len(articles),
        new=sum(store is None or store.fetched.get(one.address) is None for one in articles),
        parts=len(account.parts),
        whole=sum(one.page is not None for one in articles),
        newest=max((one.published for one in articles if one.published), default=None),
        every=_every(articles, now),
        outlets=_counted([_stated(one, "outlet") for one in articles]),
        languages=_counted([_stated(one, "language") for one in articles]),
        headlines=tuple(title for one in articles if (title := _stated(one, "title")))[:HEADLINES],
        problems=tuple(_told(one) for one in found if isinstance(one, Dropped)),
        feeds=() if articles else feeds_led_to(answer)[:FEEDS],
    )


def _told(drop: Dropped) -> str:
    return ": ".join(part for part in (drop.record, drop.reason, drop.detail) if part)


def _stated(told: Told, field_name: str) -> str | None:
    value = getattr(told.page, field_name) if told.page else told.beside.get(field_name)
    return value if isinstance(value, str) else None


def _counted(stated: Sequence[str | None]) -> dict[str, int]:
    return dict(Counter(value for value in stated if value).most_common())


def _every(articles: Sequence[Told], now: datetime) -> float | None:
    """The wait that the dates of the last week ask for; None if they tell no time."""
    came = [moment for one in articles if (moment := moment_told(one.published)) and now - WEEK < moment <= now]
    if not came:
        return None
    rhythm = after_look(Rhythm(), min(came), now, came)
    return Pace().held(expected_wait(rhythm, now, Pace().longest)).total_seconds()
