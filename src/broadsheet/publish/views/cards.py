"""Cards: figures, quotes, disagreements, papers, people and places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from broadsheet.publish.views.evidence import Mark, Notes, Said
from broadsheet.publish.views.library import NO_ORIGIN, TOPIC_KINDS, headline
from broadsheet.publish.views.wording import day_label, number_label, plain_label, when_label
from broadsheet.records.pool import Contradiction, EntityCard, Marked, NumberItem, Paper, QuoteItem, Side
from broadsheet.records.reader import difference_id
from broadsheet.records.story_page import StoryPage

Card = TypeVar("Card")
LARGE = 26
REPEATS = 0.6
"""A label that makes up more than this share of its sentence says the same: the sentence is not printed again."""
"""A value of at most so many characters is set large."""
_STATES = {
    "open": "unresolved",
    "newer_supersedes": "the newer figure replaces the older",
    "different_scope": "they count different things",
    "rounding": "rounded",
    "resolved": "resolved",
}
RANGED = "the one is a range that holds the other"
_QUOTE_MARKS = "\"'“”‘’«»„ "
MOST_OTHERS = 3
"""Links to other stories on a card; the topic page has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCard:
    """A figure, what it counts, who says so and as of when."""

    key: str
    value: str
    label: str
    source: str
    said: Said | None
    mark: Mark
    previous: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCard:
    """Somebody's words; `rest` is how the sentence goes on behind the cue that breaks it."""

    key: str
    text: str
    rest: str
    direct: bool
    speaker: str
    role: str
    occasion: str
    carried_by: tuple[str, ...]
    mark: Mark
    variants: tuple[tuple[str, Mark], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideCard:
    """One account of a disagreement."""

    value: str
    large: bool
    holders: str
    words: str
    date: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferCard:
    """A disagreement. `difference` names it over all revisions.

    `claim` is the row of the table of facts and papers that it is about, if there is such a table.
    """

    key: str
    issue: str
    state: str
    open: bool
    why: str | None
    sides: tuple[SideCard, ...]
    difference: str
    claim: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCard:
    """What one outlet says."""

    key: str
    outlet: str
    about: str
    headline: str | None
    says: tuple[Said, ...]
    only_here: tuple[Said, ...]
    left_out: tuple[str, ...]
    words: tuple[tuple[str, Mark], ...]
    framing: tuple[tuple[str, Mark], ...]
    sources: tuple[tuple[str, Mark], ...]
    quotes: tuple[str, ...]
    notes: tuple[str, ...]
    copy_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicCard:
    """Somebody or something."""

    key: str
    name: str
    kind: str
    href: str | None
    card: tuple[Said, ...]
    background: tuple[str, str] | None
    as_of: str | None
    seen: str
    others: tuple[tuple[str, str], ...]
    conflicts: tuple[str, ...]


def each(make: Callable[[Notes, str], Card | None], notes: Notes, keys: Sequence[str]) -> tuple[Card, ...]:
    """The cards of those keys that the story holds, in order."""
    made = (make(notes, key) for key in keys)
    return tuple(card for card in made if card is not None)


def figure(notes: Notes, key: str) -> FigureCard | None:
    """The card of a figure."""
    item = notes.story.numbers.get(key)
    if item is None:
        return None
    said, label = notes.said(item.statement), plain_label(item.label)
    told = said is not None and label.casefold() in said.text.casefold() and len(label) > REPEATS * len(said.text)
    return FigureCard(
        key=key,
        value=number_label(item),
        label=label,
        source=_number_source(item),
        said=None if told else said,
        mark=_figure_mark(notes, key, said, alone=told),
        previous=f"{item.previous:,.10g}" if item.previous is not None else None,
    )


def _figure_mark(notes: Notes, key: str, said: Said | None, *, alone: bool) -> Mark:
    """The mark of the figure; where its sentence's note shows it, that note serves both and the sentence keeps the anchor."""
    item = notes.story.numbers[key]
    if said is None or not _within(notes.story, item):
        return notes.words(key, item.spans)
    return said.mark if alone else replace(said.mark, anchor=None)


def _within(story: StoryPage, item: NumberItem) -> bool:
    """Whether the figure's own words stand inside those that its sentence cites: then one note serves both."""
    cited = [story.spans[key] for key in story.statements[item.statement].spans if key in story.spans]
    own = [story.spans[key] for key in item.spans if key in story.spans]
    return all(any(span.article == wide.article and wide.extent.holds(span.extent) for wide in cited) for span in own)


def _number_source(item: NumberItem) -> str:
    parts = [plain_label(item.holder or ""), plain_label(item.scope or ""), f"as of {day_label(item.as_of)}" if item.as_of else ""]
    return " · ".join(part for part in parts if part)


def quote(notes: Notes, key: str) -> QuoteCard | None:
    """The card of a quote."""
    item = notes.story.quotes.get(key)
    if item is None:
        return None
    speaker, role = _speaker(notes, item)
    return QuoteCard(
        key=key,
        text=item.text.strip(_QUOTE_MARKS).rstrip(",; ") if item.direct else item.text.strip(),
        rest=(item.x_rest or "").strip(_QUOTE_MARKS),
        direct=item.direct,
        speaker=speaker,
        role=role,
        occasion=_occasion(item),
        carried_by=tuple(outlet_name(notes, outlet) for outlet in item.carried_by),
        mark=notes.words(key, (*item.spans, *item.x_occasion)),
        variants=tuple((v.text, notes.words(f"{key}-{n}", v.spans)) for n, v in enumerate(item.variants, 1)),
    )


def _speaker(notes: Notes, item: QuoteItem) -> tuple[str, str]:
    known = notes.story.entities.get(item.speaker or "")
    name = plain_label(known.name if known else item.speaker_text)
    role = plain_label(item.speaker_role or "")
    return name, role if role.casefold() not in name.casefold() else ""


def _occasion(item: QuoteItem) -> str:
    teller = f"according to {item.x_told_by}" if item.x_told_by else ""
    place = " ".join(part for part in (f"to {item.audience}" if item.audience else "", item.venue or "") if part)
    parts = [place, when_label(item.said_at) if item.said_at else "", teller]
    return plain_label(", ".join(part for part in parts if part))


def difference(notes: Notes, key: str) -> DifferCard | None:
    """The card of a disagreement."""
    item = notes.story.contradictions.get(key)
    if item is None:
        return None
    return DifferCard(
        key=key,
        issue=plain_label(item.issue),
        state=RANGED if item.state == "rounding" and any(side.x_high for side in item.sides) else _STATES[item.state],
        open=item.state == "open",
        why=plain_label(item.why) if item.why else None,
        sides=tuple(_side(notes, side, f"{key}-{n}") for n, side in enumerate(item.sides, 1)),
        difference=named_difference(notes.story, item),
        claim=item.claim if item.claim in notes.story.claims and compared_papers(notes) else None,
    )


def compared_papers(notes: Notes) -> tuple[str, ...]:
    """The papers with a column in the table of facts and papers, copies folded; none where there would be only one."""
    own = [entry for entry in notes.story.articles.values() if entry.origin == entry.id and entry.role not in NO_ORIGIN]
    papers = tuple(dict.fromkeys(notes.library.entry_outlet(notes.story, entry) for entry in own))
    return papers if len(papers) > 1 else ()


def named_difference(story: StoryPage, item: Contradiction) -> str:
    """What a reader's word on a disagreement is kept under, whatever its key in this revision."""
    spans = [story.spans[key] for side in item.sides for key in side.spans if key in story.spans]
    return difference_id((story.articles[span.article].id, span.start, span.end) for span in spans)


def _side(notes: Notes, side: Side, key: str) -> SideCard:
    value = plain_label(side.text)
    spans = [notes.story.spans[span] for span in side.spans if span in notes.story.spans]
    published = notes.story.articles[spans[0].article].published if spans else None
    return SideCard(
        value=value,
        large=len(value) <= LARGE,
        holders=_holders(notes, side),
        words=spans[0].exact if spans else "",
        date=day_label(side.as_of or published),
        mark=notes.words(key, side.spans),
    )


def _holders(notes: Notes, side: Side) -> str:
    named: list[str] = []
    for holder in side.holders:
        speaker = notes.story.entities.get(holder.speaker or "")
        parts = [plain_label(speaker.name)] if speaker else []
        parts += (
            [f"in {outlet_name(notes, holder.outlet)}" if parts else outlet_name(notes, holder.outlet)] if holder.outlet else []
        )
        named.append(" ".join(parts))
    if not any(named):
        articles = {notes.story.spans[span].article for span in side.spans if span in notes.story.spans}
        named = sorted(notes.library.entry_outlet(notes.story, notes.story.articles[article]) for article in articles)
    return ", ".join(dict.fromkeys(name for name in named if name))


def values(item: Contradiction) -> str:
    """The accounts in a few words, for a front page.

    Sides that are whole sentences are left to the story.
    """
    sides = [plain_label(side.text) for side in item.sides]
    return " · ".join(sides) if all(len(side) <= LARGE for side in sides) else ""


def paper(notes: Notes, key: str) -> PaperCard | None:
    """The card of an outlet."""
    item = notes.story.papers.get(key)
    if item is None:
        return None
    only = _only_here(notes.story, item)
    return PaperCard(
        key=key,
        outlet=_paper_name(notes, item),
        about=_paper_articles(notes, item.articles),
        headline=plain_label(item.headline) if item.headline else None,
        says=notes.all_said([said for said in item.says if said not in only]),
        only_here=notes.all_said(only),
        left_out=tuple(notes.story.claims[claim].text for claim in item.left_out if claim in notes.story.claims),
        words=_marked(notes, f"{key}-w", item.stresses),
        framing=_marked(notes, f"{key}-f", item.framing),
        sources=_marked(notes, f"{key}-s", item.x_sources),
        quotes=_quoted_elsewhere(notes, item),
        notes=tuple(notes.story.notes[note].text for note in item.notes if note in notes.story.notes),
        copy_of=_copy_of(notes, item.copy_of),
    )


def _marked(notes: Notes, key: str, items: Sequence[Marked]) -> tuple[tuple[str, Mark], ...]:
    return tuple((plain_label(item.label), notes.words(f"{key}{n}", item.spans)) for n, item in enumerate(items, 1))


def _quoted_elsewhere(notes: Notes, item: Paper) -> tuple[str, ...]:
    """The speakers of the paper's quotations on the page, but for those who are listed as nobody else's."""
    own = {plain_label(source.label) for source in item.x_sources}
    speakers = (_speaker(notes, notes.story.quotes[q])[0] for q in item.quotes if q in notes.story.quotes)
    return tuple(dict.fromkeys(name for name in speakers if name not in own))


def _only_here(story: StoryPage, item: Paper) -> tuple[str, ...]:
    """What no other origin says: as the paper's entry lists it, and as notes on sentences of its own say."""
    own = (*item.says, *item.only_here)
    noted = [story.notes[note].statements for note in item.notes if note in story.notes and story.notes[note].kind == "only_here"]
    return tuple(dict.fromkeys((*item.only_here, *(said for group in noted for said in group if said in own))))


def _paper_name(notes: Notes, item: Paper) -> str:
    entries = [notes.story.articles[article] for article in item.articles if article in notes.story.articles]
    return outlet_name(notes, item.outlet) if item.outlet or not entries else notes.library.entry_outlet(notes.story, entries[0])


def _paper_articles(notes: Notes, keys: Sequence[str]) -> str:
    entries = [notes.story.articles[key] for key in keys if key in notes.story.articles]
    return "; ".join(dict.fromkeys(f"{entry.role}, {day_label(entry.published)}" for entry in entries))


def _copy_of(notes: Notes, origin: str | None) -> str | None:
    if origin is None:
        return None
    entry = next((e for key, e in notes.story.articles.items() if origin in (key, e.id)), None)
    return notes.library.entry_outlet(notes.story, entry) if entry else outlet_name(notes, origin)


def outlet_name(notes: Notes, outlet: str | None) -> str:
    """The name of an outlet by its key."""
    known = notes.story.outlets.get(outlet or "")
    return plain_label(known.name if known else outlet or "Unnamed paper")


def topic(notes: Notes, key: str) -> TopicCard | None:
    """The card of a person, place, organisation or thing."""
    item = notes.story.entities.get(key)
    if item is None:
        return None
    keys = [k for k in (item.role_here, *item.card) if k]
    return TopicCard(
        key=key,
        name=plain_label(item.name),
        kind=item.kind,
        href=_topic_href(notes, item),
        card=notes.all_said(tuple(dict.fromkeys(keys))),
        background=(item.background.text, f"{item.background.source}, {day_label(item.background.as_of)}")
        if item.background
        else None,
        as_of=day_label(item.card_as_of) if item.card_as_of else None,
        seen=_seen(item),
        others=_others(notes, item)[:MOST_OTHERS],
        conflicts=tuple(notes.story.notes[note].text for note in item.conflicts if note in notes.story.notes),
    )


def _seen(item: EntityCard) -> str:
    if not item.mentions or not item.articles:
        return ""
    return f"named {item.mentions:,}× in {item.articles:,} article{'s' if item.articles > 1 else ''}"


def _topic_href(notes: Notes, item: EntityCard) -> str | None:
    """Link to a topic page: persons, organisations and places have one."""
    return notes.library.topic_href(notes.library.topic_path(notes.story.id, item)) if item.kind in TOPIC_KINDS else None


def _others(notes: Notes, item: EntityCard) -> tuple[tuple[str, str], ...]:
    """Title and link of the other stories that the card was written with, as far as they are here. The topic's page has all."""
    titles = {other.story: plain_label(other.title) for other in notes.story.related}
    held = [(notes.library.stories[key], href) for key in item.other_stories if (href := notes.library.story_href(key))]
    return tuple((titles.get(story.id) or headline(story), href) for story, href in held)
