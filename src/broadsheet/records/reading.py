"""An article as it is read once an editor has corrected a name in it: what stands where, and where it was printed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from broadsheet.records.article import Article
from broadsheet.records.text import Extent, Respelt, respelt


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A name that an editor corrected, for every article of the store.

    Attributes:
        printed: the name as papers misspell it.
        correct: the name as it is.
        decision: id of the decision.
        at: when it was made, ISO 8601.
    """

    printed: str
    correct: str
    decision: str = ""
    at: str = ""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """An article in which names are read otherwise than they are printed. What is cited of it is cited as printed.

    Attributes:
        printed: the article as it came.
        names: the names that are read otherwise, in the order of their places in `printed.text`; none overlaps another.
        corrections: what editors corrected in its story.
    """

    printed: Article
    names: tuple[Respelt, ...]
    corrections: tuple[Correction, ...] = ()
    _places: tuple[tuple[Extent, ...], tuple[Extent, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Reckon where the names stand once they are read."""
        shift, read = 0, []
        for one in self.names:
            start = one.extent.start + shift
            read.append(Extent(start, start + len(one.name)))
            shift = read[-1].end - one.extent.end
        object.__setattr__(self, "_places", (tuple(one.extent for one in self.names), tuple(read)))

    @property
    def text(self) -> str:
        """The text as it is read.

        >>> from broadsheet.records.text import Extent, Respelt, respelt
        >>> article = Article(id="a", page="p", place=1, title="", text="Bren left. Bren is 40.", ranges=())
        >>> places = [Respelt(extent=Extent(start, start + 4), name="Brenn") for start in (0, 11)]
        >>> read = Reading(printed=article, names=tuple(places))
        >>> read.text, read.read(Extent(11, 15)), read.as_printed(Extent(12, 17))
        ('Brenn left. Brenn is 40.', Extent(start=12, end=17), Extent(start=11, end=15))
        """
        return respelt(self.printed.text, self.names)

    def read(self, place: Extent) -> Extent:
        """Where words of the printed text stand in the text as it is read; a place within a name takes in the name."""
        printed, read = self._places
        return Extent(_start(place.start, printed, read), _end(place.end, printed, read))

    def as_printed(self, place: Extent) -> Extent:
        """Where words of the text as it is read stand in print."""
        printed, read = self._places
        return Extent(_start(place.start, read, printed), _end(place.end, read, printed))

    def within(self, place: Extent) -> tuple[Respelt, ...]:
        """The names that are read otherwise at a place of the printed text."""
        return tuple(one for one in self.names if place.holds(one.extent))


def _start(at: int, here: Sequence[Extent], there: Sequence[Extent]) -> int:
    """Where what begins at a point of one text begins in the other; `here` and `there` are the names in both."""
    last = bisect_right(here, at, key=lambda place: place.start) - 1
    if last < 0:
        return at
    return there[last].start if at < here[last].end else at - here[last].end + there[last].end


def _end(at: int, here: Sequence[Extent], there: Sequence[Extent]) -> int:
    """The same for what ends at a point."""
    last = bisect_left(here, at, key=lambda place: place.start) - 1
    if last < 0:
        return at
    return there[last].end if at <= here[last].end else at - here[last].end + there[last].end
