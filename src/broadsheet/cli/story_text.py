"""A story page as plain text in 80 columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from broadsheet.cli.terminal import counted, width, wrapped
from broadsheet.publish.views.wording import day_label
from broadsheet.records.pool import Change, EventItem, Holder, Marked, NumberItem, PageWhen, Paper, QuoteItem
from broadsheet.records.story_page import Section, StoryPage

OWN = "With a name, figure or words of its own"


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
        page, newest = self.page, day_label(times.last_update)
        return wrapped(f"[{page.id}, revision {page.revision}; {said}; newest {newest}; as of {day_label(times.built)}]")

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
        if section.kind == "papers_say" and len(self.page.outlets) > 1:
            yield from self._claims()

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
        as_of = f", as of {day_label(number.as_of)}" if number.as_of else ""
        yield wrapped(f"* {said}: {number.label}{holder}{as_of} [{self._cited(number.spans)}]", "", "  ")

    def _contradiction(self, key: str) -> Iterator[str]:
        found = self.page.contradictions[key]
        yield wrapped(f"* {found.issue} ({found.state.replace('_', ' ')})", "", "  ")
        for side in found.sides:
            holders = ", ".join(dict.fromkeys(self._holder(holder) for holder in side.holders))
            as_of = f", {day_label(side.as_of)}" if side.as_of else ""
            yield wrapped(f"- {holders or 'unnamed'}{as_of}: {side.text} [{self._cited(side.spans)}]", "  ", "    ")
        if found.why:
            yield wrapped(found.why, "  ")

    def _holder(self, holder: Holder) -> str:
        speaker = self.page.entities.get(holder.speaker or "")
        outlet = self._outlet(holder.outlet) if holder.outlet else ""
        return f"{speaker.name} in {outlet}" if speaker and outlet else speaker.name if speaker else outlet

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
        """What one outlet says, what it alone says or leaves out, its frames, its own words and whom it quotes."""
        paper = self.page.papers[key]
        yield wrapped(f"* {self._outlet(paper.outlet)} {self._listed(paper.articles)}{self._carries(paper)}", "", "  ")
        claims, quotes = self.page.claims, self.page.quotes
        own = {source.label for source in paper.x_sources}
        speakers = dict.fromkeys(quotes[each].speaker_text for each in paper.quotes if each in quotes)
        yield from _labelled(
            {
                "Headline": [paper.headline or ""],
                "Says": [self._said(each) for each in paper.says if not paper.copy_of and each not in paper.only_here],
                OWN: map(self._said, paper.only_here),
                "Leaves out": (claims[each].text for each in paper.left_out if each in claims),
                "Frames": map(self._marked, paper.framing),
                "Its words": map(self._marked, paper.stresses),
                "Quotes alone": map(self._marked, paper.x_sources),
                "Quotes": (name for name in speakers if name not in own),
                "Note": map(self._said, paper.notes),
            }
        )

    def _carries(self, paper: Paper) -> str:
        if not paper.copy_of:
            return ""
        outlets = (entry.outlet for key, entry in self.page.articles.items() if paper.copy_of in (key, entry.id))
        return f", carries the report of {self._outlet(next(outlets, paper.copy_of))}"

    def _outlet(self, outlet: str | None) -> str:
        return self.page.outlets[outlet].name if outlet in self.page.outlets else outlet or "Unnamed paper"

    def _listed(self, articles: Iterable[str]) -> str:
        return f"[{', '.join(str(self._numbers[key]) for key in articles if key in self._numbers)}]"

    def _marked(self, marked: Marked) -> str:
        return f"{marked.label} [{self._cited(marked.spans)}]"

    def _claims(self) -> Iterator[str]:
        """Facts by papers: who says what, who says it otherwise, and whose whole articles are silent on it."""
        for claim in self.page.claims.values():
            yield wrapped(f"= {claim.text}", "", "  ")
            for said in claim.assertions:
                outlet = self._outlet(self.page.articles[said.article].outlet)
                value = f": {said.value}" if said.value else ""
                yield wrapped(
                    f"- {outlet} {'hedges' if said.hedge else said.stance}{value} [{self._cited(said.spans)}]", "  ", "    "
                )
            if claim.silent:
                yield wrapped(f"- silent: {', '.join(map(self._outlet, claim.silent))}", "  ", "    ")

    def _card(self, key: str) -> Iterator[str]:
        card = self.page.entities[key]
        told = dict.fromkeys(filter(None, (card.role_here, *card.card)))
        as_of = f" (as of {day_label(card.card_as_of)})" if card.card_as_of else ""
        said = " ".join(map(self._said, told))
        yield wrapped(f"* {card.name}, {card.kind}. {said}{as_of}".replace(".  (", ". ("), "", "  ")
        if card.background:
            source = f"{card.background.source}, {day_label(card.background.as_of)}"
            yield wrapped(f"{card.background.text} ({source})", "  ")
        for note in card.conflicts:
            yield wrapped(self._said(note), "  ")

    def _article(self, key: str) -> Iterator[str]:
        entry = self.page.articles[key]
        copied = self._numbers.get(next((k for k, e in self.page.articles.items() if e.id == entry.origin), ""))
        copy = f", {entry.copy_kind} copy of [{copied}]" if entry.origin != entry.id else ""
        by = f", by {', '.join(entry.byline)}" if entry.byline else ""
        agency = f", from {entry.x_agency}" if entry.x_agency else ""
        told = f"{self._outlet(entry.outlet)}, {day_label(entry.published)}, {entry.role}{copy}{agency}{by}"
        yield wrapped(f"[{self._numbers[key]}] {told}: {entry.title or 'Untitled'} ({entry.id})", "", "    ")
        where = ", ".join(filter(None, (entry.x_page_name or "", entry.url or "")))
        if where:
            yield wrapped(where, "    ")


def _labelled(lists: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """A line for each label that has anything."""
    for label, items in lists.items():
        if held := [item for item in items if item]:
            apart = " " if label in ("Says", OWN, "Note") else "; "
            yield wrapped(f"{label}: {apart.join(held)}", "  ", "    ")


def _change(change: Change) -> str:
    told = " → ".join(filter(None, (change.before, change.after))) or change.target
    return wrapped(f"* revision {change.revision}: {change.kind.replace('_', ' ')}: {told}", "", "  ")


def _when(when: PageWhen) -> str:
    return day_label(when.start) if when.start else when.text or "undated"
