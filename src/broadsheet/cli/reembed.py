"""`broadsheet reembed`: the vector of every article made anew, by the embedder of the settings."""

from __future__ import annotations

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration


def reembed(context: typer.Context, *, store: StoreOption = None, site: SiteOption = None, as_json: JsonOption = False) -> None:
    """Make all sentence vectors anew with the embedder of the settings (models.embedder), and place every article anew.

    A store has one embedder; this changes it. All is kept or nothing is. With --site the stories are written and the site is
    published anew.
    """
    from broadsheet import pipeline
    from broadsheet.cli import work
    from broadsheet.cli.terminal import Watch, say, say_json

    settings, watch = configuration(context).settings, Watch()
    with work.opened(settings, store, site, writes=True) as held:
        before = held.embedding.get()
        try:
            moved = pipeline.reembed(held, settings.models.embedder, watch)
        finally:
            watch.end()
        made = held.embedding.get()
        if made != before:
            work.write_again(held, settings, site)
    if as_json:
        say_json({"embedder": made.name if made else None, "moved": dict(sorted(moved.items()))})
        return
    say(f"all vectors are of {made.name if made else 'none'}; {len(moved)} articles moved")
