"""`broadsheet mcp`: the paper for an assistant, over standard input and output."""

from __future__ import annotations

import typer

from broadsheet.cli.options import SiteOption, StoreOption, configuration


def mcp(context: typer.Context, *, store: StoreOption = None, site: SiteOption = None) -> None:
    """Let an assistant read the paper by the Model Context Protocol: search, stories, articles, comparisons and cited answers.

    It only reads. What is written into the store meanwhile is taken up at the next call. It ends with its standard input.
    """
    from broadsheet.cli import work
    from broadsheet.publish.assistant import Desk, server
    from broadsheet.records.edition import Edition

    settings = configuration(context).settings
    with work.opened(settings, store, site) as held:
        known: dict[str, Edition] = {}

        def edition() -> Edition:
            mark = held.standing.mark()
            if mark not in known:
                known.clear()
                known[mark] = work.edition_of(held, settings)
            return known[mark]

        server(Desk(held, edition)).run("stdio")
