"""`broadsheet serve`: the paper over HTTP, on this machine unless told otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli.options import SiteOption, StoreOption, configuration

if TYPE_CHECKING:
    from broadsheet.config import Settings
    from broadsheet.publish.web import Archive, EditionPaper, Kiosk
    from broadsheet.store import Store

HostOption = Annotated[str | None, typer.Option("--host", metavar="HOST", help="Address to listen on. Default: 127.0.0.1.")]
PortOption = Annotated[
    int | None, typer.Option("--port", min=0, max=65535, metavar="N", help="Port to listen on; 0 takes a free one.")
]


def serve(
    context: typer.Context, *, store: StoreOption = None, site: SiteOption = None, host: HostOption = None, port: PortOption = None
) -> None:
    """Serve the paper of a store, or the files of a site that has none, until it is told to stop.

    What is written into the store meanwhile is taken up without a restart.
    """
    from broadsheet.cli import work
    from broadsheet.errors import NotFound

    settings = configuration(context).settings
    where = (host or settings.serve.host, settings.serve.port if port is None else port)
    own = Path(site) / work.IN_SITE if site else None
    if site and not (store or settings.store.url or (own and own.is_file())):
        if not (Path(site) / "index.html").is_file():
            raise NotFound(f"{site}: no site there", hint=f"`broadsheet build FOLDER --site {site}` makes one")
        serve_folder(Path(site), *where)
        return
    serve_store(settings, work.store_url(settings, store, site), *where)


def serve_folder(folder: Path, host: str, port: int) -> None:
    """Serve a folder until SIGTERM or Ctrl-C."""
    from broadsheet.publish.web import FolderPaper, Kiosk

    kiosk = Kiosk(lambda _mark: FolderPaper(folder))
    kiosk.open()
    _listen(kiosk, host, port)


def serve_store(settings: Settings, url: str, host: str, port: int) -> None:
    """Serve the newest edition of a store until SIGTERM or Ctrl-C.

    Raises:
        NotFound: there is no such store, or nothing in it.
    """
    from broadsheet.publish.web import Archive, Kiosk
    from broadsheet.store import Store

    with Store.open(url, writes=False) as held, Store.open(url, writes=False) as asked:
        kiosk = Kiosk(lambda mark: paper_of(held, settings, mark), held.standing.mark)
        kiosk.open()
        _listen(kiosk, host, port, Archive(asked))


def paper_of(store: Store, settings: Settings, mark: str) -> EditionPaper:
    """The edition that a store makes, with what every publisher offers of it."""
    from broadsheet.cli import work
    from broadsheet.publish import offered
    from broadsheet.publish.web import EditionPaper

    edition = work.edition_of(store, settings)
    return EditionPaper(edition, offered(edition, settings.paper.address), mark)


def _listen(kiosk: Kiosk, host: str, port: int, archive: Archive | None = None) -> None:
    from datetime import UTC, datetime

    from broadsheet.cli.terminal import tell
    from broadsheet.publish.web import hosts_of, serve, web_app

    app = web_app(kiosk, hosts=hosts_of(host), clock=lambda: datetime.now(UTC), archive=archive)
    serve(app, host, port, ready=lambda address: tell(f"serving {address} (Ctrl-C ends it)"))
