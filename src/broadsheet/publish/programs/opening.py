"""A paper out of pages, or out of a store that is there."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike, fspath
from pathlib import Path

from broadsheet.config import Settings, load, site_store
from broadsheet.errors import MissingPath, UsageError
from broadsheet.pipeline import as_set
from broadsheet.pipeline.progress import Progress, silent
from broadsheet.publish.programs.newspaper import Newspaper
from broadsheet.store import Store
from broadsheet.store.connection import place_of

Place = str | PathLike[str]
IN_MEMORY = "sqlite://"


def build(
    sources: Place | Iterable[Place],
    *,
    site: Place | None = None,
    store: Place | None = None,
    as_of: str | None = None,
    words: int | None = None,
    workers: int = 0,
    settings: Place | Settings | None = None,
    progress: Progress = silent,
) -> Newspaper:
    """Read pages and write today's paper.

    Args:
        sources: a file, folder, pattern or address, or several: what `broadsheet build` takes.
        site: folder into which the site is written besides; its database is then the store.
        store: the database, a file or URL: what is there stays, and pages that it knows are not read again. Without it and
            without a site everything is kept in memory.
        as_of: the paper's now, ISO 8601; the newest date of publication if it is not given.
        words: bound on the synopsis; whole sentences, the last may pass it.
        workers: processes that pages are taken apart in. With any, the program that calls must be one that can be imported:
            its own work stands below `if __name__ == "__main__":`.
        settings: a settings file or settings; otherwise what `broadsheet config` shows.
        progress: told how far it is.

    Returns:
        The paper. What could not be used is counted in its `drops`.

    Raises:
        UsageError: no source can be read, or `as_of` is no time.
        NothingUsable: they could, and held nothing usable.
        ConfigError: the settings cannot be used.
    """
    named, chosen = _named(sources), _settings(settings)
    as_set.moment(chosen, as_of)
    within = as_set.bounds(chosen, workers)
    with Store.open(fspath(store) if store else site_store(fspath(site)) if site else IN_MEMORY) as held:
        as_set.read(held, chosen, named, within=within, progress=progress)
        _, now = as_set.write(held, chosen, as_of=as_of, words=words, progress=progress)
        paper = Newspaper(as_set.edition(held, chosen, now), address=chosen.paper.address)
    if site:
        paper.to_site(site)
    return paper


def open(place: Place, *, settings: Place | Settings | None = None) -> Newspaper:  # noqa: A001  read as `broadsheet.open`
    """The paper of a store that is there; nothing is read, written or changed.

    Args:
        place: a site's folder, a database file, or the URL of a store.
        settings: as for `build`.

    Raises:
        MissingPath: there is no such store.
        StoreError: it is none of ours.
        NotFound: nothing has been written into it yet.
    """
    chosen, url = _settings(settings), fspath(place)
    if Path(url).is_dir():
        url = site_store(url)
    path = place_of(url).path
    if path is not None and not path.is_file():
        raise MissingPath(str(path), "no such store")
    with Store.open(url, writes=False) as held:
        return Newspaper(as_set.edition(held, chosen), address=chosen.paper.address)


def _named(sources: Place | Iterable[Place]) -> list[str]:
    """What was named, as text.

    Raises:
        UsageError: something else than names was given.
    """
    named = [sources] if isinstance(sources, str | PathLike) else list(sources)
    odd = [each for each in named if not isinstance(each, str | PathLike)]
    if odd:
        raise UsageError(f"{odd[0]!r} is no source", hint="name files, folders or addresses")
    return [fspath(each) for each in named]


def _settings(settings: Place | Settings | None) -> Settings:
    return settings if isinstance(settings, Settings) else load(fspath(settings) if settings else None).settings
