"""`broadsheet restore`: a backup made a database again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration


def restore(
    context: typer.Context,
    *,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `broadsheet backup` made.")],
    store: StoreOption = None,
    site: SiteOption = None,
    force: Annotated[bool, typer.Option("--force", help="Set a database aside that is there.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Prove the file and change nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Prove a backup and put it in place of the database, which is set aside and kept; on a server, into an empty one.

    Nothing changes unless the backup is whole, holds what its manifest says and is of a version that is known.
    """
    from broadsheet.cli import work
    from broadsheet.cli.terminal import counted, say, say_json
    from broadsheet.records.codec import to_plain
    from broadsheet.store.connection import place_of
    from broadsheet.store.restore import proven
    from broadsheet.store.restore import restore as put_back

    url = work.store_url(configuration(context).settings, store, site)
    place = str(place_of(url))
    manifest, aside = (proven(file), None) if check else put_back(file, url, replace=force)
    if as_json:
        say_json({"store": None if check else place, "aside": str(aside) if aside else None} | to_plain(manifest))
        return
    say(f"{file}: whole; {counted(manifest.rows['articles'], 'article')} of {manifest.made}, tables {manifest.tables}")
    if not check:
        say(f"restored to {place}" + (f"; what was there is {aside}" if aside else ""))
