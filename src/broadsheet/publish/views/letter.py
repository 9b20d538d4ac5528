"""The newsletter: the lead, the other stories in a few lines, the day's figures, what to watch, and numbered sources."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from broadsheet.publish.views import across, front
from broadsheet.publish.views.evidence import Notes, Said
from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.views.revisions import CORRECTED, told_words
from broadsheet.publish.views.wording import MARKED, count, long_day, marked, plain_label
from broadsheet.records.pool import Change
from broadsheet.records.story_page import StoryPage

WORDS = 240
"""A footnote quotes at most so many code points."""
LONGEST = 300
"""Code points of a headline in a letter that is bare."""
UPDATED = "Updated"
Updates = Mapping[str, Sequence[Change]]
"""Story → what is news in it to a reader of an earlier revision; a story that is not named is all new to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much a letter holds.

    Attributes:
        stories: stories that are told.
        blocks: whether figures, what to watch and where accounts differ are told.
        bare: headlines alone.
    """

    stories: int = 8
    blocks: bool = True
    bare: bool = False


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
    """A statement with the number of its footnote. `text` says so where a language model wrote it."""

    text: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A block's paragraph: the words in bold first. `kicker` says what is special about it, if anything is."""

    bold: str
    href: str
    sentences: tuple[Sentence, ...]
    counts: str = ""
    kicker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What the paper had printed and prints no more, and what it prints now, if anything."""

    bold: str
    href: str
    before: str
    after: tuple[Sentence, ...]
    papers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Everything that the newsletter's templates speak of. `marked` explains the mark of a model's sentence, if there is one."""

    title: str
    day: str
    cutoff: str
    subject: str
    lead: Item | None
    stories: tuple[Item, ...]
    more: int
    corrections: tuple[Correction, ...]
    numbers: tuple[Item, ...]
    watching: tuple[Item, ...]
    differing: tuple[front.RailItem, ...]
    footnotes: tuple[Footnote, ...]
    marked: str = ""


@dataclass(slots=True)
class _Foot:
    """The footnotes of a letter; the same sentence of a story has one number."""

    library: Library
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    notes: list[Footnote] = field(default_factory=list)
    has_model: bool = False

    def sentences(self, story: StoryPage, said: Sequence[Said]) -> tuple[Sentence, ...]:
        """The statements with their numbers."""
        return tuple(Sentence(text=self._marked(one), number=self._number(story, one)) for one in said)

    def _marked(self, said: Said) -> str:
        self.has_model |= said.made == "model"
        return marked(said.text, said.made)

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


def letter(library: Library, updates: Updates | None = None, bounds: Bounds = Bounds()) -> Letter:
    """The newsletter of an edition, or of what is news in it to one reader.

    Args:
        library: of the edition, with those stories alone that are told.
        updates: the stories of which only changes are told.
        bounds: on what is told; how many stories are left out is said.
    """
    foot, news = _Foot(library), updates or {}
    told = [story for story in library.edition.stories if story.id not in news or _fresh(news[story.id])]
    real = [story for story in told if not front.is_brief(library, story)] or told
    shown = real[: bounds.stories]
    items = [_item(foot, story, 3 if n == 0 else 1, news.get(story.id), bare=bounds.bare) for n, story in enumerate(shown)]
    corrections = [] if bounds.bare else [one for story in library.edition.stories for one in _corrected(foot, story, news)]
    day = long_day(library.edition.day)
    return Letter(
        title=library.edition.title,
        day=day,
        cutoff=front.cutoff(library.edition),
        subject=_subject(items, corrections, library.edition.title, day),
        lead=items[0] if items else None,
        stories=tuple(items[1:]),
        more=len(told) - len(shown),
        corrections=tuple(corrections),
        numbers=_numbers(foot, news) if bounds.blocks else (),
        watching=_watching(foot, news) if bounds.blocks else (),
        differing=_differing(library, news) if bounds.blocks else (),
        footnotes=tuple(foot.notes),
        marked=MARKED if foot.has_model else "",
    )


def _subject(items: Sequence[Item], corrections: Sequence[Correction], title: str, day: str) -> str:
    if items:
        return f"{items[0].bold} | {day}"
    return f"Corrected: {corrections[0].bold} | {day}" if corrections else f"{title}, {day}"


