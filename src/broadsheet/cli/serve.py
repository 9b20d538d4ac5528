"""`broadsheet serve`: the paper over HTTP, on this machine unless told otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from broadsheet.cli.options import SiteOption, StoreOption, configuration

HostOption = Annotated[str | None, typer.Option("--host", metavar="HOST", help="Address to listen on. Default: 127.0.0.1.")]
PortOption = Annotated[
    int | None, typer.Option("--port", min=0, max=65535, metavar="N", help="Port to listen on; 0 takes a free one.")
]


def serve(
    context: typer.Context, *, store: StoreOption = None, site: SiteOption = None, host: HostOption = None, port: PortOption = None
) -> None:
    """Serve a site that was built, or a store, until it is told to stop."""
    import tempfile

    from broadsheet.cli import work
    from broadsheet.cli.terminal import Watch
    from broadsheet.errors import NotFound

    settings = configuration(context).settings
    where = (host or settings.serve.host, settings.serve.port if port is None else port)
    if site and not store:
        if not (Path(site) / "index.html").is_file():
            raise NotFound(f"{site}: no site there", hint=f"`broadsheet build FOLDER --site {site}` makes one")
        serve_folder(Path(site), *where)
        return
    with tempfile.TemporaryDirectory(prefix="broadsheet-") as folder:
        with work.opened(settings, store, site) as held:
            work.publish_all(held, settings, Path(folder), None, Watch())
        serve_folder(Path(folder), *where)


def serve_folder(folder: Path, host: str, port: int) -> None:
    """Serve a folder until SIGTERM or Ctrl-C."""
    from broadsheet.cli.terminal import tell
    from broadsheet.publish.web import serve as listen

    listen(folder, host, port, ready=lambda address: tell(f"serving {address} (Ctrl-C ends it)"))
