"""`broadsheet doctor`: whether everything that the paper needs is in order."""

from __future__ import annotations

import platform
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration

if TYPE_CHECKING:
    from broadsheet.config import Settings
    from broadsheet.records.model import Embedding

Finding = tuple[bool, str]


def doctor(
    context: typer.Context,
    *,
    store: StoreOption = None,
    site: SiteOption = None,
    mend: Annotated[
        bool, typer.Option("--mend", help="Mend what can be mended without loss: the word index, what ended processes left.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Look at the environment, the models and the database, and say what is wrong and what to do."""
    from broadsheet.cli.terminal import say, say_json, wrapped

    settings = configuration(context).settings
    findings = {"mended": _looked(lambda: _mended(settings, store, site))} if mend else {}
    findings |= {name: _looked(look) for name, look in _looks(settings, store, site)}
    if as_json:
        say_json({name: {"ok": ok, "says": text} for name, (ok, text) in findings.items()})
    else:
        for name, (ok, text) in findings.items():
            say(wrapped(f"{'ok ' if ok else 'BAD'} {name}: {text}", "", "      "))
    if not all(ok for ok, _ in findings.values()):
        raise typer.Exit(1)


def _looks(settings: Settings, store: str | None, site: str | None) -> Iterator[tuple[str, Callable[[], Finding]]]:
    from broadsheet.cli import surroundings, work

    yield "Python", _python
    yield "extras", surroundings.extras
    yield "SQLite", _sqlite
    if _is_on_server(url := work.store_url(settings, store, site)):
        yield "server", lambda: _server(url)
    yield "grammar", _grammar
    if settings.models.names:
        yield "names", lambda: _names(settings)
    yield "embedder", lambda: _embedder(settings, store, site)
    if settings.write.encyclopaedia:
        yield "encyclopaedia", lambda: _encyclopaedia(settings)
    if settings.llm.base_url:
        yield "model", lambda: _model(settings)
    yield "settings", lambda: (True, "every key is known; `broadsheet config` shows them")
    yield "mail", lambda: _mail(settings)
    yield "clock", lambda: surroundings.clock(settings, url, time.time())
    yield "store", lambda: _store(settings, store, site)
    if path := surroundings.file_of(url):
        yield "disk", lambda: surroundings.disk(path)
        yield "writer", lambda: surroundings.writer(path)
        yield "log", lambda: surroundings.log(path)
        yield "leftovers", lambda: surroundings.leftovers(path, Path(site) if site else None, time.time())
    yield "keeping", lambda: surroundings.keeping(settings)


def _mended(settings: Settings, store: str | None, site: str | None) -> Finding:
    from broadsheet.cli import mending, work

    done = mending.mend(work.store_url(settings, store, site), Path(site) if site else None, time.time())
    return True, "; ".join(done) if done else "nothing had to be"


def _looked(look: Callable[[], Finding]) -> Finding:
    from broadsheet.errors import BroadsheetError

    try:
        return look()
    except BroadsheetError as error:
        return False, f"{error} ({error.hint})" if error.hint else str(error)
    except ImportError as error:
        return False, f"{error}: install broadsheet anew"


def _python() -> Finding:
    from broadsheet import __version__

    return sys.version_info >= (3, 11), f"{platform.python_version()} on {platform.system()}, broadsheet {__version__}"


def _sqlite() -> Finding:
    from broadsheet.store import Store

    with Store.open("sqlite://") as held:
        return True, f"{sqlite3.sqlite_version}, tables of version {held.version}"


def _is_on_server(url: str) -> bool:
    from broadsheet.store.server import server_of

    return server_of(url) is not None


def _server(url: str) -> Finding:
    from broadsheet.store import Store

    with Store.open(url, writes=False) as held:
        return True, held.system()


def _grammar() -> Finding:
    from broadsheet.models import grammar

    found = grammar.load()
    return True, f"{found.meta['lang']}_{found.meta['name']} {found.meta['version']} for sentences and names"


def _names(settings: Settings) -> Finding:
    from broadsheet.models import namers

    namers.load(settings.models.names or "")
    return True, f"people, bodies and places by {settings.models.names}"


def _embedder(settings: Settings, store: str | None, site: str | None) -> Finding:
    from broadsheet.models import embedders

    asked = embedders.told(settings.models.embedder)
    told = f"sentence vectors of {embedders.load(asked.place).encode(['words']).shape[1]} numbers by {asked.name}"
    held = _held_embedding(settings, store, site)
    if held is not None and held.sha256 != asked.sha256:
        return False, f"{told}; the vectors in the store are of {held.name}: `broadsheet reembed` makes them anew"
    return True, told if asked.place is None else f"{told}; what counts as alike was learned with the packaged one"


def _held_embedding(settings: Settings, store: str | None, site: str | None) -> Embedding | None:
    """The embedder of the store's vectors; None too where the store cannot be read, of which `store` tells."""
    from broadsheet.cli import work
    from broadsheet.errors import NotFound, StoreError

    with suppress(NotFound, StoreError):
        if work.may_be_opened(work.store_url(settings, store, site)):
            with work.opened(settings, store, site) as held:
                return held.embedding.get() if held.articles.count() else None
    return None


def _encyclopaedia(settings: Settings) -> Finding:
    from broadsheet.pipeline.as_set import encyclopaedia

    found = encyclopaedia(settings)
    return found is not None, f"{found.title} of {found.day}, {found.articles} articles" if found else "none"


def _model(settings: Settings) -> Finding:
    from broadsheet.llm.client import Unanswered
    from broadsheet.pipeline import model

    endpoint = model.endpoint(settings)
    if endpoint is None:
        return True, "none is asked"
    try:
        offered = model.client(endpoint).models()
    except Unanswered as problem:
        return False, f"{endpoint.model} at {endpoint.base_url}: {problem}; pages are written without it. No text was sent"
    known = endpoint.model in offered
    there = "answers" if known else "answers, and lists other models: " + ", ".join(offered[:5])
    return known, f"{endpoint.model} at {endpoint.base_url} {there}; no text was sent"


def _mail(settings: Settings) -> Finding:
    from broadsheet.cli import letters

    missing = letters.lacking(settings)
    if missing:
        return not settings.mail.host, f"none is sent: {missing}"
    server = letters.server_of(settings)
    return True, f"leaves as {server.sender} by {server.host}:{server.port} ({server.security}); the server was not asked"


def _store(settings: Settings, store: str | None, site: str | None) -> Finding:
    from broadsheet.cli import work
    from broadsheet.language.urls import without_password

    url = work.store_url(settings, store, site)
    if not store and not site and not work.may_be_opened(url):
        return True, f"none yet at {url}"
    with work.opened(settings, store, site) as held:
        problems = held.problems()
        counted = f"{held.pages.count()} pages, {held.articles.count()} articles, {len(held.revisions.stories())} stories"
    return not problems, f"{without_password(url)}: " + ("; ".join(problems) if problems else f"whole; {counted}")
