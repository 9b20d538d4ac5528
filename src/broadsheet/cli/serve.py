"""`broadsheet serve`: the paper over HTTP, on this machine unless told otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli.options import SiteOption, StoreOption, configuration

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from broadsheet.config import Settings
    from broadsheet.publish.web import Archive, EditionPaper, Letters
    from broadsheet.store import Store

SERVING = "serving {} (Ctrl-C ends it)"
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
    from broadsheet.config import site_store
    from broadsheet.errors import NotFound

    settings = configuration(context).settings
    where = (host or settings.serve.host, settings.serve.port if port is None else port)
    own = Path(site_store(site)) if site else None
    if site and not (store or settings.store.url or (own and own.is_file())):
        if not (Path(site) / "index.html").is_file():
            raise NotFound(f"{site}: no site there", hint=f"`broadsheet build FOLDER --site {site}` makes one")
        serve_folder(settings, Path(site), *where)
        return
    serve_store(settings, work.store_url(settings, store, site), *where)


def serve_folder(settings: Settings, folder: Path, host: str, port: int) -> None:
    """Serve a folder until SIGTERM or Ctrl-C.

    Raises:
        UsageError: other machines could read it there, and nobody said that they may.
    """
    from datetime import UTC, datetime

    from broadsheet.cli.doorway import hosts_for, house_at, refuse_open
    from broadsheet.cli.terminal import tell
    from broadsheet.publish.web import FolderPaper, Kiosk, Porter, web_app
    from broadsheet.publish.web import serve as listen

    def clock() -> datetime:
        return datetime.now(UTC)

    house = house_at(settings, host)
    refuse_open(house, accounts=False, host=host)
    kiosk = Kiosk(lambda _mark: FolderPaper(folder))
    kiosk.open()
    app = web_app(kiosk, hosts=hosts_for(house, host), clock=clock, porter=Porter(house=house, clock=clock))
    listen(app, host, port, allow_remote=True, ready=lambda address: tell(SERVING.format(address)))


def serve_store(settings: Settings, url: str, host: str, port: int) -> None:
    """Serve the newest edition of a store until SIGTERM or Ctrl-C.

    Raises:
        NotFound: there is no such store, or nothing in it.
        UsageError: other machines could read it there, and it has neither accounts nor the word that it is public.
    """
    from broadsheet.cli.journal import journal
    from broadsheet.cli.letters import posting
    from broadsheet.cli.terminal import tell
    from broadsheet.publish.web import serve as listen

    with app_over(settings, url, host) as app, posting(settings, url, journal(as_json=False)):
        listen(app, host, port, allow_remote=True, ready=lambda address: tell(SERVING.format(address)))


@contextmanager
def app_over(settings: Settings, url: str, host: str, *, waits: bool = False) -> Iterator[ASGIApp]:
    """The web app over a store, asked from `host`.

    Args:
        settings: of the paper.
        url: of the store.
        host: where it will be listened.
        waits: an empty store is one that will be filled, not an error.

    Raises:
        NotFound: there is no such store, or nothing in it.
        UsageError: as `serve_store`.
        MissingExtra, ModelError: the store's embedder cannot be had.
    """
    import secrets
    from datetime import UTC, datetime

    from broadsheet.cli.desk import EditorsDesk
    from broadsheet.cli.doorway import hosts_for, house_at, refuse_open
    from broadsheet.cli.office import EditorsOffice
    from broadsheet.models import embedders
    from broadsheet.publish.web import Archive, Kiosk, Porter, Reception, Regulars, web_app
    from broadsheet.store import Store

    def clock() -> datetime:
        return datetime.now(UTC)

    def load(mark: str) -> EditionPaper | None:
        return None if waits and not held.articles.count() else paper_of(held, settings, mark)

    house = house_at(settings, host)
    with ExitStack() as opened:
        held, asked, kept = (opened.enter_context(Store.open(url, writes=False)) for _ in range(3))
        refuse_open(house, accounts=kept.accounts.exist(), host=host)
        embedders.refuse_gone(held.embedding.get())
        kiosk = Kiosk(load, held.standing.mark)
        kiosk.open()
        office = EditorsOffice(settings, url)
        regulars = Regulars(Archive(asked), lambda: secrets.token_hex(16))
        reception = Reception(Archive(kept), house, lambda: secrets.token_urlsafe(32))
        yield web_app(
            kiosk, hosts=hosts_for(house, host), clock=clock, regulars=regulars, office=office, desk=EditorsDesk(office),
            porter=Porter(house=house, clock=clock, reception=reception), by_mail=letters_of(settings, regulars.archive),
        )  # fmt: skip


def letters_of(settings: Settings, archive: Archive) -> Letters:
    """The newsletter by mail, as far as the settings let it be offered."""
    from datetime import UTC, datetime

    from broadsheet.cli import letters
    from broadsheet.publish.web import Letters

    if missing := letters.lacking(settings):
        return Letters(lacking=missing)
    signup = letters.signup(archive.opened, settings, lambda: datetime.now(UTC))
    return Letters(signup=signup, desks=letters.desks(settings))


def paper_of(store: Store, settings: Settings, mark: str) -> EditionPaper:
    """The edition that a store makes, with what every publisher offers of it."""
    from broadsheet.cli import work
    from broadsheet.publish import offered
    from broadsheet.publish.web import EditionPaper

    edition = work.edition_of(store, settings)
    return EditionPaper(edition, offered(edition, settings.paper.address), mark)
