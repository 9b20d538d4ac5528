"""`broadsheet sources`: the feeds, sitemaps and pages that `broadsheet run` follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration

if TYPE_CHECKING:
    from broadsheet.records.source import Source
    from broadsheet.store import Store

sources = typer.Typer(
    help="The feeds, sitemaps and pages that `broadsheet run` follows. They may be changed while it runs.", no_args_is_help=True
)

Name = Annotated[str, typer.Argument(metavar="SOURCE", help="Name or address of a source.")]
NameOption = Annotated[
    str | None,
    typer.Option(
        "--name", metavar="NAME", help="What to call it. Default: its host, and from its first answer on the feed's own title."
    ),
]
KindOption = Annotated[
    str, typer.Option("--kind", metavar="KIND", help="feed, sitemap, or page: an article whose versions are wanted.")
]
OutletOption = Annotated[
    str | None, typer.Option("--outlet", metavar="NAME", help="The outlet, for articles that do not tell theirs.")
]
LanguageOption = Annotated[
    str | None, typer.Option("--language", metavar="CODE", help="Language of articles that do not tell theirs, as en.")
]
DeskOption = Annotated[str | None, typer.Option("--desk", metavar="NAME", help="The desk that its articles belong to.")]
WeightOption = Annotated[float, typer.Option("--weight", min=0.0, metavar="N", help="How much it counts beside others.")]


@sources.command(epilog="Example: broadsheet sources add https://paper.example/feed.xml --outlet 'The Paper'")
def add(  # noqa: PLR0913  a command's options are its signature
    context: typer.Context,
    *,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="Where it is fetched from.")],
    name: NameOption = None,
    kind: KindOption = "feed",
    outlet: OutletOption = None,
    language: LanguageOption = None,
    desk: DeskOption = None,
    weight: WeightOption = 1.0,
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Follow a source. Nothing is fetched yet; `broadsheet sources check` shows what it would bring."""
    from broadsheet.cli import source_text, work
    from broadsheet.cli.terminal import say, say_json
    from broadsheet.errors import UsageError
    from broadsheet.records.codec import to_plain

    made = source_text.made(address, name=name, kind=kind, outlet=outlet, language=language, desk=desk, weight=weight)
    with work.opened(configuration(context).settings, store, site, writes=True, beside=True) as held:
        made = source_text.named(held, made) if name is None else made
        if not held.sources.add(made):
            raise UsageError(
                f"{made.name}: is followed already", hint="`broadsheet sources list` names all; --name gives another name"
            )
    say_json(to_plain(made)) if as_json else say(f"follows {made.name}: {made.address}")


@sources.command(epilog="Example: broadsheet sources remove paper.example")
def remove(
    context: typer.Context, *, source: Name, store: StoreOption = None, site: SiteOption = None, as_json: JsonOption = False
) -> None:
    """Follow a source no more. Its articles stay; `broadsheet forget` takes those out."""
    from broadsheet.cli import work
    from broadsheet.cli.terminal import say, say_json

    with work.opened(configuration(context).settings, store, site, writes=True, beside=True) as held:
        found = _found(held, source)
        held.sources.remove(found.address)
    say_json({"removed": found.address}) if as_json else say(f"no longer follows {found.name}")


@sources.command("list", epilog="Example: broadsheet sources list --json")
def list_(context: typer.Context, *, store: StoreOption = None, site: SiteOption = None, as_json: JsonOption = False) -> None:
    """List what is followed, with how each source has answered."""
    from datetime import UTC, datetime

    from broadsheet.cli import source_text, work
    from broadsheet.cli.terminal import say_list
    from broadsheet.pipeline.newsroom import newsroom

    with work.opened(configuration(context).settings, store, site) as held:
        listed = source_text.listed(newsroom(held, datetime.now(UTC)))
    none = "no source is followed: `broadsheet sources add ADDRESS` follows one"
    say_list(listed, source_text.HEADINGS, source_text.rows(listed), flexible=0, none=none, as_json=as_json)


