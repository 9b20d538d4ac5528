"""`broadsheet constraints`: what readers said of membership."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration

if TYPE_CHECKING:
    from broadsheet.records.story import Constraint
    from broadsheet.store import Store

HEADINGS = ("no.", "said", "article", "and", "in stories")


def constraints(
    context: typer.Context,
    *,
    remove: Annotated[int | None, typer.Option("--remove", metavar="N", help="Take back what was said under this number.")] = None,
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what was said with `broadsheet apart` and `broadsheet together`, or take one of it back.

    What is taken back no longer binds: the evidence decides again about stories that can still grow.
    """
    from broadsheet import pipeline
    from broadsheet.cli import work
    from broadsheet.cli.terminal import say, say_json, say_list

    settings = configuration(context).settings
    with work.opened(settings, store, site, writes=remove is not None) as held:
        if remove is None:
            told = list(_told(held, held.constraints.all()))
        else:
            before = held.articles.placements()
            told = list(_told(held, pipeline.take_back(held, remove)))
            now = held.articles.placements()
            work.write_moved(held, settings, site, {name: now[name].story for name in now if now[name] != before[name]})
    if remove is not None:
        say_json({"removed": told}) if as_json else say(f"taken back: {remove}")
        return
    rows = [[str(one["number"]), one["kind"], one["article"], ", ".join(one["others"]), ", ".join(one["stories"])] for one in told]
    none = "nothing was said: `broadsheet apart` and `broadsheet together` say it"
    say_list(told, HEADINGS, rows, flexible=3, none=none, as_json=as_json)


def _told(store: Store, said: Iterable[Constraint]) -> Iterable[dict[str, Any]]:
    """Each number with its kind, its article, the others it was said of, and the stories that these are in now."""
    placements = store.articles.placements()
    for number, rows in groupby(said, key=lambda one: one.number):
        held = list(rows)
        others = [one.other for one in held]
        stories = sorted({placements[name].story for name in others if name in placements})
        yield {"number": number, "kind": held[0].kind, "article": held[0].article, "others": others, "stories": stories}
