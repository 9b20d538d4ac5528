"""The newsroom as its page and its document show it: in the people's words, and without what may be secret in an address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from broadsheet.publish.views.listing import dropped
from broadsheet.publish.views.wording import count, day_label, duration, plain_label
from broadsheet.records.codec import to_plain
from broadsheet.records.moments import moment_of
from broadsheet.records.newsroom import Making, Newsroom, SourceHealth
from broadsheet.records.redaction import redacted
from broadsheet.records.source import Source

MOST = 50
"""Addresses that were set aside, on the page; the document has all."""
_JOBS = {
    "source": "Sources to ask",
    "page": "Pages to fetch or to look at again",
    "stories": "Stories to write",
    "edition": "Editions to make",
    "newsletter": "Newsletters to make",
}
_MADE = {"stories": "Stories", "edition": "Edition", "newsletter": "Newsletter"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source and how it does.

    Attributes:
        troubled: whether somebody should look at it.
        seen: how long ago it answered, and `news` how long ago it brought something.
        every: its rhythm, and `next` when it is asked again.
        kept: of what it told of, how much gave an article.
    """

    name: str
    address: str
    state: str
    troubled: bool
    seen: str
    news: str
    every: str
    next: str
    kept: str
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRow:
    """Something that is made again and again: when it was, how long that took, when it is next, what was wrong."""

    name: str
    made: str
    took: str
    next: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsroomView:
    """All of it.

    Attributes:
        at: the moment that it speaks of.
        summary: the counts in a line.
        drops: step, reason and how often.
        queue: what is to be done; waiting, under way, set aside.
        set_aside: addresses that were given up, and why, `MOST` of them.
        more: how many others were.
    """

    at: str
    summary: str
    sources: tuple[SourceRow, ...]
    drops: tuple[tuple[str, str, int], ...]
    queue: tuple[tuple[str, int, int, int], ...]
    set_aside: tuple[tuple[str, str], ...]
    more: int
    made: tuple[MadeRow, ...]


def newsroom_view(room: Newsroom, now: datetime) -> NewsroomView:
    """The newsroom at a moment; times are told from there."""
    aside = sorted(room.set_aside.items())
    return NewsroomView(
        at=day_label(now.isoformat()),
        summary=_summary(room),
        sources=tuple(_source(one, now) for one in room.sources),
        drops=dropped(room.drops),
        queue=tuple(_queued(_JOBS[kind], room.queue[kind]) for kind in _JOBS if kind in room.queue),
        set_aside=tuple((_shown(address), _shown(why)) for address, why in aside[:MOST]),
        more=max(0, len(aside) - MOST),
        made=tuple(_made(name, room.made[kind], now) for kind, name in _MADE.items() if kind in room.made),
    )


def newsroom_document(room: Newsroom, now: datetime) -> dict[str, Any]:
    """The same for programs: the record with the moment it speaks of and the share of every source."""
    plain: dict[str, Any] = _redacted(to_plain(room))
    sources = [_told(known, one) for known, one in zip(plain.get("sources", []), room.sources, strict=True)]
    return {"at": now.isoformat(timespec="seconds")} | plain | {"sources": sources}


def _told(known: dict[str, Any], one: SourceHealth) -> dict[str, Any]:
    return known | {"source": known["source"] | {"name": public_name(one.source)}, "extracted": one.extracted}


def public_name(source: Source) -> str:
    """What people call a source; of one that is called by its address, what may be told of that."""
    scheme, _, rest = source.address.partition("://")
    return redacted(source.address).removeprefix(f"{scheme}://") if source.name == rest else redacted(source.name)


def _redacted(plain: Any) -> Any:
    if isinstance(plain, dict):
        return {redacted(key): _redacted(value) for key, value in plain.items()}
    if isinstance(plain, list):
        return [_redacted(value) for value in plain]
    return redacted(plain) if isinstance(plain, str) else plain


def _summary(room: Newsroom) -> str:
    failing = sum(1 for one in room.sources if one.state.failures and not one.source.muted)
    muted = sum(1 for one in room.sources if one.source.muted)
    counts = [
        count(len(room.sources), "source"),
        f"{failing} failing" if failing else "",
        f"{muted} muted" if muted else "",
        f"{count(room.vanished, 'page')} gone from the web" if room.vanished else "",
    ]
    return ", ".join(filter(None, counts))


def _source(one: SourceHealth, now: datetime) -> SourceRow:
    source, state = one.source, one.state
    share = one.extracted
    return SourceRow(
        name=plain_label(public_name(source)),
        address=_shown(source.address),
        state=_state(one),
        troubled=bool(source.muted or state.failures),
        seen=_ago(state.seen, now),
        news=_ago(state.news, now),
        every="" if source.muted else f"every {duration(one.every)}",
        next=_ahead(one.next, now),
        kept=f"{one.articles:,} of {one.told:,}",
        share="" if share is None else f"{100 * share:.0f} %",
    )


def _state(one: SourceHealth) -> str:
    source, state = one.source, one.state
    moved = f"; has moved to {_shown(state.moved_to)}" if state.moved_to else ""
    if source.muted:
        return f"muted: {_shown(source.why_muted) or 'by you'}{moved}"
    if state.failures:
        return f"failed {count(state.failures, 'time')} in a row: {_shown(state.error) or 'no reason is known'}{moved}"
    return ("well" if state.seen else "not asked yet") + moved


def _queued(name: str, states: dict[str, int]) -> tuple[str, int, int, int]:
    return (name, states.get("waiting", 0), states.get("leased", 0), states.get("quarantined", 0))


def _made(name: str, making: Making, now: datetime) -> MadeRow:
    return MadeRow(
        name=name,
        made=_ago(making.made, now),
        took="" if making.seconds is None else f"{making.seconds:g} s",
        next=_ahead(making.next, now) or "with the next pages",
        problem=_shown(making.problem),
    )


def _shown(text: str) -> str:
    return plain_label(redacted(text)).removeprefix("https://").removeprefix("http://")


def _ago(moment: str | None, now: datetime) -> str:
    return f"{duration((now - moment_of(moment)).total_seconds())} ago" if moment else "never"


def _ahead(moment: str | None, now: datetime) -> str:
    if moment is None:
        return ""
    wait = (moment_of(moment) - now).total_seconds()
    return f"in {duration(wait)}" if wait > 0 else "due now"
