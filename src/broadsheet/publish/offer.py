"""What a publisher offers: files by their path, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from broadsheet.publish.views.reader import Reader

Maker = Callable[[Reader | None], bytes]
"""Makes a file for somebody who reads it in the web app, or for everyone. The same edition and reader give the same bytes."""
Offer = Iterable[tuple[str, Maker]]
"""Paths below the site's folder, each with its maker."""


@dataclass(frozen=True, slots=True)
class Alike:
    """The maker of a file that is the same for everyone."""

    make: Callable[[], bytes]

    def __call__(self, _reader: Reader | None) -> bytes:
        """The file, whoever reads it."""
        return self.make()


def alike(make: Callable[[], bytes]) -> Maker:
    """The maker of a file that is the same for everyone."""
    return Alike(make)


def made(offer: Offer) -> Iterator[tuple[str, bytes]]:
    """Every file of an offer, as everyone reads it."""
    return ((path, make(None)) for path, make in offer)
