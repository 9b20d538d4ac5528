"""`broadsheet together`: an article, or a story, tells a story."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration


def together(
    context: typer.Context,
    *,
    name: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="Id of an article or of a story, the start of one, or an article's address.")
    ],
    story: Annotated[str, typer.Argument(metavar="STORY", help="Id of a story, the start of one, or slug.")],
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that an article, with its copies, or a whole story tells a story: it goes there and stays there.

    Of two stories the older goes on, and the other's address leads to it. With --site the stories are written and the site is
    published anew. `broadsheet constraints` lists what was said.
    """
    from broadsheet import pipeline
    from broadsheet.cli import find, work

    settings = configuration(context).settings
    with work.opened(settings, store, site, writes=True) as held:
        meant = find.story_id(held, name) if name.startswith("st_") else find.article(held, name).id
        obeyed = pipeline.bring_together(held, meant, find.story_id(held, story))
        work.write_moved(held, settings, site, obeyed.moved)
    work.tell_obeyed(obeyed, as_json=as_json)
