"""A story page as plain text in 80 columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from broadsheet.cli.terminal import counted, width, wrapped
from broadsheet.records.pool import Change, EventItem, NumberItem, PageWhen, QuoteItem
from broadsheet.records.story_page import Section, StoryPage


def lines(page: StoryPage) -> Iterator[str]:
    """The page, line by line. Numbers in brackets name the articles listed at the end."""
    told = Told(page)
    headline = page.statements.get(page.headline)
    yield wrapped(headline.text if headline else page.headline)
    if page.standfirst and page.standfirst in page.statements:
        yield wrapped(page.statements[page.standfirst].text)
    yield told.masthead()
    for section in page.sections:
        yield ""
        yield section.heading
        yield "-" * min(len(section.heading), width())
        yield from told.section(section)


def changes(page: StoryPage, since: int, found: Sequence[Change]) -> Iterator[str]:
    """What has changed since a revision: what is news in words, the rest in one line."""
    yield wrapped(f"[{page.id}, revision {page.revision}; what has changed since revision {since}]")
    yield from (_change(change) for change in found if change.material)
    other = sum(not change.material for change in found)
    if other:
        yield wrapped(f"{counted(other, 'change')} without news")
    if not found:
        yield "Nothing."


class Told:
    """The words of a page's items."""

    def __init__(self, page: StoryPage) -> None:
        self.page = page
        self._numbers = {key: number for number, key in enumerate(page.articles, start=1)}
        self._items: dict[str, Callable[[str], Iterable[str]]] = {
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

    def masthead(self) -> str:
        """Counts and times."""
        stats, times = self.page.stats, self.page.times
        said = f"{counted(stats.articles, 'article')}, {counted(stats.outlets, 'outlet')}, {counted(stats.origins, 'origin')}"
        return wrapped(
            f"[{self.page.id}, revision {self.page.revision}; {said}; newest {times.last_update or 'undated'}; as of {times.built}]"
        )

    def section(self, section: Section) -> Iterator[str]:
        """A section's body and items."""
        if section.body:
            yield wrapped(" ".join(self._said(key) for key in section.body))
        if section.kind == "related":
            for related in self.page.related:
                yield wrapped(f"* {related.title} ({related.story}): {'; '.join(related.because)}", "", "  ")
        elif section.kind == "corrections":
            yield from (
                _change(change) for change in self.page.changes if f"r{change.revision}" in section.items and change.material
            )
        for key in section.items if section.kind in self._items else ():
            yield from self._items[section.kind](key)

    def _said(self, key: str) -> str:
        statement = self.page.statements.get(key)
        if statement is not None:
            return f"{statement.text} [{self._cited(statement.spans)}]"
        note = self.page.notes.get(key)
        return note.text if note else ""

    def _cited(self, spans: Iterable[str]) -> str:
        articles = {self.page.spans[key].article for key in spans if key in self.page.spans}
        return ", ".join(str(number) for number in sorted(self._numbers[key] for key in articles if key in self._numbers))

    def _event(self, key: str) -> Iterator[str]:
        event: EventItem = self.page.events[key]
        yield wrapped(f"* {_when(event.when)}: {' '.join(map(self._said, event.statements))}", "", "  ")

    def _number(self, key: str) -> Iterator[str]:
        number: NumberItem = self.page.numbers[key]
        said = number.text or f"{number.value:g} {number.unit}"
        holder = f", says {number.holder}" if number.holder else ""
        yield wrapped(
            f"* {said}: {number.label}{holder}{f', as of {number.as_of}' if number.as_of else ''} [{self._cited(number.spans)}]",
            "",
            "  ",
        )

    def _contradiction(self, key: str) -> Iterator[str]:
        found = self.page.contradictions[key]
        yield wrapped(f"* {found.issue} ({found.state.replace('_', ' ')})", "", "  ")
        for side in found.sides:
            holders = ", ".join(filter(None, (holder.speaker or holder.outlet for holder in side.holders)))
            yield wrapped(f"- {holders or 'unnamed'}: {side.text} [{self._cited(side.spans)}]", "  ", "    ")

    def _quote(self, key: str) -> Iterator[str]:
        quote: QuoteItem = self.page.quotes[key]
        words = f"“{quote.text}{f' … {quote.x_rest}' if quote.x_rest else ''}”" if quote.direct else quote.text
        role = f", {quote.speaker_role}" if quote.speaker_role else ""
        yield wrapped(f"* {quote.speaker_text}{role}: {words} [{self._cited(quote.spans)}]", "", "  ")

    def _question(self, key: str) -> Iterator[str]:
        asked = self.page.questions[key]
        yield wrapped(asked.question, "* ", "  ")
        if asked.answer:
            yield wrapped(" ".join(map(self._said, asked.answer)), "  ")

    def _paper(self, key: str) -> Iterator[str]:
        paper = self.page.papers[key]
        named = self.page.outlets[paper.outlet].name if paper.outlet in self.page.outlets else "Unnamed paper"
        said = " ".join(self._said(each) for each in dict.fromkeys((*paper.says, *paper.only_here, *paper.notes)))
        yield wrapped(f"* {named}: {said}", "", "  ")

    def _card(self, key: str) -> Iterator[str]:
        card = self.page.entities[key]
        said = " ".join(map(self._said, card.card))
        yield wrapped(f"* {card.name}{f', {card.role_here}' if card.role_here else ''}. {said}", "", "  ")

    def _article(self, key: str) -> Iterator[str]:
        entry = self.page.articles[key]
        outlet = self.page.outlets[entry.outlet].name if entry.outlet in self.page.outlets else "Unnamed paper"
        copy = f", {entry.copy_kind} copy" if entry.origin != entry.id else ""
        told: Any = f"{outlet}, {entry.published or 'undated'}, {entry.role}{copy}: {entry.title} ({entry.id})"
        yield wrapped(f"[{self._numbers[key]}] {told}", "", "    ")


def _change(change: Change) -> str:
    told = " → ".join(filter(None, (change.before, change.after))) or change.target
    return wrapped(f"* revision {change.revision}: {change.kind.replace('_', ' ')}: {told}", "", "  ")


def _when(when: PageWhen) -> str:
    return when.start or when.text or "undated"