@sources.command(epilog="Example: broadsheet sources mute paper.example --why 'on holiday'")
def mute(
    context: typer.Context,
    *,
    source: Name,
    why: Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, for the list.")] = "",
    off: Annotated[bool, typer.Option("--off", help="Ask it again, at once.")] = False,
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Do not ask a source for the time being, or ask it again."""
    from dataclasses import replace

    from broadsheet.cli import work
    from broadsheet.cli.terminal import say, say_json
    from broadsheet.records.codec import to_plain

    with work.opened(configuration(context).settings, store, site, writes=True, beside=True) as held, held.transaction():
        found = replace(_found(held, source), muted=not off, why_muted="" if off else why)
        held.sources.put(found)
        if off:
            held.sources.note(found.address, replace(held.sources.state(found.address), failures=0, error=""))
            held.jobs.unplan("source", found.address)
    say_json(to_plain(found)) if as_json else say(f"{found.name} is {'asked again' if off else 'muted'}")


@sources.command(epilog="Example: broadsheet sources check https://paper.example/feed.xml")
def check(
    context: typer.Context,
    *,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Name or address of a source, or any address.")],
    kind: KindOption = "feed",
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask a source once and show what that would bring. Nothing is kept. Status 1 if it brings nothing."""
    from broadsheet.cli import source_text
    from broadsheet.cli.terminal import say, say_json
    from broadsheet.records.codec import to_plain

    done = source_text.checked(configuration(context).settings, source, kind, store=store, site=site)
    say_json(to_plain(done)) if as_json else say("\n".join(source_text.check_lines(done)))
    if not (done.entries or done.parts):
        raise typer.Exit(1)


@sources.command("import", epilog="Example: broadsheet sources import subscriptions.opml")
def import_(
    context: typer.Context,
    *,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A list of feeds (OPML), as feed readers write it; - for standard input.")
    ],
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Follow the feeds of a list (OPML), each under its heading's desk. Those that are followed already stay as they are."""
    from broadsheet.cli import source_text, work
    from broadsheet.cli.terminal import counted, say, say_json, tell_drops
    from broadsheet.errors import NothingUsable
    from broadsheet.read.opml import outlines_of
    from broadsheet.steps import Dropped

    found = [one if isinstance(one, Dropped) else source_text.of_outline(one) for one in outlines_of(content(file), file)]
    drops = [one for one in found if isinstance(one, Dropped)]
    feeds = [one for one in found if not isinstance(one, Dropped)]
    tell_drops(drops)
    if not feeds:
        raise NothingUsable(f"{file}: holds no feed", hint="it is read as OPML")
    with work.opened(configuration(context).settings, store, site, writes=True, beside=True) as held, held.transaction():
        added = [source.address for source in feeds if held.sources.add(source_text.named(held, source))]
    if as_json:
        say_json({"added": added, "known": len(feeds) - len(added), "dropped": len(drops)})
    else:
        say(f"follows {counted(len(added), 'new source')}; {len(feeds) - len(added)} followed already")


@sources.command(epilog="Example: broadsheet sources export > subscriptions.opml")
def export(context: typer.Context, *, store: StoreOption = None, site: SiteOption = None) -> None:
    """Write the feeds that are followed as a list (OPML), as feed readers read it."""
    from broadsheet.cli import work
    from broadsheet.cli.terminal import say
    from broadsheet.read.opml import opml_of, outline_of

    settings = configuration(context).settings
    with work.opened(settings, store, site) as held:
        feeds = [outline_of(source) for source in held.sources.all() if source.kind == "feed"]
    say(opml_of(feeds, settings.paper.title).decode().rstrip("\n"))


def content(file: str) -> bytes:
    """The bytes of a file or of standard input.

    Raises:
        MissingPath: it cannot be read.
    """
    import sys
    from pathlib import Path

    from broadsheet.errors import MissingPath

    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as problem:
        raise MissingPath(file, problem.strerror or str(problem)) from problem


def _found(store: Store, name: str) -> Source:
    """The source of that name or address, or the one of that host.

    Raises:
        NotFound: none is called that.
    """
    from difflib import get_close_matches
    from urllib.parse import urlsplit

    from broadsheet.errors import NotFound

    known = store.sources.all()
    of_host = [one for one in known if urlsplit(one.address).hostname in (name, f"www.{name}")]
    found = store.sources.get(name) or (of_host[0] if len(of_host) == 1 else None)
    if found is None:
        close = get_close_matches(name, [one.name for one in known], n=1, cutoff=0.5)
        hint = f"did you mean {close[0]}?" if close else "`broadsheet sources list` names all"
        raise NotFound(f"{name}: no such source", hint=hint)
    return found
