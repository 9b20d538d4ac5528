"""`broadsheet accounts tokens`: keys with which programs come into the paper, in the name of an account."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration

tokens = typer.Typer(help="Keys for programs, sent in the header `Authorization: Bearer TOKEN`.", no_args_is_help=True)


@tokens.command(epilog="Example: broadsheet accounts tokens create ada --label 'evening digest' --days 90")
def create(
    context: typer.Context,
    *,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose it is; it can do no more than they.")],
    label: Annotated[str, typer.Option("--label", metavar="WORDS", help="What it is for.")],
    scope: Annotated[str, typer.Option("--scope", metavar="SCOPE", help="read, or edit which reads too.")] = "read",
    days: Annotated[int, typer.Option("--days", min=0, max=3_660, metavar="N", help="How long it is good; 0 for ever.")] = 365,
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a token. It is shown once: what is kept is its digest."""
    import secrets
    from datetime import UTC, datetime, timedelta

    from broadsheet.cli import account_text, work
    from broadsheet.cli.terminal import say, say_json, tell
    from broadsheet.errors import UsageError
    from broadsheet.records.account import SCOPES, Token
    from broadsheet.records.moments import in_utc
    from broadsheet.store.tokens import PREFIX, digest_of

    if scope not in SCOPES:
        raise UsageError(f"{scope}: no such scope", hint=f"one of {', '.join(SCOPES)}")
    at, secret = datetime.now(UTC), PREFIX + secrets.token_urlsafe(32)
    with work.opened(configuration(context).settings, store, site, writes=True, beside=True) as held:
        account = account_text.found(held, name)
        if scope == "edit" and account.role != "editor":
            raise UsageError(f"{account.name}: is no editor", hint="`broadsheet accounts role` makes one of them, or --scope read")
        made = Token(
            id=f"tk_{secrets.token_hex(4)}", digest=digest_of(secret), account=account.name, label=" ".join(label.split())[:80],
            scope=scope, made=in_utc(at), expires=in_utc(at + timedelta(days=days)) if days else None,
        )  # fmt: skip
        held.tokens.add(made)
    if as_json:
        say_json({**account_text.plain_token(made), "token": secret})
        return
    tell(f"{made.id} for {account.name}. Keep it now: it is not shown again.")
    say(secret)


@tokens.command("list", epilog="Example: broadsheet accounts tokens list ada --json")
def list_(
    context: typer.Context,
    *,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Only theirs.")] = None,
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """List tokens, what they are for, and when they were used last."""
    from broadsheet.cli import account_text, work
    from broadsheet.cli.terminal import say_list

    with work.opened(configuration(context).settings, store, site) as held:
        listed = held.tokens.all(account_text.found(held, name).name if name else None)
    rows = [[one.id, one.account, one.label, one.scope, one.expires or "never", one.used or "never"] for one in listed]
    plain = [account_text.plain_token(one) for one in listed]
    none = "there are no tokens: `broadsheet accounts tokens create NAME --label WORDS` makes one"
    say_list(plain, ("id", "whose", "for", "scope", "expires", "used"), rows, flexible=2, none=none, as_json=as_json)


@tokens.command(epilog="Example: broadsheet accounts tokens revoke tk_1f2e3d4c")
def revoke(
    context: typer.Context,
    *,
    token: Annotated[str, typer.Argument(metavar="TOKEN", help="Its id, as the list has it.")],
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a token no more, from now on."""
    from broadsheet.cli import work
    from broadsheet.cli.terminal import say, say_json
    from broadsheet.errors import NotFound

    with work.opened(configuration(context).settings, store, site, writes=True, beside=True) as held:
        if not held.tokens.revoke(token):
            raise NotFound(f"{token}: no such token", hint="`broadsheet accounts tokens list` names all")
    say_json({"revoked": token}) if as_json else say(f"{token} is not taken any more")
