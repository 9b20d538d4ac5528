"""`broadsheet config`: every setting, its value and where it came from."""

from __future__ import annotations

import typer

from broadsheet.cli.options import JsonOption, configuration


def config(context: typer.Context, as_json: JsonOption = False) -> None:
    """Show the effective settings and where each came from."""
    from broadsheet.cli.terminal import say, say_json, wrapped

    found = configuration(context)
    if as_json:
        say_json({key: {"value": value, "from": origin, "is": text} for key, value, origin, text in found.rows()})
        return
    for key, value, origin, text in found.rows():
        say(f"{key} = {'(unset)' if value is None else value!r}   [{origin}]")
        say(wrapped(text, "    "))
