"""`broadsheet regroup`: every article placed anew."""

from __future__ import annotations

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration


def regroup(context: typer.Context, *, store: StoreOption = None, site: SiteOption = None, as_json: JsonOption = False) -> None:
    """Place every article anew, as if all had been read at once: for a store that was read in parts, or late.

    A story that goes on keeps its id, and one that does not leads to where it went. What was said with `broadsheet apart` and
    `broadsheet together` holds. With --site the stories are written and the site is published anew.
    """
    from broadsheet import pipeline
    from broadsheet.cli import work
    from broadsheet.cli.terminal import say, say_json

    settings = configuration(context).settings
    with work.opened(settings, store, site, writes=True) as held:
        moved = pipeline.regroup(held)
        work.write_moved(held, settings, site, moved)
    if as_json:
        say_json({"moved": dict(sorted(moved.items()))})
        return
    for article, story in sorted(moved.items()):
        say(f"{article} is in {story} now")
    say(f"{len(moved)} articles moved")
