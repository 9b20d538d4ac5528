"""`broadsheet bundle`: a story as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration


def bundle(
    context: typer.Context,
    story: Annotated[str, typer.Argument(metavar="STORY", help="Id, the start of one, or slug.")],
    *,
    out: Annotated[
        str | None, typer.Option("--out", metavar="FILE", help="Where to write it. Default: the story's id and .html, here.")
    ] = None,
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a story as one HTML file that opens anywhere: evidence, style and script inside, and no request at all."""
    from broadsheet.cli import find, work
    from broadsheet.cli.terminal import say, say_json
    from broadsheet.errors import UsageError
    from broadsheet.publish.bundle import bundle as bundled
    from broadsheet.publish.files import write_file
    from broadsheet.publish.names import file_name

    settings = configuration(context).settings
    with work.opened(settings, store, site) as held:
        page = find.story(held, story)
        if page.id in held.decisions.hidden():
            raise UsageError(
                f"{page.id}: an editor took it out of the paper", hint=f"`broadsheet edit unhide {page.id}` shows it again"
            )
        made = bundled(work.edition_of(held, settings), page)
    target = Path(out or f"{file_name(page.id)}.html")
    write_file(target.parent, target.name, made)
    if as_json:
        say_json({"story": page.id, "revision": page.revision, "file": str(target), "bytes": len(made)})
    else:
        say(f"{target}: {work.headline(page)} ({len(made):,} bytes)")
