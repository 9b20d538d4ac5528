"""The references that the program makes of itself: `python -m broadsheet.cli.manual docs` writes all of `PAGES`."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import typer
from starlette.types import ASGIApp, Message

from broadsheet.cli.main import app
from broadsheet.cli.man import man_page
from broadsheet.cli.reference import drops, errors, schema, schema_text

TOP = """\
# Commands

Written by `python -m broadsheet.cli.manual docs`; a test keeps it current.

Every command ends with 0 if it did what it was asked, 2 if its arguments or a path are unusable, 1 for any other failure,
which a message explains, and 130 if it was interrupted. Progress is shown on standard error if that is a terminal.
Shell completion: `broadsheet --install-completion`.
"""


SETTINGS_TOP = """\
# Settings and plugins

Written by `python -m broadsheet.cli.manual docs`; a test keeps it current.

What is set nearest wins: an option of the command, the environment, the file named by `--config` or `BROADSHEET_CONFIG`, else
`broadsheet.toml` in the working folder, else in the user's settings folder, else the default. A key that does not exist is an
error. `broadsheet config` shows what is in effect and where it came from.

| in `broadsheet.toml` | in the environment | default | what it is |
|---|---|---|---|
"""

HOOKS_TOP = """
## Hooks

A plugin is a module or object with functions marked `broadsheet.hookspecs.hookimpl`; an installed package names it under the
entry point group `broadsheet`.
"""


def commands() -> str:
    """The commands as Markdown."""
    root = typer.main.get_command(app)
    return "\n".join([TOP, *_command("broadsheet", root)]).rstrip("\n") + "\n"


def settings() -> str:
    """The settings and hooks as Markdown."""
    from broadsheet.config import Settings, keys
    from broadsheet.hookspecs import Hooks

    defaults = Settings.model_construct()
    rows = []
    for section, name, text in keys():
        default = _default(getattr(getattr(defaults, section), name))
        rows.append(f"| `{section}.{name}` | `BROADSHEET_{section.upper()}__{name.upper()}` | {default} | {text} |\n")
    hooks = [
        f"\n- `{name}`: {' '.join((hook.__doc__ or '').split())}" for name, hook in vars(Hooks).items() if not name.startswith("_")
    ]
    return SETTINGS_TOP + "".join(rows) + HOOKS_TOP + "".join(hooks) + "\n"


def openapi() -> str:
    """The description of the API of an app over a store, as `/openapi.json` gives it."""
    from datetime import UTC, datetime

    from broadsheet.publish.web import Archive, Kiosk, Regulars, web_app
    from broadsheet.store import Store

    with Store.open("sqlite://") as store:
        regulars = Regulars(Archive(store), lambda: "")
        app = web_app(Kiosk(lambda _mark: None), hosts=None, clock=lambda: datetime(2031, 1, 1, tzinfo=UTC), regulars=regulars)
        return json.dumps(json.loads(asyncio.run(_answer(app, "/openapi.json"))), ensure_ascii=False, indent=1) + "\n"


async def _answer(app: ASGIApp, path: str) -> bytes:
    """The body of what an app answers to a bare request for a path."""
    told: list[bytes] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        told.append(message.get("body", b""))

    scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "path": path, "query_string": b"", "headers": [],
        "client": ("127.0.0.1", 0),  # as the machine that serves: others are not let in where there are no accounts
    }  # fmt: skip
    await app(scope, receive, send)
    return b"".join(told)


def _default(value: object) -> str:
    return "" if value is None or str(value) == "" else f"`{value}`"


def _command(name: str, command: Any) -> Iterator[str]:
    below = getattr(command, "commands", {})
    yield f"## `{_usage(name, command)}`\n"
    yield (command.help or "").strip() + "\n"
    yield from _options(command)
    if command.epilog:
        text, _, example = command.epilog.partition(": ")
        yield f"{text}:\n\n    {example}\n"
    for each in below:
        yield from _command(f"{name} {each}", below[each])


def _usage(name: str, command: Any) -> str:
    arguments = [_metavar(param) for param in command.params if param.param_type_name == "argument"]
    required = [
        f"{param.opts[0]} {_metavar(param)}" for param in command.params if param.param_type_name == "option" and param.required
    ]
    return " ".join([name, *(["COMMAND"] if getattr(command, "commands", None) else []), *arguments, *required])


def _options(command: Any) -> Iterator[str]:
    shown = [param for param in command.params if getattr(param, "help", None) and not getattr(param, "hidden", False)]
    for param in shown:
        names = ", ".join(f"`{name}`" for name in (*param.opts, *param.secondary_opts)) if param.param_type_name == "option" else ""
        metavar = "" if getattr(param, "is_flag", False) else f" `{_metavar(param)}`"
        yield f"- {names}{metavar}: {param.help}".replace("-  `", "- `")
    if shown:
        yield ""


def _metavar(param: Any) -> str:
    return str(param.metavar or param.name.upper())


def man() -> str:
    """The man page."""
    return man_page(typer.main.get_command(app))


PAGES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "commands.md": commands,
        "settings.md": settings,
        "man/broadsheet.1": man,
        "api/openapi.json": openapi,
        "reference/errors.md": errors,
        "reference/drops.md": drops,
        "reference/schema.md": schema,
        "reference/story.schema.json": schema_text,
    }
)
"""Path below the folder of the docs → writes what belongs there."""


if __name__ == "__main__":
    for path, written in PAGES.items():
        page = Path(sys.argv[1], path)
        page.parent.mkdir(exist_ok=True)
        page.write_text(written(), "utf-8")
