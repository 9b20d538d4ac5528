"""`broadsheet search`: articles and statements by their words."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration


def search(
    context: typer.Context,
    *,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words to look for.")],
    store: StoreOption = None,
    site: SiteOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, metavar="N", help="Most articles, and most statements.")] = 10,
    as_json: JsonOption = False,
) -> None:
    """Find articles and printed statements by their words, best first."""
    from broadsheet.cli import work
    from broadsheet.cli.terminal import say, say_json, wrapped
    from broadsheet.records.codec import to_plain
    from broadsheet.search import search as find

    with work.opened(configuration(context).settings, store, site) as held:
        hits = find(held, query, limit=limit)
    if as_json:
        say_json([to_plain(hit) for hit in hits])
        return
    for hit in hits:
        where = ", ".join(filter(None, (hit.outlet, hit.published and hit.published[:10]))) or "undated"
        say(
            wrapped(hit.title, "", "  ") + f"\n  {hit.id}  {where}  story {hit.story}"
            if hit.kind == "article"
            else f"story {hit.story}"
        )
        say(wrapped(hit.text, "  "))
    if not hits:
        say("nothing was found")
