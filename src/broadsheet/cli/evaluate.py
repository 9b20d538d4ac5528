"""`broadsheet evaluate`: what the rooms score on pages for which the truth is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli.options import JsonOption
from broadsheet.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from broadsheet.evaluate.examples import Report

What = Annotated[str, typer.Argument(metavar="WHAT", help="What to measure on: `examples`, the pages that the package carries.")]
Rooms = Annotated[
    list[str] | None,
    typer.Option(
        "--room", metavar="NAME", help="Only this room (lines extract dedupe group annotate write ask paper); may be repeated."
    ),
]
Worst = Annotated[
    int, typer.Option("--worst", min=0, metavar="N", help="List the N worst places of every room, none of a held-out story.")
]


def evaluate(what: What, *, room: Rooms = None, as_json: JsonOption = False, worst: Worst = 0) -> None:
    """Score every room on the example pages, in two columns: stories that rooms may be tuned on, and held-out ones.

    Of held-out stories nothing but figures is ever printed.
    """
    from broadsheet.cli.terminal import say, say_json, table, tell
    from broadsheet.evaluate.examples import HEADINGS, ROOMS, reports

    if what != "examples":
        raise UsageError(f"{what}: nothing to measure on is called that", hint="broadsheet evaluate examples")
    unknown = sorted(set(room or ()) - set(ROOMS))
    if unknown:
        raise UsageError(f"--room {unknown[0]}: no such room", hint=f"one of {' '.join(ROOMS)}")
    asked = [name for name in ROOMS if not room or name in room]
    tell(f"measuring {', '.join(asked)}: a minute or two for all of them")
    found = list(reports(asked, worst))
    if as_json:
        say_json([report.plain() for report in found])
        return
    say(table(HEADINGS, [row for report in found for row in report.rows()], flexible=1))
    _say_cases(found)


def _say_cases(found: Sequence[Report]) -> None:
    from broadsheet.cli.terminal import say, wrapped

    for report in found:
        for line in report.cases():
            say(wrapped(line.strip(), "    ", "      ") if line.startswith(" ") else f"\n{line}")
