"""`broadsheet show`: a story in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration


def show(
    context: typer.Context,
    story: Annotated[
        str | None, typer.Argument(metavar="[STORY]", help="Id, the start of one, or slug. Without one: the list.")
    ] = None,
    *,
    store: StoreOption = None,
    site: SiteOption = None,
    since: Annotated[
        int | None, typer.Option("--since", min=0, metavar="N", help="Only what has changed since the story's revision N.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show a story in 80 columns, or what is new since one of its revisions, or list the stories of the store."""
    from broadsheet.cli import find, story_text, work
    from broadsheet.cli.terminal import say, say_json, table
    from broadsheet.records import ledger
    from broadsheet.records.codec import to_plain

    settings = configuration(context).settings
    with work.opened(settings, store, site) as held:
        if story is None:
            pages = work.ranked(held)
            plain, text = [work.summary(page) for page in pages], table(work.STORY_HEADINGS, work.story_rows(pages), flexible=0)
        elif since is not None:
            page = find.story(held, story)
            found = ledger.since(page, since)
            plain, text = to_plain(found), "\n".join(story_text.changes(page, since, found))
        else:
            page = find.story(held, story)
            plain, text = to_plain(page), "\n".join(story_text.lines(page))
    say_json(plain) if as_json else say(text)
