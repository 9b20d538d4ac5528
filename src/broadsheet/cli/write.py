"""`broadsheet write`: the second step of `build`, over a store."""

from __future__ import annotations

import typer

from broadsheet.cli.options import AsOfOption, JsonOption, SiteOption, StoreOption, WordsOption, configuration


def write(
    context: typer.Context,
    *,
    store: StoreOption = None,
    site: SiteOption = None,
    as_of: AsOfOption = None,
    words: WordsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the page of every story that changed since it was last written."""
    from broadsheet.cli import work
    from broadsheet.cli.terminal import Watch, counted, say, say_json, tell_drops
    from broadsheet.pipeline import as_set

    settings = configuration(context).settings
    as_set.moment(settings, as_of)
    with work.opened(settings, store, site, writes=True) as held:
        tally, now = work.write_all(held, settings, as_of, words, Watch())
    tell_drops(tally.drops)
    if as_json:
        say_json({"as_of": now, "stories": tally.kept["write"], "drops": tally.by_reason()})
    else:
        say(f"{counted(tally.kept['write'], 'story')} as of {now}")
