"""`broadsheet accounts`: who may read the paper, and who may edit it, once a server shows it to others."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli.account_tokens import tokens
from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration

accounts = typer.Typer(
    help="Who may come into the paper that `broadsheet serve` and `run` show. They may be changed while it is served.",
    no_args_is_help=True,
)
accounts.add_typer(tokens, name="tokens")

Name = Annotated[str, typer.Argument(metavar="NAME", help="What they log in with.")]
RoleOption = Annotated[str, typer.Option("--role", metavar="ROLE", help="reader, or editor who may change the paper.")]
FileOption = Annotated[
    str | None,
    typer.Option(
        "--password-file", metavar="FILE", help="Its first line is the password; - is standard input. Default: asked for."
    ),
]


@accounts.command(epilog="Example: broadsheet accounts add ada --role editor --site paper")
def add(
    context: typer.Context,
    *,
    name: Name,
    role: RoleOption = "reader",
    password_file: FileOption = None,
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give somebody an account. From the first one on nobody comes in without, on this machine neither."""
    import secrets

    from broadsheet.cli import account_text, work
    from broadsheet.cli.edit_text import now
    from broadsheet.cli.terminal import say, say_json
    from broadsheet.errors import UsageError
    from broadsheet.records.account import Account
    from broadsheet.store.passwords import Passwords

    known, role_known = account_text.name_of(name), account_text.role_of(role)
    with work.opened(configuration(context).settings, store, site, writes=True, beside=True) as held:
        if held.accounts.get(known):
            raise UsageError(f"{known}: has an account already", hint="`broadsheet accounts list` names all")
        secret = Passwords().kept(account_text.password_for(known, password_file))
        made = Account(name=known, role=role_known, secret=secret, reader=secrets.token_hex(16), made=now())
        if not held.accounts.add(made):
            raise UsageError(f"{known}: has an account already", hint="`broadsheet accounts list` names all")
    say_json(account_text.plain(made)) if as_json else say(f"{made.name} may log in as {made.role}")


@accounts.command("list", epilog="Example: broadsheet accounts list --json")
def list_(context: typer.Context, *, store: StoreOption = None, site: SiteOption = None, as_json: JsonOption = False) -> None:
    """List who has an account, and since when."""
    from broadsheet.cli import account_text, work
    from broadsheet.cli.terminal import say_list

    with work.opened(configuration(context).settings, store, site) as held:
        listed = [
            {**account_text.plain(one), "sessions": len(held.sessions.of(one.name)), "tokens": len(held.tokens.all(one.name))}
            for one in held.accounts.all()
        ]
    rows = [[str(one[key]) for key in ("name", "role", "made", "sessions", "tokens")] for one in listed]
    none = "there are no accounts: `broadsheet accounts add NAME` makes one"
    say_list(listed, ("name", "role", "since", "sessions", "tokens"), rows, flexible=0, none=none, as_json=as_json)


@accounts.command(epilog="Example: broadsheet accounts password ada --password-file secret.txt")
def password(
    context: typer.Context,
    *,
    name: Name,
    password_file: FileOption = None,
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give somebody another password, and log them out everywhere. Their tokens stay."""
    from broadsheet.cli import account_text, work
    from broadsheet.cli.terminal import say, say_json
    from broadsheet.store.passwords import Passwords

    with work.opened(configuration(context).settings, store, site, writes=True, beside=True) as held:
        account = account_text.found(held, name)
        held.accounts.give_password(account.name, Passwords().kept(account_text.password_for(account.name, password_file)))
        held.attempts.pardon(account.name)
    say_json(account_text.plain(account)) if as_json else say(f"{account.name} has another password, and is logged out everywhere")


@accounts.command(epilog="Example: broadsheet accounts role ada editor")
def role(
    context: typer.Context,
    *,
    name: Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="reader or editor.")],
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let somebody do more or less, from now on."""
    from dataclasses import replace

    from broadsheet.cli import account_text, work
    from broadsheet.cli.terminal import say, say_json

    known = account_text.role_of(role)
    with work.opened(configuration(context).settings, store, site, writes=True, beside=True) as held:
        account = replace(account_text.found(held, name), role=known)
        held.accounts.give_role(account.name, known)
    say_json(account_text.plain(account)) if as_json else say(f"{account.name} is {known} from now on")


@accounts.command(epilog="Example: broadsheet accounts remove ada")
def remove(
    context: typer.Context, *, name: Name, store: StoreOption = None, site: SiteOption = None, as_json: JsonOption = False
) -> None:
    """Take an account away with its sessions, its tokens, and what it read, followed and hid. What it decided stays."""
    from broadsheet.cli import account_text, work
    from broadsheet.cli.terminal import say, say_json

    with work.opened(configuration(context).settings, store, site, writes=True, beside=True) as held:
        account = account_text.found(held, name)
        held.accounts.remove(account.name)
    say_json({"removed": account.name}) if as_json else say(f"{account.name} has no account any more")
