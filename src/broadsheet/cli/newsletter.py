"""`broadsheet newsletter`: what an issue holds, who gets it, and sending it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration

if TYPE_CHECKING:
    from broadsheet.config import Settings
    from broadsheet.records.subscriber import Subscriber
    from broadsheet.store import Store

newsletter = typer.Typer(
    help="The newsletter: what an issue holds, who gets it by mail, and sending it. May be used while `broadsheet run` goes on.",
    no_args_is_help=True,
)

Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="A mail address.")]
Form = Literal["text", "html", "eml"]


@newsletter.command(epilog="Example: broadsheet newsletter preview --site paper --to ana@paper.example")
def preview(
    context: typer.Context,
    *,
    to: Annotated[str | None, typer.Option("--to", metavar="ADDRESS", help="As this subscriber would get it now.")] = None,
    form: Annotated[Form, typer.Option("--as", help="text, html, or eml: the mail itself.")] = "text",
    out: Annotated[str | None, typer.Option("--out", metavar="DIR", help="Write all three forms into a folder.")] = None,
    store: StoreOption = None,
    site: SiteOption = None,
) -> None:
    """Show an issue: the one for everybody, or what is new to one subscriber. Nothing is sent or noted."""
    from broadsheet.cli import letter_text, work
    from broadsheet.cli.terminal import say

    settings = configuration(context).settings
    with work.opened(settings, store, site) as held:
        mail = letter_text.issue_for(held, settings, to)
    forms = letter_text.forms(mail)
    if out is None:
        say(forms[form].decode().rstrip("\n"))
        return
    folder = work.prepare_site(out)
    for kind, content in forms.items():
        (folder / f"newsletter.{'txt' if kind == 'text' else kind}").write_bytes(content)
    say(f"newsletter.txt, .html and .eml are in {Path(out)}")


@newsletter.command(epilog="Example: broadsheet newsletter send --site paper")
def send(context: typer.Context, *, store: StoreOption = None, site: SiteOption = None, as_json: JsonOption = False) -> None:
    """Put down the issue of everybody to whom one is due, and send all that waits. Status 1 if the server cannot be spoken to.

    Whoever had an issue today has none due: to say it again sends nothing twice.
    """
    import asyncio
    from datetime import UTC, datetime

    from broadsheet.cli import letters, work
    from broadsheet.cli.terminal import say, say_json

    settings = configuration(context).settings
    letters.required(settings)
    with work.opened(settings, store, site, writes=True, beside=True) as held:
        put = letters.put_down(held, settings, work.edition_of(held, settings), datetime.now(UTC))
        sent, problem = asyncio.run(letters.all_sent(held, settings))
    told = {"issues": dict(sorted(put.items())), "mails": dict(sorted(sent.items())), "problem": problem}
    if as_json:
        say_json(told)
    else:
        say(f"issues: {_counted(put)}")
        say(f"mails: {_counted(sent)}{f'; {problem}' if problem else ''}")
    if problem:
        raise typer.Exit(1)


@newsletter.command(epilog="Example: broadsheet newsletter subscribers --site paper")
def subscribers(context: typer.Context, *, store: StoreOption = None, site: SiteOption = None, as_json: JsonOption = False) -> None:
    """List who gets the newsletter by mail, who was asked, who left and whose address is refused."""
    from broadsheet.cli import letter_text, work
    from broadsheet.cli.terminal import say_list
    from broadsheet.records.codec import to_plain

    with work.opened(configuration(context).settings, store, site) as held:
        listed = held.subscribers.all()
    none = "nobody gets the newsletter by mail: `broadsheet newsletter add ADDRESS` asks somebody"
    rows = letter_text.subscriber_rows(listed)
    say_list(to_plain(listed), letter_text.SUBSCRIBERS, rows, flexible=0, none=none, as_json=as_json)


@newsletter.command(epilog="Example: broadsheet newsletter add ana@paper.example --weekly --desk Sport")
def add(
    context: typer.Context,
    *,
    address: Address,
    weekly: Annotated[bool, typer.Option("--weekly/--daily", help="How often at most.")] = False,
    desk: Annotated[list[str] | None, typer.Option("--desk", metavar="NAME", help="Only this desk; may be given again.")] = None,
    confirmed: Annotated[bool, typer.Option("--confirmed", help="They have agreed: ask them nothing.")] = False,
    store: StoreOption = None,
    site: SiteOption = None,
) -> None:
    """Ask somebody by mail whether they want the newsletter, or, with --confirmed, take them in at your own word."""
    from broadsheet.cli import letters, work
    from broadsheet.cli.terminal import say
    from broadsheet.records.subscriber import Wish

    settings = configuration(context).settings
    wish = Wish(frequency="weekly" if weekly else "daily", desks=_desks(settings, desk or ()))
    with work.opened(settings, store, site, writes=True, beside=True) as held:
        say(letters.take_in(held, address, wish) if confirmed else letters.ask(held, settings, address, wish))


@newsletter.command(epilog="Example: broadsheet newsletter remove ana@paper.example")
def remove(context: typer.Context, *, address: Address, store: StoreOption = None, site: SiteOption = None) -> None:
    """Forget an address, with all mail to it."""
    from broadsheet.cli import work
    from broadsheet.cli.terminal import say

    with work.opened(configuration(context).settings, store, site, writes=True, beside=True) as held:
        who = _known(held, address)
        held.subscribers.remove(who.number)
    say(f"{who.address} is forgotten")


@newsletter.command(epilog="Example: broadsheet newsletter outbox --site paper --json")
def outbox(context: typer.Context, *, store: StoreOption = None, site: SiteOption = None, as_json: JsonOption = False) -> None:
    """List the mails of the last 30 days, with what became of each."""
    from broadsheet.cli import letter_text, work
    from broadsheet.cli.terminal import say_list
    from broadsheet.records.codec import to_plain

    with work.opened(configuration(context).settings, store, site) as held:
        listed = held.outbox.all()
    rows = letter_text.mail_rows(listed)
    say_list(to_plain(listed), letter_text.MAILS, rows, flexible=4, none="no mail was put down", as_json=as_json)


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in sorted(counts.items())) or "none"


def _desks(settings: Settings, named: list[str] | tuple[()]) -> tuple[str, ...]:
    from broadsheet.cli import letters
    from broadsheet.errors import UsageError

    known = letters.desks(settings)
    if unknown := [name for name in named if name not in known]:
        raise UsageError(f"there is no desk {unknown[0]}", hint=f"the desks are {', '.join(known)}")
    return tuple(dict.fromkeys(named))


def _known(store: Store, address: str) -> Subscriber:
    from broadsheet.errors import NotFound

    who = store.subscribers.of(address.strip())
    if who is None:
        raise NotFound(f"{address}: nobody of that address", hint="`broadsheet newsletter subscribers` lists all")
    return who
