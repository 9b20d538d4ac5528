"""Style, scripts and pictures, as they lie in the package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from importlib import resources

from broadsheet.publish.offer import Maker, alike


def stocked() -> frozenset[str]:
    """The names of all files of the package's `static` folder."""
    return frozenset(file.name for file in resources.files("broadsheet.publish").joinpath("static").iterdir())


def stock(name: str) -> bytes:
    """A file of the package's `static` folder."""
    return resources.files("broadsheet.publish").joinpath("static", name).read_bytes()


def offered(files: Iterable[str]) -> Iterator[tuple[str, Maker]]:
    """The same files where pages look for them."""
    return ((f"static/{name}", alike(partial(stock, name))) for name in files)
