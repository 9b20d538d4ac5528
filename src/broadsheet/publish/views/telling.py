"""A story page as lines of plain words, in the page's order, for every form that has no layout: terminal, Markdown, mail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from broadsheet.publish.views.wording import day_label, marked, when_label
from broadsheet.records.pool import Change, EventItem, Holder, Marked, NumberItem, Paper, QuoteItem
from broadsheet.records.story_page import AddedSection, Section, StoryPage

PROSE = ("whats_new", "whats_happened", "behind_the_headline")
"""The sections that tell a story in running words, in the order in which a form without the other sections has them."""
OWN = "With a name, figure or words of its own"


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        kind: `prose` stands alone, an `item` opens a list's entry, a `part` is an entry below it, a `label` tells one thing
            of it, `more` goes on with it, a `claim` opens a fact with what the papers say of it as its parts, a `source` is
            an article of the story's list, `where` the place that it came from.
        text: the words, with the marks of what they stand on.
    """

    kind: Literal["prose", "item", "part", "label", "more", "claim", "source", "where"]
    text: str


class Marks(Protocol):
    """How a form prints words and says what they stand on."""

    def words(self, text: str) -> str:
        """Words of an article or of ours, as they may stand in this form."""

    def cited(self, key: str, spans: Iterable[str]) -> str:
        """The mark behind what a key of the page holds, with a space before it; empty if it stands on nothing."""

    def articles(self, keys: Iterable[str]) -> str:
        """The mark of whole articles, with a space before it."""