def _fresh(changes: Sequence[Change]) -> list[str]:
    """Keys of the sentences that are new; what was corrected stands among the corrections."""
    return [change.target for change in changes if change.kind not in CORRECTED and change.after is not None]


def _item(foot: _Foot, story: StoryPage, most: int, changes: Sequence[Change] | None, *, bare: bool) -> Item:
    line = front.line(foot.library, story)
    notes = Notes(foot.library, story, address=line.href)
    said = () if bare else notes.all_said(_keys(story, changes))[:most]
    bold = headline(story)[:LONGEST] if bare else headline(story)
    kicker = "" if changes is None else UPDATED
    return Item(bold=bold, href=line.href, sentences=foot.sentences(story, said), counts=line.counts, kicker=kicker)


def _keys(story: StoryPage, changes: Sequence[Change] | None) -> list[str]:
    """The sentences that tell a story: how it opens and what is new in it, or, as an update, what is new alone."""
    happened = story.section("whats_new") or story.section("whats_happened")
    told = [front.opening(story), *(happened.body if happened else ())]
    if changes is not None:
        fresh = _fresh(changes)
        told = [*(key for key in told if key in fresh), *(key for key in fresh if key != story.headline)] or [front.opening(story)]
    return list(dict.fromkeys(told))


def _corrected(foot: _Foot, story: StoryPage, news: Updates) -> list[Correction]:
    """What was corrected in a story since its reader was told of it; a headline and its sentence are one."""
    notes = Notes(foot.library, story, address=foot.library.story_href(story.id) or "")
    found = {told_words(change): change for change in news.get(story.id, ()) if change.kind in CORRECTED}
    return [
        Correction(
            bold=headline(story),
            href=f"{notes.address}#corrections" if story.section("corrections") else notes.address,
            before=plain_label(change.before or ""),
            after=foot.sentences(story, notes.all_said((change.target,))) if change.after else (),
            papers=", ".join(_papers(foot.library, change)),
        )
        for change in found.values()
    ]


def _papers(library: Library, change: Change) -> Collection[str]:
    known = [library.articles[name] for name in change.x_sources if name in library.articles]
    return dict.fromkeys(library.outlet(article) for article in known)


def _story_at(foot: _Foot, href: str) -> StoryPage:
    path = href.split("#", 1)[0]
    return next(story for story in foot.library.edition.stories if foot.library.story_href(story.id) == path)


def _is_new(story: StoryPage, said: Said | None, news: Updates) -> bool:
    """Whether a line of a block is news to the reader: its story is, or the sentence that it stands on."""
    return story.id not in news or (said is not None and said.key in _fresh(news[story.id]))


def _numbers(foot: _Foot, news: Updates) -> tuple[Item, ...]:
    held = sum(len(story.numbers) for story in foot.library.edition.stories)
    found = ((item, _story_at(foot, item.href)) for item in front.rail_numbers(foot.library, max(held, front.RAIL)))
    fresh = [(item, story) for item, story in found if _is_new(story, item.said, news)][: front.RAIL]
    return tuple(
        Item(
            bold=item.bold if item.said else f"{item.bold} · {item.text}",  # the sentence says what is counted
            href=item.href,
            sentences=foot.sentences(story, (item.said,) if item.said else ()),
        )
        for item, story in fresh
    )


def _watching(foot: _Foot, news: Updates) -> tuple[Item, ...]:
    found = [(one, _story_at(foot, one.href)) for one in across.watching(foot.library, len(foot.library.edition.stories))]
    fresh = [(one, story) for one, story in found if _is_new(story, next(iter(one.said), None), news)][: across.FIVE]
    return tuple(
        Item(bold=f"{one.watchword}, {one.reason}", href=one.href, sentences=foot.sentences(story, one.said[:1]))
        for one, story in fresh
    )


def _differing(library: Library, news: Updates) -> tuple[front.RailItem, ...]:
    """Where accounts differ in the stories that are new; of a changed one the ledger does not tell since when they do."""
    changed = {library.story_href(story) for story in news}
    found = front.rail_differing(library, sum(len(story.contradictions) for story in library.edition.stories))
    return tuple(item for item in found if item.href.split("#", 1)[0] not in changed)[: front.RAIL]


def rest(more: int) -> str:
    """What the letter says of the stories that it does not tell.

    >>> rest(1), rest(12)
    ('And 1 more story on the site', 'And 12 more stories on the site')
    """
    return f"And {count(more, 'more story', 'more stories')} on the site"
