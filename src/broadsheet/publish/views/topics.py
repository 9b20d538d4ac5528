"""Topic pages: a person, place or organisation over all stories of an edition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from broadsheet.publish.views import cards, days, front
from broadsheet.publish.views.evidence import Notes, Said
from broadsheet.publish.views.library import Library, headline, introduced
from broadsheet.publish.views.wording import day_label, plain_label
from broadsheet.records.pool import EntityCard
from broadsheet.records.registry import Office, Registered
from broadsheet.records.story_page import StoryPage

KINDS = {"person": "People", "organisation": "Organisations", "place": "Places"}
MOST_OFFICES, MOST_ELSEWHERE = 6, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class InStory:
    """What one story holds on a topic."""

    line: front.Line
    card: tuple[Said, ...]
    quotes: tuple[cards.QuoteCard, ...]
    about: tuple[cards.QuoteCard, ...]
    figures: tuple[cards.FigureCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What an article calls somebody: the words, who says so and when, and where they stand."""

    text: str
    source: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """A person, place or organisation over all stories of the edition.

    Attributes:
        called: offices and descriptions, newest first.
        disputed: pairs of offices that exclude each other.
        stories: the stories that introduce it.
        elsewhere: headline and link of others that name it.
        namesakes: name and link of those that may be the same.
        pulse: how often it is named, day by day.
        respelt: how papers print the parts of the name that an editor corrected.
    """

    path: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    called: tuple[Called, ...]
    disputed: tuple[tuple[Called, Called], ...]
    stories: tuple[InStory, ...]
    elsewhere: tuple[tuple[str, str], ...]
    namesakes: tuple[tuple[str, str], ...]
    pulse: days.Pulse | None
    respelt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A story that introduces a topic, and the key of its card there."""

    story: StoryPage
    key: str

    @property
    def card(self) -> EntityCard:
        """Its card there."""
        return self.story.entities[self.key]

    @property
    def quotes_by(self) -> tuple[str, ...]:
        """Keys of what it says there."""
        return tuple(key for key, item in self.story.quotes.items() if item.speaker == self.key)

    @property
    def quotes_about(self) -> tuple[str, ...]:
        """Keys of what others say there that names it."""
        named = _naming({self.card.name, *self.card.aliases})
        others = ((key, item.text) for key, item in self.story.quotes.items() if item.speaker != self.key)
        return tuple(key for key, text in others if named.search(text))

    @property
    def numbers(self) -> tuple[str, ...]:
        """Keys of the figures that count something of it."""
        return tuple(key for key, item in self.story.numbers.items() if item.subject == self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRecord:
    """All that an edition holds on a person, place or organisation.

    Attributes:
        path: of its page below the site's folder.
        known: its entry in the registry, None if that does not tell.
        places: the stories that introduce it, in front-page order.
    """

    path: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    known: Registered | None
    places: tuple[Place, ...]


def _naming(forms: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the names, the longest first; short or small ones, which are words of their own, are not looked for."""
    looked = sorted((form for form in forms if form[:1].isupper() and len(form) > 2), key=lambda form: (-len(form), form))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, looked))})\b" if looked else r"(?!)")


def topic_records(library: Library) -> tuple[TopicRecord, ...]:
    """A record per topic that some story introduces, by name."""
    found: dict[str, list[Place]] = {}
    for place in _introduced(library):
        found.setdefault(library.topic_path(place.story.id, place.card), []).append(place)
    records = [_record(library, path, places) for path, places in found.items()]
    return tuple(sorted(records, key=lambda record: (record.name.casefold(), record.path)))


def topics_by_kind(library: Library) -> tuple[tuple[str, tuple[TopicRecord, ...]], ...]:
    """All topics under the name of their kind, kinds that have none left out."""
    records = topic_records(library)
    grouped = ((label, tuple(one for one in records if one.kind == kind)) for kind, label in KINDS.items())
    return tuple((label, some) for label, some in grouped if some)


def topic_views(library: Library) -> tuple[TopicView, ...]:
    """A view per topic record; `library` is that of a page one folder down."""
    return tuple(topic_view(library, record) for record in topic_records(library))


def _introduced(library: Library) -> Iterator[Place]:
    for story in library.stories.values():
        yield from (Place(story, key) for key in introduced(story))


