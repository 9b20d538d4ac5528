"""The command reference, `docs/commands.md`, from the commands themselves: `python -m broadsheet.cli.manual > docs/commands.md`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from broadsheet.cli.main import app
from broadsheet.cli.terminal import say

TOP = """\
# Commands

Written by `python -m broadsheet.cli.manual > docs/commands.md`; a test keeps it current.

Every command ends with 0 if it did what it was asked, 2 if its arguments or a path are unusable, 1 for any other failure,
which a message explains, and 130 if it was interrupted. Progress is shown on standard error if that is a terminal.
Shell completion: `broadsheet --install-completion`.
"""


def manual() -> str:
    """The reference as Markdown."""
    root = typer.main.get_command(app)
    return "\n".join([TOP, *_command("broadsheet", root)]).rstrip("\n") + "\n"


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


if __name__ == "__main__":
    say(manual().rstrip("\n"))
