"""`broadsheet publish`: the third step of `build`, over a store."""

from __future__ import annotations

import typer

from broadsheet.cli.build import Site
from broadsheet.cli.options import AsOfOption, JsonOption, StoreOption, configuration


def publish(
    context: typer.Context, *, site: Site, store: StoreOption = None, as_of: AsOfOption = None, as_json: JsonOption = False
) -> None:
    """Put what is written into a folder: the site, JSON, feeds and the newsletter."""
    from broadsheet.cli import work
    from broadsheet.cli.terminal import Watch, counted, say, say_json
    from broadsheet.pipeline import as_set
    from broadsheet.steps import Tally

    settings = configuration(context).settings
    as_set.moment(settings, as_of)
    with work.opened(settings, store, site) as held:
        folder = work.prepare_site(site)
        edition = work.publish_all(held, settings, folder, as_of, Watch())
    if as_json:
        say_json(work.account(edition, Tally()) | {"site": str(folder)})
    else:
        say(f"{counted(len(edition.articles), 'article')}, {counted(len(edition.stories), 'story')}: {folder / 'index.html'}")
