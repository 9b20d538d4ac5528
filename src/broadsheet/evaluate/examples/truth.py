"""What is true of the example pages, as `truth.json` in the package says it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from broadsheet.errors import BroadsheetError, NotFound
from broadsheet.records.codec import from_plain

Column = Literal["tuned", "held_out"]
"""Stories that rooms may be tuned on, and stories that are kept away from whoever tunes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A half-open range of code points in one article."""

    start: int
    end: int

    def shared(self, other: Place) -> int:
        """How many code points lie in both.

        >>> Place(start=0, end=5).shared(Place(start=3, end=9)), Place(start=0, end=5).shared(Place(start=5, end=9))
        (2, 0)
        """
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    @property
    def length(self) -> int:
        """Code points in it."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot(Place):
    """A place and the key of its article."""

    article: str

    def touches(self, other: Spot) -> bool:
        """Whether both lie in one article and share a code point."""
        return self.article == other.article and self.shared(other) > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuote(Place):
    """Words said. `by` is a key of the cast, None for a speaker without a name; `truly` who said it where the paper is wrong."""

    direct: bool
    by: str | None
    truly: str | None = None
    speaker: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFigure(Place):
    """A number with what it counts."""

    value: float
    unit: str
    label: str = ""
    value_high: float | None = None
    qualifier: str = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTime(Place):
    """A calendar expression and its TIMEX3 value."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent(Place):
    """Words that tell an event and its day, month or year."""

    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article as it was written, before it was put on a page."""

    title: str
    text: str
    outlet: str | None = None
    published: str | None = None
    role: str = "report"
    story: str | None = None
    quotes: tuple[GoldQuote, ...] = ()
    figures: tuple[GoldFigure, ...] = ()
    times: tuple[GoldTime, ...] = ()
    events: tuple[GoldEvent, ...] = ()

    def words(self, place: Place) -> str:
        """The words at a place, cut short for a list."""
        told = " ".join(self.text[place.start : place.end].split())
        return told if len(told) <= 70 else told[:69] + "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody or something of the cast; `kind` is that of a mention."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStory:
    """Articles that tell one story."""

    title: str
    held_out: bool
    articles: tuple[str, ...]
    thread: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """An article, what was copied from it, and its own later versions."""

    origin: str
    copies: tuple[str, ...] = ()
    revisions: tuple[str, ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        """All of them."""
        return (self.origin, *self.copies, *self.revisions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Accounts that contradict one another, or (in `traps`) only look as if they did."""

    id: str
    story: str
    kind: str
    sides: tuple[tuple[Spot, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuestion:
    """A reader's question about a story, and every place that answers it."""

    id: str
    story: str
    question: str
    unanswerable: bool
    answers: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPlacement:
    """What a page shows of an article. None where the page does not say it; `role` only where it is not the article's own."""

    article: str
    number: int
    title: str | None
    outlet: str | None
    published: str | None
    authors: tuple[str, ...]
    cut: str
    paragraphs: tuple[int, ...]
    optional: bool = False
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPage:
    """A page: of a plain-text page also what each line is, as kind and number of its article."""

    file: str
    placements: tuple[GoldPlacement, ...]
    lines: tuple[tuple[str, int | None], ...] | None = None

    def article(self, number: int | None) -> str | None:
        """The key of the article with that number on the page."""
        return next((placement.article for placement in self.placements if placement.number == number), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Everything that is known of the example pages. Dictionaries are by key, pages by name."""

    as_of: str
    cast: dict[str, Person]
    articles: dict[str, GoldArticle]
    stories: dict[str, GoldStory]
    families: tuple[Family, ...]
    contradictions: tuple[Dispute, ...]
    traps: tuple[Dispute, ...]
    questions: tuple[GoldQuestion, ...]
    never: tuple[str, ...]
    pages: dict[str, GoldPage]

    def column(self, *articles: str | None) -> Column:
        """`held_out` if the story of one of the articles is; articles of no story may be tuned on."""
        stories = [self.articles[key].story for key in articles if key is not None]
        return "held_out" if any(self.stories[story].held_out for story in stories if story) else "tuned"

    def column_of(self, story: str) -> Column:
        """The column of a story."""
        return "held_out" if self.stories[story].held_out else "tuned"

    def shown(self, placement: GoldPlacement) -> str:
        """The paragraphs of an article that stand on the page."""
        paragraphs = self.articles[placement.article].text.split("\n")
        return "\n".join(paragraphs[number] for number in placement.paragraphs)

    def thread(self, article: str) -> str | None:
        """The thread of an article's story; a story that stands alone is its own. None for an article of no story."""
        story = self.articles[article].story
        return story and (self.stories[story].thread or story)

    def row(self, article: str) -> dict[str, Any]:
        """An article as a room is given it, without anything that is to be found."""
        gold = self.articles[article]
        stated = {"date": gold.published, "outlet": gold.outlet}
        known = {name: value for name, value in stated.items() if value}
        return {"id": article, **known, "title": gold.title, "text": gold.text}


def truth_of(plain: Any) -> Truth:
    """The truth out of plain JSON.

    Raises:
        BroadsheetError: it is of another shape.
    """
    try:
        return from_plain(Truth, plain)
    except Exception as problem:
        raise BroadsheetError("the truth about the example pages is of another shape", hint="install the package anew") from problem


@contextmanager
def example_folder() -> Iterator[Path]:
    """The folder of the examples, with `truth.json` and `pages`.

    Raises:
        NotFound: the installation has none.
    """
    held = resources.files("broadsheet").joinpath("examples")
    if not held.joinpath("truth.json").is_file():
        raise NotFound("this installation carries no example pages", hint="install the package anew")
    with resources.as_file(held) as folder:
        yield folder


def read_truth(folder: Path) -> Truth:
    """The truth that lies in a folder of examples."""
    return truth_of(json.loads((folder / "truth.json").read_text("utf-8")))
