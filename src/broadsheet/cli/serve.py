"""`broadsheet serve`: the paper over HTTP, on this machine unless told otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli.options import SiteOption, StoreOption, configuration

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from broadsheet.config import Settings
    from broadsheet.publish.web import EditionPaper
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
    from datetime import UTC, datetime

    from broadsheet.cli.terminal import tell
    from broadsheet.publish.web import FolderPaper, Kiosk, hosts_of, web_app
    from broadsheet.publish.web import serve as listen

    kiosk = Kiosk(lambda _mark: FolderPaper(folder))
    kiosk.open()
    app = web_app(kiosk, hosts=hosts_of(host), clock=lambda: datetime.now(UTC))
    listen(app, host, port, ready=lambda address: tell(SERVING.format(address)))


def serve_store(settings: Settings, url: str, host: str, port: int) -> None:
    """Serve the newest edition of a store until SIGTERM or Ctrl-C.

    Raises:
        NotFound: there is no such store, or nothing in it.
    """
    from broadsheet.cli.terminal import tell
    from broadsheet.publish.web import serve as listen

    with app_over(settings, url, host) as app:
        listen(app, host, port, ready=lambda address: tell(SERVING.format(address)))


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
    """
    import secrets
    from datetime import UTC, datetime

    from broadsheet.publish.web import Archive, Kiosk, Regulars, hosts_of, web_app
    from broadsheet.store import Store

    def load(mark: str) -> EditionPaper | None:
        return None if waits and not held.articles.count() else paper_of(held, settings, mark)

    with Store.open(url, writes=False) as held, Store.open(url, writes=False) as asked:
        kiosk = Kiosk(load, held.standing.mark)
        kiosk.open()
        regulars = Regulars(Archive(asked), lambda: secrets.token_hex(16))
        office = EditorsOffice(settings, url)
        yield web_app(kiosk, hosts=hosts_of(host), clock=lambda: datetime.now(UTC), regulars=regulars, office=office)


def paper_of(store: Store, settings: Settings, mark: str) -> EditionPaper:
    """The edition that a store makes, with what every publisher offers of it."""
    from broadsheet.cli import work
    from broadsheet.publish import offered
    from broadsheet.publish.web import EditionPaper

    edition = work.edition_of(store, settings)
    return EditionPaper(edition, offered(edition, settings.paper.address), mark)


class EditorsOffice:
    """Carries out what a reader of the web app said of membership and disagreements, and writes the stories it touches."""

    def __init__(self, settings: Settings, url: str) -> None:
        self._settings, self._url = settings, url

    def apart(self, article: str, story: str) -> None:
        """Keep an article out of a story.

        Raises:
            StoreBusy: somebody else writes.
            NotFound: no such article or story.
            UsageError: the article is all there is of the story, or somebody said that they belong together.
        """
        from broadsheet import pipeline

        with self._writing() as store:
            pipeline.keep_apart(store, article, story)

    def settle(self, story: str, difference: str) -> None:
        """Keep that a disagreement is none. If somebody else writes, the page is written anew with the next edition."""
        self._say_of(story, difference)

    def _say_of(self, story: str, difference: str, *, ends: bool = False) -> None:
        from broadsheet.errors import StoreBusy
        from broadsheet.store import Store

        with Store.open(self._url, writes=False) as store:
            store.readers.settle(story, difference, ends=ends)
        with suppress(StoreBusy), self._writing():
            pass

    def rejoin(self, number: int) -> None:
        """Take back what a reader said to be apart under a number; what editors decided is taken back at their desk.

        Raises:
            StoreBusy: somebody else writes.
            NotFound: no reader said anything under that number.
        """
        from broadsheet import pipeline
        from broadsheet.errors import NotFound

        with self._writing() as store:
            edited = {known for decision in store.decisions.all() for known in decision.constraints}
            said = {one.number for one in store.constraints.all() if one.kind == "apart"} - edited
            if number not in said:
                raise NotFound(f"{number}: no reader said anything under that number")
            pipeline.take_back(store, number)

    def reopen(self, story: str, difference: str) -> None:
        """Take back that a disagreement is none. If somebody else writes, the page is written anew with the next edition."""
        self._say_of(story, difference, ends=True)

    @contextmanager
    def _writing(self) -> Iterator[Store]:
        from broadsheet import pipeline
        from broadsheet.cli import work
        from broadsheet.store import Store

        with Store.open(self._url) as store:
            yield store
            bound, looked_up = self._settings.write.words, work.encyclopaedia(self._settings)
            pipeline.write(store, as_of=store.revisions.as_of() or "", words=bound, encyclopaedia=looked_up)
