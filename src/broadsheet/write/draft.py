"""A story page in the making: pools that fill up, with the gate at the door of every statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from slugify import slugify

from broadsheet.language.similarity import cosine
from broadsheet.language.words import words
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article
from broadsheet.records.pool import ArticleEntry, EntityCard, OutletEntry
from broadsheet.records.story_page import StoryPage
from broadsheet.records.text import Attribution, Extent, Made, Modality, Note, NoteKind, Span, Statement
from broadsheet.write.cast import Member
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.grounding import check
from broadsheet.write.named_days import named_days
from broadsheet.write.standing import stems

VERBATIM_SHARE = 0.25
"""A page prints at most this share of an article's own words."""

VERBATIM_FLOOR = 500
"""Code points that may be printed of any article however short, so that a brief can be reported at all."""

REPEATED = 0.5
"""Two sentences of which the shorter shares this much of its content words with the other say one thing."""

SAID_AGAIN = 0.8
"""Cosine of two printed texts' counted words from which one is the other over again."""

POOLS = {
    "a": "articles", "c": "claims", "d": "contradictions", "e": "entities", "k": "questions", "m": "notes", "n": "numbers",
    "p": "spans", "q": "quotes", "s": "statements", "t": "events", "w": "papers",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A sentence as it would be printed, with the places it stands on.

    Attributes:
        text: the sentence.
        places: pairs of article id and extent; the first is the sentence it was made from.
        made: how it came from them.
    """

    text: str
    places: tuple[tuple[str, Extent], ...]
    made: Made = "verbatim"


@dataclass(slots=True)
class Pool:
    """Items by key. An item that stood on the page's last revision keeps its key; no key is ever used again."""

    letter: str
    last: int = 0
    known: dict[Any, str] = field(default_factory=dict)
    items: dict[str, Any] = field(default_factory=dict)

    def add(self, item: Any, identity: Any) -> str:
        """The item's key, the old one if it has one. An item that is there already is not added twice."""
        key = self.known.get(identity)
        if key is None:
            self.last += 1
            key = self.known[identity] = f"{self.letter}{self.last}"
        self.items.setdefault(key, item)
        return key


class Draft:
    """What the sections write into. Sections give it sentences; it gives back keys, or None where it refuses.

    Args:
        dossier: the story.
        previous: the page's last revision, whose keys are kept.

    Attributes:
        refusals: by reason, the sentences that the gate or the allowance turned away.
        share: how much of every article's allowance may be used for now, 0 to 1. An article's first sentence is free of it.
        introduced: stems of the words that a reader has met before the sections below the news begin.
    """

    def __init__(self, dossier: Dossier, previous: StoryPage | None = None) -> None:
        self.dossier = dossier
        self.revision = previous.revision + 1 if previous else 1
        self.refusals: Counter[str] = Counter()
        self.share = 1.0
        self.introduced: frozenset[str] = frozenset()
        self.outlets: dict[str, OutletEntry] = {}
        self._printed: dict[str, bytearray] = {}
        self._told: list[int] = []
        self._prose: list[Counter[str]] = []
        self._pools = {letter: _pool(letter, previous) for letter in POOLS}
        self._since = {key: s.since_revision for key, s in previous.statements.items()} if previous else {}

    def state(
        self,
        drafted: Drafted,
        *,
        why: Iterable[str] = (),
        modality: Modality | None = None,
        attribution: Attribution | None = None,
        printed: bool = True,
        again: bool = False,
    ) -> str | None:
        """Print a statement: its key, or None if the page says so already, the gate refuses it or its article is quoted enough.

        `printed=False` is for a sentence that only stands behind an item as its evidence, `again=True` for one that lists or
        answers and may stand in prose too.
        """
        if printed and not again and self.says(drafted.text):
            return None
        verdict = check(drafted.text, [self.dossier.words_at(*place) for place in drafted.places])
        if not verdict.grounded:
            self.refusals[verdict.failures[0].kind if verdict.failures else "coverage"] += 1
            return None
        if printed and not self.print_words(drafted.places):
            return None
        spans = tuple(dict.fromkeys(self.cite(*place) for place in drafted.places))
        respelt = any(self.span(span).x_respelt for span in spans)
        made: Made = "joined" if respelt and drafted.made in ("verbatim", "trimmed") else drafted.made
        statement = Statement(
            text=drafted.text,
            made=made,
            spans=spans,
            support="verbatim" if made == "verbatim" else "entailed",
            origins=self._origins(drafted.places[0]),
            score=round(verdict.score, 3),
            attribution=attribution,
            modality=modality,
            why=tuple(why),
            x_days=named_days(self.dossier, drafted.text, drafted.places),
        )
        key = self._pools["s"].add(statement, (drafted.text, self._cited(spans)))
        self._date(key)
        if printed and not again:
            self.say(drafted.text)
        return key

    def reword(self, text: str, keys: tuple[str, ...]) -> str:
        """Print a model's sentence for the statements it follows from: its key. It has their spans and is as old as they are."""
        stated = [self.statement(key) for key in keys]
        spans = tuple(dict.fromkeys(span for statement in stated for span in statement.spans))
        one = stated[0] if len(stated) == 1 else None
        modalities = {statement.modality for statement in stated}
        statement = Statement(
            text=text,
            made="model",
            spans=spans,
            support="entailed",
            origins=min(statement.origins for statement in stated),
            score=min((statement.score for statement in stated if statement.score is not None), default=None),
            attribution=one.attribution if one else None,
            modality=modalities.pop() if len(modalities) == 1 else None,
            since_revision=max(statement.since_revision or self.revision for statement in stated),
            why=stated[0].why,
            x_instead=keys,
        )
        return self._pools["s"].add(statement, (text, self._cited(spans)))

    def says(self, text: str) -> bool:
        """Whether prose or a quotation on the page says the text already, in the same words but for a few."""
        counted = Counter(words(text))
        return any(cosine(counted, said) > SAID_AGAIN for said in self._prose)

    def say(self, text: str) -> None:
        """Remember that the text is printed."""
        self._prose.append(Counter(words(text)))

    def print_words(self, places: Iterable[tuple[str, Extent]]) -> bool:
        """Take the places out of their articles' allowance; False, and nothing taken, if one has no room left."""
        wanted = tuple(places)
        if not all(self._has_room(article, extent) for article, extent in wanted):
            self.refusals["allowance"] += 1
            return False
        for article, (start, end) in wanted:
            self._page_of(article)[start:end] = b"\1" * (end - start)
        return True

    def cite(self, article: str, extent: Extent) -> str:
        """The key of a span: words of an article, recorded with what stands around them."""
        text, (start, end), respelt = self.dossier.printed(article, extent)
        span = Span(
            article=self.article(article),
            start=start,
            end=end,
            exact=text[start:end],
            prefix=text[max(0, start - 40) : start],
            suffix=text[end : end + 40],
            x_respelt=respelt,
        )
        return self._pools["p"].add(span, (span.article, span.start, span.end))

    def article(self, article: str) -> str:
        """The key of an article of the story or of its thread."""
        return self._pools["a"].add(self._entry(self.dossier.as_printed(article)), article)

    def outlet(self, article: Article) -> str | None:
        """The key of an article's outlet, None if it is not known."""
        if article.outlet is None:
            return None
        key = slugify(article.outlet) or "outlet"
        kind = "agency" if article.agency == article.outlet else "unknown"
        self.outlets.setdefault(key, OutletEntry(name=article.outlet, domain=article.domain, kind=kind))
        return key

    def entity(self, member: Member) -> str:
        """The key of a member of the cast. `complete_entity` adds its card."""
        card = EntityCard(
            name=member.name,
            kind=member.kind,
            aliases=member.aliases,
            mentions=member.mentions,
            articles=member.articles,
        )
        return self._pools["e"].add(card, (member.kind, member.name))

    def complete_entity(self, key: str, card: EntityCard) -> None:
        """Put the finished card in the place of the first one."""
        self._pools["e"].items[key] = card

    def note(self, text: str, kind: NoteKind, articles: Iterable[str], statements: Iterable[str] = ()) -> str:
        """A sentence about the coverage; `articles` are the ids of the articles that were searched."""
        note = Note(text=text, kind=kind, articles=tuple(map(self.article, articles)), statements=tuple(statements))
        return self._pools["m"].add(note, (text, kind))

    def headline_note(self, text: str, article: str, place: Extent) -> str:
        """A sentence about a headline that its own article belies, with the place of the article's words."""
        spans = (self.cite(article, place),)
        note = Note(text=text, kind="other", articles=(self.article(article),), x_kind="headline_vs_body", x_spans=spans)
        return self._pools["m"].add(note, (text, note.kind))

    def add(self, letter: str, item: Any) -> str:
        """Put a finished item into the pool of that letter: `c d k n q t w`."""
        return self._pools[letter].add(item, repr(item))

    def refer(self, difference: str, claim: str) -> None:
        """Say of which claim a disagreement is."""
        items = self._pools["d"].items
        items[difference] = replace(items[difference], claim=claim)

    def introduce(self, key: str) -> None:
        """Remember that every reader of the page has read the statement: it stands at the top."""
        self.introduced |= stems(self.statement(key).text)

    def tell(self, passage: int) -> None:
        """Remember that the passage of that number has been told in prose."""
        self._told.append(passage)

    def told(self, passage: int, alike: float = 0.6) -> bool:
        """Whether this passage, one as much like it as `alike`, or one with half of its words has been told in prose."""
        return any(
            self.dossier.likeness[passage, told] >= alike or self.dossier.overlap(passage, told) >= REPEATED for told in self._told
        )

    def statement(self, key: str) -> Statement:
        """A statement by its key."""
        found: Statement = self._pools["s"].items[key]
        return found

    def sources(self, key: str) -> tuple[str, ...]:
        """Ids of the articles that a statement stands in."""
        held = self._pools["a"].items
        return tuple(dict.fromkeys(held[self.span(span).article].id for span in self.statement(key).spans))

    def span(self, key: str) -> Span:
        """A span by its key."""
        found: Span = self._pools["p"].items[key]
        return found

    def respelt(self) -> dict[str, frozenset[str]]:
        """By statement, the words of the names that an editor corrected in what it stands on, as they are printed."""
        found = {
            key: frozenset(
                word
                for span in map(self.span, statement.spans)
                for one in span.x_respelt
                for word in span.exact[one.extent.start - span.start : one.extent.end - span.start].split()
            )
            for key, statement in self._pools["s"].items.items()
        }
        return {key: words_of for key, words_of in found.items() if words_of}

    def pools(self) -> dict[str, dict[str, Any]]:
        """The pools under their names on the page, in the order of their keys."""
        return {
            name: dict(sorted(self._pools[letter].items.items(), key=lambda entry: int(entry[0][1:])))
            for letter, name in POOLS.items()
        }

    def last_keys(self) -> dict[str, int]:
        """The last number that was given out in every pool."""
        return {letter: pool.last for letter, pool in sorted(self._pools.items()) if pool.last}

    def _cited(self, spans: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted({self.span(span).article for span in spans}))

    def _date(self, key: str) -> None:
        statements = self._pools["s"].items
        since = self._since.get(key) or self.revision
        statements[key] = replace(statements[key], since_revision=since)

    def _origins(self, place: tuple[str, Extent]) -> int:
        index = self.dossier.passage_at(*place)
        return 1 if index is None else len(self.dossier.support(index))

    def _page_of(self, article: str) -> bytearray:
        if article not in self._printed:
            self._printed[article] = bytearray(len(self.dossier.annotated(article).article.text))
        return self._printed[article]

    def _has_room(self, article: str, extent: Extent) -> bool:
        page = self._page_of(article)
        fresh = (extent.end - extent.start) - sum(page[extent.start : extent.end])
        used, allowance = sum(page), max(VERBATIM_FLOOR, len(page) * VERBATIM_SHARE)
        return fresh == 0 or used + fresh <= allowance * (self.share if used else 1.0)

    def _entry(self, article: Article) -> ArticleEntry:
        copy = self.dossier.story.copies.get(article.id)
        own = article.id in {a.id for a in self.dossier.articles}
        return ArticleEntry(
            id=article.id,
            outlet=self.outlet(article),
            title=article.title,
            text_sha256=article.text_sha256,
            role=article.role,
            copy_kind=copy.kind if copy else "original",
            origin=self.dossier.origin(article.id),
            cut=article.cut,
            url=article.url,
            published=article.published,
            published_precision=article.precision,
            date_source=article.date_source,
            title_inferred=article.title_inferred,
            byline=article.authors,
            modified=article.modified,
            language=article.language,
            chars=len(article.text),
            page=article.page,
            ranges=tuple((piece.page_start, piece.page_end, piece.text_start) for piece in article.ranges),
            paywalled=article.paywalled,
            x_agency=article.agency,
            x_story=None if own else self._story_of(article.id),
        )

    def _story_of(self, article: str) -> str | None:
        chapters = (*self.dossier.story.earlier, *self.dossier.story.later, *self.dossier.story.neighbours)
        return next((story.id for story in chapters if any(_is(a, article) for a in story.articles)), None)


def place(passage: Passage) -> tuple[str, Extent]:
    """Where a passage stands: article id and extent."""
    return passage.article.article.id, passage.extent


def _is(annotated: Annotated, article: str) -> bool:
    return annotated.article.id == article


def _pool(letter: str, previous: StoryPage | None) -> Pool:
    if previous is None:
        return Pool(letter)
    items = getattr(previous, POOLS[letter])
    known = {_identity(letter, item, previous): key for key, item in items.items()}
    return Pool(letter, previous.x_last_keys.get(letter, 0), known)


def _identity(letter: str, item: Any, page: StoryPage) -> Any:
    """What makes an item the same from one revision to the next."""
    if letter == "s":
        return item.text, tuple(sorted({page.spans[span].article for span in item.spans}))
    fields = {"a": ("id",), "e": ("kind", "name"), "m": ("text", "kind"), "p": ("article", "start", "end")}.get(letter)
    if fields is None:
        return repr(item)
    found = tuple(getattr(item, name) for name in fields)
    return found[0] if len(found) == 1 else found
