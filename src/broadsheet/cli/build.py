"""`broadsheet build`: sources in, today's paper out."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli.options import AsOfOption, ClusterOption, JsonOption, StoreOption, WordsOption, WorkersOption, configuration

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="Files, folders, patterns, addresses of pages, feeds, sites or sitemaps, or - for standard input.",
    ),
]
Site = Annotated[str, typer.Option("--site", metavar="DIR", help="Folder of the site; made if it is not there.")]


def build(  # noqa: PLR0913  as many options as the command has
    context: typer.Context,
    *,
    sources: Sources,
    site: Site,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    words: WordsOption = None,
    workers: WorkersOption = None,
    cluster: ClusterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read pages and write today's paper: a static site, one JSON per story, feeds and the newsletter."""
    from broadsheet.cli import work
    from broadsheet.cli.terminal import Watch, counted, say, say_json, table, tell, tell_drops
    from broadsheet.pipeline import as_set, model
    from broadsheet.read import refuse_unusable

    settings, watch = configuration(context).settings, Watch()
    refuse_unusable(sources)
    as_set.moment(settings, as_of)
    model.endpoint(settings)
    as_set.encyclopaedia(settings)  # what cannot be opened is told before the work, not after it
    as_set.refuse_unusable(settings)
    within = as_set.bounds(settings, workers, cluster)
    folder = work.prepare_site(site)
    with work.opened(settings, store, site, writes=True) as held:
        tally = work.read_in(held, settings, sources, within, watch)
        written, now = work.write_all(held, settings, as_of, words, watch)
        edition = work.publish_all(held, settings, folder, now, watch)
    tally.kept.update(written.kept)
    tally.drops.extend(written.drops)
    tell_drops(tally.drops)
    if as_json:
        asked = {"model": watch.account.plain()} if watch.account else {}
        say_json(work.account(edition, tally) | {"site": str(folder)} | asked)
        return
    say(table(work.STORY_HEADINGS, work.story_rows(edition.stories), flexible=0))
    tell(f"{counted(len(edition.articles), 'article')}, {counted(len(edition.stories), 'story')}: {folder / 'index.html'}")
    if edition.day is None:
        tell("no article says when it was written: give --as-of to date the paper")
