"""What every file of a site was made of, kept beside the site, so that the next edition makes only what has changed.

An entry holds the name of the call that made the file, what that looked at in the edition, the name of what these looks showed,
and the mark of the file. A file is left as it is if the same call would be made, the same looks would show the same, and it is
still the very file. Whatever is damaged, missing or of another version of the program fits nothing: the file is made anew.

The ledger is written when all files are, as a whole. A process that is killed before leaves the one of the edition before, whose
marks do not fit what was written since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from broadsheet.publish.engine import engine
from broadsheet.publish.files import Report, Shelf, read_file, write_file
from broadsheet.publish.observed import Look, Observed
from broadsheet.publish.offer import Alike, Maker, Offer
from broadsheet.publish.views.library import observed
from broadsheet.records.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a file was made of.

    Attributes:
        call: name of the call that made it, with what that was given.
        looks: what it looked at in the edition.
        seen: name of what these looks showed.
        mark: of the file.
    """

    call: str
    looks: tuple[Look, ...]
    seen: str
    mark: str


@dataclass(slots=True)
class Ledger:
    """The entries of one publisher in a folder."""

    folder: Path
    publisher: str
    earlier: Mapping[str, Entry]
    entries: dict[str, Entry] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Where it lies below the folder."""
        return _path(self.publisher)

    def close(self) -> None:
        """Write it, if it is another than it was."""
        if self.entries != self.earlier:
            write_file(self.folder, self.path, _encoded(self.entries))


def publish_offer(folder: Path, publisher: str, edition: Edition, offer: Offer, more: Iterable[tuple[str, bytes]] = ()) -> Report:
    """Write a publisher's files, those alone that would come out otherwise than they lie there.

    Args:
        folder: the site's folder.
        publisher: who offers them.
        edition: what they are made of, as `observed` gives it.
        offer: the files with their makers.
        more: files that are made already.

    Raises:
        UsageError: the folder cannot be written, or a link in it leads out of it.
    """
    shelf, seen = Shelf(folder, publisher), cast("Observed", observed(edition))
    ledger = Ledger(folder, publisher, _read(folder, publisher))
    for path, maker in offer:
        call = _call(seen, maker)
        entry = ledger.earlier.get(path)
        if entry and call and entry.call == call and seen.seen(entry.looks) == entry.seen and shelf.keep(path, entry.mark):
            ledger.entries[path] = entry
            continue
        content, looks = seen.looking(lambda maker=maker: maker(None))  # type: ignore[misc]
        mark = shelf.put(path, content)
        if call:
            ledger.entries[path] = Entry(call=call, looks=looks, seen=seen.seen(looks), mark=mark)
    for path, content in more:
        shelf.put(path, content)
    report = shelf.close()
    ledger.close()
    return report


def _call(seen: Observed, maker: Maker) -> str:
    """The name of what a maker does, nothing if that cannot be told."""
    try:
        return seen.fingerprints.of(maker.make if isinstance(maker, Alike) else maker)
    except TypeError:
        return ""


def _path(publisher: str) -> str:
    return f".broadsheet/made/{publisher}.json"


def _encoded(entries: Mapping[str, Entry]) -> bytes:
    """Looks are told once, and called by their place: most are shared by many files."""
    places: dict[Look, int] = {}
    files = {
        path: [entry.call, [places.setdefault(look, len(places)) for look in entry.looks], entry.seen, entry.mark]
        for path, entry in entries.items()
    }
    told = {"engine": engine(), "looks": list(places), "files": files}
    return json.dumps(told, separators=(",", ":")).encode("ascii")


def _read(folder: Path, publisher: str) -> dict[str, Entry]:
    """The entries that a program like this one wrote; none if anything is odd."""
    try:
        told = json.loads(read_file(folder, _path(publisher)))
        if told["engine"] != engine():
            return {}
        looks = [_look(one) for one in told["looks"]]
        return {path: _entry(looks, *fields) for path, fields in told["files"].items()}
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return {}


def _look(told: Any) -> Look:
    name, key = told
    return str(name), tuple(map(str, key)) if isinstance(key, list) else key  # type: ignore[return-value]


def _entry(looks: list[Look], call: str, places: list[int], seen: str, mark: str) -> Entry:
    return Entry(call=str(call), looks=tuple(looks[place] for place in places), seen=str(seen), mark=str(mark))
