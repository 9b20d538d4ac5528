"""What a plugin contributes: readers of further files, rules for outlets, sections of a story page, publishers of further files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from broadsheet.records.annotation import Annotated
from broadsheet.records.edition import Edition
from broadsheet.records.page import Page
from broadsheet.records.text import Extent


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
class Cited:
    """A sentence for a story page, with the words of articles that it stands on.

    Attributes:
        text: the sentence.
        places: pairs of article id and extent in that article's text, at least one.
    """

    text: str
    places: tuple[tuple[str, Extent], ...]

    def __post_init__(self) -> None:
        if not self.text.strip() or not self.places:
            raise ValueError(f"{self.text!r}: a sentence has words and stands on some")

    def stands_on(self, articles: Iterable[Annotated]) -> bool:
        """Whether every place of it lies in one of these articles."""
        lengths = {annotated.article.id: len(annotated.article.text) for annotated in articles}
        return all(0 <= start < end <= lengths.get(article, -1) for article, (start, end) in self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionWriter:
    """Writes a section of a story page.

    Attributes:
        name: one lower-case word.
        heading: what stands above it.
        write: given the articles that speak for the story, one for each independent origin, its sentences in order; the same
            articles give the same sentences. What the gate refuses is not printed.
        again: whether a sentence that the page's prose has may stand here too, as in a list; else it is left out.
        version: another one has every page written anew.
        plugin: whose it is; filled in where it is found.
    """

    name: str
    heading: str
    write: Callable[[Sequence[Annotated]], Iterable[Cited]]
    again: bool = False
    version: str = "1"
    plugin: str = ""

    def __post_init__(self) -> None:
        if not self.name.isidentifier() or self.name != self.name.lower():
            raise ValueError(f"{self.name!r} is no lower-case word")
        if not self.heading.strip():
            raise ValueError(f"the section {self.name} has no heading")


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
