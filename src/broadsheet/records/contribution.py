"""What a plugin contributes: readers of further files, rules for outlets, publishers of further files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from broadsheet.records.edition import Edition
from broadsheet.records.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads files of kinds that broadsheet does not read.

    Attributes:
        endings: how their names end, lower case, with the dot.
        read: given a file's name and bytes, its pages. What it raises drops the file, with the plugin's name.
    """

    endings: tuple[str, ...]
    read: Callable[[str, bytes], Iterable[Page]]

    def __post_init__(self) -> None:
        if not self.endings or any(not end.startswith(".") or end != end.lower() for end in self.endings):
            raise ValueError(f"{self.endings!r}: endings are lower case and begin with a dot")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRule:
    """What holds for the web pages of one outlet.

    Attributes:
        domain: the host of their addresses, or what it ends on, as `herald.example`.
        outlet: what the outlet is called, whatever its pages say; None leaves it to them.
        unwanted: XPath expressions of elements that are never text of an article.
    """

    domain: str
    outlet: str | None = None
    unwanted: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if "." not in self.domain or self.domain != self.domain.lower():
            raise ValueError(f"{self.domain!r} is no domain in lower case")

    def holds_for(self, host: str | None) -> bool:
        """Whether the rule holds for the pages of a host."""
        return host == self.domain or (host or "").endswith(f".{self.domain}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Writes further files into the site's folder.

    Attributes:
        name: one lower-case word.
        files: given the edition, paths below the folder with their bytes; the same edition gives the same bytes.
    """

    name: str
    files: Callable[[Edition], Iterable[tuple[str, bytes]]]

    def __post_init__(self) -> None:
        if not self.name.isidentifier() or self.name != self.name.lower():
            raise ValueError(f"{self.name!r} is no lower-case word")
