"""`broadsheet read`: the first step of `build`, over a store."""

from __future__ import annotations

import typer

from broadsheet.cli.build import Sources
from broadsheet.cli.options import ClusterOption, JsonOption, SiteOption, StoreOption, WorkersOption, configuration


def read(
    context: typer.Context,
    *,
    sources: Sources,
    store: StoreOption = None,
    site: SiteOption = None,
    workers: WorkersOption = None,
    cluster: ClusterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read pages into the store, cut out their articles and give each its place."""
    from broadsheet.cli import work
    from broadsheet.cli.terminal import Watch, counted, say, say_json, tell_drops
    from broadsheet.pipeline import as_set
    from broadsheet.read import refuse_unusable

    settings = configuration(context).settings
    refuse_unusable(sources)
    within = as_set.bounds(settings, workers, cluster)
    with work.opened(settings, store, site, writes=True) as held:
        tally = work.read_in(held, settings, sources, within, Watch())
        total = held.articles.count()
    tell_drops(tally.drops)
    if as_json:
        say_json({"kept": dict(sorted(tally.kept.items())), "drops": tally.by_reason(), "articles": total})
    else:
        kept = tally.kept
        pages = f"{counted(kept['read: new'], 'new page')}, {kept['read: known']:,} known"
        say(f"{pages}; {counted(kept['place'], 'new article')}, {total:,} in all")
