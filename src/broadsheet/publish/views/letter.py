"""The newsletter: the lead, the other stories in a few lines, the day's figures, what to watch, and numbered sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from broadsheet.publish.views import across, front
from broadsheet.publish.views.evidence import Notes, Said
from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.views.wording import long_day
from broadsheet.records.story_page import StoryPage

STORIES = 8
WORDS = 240
"""A footnote quotes at most so many code points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A numbered source: outlet, date, the words."""

    number: int
    outlet: str
    date: str
    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A statement with the number of its footnote."""

    text: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A block's paragraph: the words in bold first."""

    bold: str
    href: str
    sentences: tuple[Sentence, ...]
    counts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Everything that the newsletter's templates speak of."""

    title: str
    day: str
    cutoff: str
    subject: str
    lead: Item | None
    stories: tuple[Item, ...]
    more: int
    numbers: tuple[Item, ...]
    watching: tuple[Item, ...]
    differing: tuple[front.RailItem, ...]
    footnotes: tuple[Footnote, ...]


@dataclass(slots=True)
class _Foot:
    """The footnotes of a letter; the same sentence of a story has one number."""

    library: Library
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    notes: list[Footnote] = field(default_factory=list)

    def sentences(self, story: StoryPage, said: Sequence[Said]) -> tuple[Sentence, ...]:
        """The statements with their numbers."""
        return tuple(Sentence(text=one.text, number=self._number(story, one)) for one in said)

    def _number(self, story: StoryPage, said: Said) -> int:
        place = (story.id, said.key)
        if place not in self.numbers:
            notes = Notes(self.library, story)
            notes.said(said.key)
            first = notes.entries[f"e-{said.key}"].passages[0]
            self.numbers[place] = len(self.numbers) + 1
            words = "".join(text for text, _ in first.pieces)
            shown = words if len(words) <= WORDS else words[:WORDS].rsplit(" ", 1)[0] + " …"
            number = self.numbers[place]
            self.notes.append(Footnote(number=number, outlet=first.outlet, date=first.date, words=shown, href=said.mark.href))
        return self.numbers[place]


def letter(library: Library) -> Letter:
    """The newsletter of an edition."""
    foot = _Foot(library)
    real = [story for story in library.edition.stories if not front.is_brief(library, story)] or list(library.edition.stories)
    shown = real[:STORIES]
    items = [_item(foot, story, 3 if n == 0 else 1) for n, story in enumerate(shown)]
    day = long_day(library.edition.day)
    return Letter(
        title=library.edition.title,
        day=day,
        cutoff=front.cutoff(library.edition),
        subject=f"{items[0].bold} | {day}" if items else f"{library.edition.title}, {day}",
        lead=items[0] if items else None,
        stories=tuple(items[1:]),
        more=len(library.edition.stories) - len(shown),
        numbers=tuple(_numbered(foot, item) for item in front.rail_numbers(library)),
        watching=tuple(_watched(foot, watched) for watched in across.watching(library)),
        differing=front.rail_differing(library),
        footnotes=tuple(foot.notes),
    )


def _item(foot: _Foot, story: StoryPage, most: int) -> Item:
    line = front.line(foot.library, story)
    notes = Notes(foot.library, story, address=line.href)
    happened = story.section("whats_new") or story.section("whats_happened")
    keys = [front.opening(story), *(happened.body if happened else ())]
    said = notes.all_said(tuple(dict.fromkeys(keys)))[:most]
    return Item(bold=headline(story), href=line.href, sentences=foot.sentences(story, said), counts=line.counts)


def _story_at(foot: _Foot, href: str) -> StoryPage:
    path = href.split("#", 1)[0]
    return next(story for story in foot.library.edition.stories if foot.library.story_href(story.id) == path)


def _numbered(foot: _Foot, item: front.RailItem) -> Item:
    said = (item.said,) if item.said else ()
    return Item(bold=f"{item.bold} · {item.text}", href=item.href, sentences=foot.sentences(_story_at(foot, item.href), said))


def _watched(foot: _Foot, watched: across.Watched) -> Item:
    said = watched.said[:1]
    return Item(
        bold=f"{watched.watchword}, {watched.reason}",
        href=watched.href,
        sentences=foot.sentences(_story_at(foot, watched.href), said),
    )
