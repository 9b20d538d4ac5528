"""`broadsheet backup`: the whole database in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration


def backup(
    context: typer.Context,
    *,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File to make; in a folder, one named after the moment.")],
    store: StoreOption = None,
    site: SiteOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    packed: Annotated[bool, typer.Option("--packed/--plain", help="Compress it, or be sooner done.")] = True,
    as_json: JsonOption = False,
) -> None:
    """Copy the database into one file, with a manifest that proves it. Others may write to it meanwhile.

    The file appears whole or not at all. `broadsheet restore` makes it a database again, in a file or on a server, wherever
    it lay before: so a paper moves from the one to the other.
    """
    from datetime import UTC, datetime

    from broadsheet.cli import work
    from broadsheet.cli.terminal import counted, say, say_json
    from broadsheet.records.codec import to_plain
    from broadsheet.store.backup import back_up

    made = datetime.now(UTC).replace(microsecond=0)
    target = file / f"paper-{made:%Y%m%dT%H%M%SZ}.zip" if file.is_dir() else file
    url = work.store_url(configuration(context).settings, store, site)
    manifest = back_up(url, target, made=made.isoformat(), replace=force, packed=packed)
    if as_json:
        say_json({"file": str(target)} | to_plain(manifest))
        return
    held = f"{counted(manifest.rows['pages'], 'page')}, {counted(manifest.rows['articles'], 'article')}"
    say(f"{target}: {held}, {manifest.bytes:,} bytes in {target.stat().st_size:,}; sha256 {manifest.sha256}")
