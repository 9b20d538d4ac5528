"""What commands share: the settings they run under and the options that mean the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from broadsheet.config import Configuration

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URL",
        help="Database: a file, sqlite:///FILE or postgresql://ROLE@HOST/DATABASE. "
        "Default: that of the site, else the settings', else your own.",
    ),
]
SiteOption = Annotated[
    str | None, typer.Option("--site", metavar="DIR", help="Folder of the site; its database is DIR/.broadsheet/paper.db.")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="TIME", help="The paper's now, ISO 8601. Default: the newest date of publication.")
]
WordsOption = Annotated[
    int | None, typer.Option("--words", min=1, metavar="N", help="Bound the synopsis; its last sentence may pass N.")
]
FastOption = Annotated[
    bool | None, typer.Option("--fast/--full", help="Skim web pages: for bulk, with less care. Default: the settings'.")
]
WorkersOption = Annotated[int | None, typer.Option("--workers", min=0, metavar="N", help="Worker processes; 0: none.")]

ClusterOption = Annotated[
    str | None,
    typer.Option(
        "--cluster", metavar="ADDRESS", help="Work on the Dask cluster whose scheduler has this address, as tcp://HOST:8786."
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What was said before the command's name."""

    config_file: str | None = None
    debug: bool = False

    def configuration(self) -> Configuration:
        """The effective settings, read when a command asks for them."""
        from broadsheet.config import load

        return load(self.config_file)


def configuration(context: typer.Context) -> Configuration:
    """The effective settings of a command."""
    held = context.find_root().obj
    return (held if isinstance(held, Context) else Context()).configuration()


def is_day(text: str) -> bool:
    """Whether a text is a day as ISO 8601 has it.

    >>> is_day("2026-01-31"), is_day("31 January"), is_day("2026-01-32")
    (True, False, False)
    """
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
