"""`broadsheet apart`: an article does not tell a story."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration


def apart(
    context: typer.Context,
    *,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Id of an article, the start of one, or its address.")],
    story: Annotated[str, typer.Argument(metavar="STORY", help="Id of a story, the start of one, or slug.")],
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that an article does not tell a story: it leaves it with its copies and is never put with its articles again.

    With --site the stories are written and the site is published anew. `broadsheet constraints` lists what was said.
    """
    from broadsheet import pipeline
    from broadsheet.cli import find, work

    settings = configuration(context).settings
    with work.opened(settings, store, site, writes=True) as held:
        obeyed = pipeline.keep_apart(held, find.article(held, article).id, find.story_id(held, story))
        work.write_moved(held, settings, site, obeyed.moved)
    work.tell_obeyed(obeyed, as_json=as_json)
