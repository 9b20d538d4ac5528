"""What `doctor --mend` does: only what loses nothing."""

from __future__ import annotations

from pathlib import Path


def mend(url: str, site: Path | None, now: float) -> list[str]:
    """Mend what can be mended; what was done, in words.

    Args:
        url: of the store.
        site: the site's folder, if one is named.
        now: seconds since 1970.

    Raises:
        StoreError: the store cannot be opened, or another process writes to it.
    """
    from broadsheet.cli.surroundings import file_of, orphans
    from broadsheet.store import Store, leftovers
    from broadsheet.store.connection import WriterLock
    from broadsheet.store.server import server_of

    path = file_of(url)
    done: list[str] = []
    if path is None and not server_of(url):
        return done
    with Store.open(url) as held:
        done += ["the word index was made anew"] * held.mend_index()
        done += ["the log was written into the database"] * held.end_log()
        for found in orphans(path, site, now) if path else ():
            leftovers.remove(found)
            done.append(f"{found} was removed")
    if path and WriterLock(path).sweep():
        done.append("the lock that nobody held was removed")
    return done
