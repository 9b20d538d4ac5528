"""Sources as the user names them, and as they are told to the user."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast, get_args

from broadsheet.errors import UsageError

if TYPE_CHECKING:
    from broadsheet.config import Settings
    from broadsheet.pipeline.checking import Check
    from broadsheet.read.opml import Outline
    from broadsheet.records.newsroom import Newsroom
    from broadsheet.records.source import Source, SourceKind
    from broadsheet.steps import Dropped
    from broadsheet.store import Store

HEADINGS = ("source", "seen", "next", "articles", "state")


def made(address: str, *, kind: str, name: str | None = None, **said: Any) -> Source:
    """The source that a user describes; called by its host if it has no name.

    Raises:
        UsageError: the address or the kind is none.
    """
    from broadsheet.read.address import address_of
    from broadsheet.read.refusal import Refusal
    from broadsheet.records.source import Source, SourceKind

    if kind not in get_args(SourceKind):
        raise UsageError(f"--kind {kind}: is no kind of source", hint=f"one of {', '.join(get_args(SourceKind))}")
    try:
        found = address_of(address if "://" in address else f"https://{address}")
    except Refusal as refusal:
        hint = "write it as https://paper.example/feed.xml"
        raise UsageError(f"{address}: {refusal.detail or refusal.reason}", hint=hint) from refusal
    host = found.host.removeprefix("www.")
    return Source(address=found.url, name=name or host, kind=cast("SourceKind", kind), unnamed=not name, **said)


def named(store: Store, source: Source) -> Source:
    """The source under a name that no other has: its host, else its address."""
    other = store.sources.get(source.name)
    taken = other is not None and other.address != source.address
    return replace(source, name=source.address.partition("://")[2]) if taken else source


def of_outline(outline: Outline) -> Source | Dropped:
    """A feed of a list as a source, or why it is none."""
    from broadsheet.read.reasons import dropped

    try:
        return made(outline.address, kind="feed", name=outline.title, language=outline.language, desk=outline.desk)
    except UsageError as problem:
        return dropped(outline.title or outline.address, "bad address", str(problem))


def listed(room: Newsroom) -> list[dict[str, Any]]:
    """Every source with how it has answered, as plain data."""
    from broadsheet.records.codec import to_plain

    return [
        to_plain(one.source)
        | {"kind": one.source.kind, "muted": one.source.muted}
        | {"seen": one.state.seen, "news": one.state.news, "failures": one.state.failures, "error": one.state.error}
        | {"moved_to": one.state.moved_to, "next": one.next, "every_seconds": round(one.every)}
        | {"told_of": one.told, "articles": one.articles, "extracted": one.extracted}
        for one in room.sources
    ]


def rows(known: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    """The sources for a table under `HEADINGS`."""
    return [
        [one["name"], _minute(one["seen"]), "" if one["muted"] else _minute(one["next"]), str(one["articles"]), _state(one)]
        for one in known
    ]


def _state(one: Mapping[str, Any]) -> str:
    if one["muted"]:
        return f"muted: {one.get('why_muted') or 'by you'}"
    if one["failures"]:
        return f"failed {one['failures']} times: {one['error']}"[:40]
    return "well" if one["seen"] else "not asked yet"


def _minute(moment: str | None) -> str:
    return (moment or "never")[:16].replace("T", " ")


def checked(settings: Settings, name: str, kind: str, *, store: str | None, site: str | None) -> Check:
    """Ask a source, by its name or by any address, and look at what came."""
    from datetime import UTC, datetime

    from broadsheet.cli import work
    from broadsheet.pipeline import as_set
    from broadsheet.pipeline.checking import checked as looked_at
    from broadsheet.read.web import Request, fetch_all
    from broadsheet.store import Store

    url = work.store_url(settings, store, site)
    held = Store.open(url, writes=False) if work.may_be_opened(url) else None
    try:
        source = (held.sources.get(name) if held else None) or made(name, kind=kind)
        (answer,) = fetch_all([Request(url=source.address)], as_set.manners(settings))
        return looked_at(source, answer, held, datetime.now(UTC))
    finally:
        if held:
            held.close()


def check_lines(done: Check) -> Iterator[str]:
    """What a look brought, for a person."""
    source = done.source
    yield f"{source.name}: {source.address}"
    if done.moved_to:
        yield f"  has moved for good to {done.moved_to}"
    if done.entries:
        pages = done.entries - done.whole
        yield f"  {done.entries} articles, {done.new} of them new; {done.whole} in full, {pages} whose pages would be fetched"
        yield f"  newest: {done.newest or 'undated'}; asked every {_duration(done.every)}"
        yield f"  outlet: {_most(done.outlets, source.outlet)}; language: {_most(done.languages, source.language)}"
    if done.parts:
        yield f"  {done.parts} further sitemaps, of which those that changed lately would be followed"
    yield from (f"    {headline}" for headline in done.headlines)
    yield from (f"  problem: {problem}" for problem in done.problems[:8])
    yield from (f"  leads to the feed {feed}" for feed in done.feeds)
    if not (done.entries or done.parts or done.problems):
        yield "  it answers, and tells of no article"


def _most(stated: Mapping[str, int], otherwise: str | None) -> str:
    return ", ".join(list(stated)[:3]) or otherwise or "not stated"


def _duration(seconds: float | None) -> str:
    """Seconds for a person.

    >>> _duration(480), _duration(None)
    ('8 minutes', 'few hours, until its rhythm is known')
    """
    from broadsheet.publish.views.wording import duration

    return "few hours, until its rhythm is known" if seconds is None else duration(seconds)
