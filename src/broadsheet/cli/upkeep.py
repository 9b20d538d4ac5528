"""`broadsheet store`: what the database takes on the disk, which raw pages may go, and giving free room back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration

if TYPE_CHECKING:
    from broadsheet.config import Settings
    from broadsheet.store import Store
    from broadsheet.store.retention import Expiry, Keep

upkeep = typer.Typer(
    help="What the database takes on the disk, and how it is held to its bounds. `broadsheet run` does this by the settings.",
    no_args_is_help=True,
)


@upkeep.command(epilog="Example: broadsheet store size --site paper")
def size(context: typer.Context, store: StoreOption = None, site: SiteOption = None, as_json: JsonOption = False) -> None:
    """Say what the database takes on the disk, and what of it is free."""
    from broadsheet.cli import work
    from broadsheet.cli.terminal import say, say_json, table

    with work.opened(configuration(context).settings, store, site) as held:
        room = held.room()
    if as_json:
        say_json({"bytes": room.whole, "free": room.free, "log": room.log, "tables": dict(room.tables)})
        return
    rows = [[name, megabytes(taken)] for name, taken in room.tables.items()]
    say(table(("table", "size"), rows, flexible=0))
    say(f"{megabytes(room.whole)} in all, {megabytes(room.free)} of it free; its log takes {megabytes(room.log)}")


@upkeep.command(epilog="Example: broadsheet store expire --days 90 --dry-run --site paper")
def expire(
    context: typer.Context,
    *,
    days: Annotated[int | None, typer.Option("--days", min=0, metavar="N", help="Those older than N days go.")] = None,
    mb: Annotated[int | None, typer.Option("--mb", min=0, metavar="N", help="The oldest go until the others take N MB.")] = None,
    cited: Annotated[
        bool | None, typer.Option("--keep-cited/--cited-too", help="Whether pages of cited articles stay. Default: the settings'.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go, and change nothing.")] = False,
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let old pages go as they came. Their articles stay, so every citation can still be read; `verify` says how many went.

    Without --days and --mb the settings' `store.keep_days` and `store.keep_mb` hold.
    """
    from datetime import UTC, datetime

    from broadsheet.cli import work
    from broadsheet.cli.terminal import say, say_json
    from broadsheet.errors import UsageError

    settings, today = configuration(context).settings, datetime.now(UTC).date().isoformat()
    keep = kept(settings, days, mb, cited)
    if not keep.lets_go:
        raise UsageError("nothing says which pages may go", hint="say --days or --mb, or set store.keep_days or store.keep_mb")
    with work.opened(settings, store, site, writes=not dry_run) as held:
        expiry = held.retention.plan(keep, today)
        freed = 0 if dry_run else let_go(held, expiry, today)
    if as_json:
        say_json(_plain(expiry, freed, dry_run=dry_run))
        return
    for line in _told(expiry, freed, dry_run=dry_run):
        say(line)


@upkeep.command(epilog="Example: broadsheet store compact --site paper")
def compact(context: typer.Context, store: StoreOption = None, site: SiteOption = None, as_json: JsonOption = False) -> None:
    """Write the database anew, without its free room. Others wait meanwhile, and as much room again is needed on the disk."""
    from broadsheet.cli import work
    from broadsheet.cli.terminal import say, say_json

    with work.opened(configuration(context).settings, store, site, writes=True) as held:
        freed, whole = held.give_back(whole=True), held.room().whole
    if as_json:
        say_json({"given_back": freed, "bytes": whole})
    else:
        say(f"{megabytes(freed)} given back; {megabytes(whole)} are left")


def kept(settings: Settings, days: int | None = None, mb: int | None = None, cited: bool | None = None) -> Keep:
    """How long raw pages are kept: by what was said, else by the settings."""
    from broadsheet.store.retention import Keep

    said, bounds = settings.store, days is None and mb is None
    return Keep(
        days=said.keep_days if bounds else days, megabytes=said.keep_mb if bounds else mb,
        cited=said.keep_cited if cited is None else cited,
    )  # fmt: skip


def let_go(store: Store, expiry: Expiry, today: str) -> int:
    """Let pages go and give their room back; how many bytes."""
    store.retention.expire(expiry, today)
    return store.give_back()


def megabytes(count: int) -> str:
    """A size as people read it.

    >>> megabytes(1_234_567), megabytes(40)
    ('1.2 MB', '0.0 MB')
    """
    return f"{count / 1e6:,.1f} MB"


def _plain(expiry: Expiry, freed: int, *, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "pages": [{"id": page.id, "name": page.name, "day": page.day, "bytes": page.bytes} for page in expiry.going],
        "bytes": expiry.freed, "given_back": freed, "staying": expiry.staying, "staying_bytes": expiry.staying_bytes,
        "staying_as_cited": expiry.bound,
    }  # fmt: skip


def _told(expiry: Expiry, freed: int, *, dry_run: bool) -> list[str]:
    from broadsheet.cli.terminal import counted

    lines = [f"{page.day}  {megabytes(page.bytes)}  {page.name}" for page in expiry.going] if dry_run else []
    done = "would go" if dry_run else "went"
    lines.append(
        f"{counted(len(expiry.going), 'page')} {done}, {megabytes(expiry.freed)}"
        + ("" if dry_run else f"; {megabytes(freed)} given back")
    )
    bound = f"; {expiry.bound} of them because they are cited" if expiry.bound else ""
    return [*lines, f"{counted(expiry.staying, 'page')} stay, {megabytes(expiry.staying_bytes)}{bound}"]
