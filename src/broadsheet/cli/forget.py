"""`broadsheet forget`: take an article out of everything that is published."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration


def forget(
    context: typer.Context,
    *,
    url: Annotated[str, typer.Argument(metavar="URL", help="Address of the article or page, or its id.")],
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take an article out of the store and out of every story; it does not come back when its source is read again.

    With --site the stories are written and the site is published anew.
    """
    from broadsheet.cli import work
    from broadsheet.cli.terminal import Watch, say, say_json
    from broadsheet.pipeline import model

    settings = configuration(context).settings
    with work.opened(settings, store, site, writes=True) as held:
        gone = held.forgotten.forget(url)
        if gone:
            model.forget(settings, gone)
            _, now = work.write_all(held, settings, held.revisions.as_of(), None, Watch())
            if site:
                work.publish_all(held, settings, work.prepare_site(site), now, Watch())
    if as_json:
        say_json({"forgotten": gone, "name": url})
    else:
        said = f"forgotten: {', '.join(gone)}" if gone else "no article of that name is here; it will not be taken in either"
        say(said + ("" if site or not gone else "; `broadsheet publish --site DIR` takes it out of a site"))