class Telling:
    """The lines of a page.

    Args:
        page: the story.
        marks: how words and citations are printed.
    """

    def __init__(self, page: StoryPage, marks: Marks) -> None:
        self.page, self.marks = page, marks
        self._items: dict[str, Callable[[str], Iterable[Line]]] = {
            "papers_say": self._paper,
            "how_we_got_here": self._event,
            "whats_next": self._event,
            "hard_numbers": self._number,
            "contradictions": self._contradiction,
            "who_said_what": self._quote,
            "common_questions": self._question,
            "topics": self._card,
            "sources": self._article,
        }

    def section(self, section: Section | AddedSection) -> Iterator[Line]:
        """A section's body and items, without its heading."""
        if section.body:
            yield Line("prose", " ".join(map(self.said, section.body)))
        if section.kind == "related":
            for related in self.page.related:
                yield Line("item", self._w(f"{related.title} ({related.story}): {'; '.join(related.because)}"))
        elif section.kind == "corrections":
            for change in self.page.changes:
                if f"r{change.revision}" in section.items and change.material:
                    yield self.change(change)
        for key in section.items if section.kind in self._items else ():
            yield from self._items[section.kind](key)
        if section.kind == "papers_say" and len(self.page.outlets) > 1:
            yield from self._claims()

    def said(self, key: str) -> str:
        """A statement with its mark, or a note."""
        statement = self.page.statements.get(key)
        if statement is not None:
            return f"{self._w(marked(statement.text, statement.made))}{self.marks.cited(key, statement.spans)}"
        note = self.page.notes.get(key)
        return self._w(note.text) if note else ""

    def change(self, change: Change) -> Line:
        """What changed in a revision."""
        told = " → ".join(filter(None, (change.before, change.after))) or change.target
        return Line("item", self._w(f"revision {change.revision}: {change.kind.replace('_', ' ')}: {told}"))

    def outlet(self, outlet: str | None) -> str:
        """An outlet's name."""
        return self._w(self.page.outlets[outlet].name if outlet in self.page.outlets else outlet or "Unnamed paper")

    def _w(self, text: str) -> str:
        return self.marks.words(text)

    def _event(self, key: str) -> Iterator[Line]:
        event: EventItem = self.page.events[key]
        yield Line("item", f"{self._w(when_label(event.when))}: {' '.join(map(self.said, event.statements))}")

    def _number(self, key: str) -> Iterator[Line]:
        number: NumberItem = self.page.numbers[key]
        said = number.text or f"{number.value:g} {number.unit}"
        holder = f", says {number.holder}" if number.holder else ""
        as_of = f", as of {day_label(number.as_of)}" if number.as_of else ""
        yield Line("item", self._w(f"{said}: {number.label}{holder}{as_of}") + self.marks.cited(key, number.spans))

    def _contradiction(self, key: str) -> Iterator[Line]:
        found = self.page.contradictions[key]
        yield Line("item", self._w(f"{found.issue} ({found.state.replace('_', ' ')})"))
        for side in found.sides:
            holders = ", ".join(dict.fromkeys(self._holder(holder) for holder in side.holders))
            as_of = f", {self._w(day_label(side.as_of))}" if side.as_of else ""
            yield Line("part", f"{holders or 'unnamed'}{as_of}: {self._w(side.text)}{self.marks.cited(key, side.spans)}")
        if found.why:
            yield Line("more", self._w(found.why))

    def _holder(self, holder: Holder) -> str:
        speaker = self.page.entities.get(holder.speaker or "")
        outlet = self.outlet(holder.outlet) if holder.outlet else ""
        name = self._w(speaker.name) if speaker else ""
        return f"{name} in {outlet}" if name and outlet else name or outlet

    def _quote(self, key: str) -> Iterator[Line]:
        quote: QuoteItem = self.page.quotes[key]
        words = f"“{quote.text}{f' … {quote.x_rest}' if quote.x_rest else ''}”" if quote.direct else quote.text
        role = f", {quote.speaker_role}" if quote.speaker_role else ""
        yield Line("item", self._w(f"{quote.speaker_text}{role}: {words}") + self.marks.cited(key, quote.spans))

    def _question(self, key: str) -> Iterator[Line]:
        asked = self.page.questions[key]
        yield Line("item", self._w(asked.question))
        if asked.answer:
            yield Line("more", " ".join(map(self.said, asked.answer)))

    def _paper(self, key: str) -> Iterator[Line]:
        """What one outlet says, what it alone says or leaves out, its frames, its own words and whom it quotes."""
        paper = self.page.papers[key]
        yield Line("item", f"{self.outlet(paper.outlet)}{self.marks.articles(paper.articles)}{self._carries(paper)}")
        claims, quotes = self.page.claims, self.page.quotes
        own = {source.label for source in paper.x_sources}
        speakers = dict.fromkeys(quotes[each].speaker_text for each in paper.quotes if each in quotes)
        lists: Mapping[str, Iterable[str]] = {
            "Headline": [self._w(paper.headline or "")],
            "Says": [self.said(each) for each in paper.says if not paper.copy_of and each not in paper.only_here],
            OWN: map(self.said, paper.only_here),
            "Leaves out": (self._w(claims[each].text) for each in paper.left_out if each in claims),
            "Frames": (self._marked(key, each) for each in paper.framing),
            "Its words": (self._marked(key, each) for each in paper.stresses),
            "Quotes alone": (self._marked(key, each) for each in paper.x_sources),
            "Quotes": (self._w(name) for name in speakers if name not in own),
            "Note": map(self.said, paper.notes),
        }
        for label, items in lists.items():
            if held := [item for item in items if item]:
                yield Line("label", f"{label}: {(' ' if label in ('Says', 'Only here', 'Note') else '; ').join(held)}")

    def _carries(self, paper: Paper) -> str:
        if not paper.copy_of:
            return ""
        outlets = (entry.outlet for key, entry in self.page.articles.items() if paper.copy_of in (key, entry.id))
        return f", carries the report of {self.outlet(next(outlets, paper.copy_of))}"

    def _marked(self, key: str, marked: Marked) -> str:
        return f"{self._w(marked.label)}{self.marks.cited(key, marked.spans)}"

    def _claims(self) -> Iterator[Line]:
        """Facts by papers: who says what, who says it otherwise, and whose whole articles are silent on it."""
        for key, claim in self.page.claims.items():
            yield Line("claim", self._w(claim.text))
            for said in claim.assertions:
                outlet = self.outlet(self.page.articles[said.article].outlet)
                value = f": {self._w(said.value)}" if said.value else ""
                yield Line("part", f"{outlet} {'hedges' if said.hedge else said.stance}{value}{self.marks.cited(key, said.spans)}")
            if claim.silent:
                yield Line("part", f"silent: {', '.join(map(self.outlet, claim.silent))}")

    def _card(self, key: str) -> Iterator[Line]:
        card = self.page.entities[key]
        told = " ".join(map(self.said, dict.fromkeys(filter(None, (card.role_here, *card.card)))))
        as_of = f" (as of {self._w(day_label(card.card_as_of))})" if card.card_as_of else ""
        yield Line("item", f"{self._w(card.name)}, {card.kind}.{f' {told}' if told else ''}{as_of}")
        if card.background:
            yield Line("more", self._w(f"{card.background.text} ({card.background.source}, {day_label(card.background.as_of)})"))
        for note in card.conflicts:
            yield Line("more", self.said(note))

    def _article(self, key: str) -> Iterator[Line]:
        entry = self.page.articles[key]
        copied = next((k for k, e in self.page.articles.items() if e.id == entry.origin), None)
        copy = f", {entry.copy_kind} copy of{self.marks.articles([copied])}" if entry.origin != entry.id and copied else ""
        by = f", by {', '.join(entry.byline)}" if entry.byline else ""
        agency = f", from {entry.x_agency}" if entry.x_agency else ""
        told = f"{self.outlet(entry.outlet)}, {self._w(day_label(entry.published))}, {entry.role}{copy}{self._w(agency + by)}"
        mark = self.marks.articles([key]).lstrip()
        yield Line("source", f"{mark} {told}: {self._w(entry.title or 'Untitled')} ({self._w(entry.id)})")
        where = ", ".join(filter(None, (entry.x_page_name or "", entry.url or "")))
        if where:
            yield Line("where", self._w(where))


def has_model(page: StoryPage) -> bool:
    """Whether a sentence that a language model wrote is printed on the page."""
    return page.build.model is not None