def _record(library: Library, path: str, places: Sequence[Place]) -> TopicRecord:
    known = library.bearer(places[0].story.id, places[0].card.name)
    name = plain_label(known.name if known else places[0].card.name)
    forms = [form for place in places for form in (place.card.name, *place.card.aliases)] + list(known.aliases if known else ())
    return TopicRecord(
        path=path,
        name=name,
        kind=Counter(place.card.kind for place in places).most_common(1)[0][0],
        aliases=tuple(sorted({plain_label(form) for form in forms} - {name})),
        known=known,
        places=tuple(places),
    )


def topic_view(library: Library, record: TopicRecord) -> TopicView:
    """The view of one topic; `library` is that of a page one folder down."""
    known, told = record.known, {place.story.id for place in record.places}
    return TopicView(
        path=record.path,
        name=record.name,
        kind=record.kind,
        aliases=record.aliases,
        called=tuple(_called(library, office) for office in _each_wording(known.offices if known else ())[:MOST_OFFICES]),
        disputed=tuple((_called(library, one), _called(library, other)) for one, other in (known.disputed if known else ())),
        stories=tuple(_in_story(library, place) for place in record.places),
        elsewhere=tuple(_elsewhere(library, known, told))[:MOST_ELSEWHERE] if known else (),
        namesakes=tuple(_namesakes(library, known)) if known else (),
        respelt=tuple(dict.fromkeys(_respelt(record))),
        pulse=days.pulse(_named_by_day(library, record), "mention"),
    )


def _named_by_day(library: Library, record: TopicRecord) -> Counter[str]:
    """How often the articles of the stories that name it do so, by day; copies say it again and are not counted."""
    stories = {place.story.id for place in record.places} | {story for story, _ in (record.known.stories if record.known else ())}
    naming = _naming((record.name, *record.aliases))
    found: Counter[str] = Counter()
    for story in sorted(story for story in stories if story in library.stories):
        for entry in library.stories[story].articles.values():
            article = library.articles.get(entry.id)
            if article and entry.origin == entry.id:
                found[days.dated(entry.published)] += sum(1 for _ in naming.finditer(article.text))
    return found


def _respelt(record: TopicRecord) -> Iterator[str]:
    """How the articles that its stories cite print what an editor corrected of the name."""
    parts = {record.name, *record.name.split()}
    spans = (span for place in record.places for span in place.story.spans.values())
    for span in spans:
        for one in span.x_respelt:
            if one.name in parts:
                yield plain_label(span.exact[one.extent.start - span.start : one.extent.end - span.start])


def _each_wording(offices: Sequence[Office]) -> list[Office]:
    """The newest of every wording."""
    newest: dict[str, Office] = {}
    for office in offices:
        newest.setdefault(office.text.casefold(), office)
    return list(newest.values())


def _called(library: Library, office: Office) -> Called:
    article = library.articles.get(office.article)
    outlet = library.outlet(article) if article else office.outlet or ""
    return Called(
        text=plain_label(office.text),
        source=", ".join(part for part in (plain_label(outlet), day_label(office.day)) if part),
        href=library.article_href(office.article),
    )


def _elsewhere(library: Library, known: Registered, told: set[str]) -> Iterator[tuple[str, str]]:
    for story in dict.fromkeys(story for story, _ in known.stories):
        href = library.story_href(story)
        if story not in told and href:
            yield headline(library.stories[story]), href


def _namesakes(library: Library, known: Registered) -> Iterator[tuple[str, str]]:
    """Those that have a page."""
    for other in library.namesakes(known):
        path = library.registered_path(other)
        if path is not None and library.has_topic(path):
            yield plain_label(other.name), library.up + path


def _in_story(library: Library, place: Place) -> InStory:
    story = place.story
    notes = Notes(library, story, address=library.story_href(story.id) or "")
    card = cards.topic(notes, place.key)
    told = " ".join(said.text for said in card.card) if card else ""
    return InStory(
        line=front.line(library, story, aged=False),
        card=card.card if card else (),
        quotes=cards.each(cards.quote, notes, [key for key in place.quotes_by if story.quotes[key].text.strip(",. ") not in told]),
        about=cards.each(cards.quote, notes, place.quotes_about),
        figures=cards.each(cards.figure, notes, place.numbers),
    )
