"""Evidence: from a printed sentence to the exact words that it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from broadsheet.publish.views.library import NO_ORIGIN, Library, passage_address
from broadsheet.publish.views.wording import count, day_label, machine_time, plain_label, role_label
from broadsheet.records.ledger import fresh
from broadsheet.records.pool import ArticleEntry
from broadsheet.records.story_page import StoryPage
from broadsheet.records.text import Extent, Span, Statement

CONTEXT = 180
"""At most so many code points of the neighbouring text are printed on either side."""
WEEK = 7
"""So many days away from the newest report and further, a weekday alone would be read as another day."""
_WORD = re.compile(r"\w+(?:[’'.,]\w+)*|\S")
_TELLING = re.compile(r"\d|\w{3}")
_MADE = {
    "verbatim": "word for word",
    "trimmed": "trimmed",
    "joined": "joined",
    "computed": "computed",
    "model": "written by a model",
    "editor": "written by an editor",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One span as a reader sees it.

    Attributes:
        pieces: its words; True marks those that the sentence took over.
        respelt: names in it that an editor corrected, as printed and as they are.
    """

    outlet: str
    date: str
    machine_date: str | None
    role: str
    before: str
    pieces: tuple[tuple[str, bool], ...]
    after: str
    article_href: str | None
    live_href: str | None
    language: str
    respelt: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A note: what one sentence, figure, quote or side stands on.

    Attributes:
        anchor: id of the note on its page.
        heading: heading of the section that prints the sentence first.
        origins: independent origins.
        made: how the sentence was made, None where the words are quoted as they are.
        why: why it was chosen.
    """

    anchor: str
    heading: str
    origins: int
    made: str | None
    passages: tuple[Passage, ...]
    why: tuple[str, ...] = ()

    @property
    def origin_label(self) -> str:
        """The number of origins in words."""
        return count(self.origins, "origin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The raised number behind a sentence. `anchor` is its own id, given to its first place on the page only."""

    href: str
    number: int
    label: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedPiece:
    """Words of a statement; where they name a day, its date, and `shown` if a reader could take them for another day."""

    words: str
    day: str | None = None
    label: str = ""
    shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement as it is printed; `pieces` are its text, parted where it names a day."""

    key: str
    text: str
    mark: Mark
    made: str
    fresh: bool = False
    pieces: tuple[DatedPiece, ...] = ()


@dataclass(slots=True)
class Notes:
    """The notes of one page, in the order in which the page prints what they belong to; none where another page carries them.

    Attributes:
        library: where the articles lie.
        story: whose pools the keys point into.
        address: the page that carries the notes, empty for the page itself.
        heading: of the section that is being set.
    """

    library: Library
    story: StoryPage
    address: str = ""
    heading: str = ""
    entries: dict[str, Evidence] = field(default_factory=dict)
    _news: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._news = fresh(self.story)

    def said(self, key: str) -> Said | None:
        """A statement with its mark, None if the page has no such statement."""
        statement = self.story.statements.get(key)
        if statement is None:
            return None
        origins = max(1, statement.origins)
        mark = self._mark(key, origins, statement.spans, statement)
        pieces = tuple(dated(statement, self.story.times.last_update))
        return Said(key=key, text=statement.text, mark=mark, made=statement.made, fresh=key in self._news, pieces=pieces)

    def all_said(self, keys: Sequence[str]) -> tuple[Said, ...]:
        """The statements among `keys`."""
        return tuple(said for said in map(self.said, keys) if said)

    def words(self, key: str, spans: Sequence[str]) -> Mark:
        """The mark of something that is printed in the article's own words: a quote, a figure, a side."""
        return self._mark(key, count_origins(self.story, spans), spans, None)

    def _mark(self, key: str, origins: int, spans: Sequence[str], statement: Statement | None) -> Mark:
        anchor = f"e-{key}"
        first = not self.address and anchor not in self.entries
        if first:
            self.entries[anchor] = Evidence(
                anchor=anchor,
                heading=self.heading,
                origins=origins,
                made=_MADE[statement.made] if statement else None,
                passages=self.passages(spans, statement),
                why=statement.why if statement else (),
            )
        named = any(self.story.spans[span].x_respelt for span in spans if span in self.story.spans)
        label = f"{count(origins, 'origin')}{', a name corrected' if named else ''}: see the words"
        return Mark(href=f"{self.address}#{anchor}", number=origins, label=label, anchor=f"r-{key}" if first else None)

    def passages(self, spans: Sequence[str], statement: Statement | None) -> tuple[Passage, ...]:
        """The words behind a statement, or behind something that is printed in the article's own words."""
        text, known = statement.text if statement else None, self.story.spans
        return tuple(passage(self.library, self.story, known[span], text) for span in spans if span in known)


def dated(statement: Statement, newest: str | None) -> Iterator[DatedPiece]:
    """The statement's text in pieces: the days that it names, and what stands between.

    Args:
        statement: what is printed.
        newest: when the story was last told; a weekday is read as one of the week around it.
    """
    end = 0
    for named in statement.x_days:
        before, words, _ = statement.text[end:].partition(named.words)
        if not words:
            continue
        yield DatedPiece(words=before)
        end += len(before) + len(words)
        yield DatedPiece(words=named.words, day=named.day, label=day_label(named.day), shown=not _is_plain(named.day, newest))
    yield DatedPiece(words=statement.text[end:])


def _is_plain(day: str, newest: str | None) -> bool:
    known = newest is not None and len(newest) >= len(day)
    return known and abs((date.fromisoformat(str(newest)[: len(day)]) - date.fromisoformat(day)).days) < WEEK


def count_origins(story: StoryPage, spans: Sequence[str]) -> int:
    """Independent origins among the articles of spans, at least 1."""
    entries = [story.articles.get(story.spans[key].article) for key in spans if key in story.spans]
    return max(1, len({entry.origin for entry in entries if entry and entry.role not in NO_ORIGIN}))


def passage(library: Library, story: StoryPage, span: Span, text: str | None) -> Passage:
    """A span with its neighbourhood, its words marked as far as `text` took them over."""
    entry = story.articles[span.article]
    sound = library.has_words(span, entry.id)
    before, after = _context(library, entry, span) if sound else (span.prefix, span.suffix)
    return Passage(
        outlet=library.entry_outlet(story, entry),
        date=day_label(entry.published),
        machine_date=machine_time(entry.published),
        role=role_label(entry.role),
        before=before,
        pieces=matching(text, span.exact) if text else ((span.exact, True),),
        after=after,
        article_href=library.words_href(entry.id, span.start) if sound else library.article_href(entry.id),
        live_href=passage_address(entry.url, span.exact),
        language=plain_label(entry.language) or "und",
        respelt=tuple(dict.fromkeys((_printed(span, one.extent), one.name) for one in span.x_respelt)),
    )


def _printed(span: Span, place: Extent) -> str:
    """The words of a span at a place of its article."""
    return span.exact[place.start - span.start : place.end - span.start]


@lru_cache(maxsize=1 << 12)  # a process that publishes again and again sets mostly the same sentences
def matching(text: str, exact: str) -> tuple[tuple[str, bool], ...]:
    """`exact` in pieces, True for the words that stand in `text` in the same order.

    A match of nothing but short words and punctuation tells nothing and is left unmarked.

    >>> matching("The dam broke.", "On Monday the dam finally broke.")
    (('On Monday ', False), ('the dam', True), (' finally ', False), ('broke.', True))
    >>> matching("It broke in the end.", "In the end, it broke.")
    (('In the end', True), (', it broke.', False))
    """
    found = list(_WORD.finditer(exact))
    wanted = [word.lower() for word in _WORD.findall(text)]
    matcher = SequenceMatcher(None, wanted, [match[0].lower() for match in found], autojunk=False)
    pieces: list[tuple[str, bool]] = []
    end = 0
    for block in matcher.get_matching_blocks():
        words = [match[0] for match in found[block.b : block.b + block.size]]
        if not any(map(_TELLING.search, words)):
            continue
        start, stop = found[block.b].start(), found[block.b + block.size - 1].end()
        pieces += [(exact[end:start], False), (exact[start:stop], True)]
        end = stop
    pieces.append((exact[end:], False))
    return tuple((words, taken) for words, taken in pieces if words)


def _context(library: Library, entry: ArticleEntry, span: Span) -> tuple[str, str]:
    text = library.articles[entry.id].text
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end)
    before = text[line_start : span.start]
    after = text[span.end : line_end if line_end >= 0 else len(text)]
    return _last_sentence(before), _first_sentence(after)


def _last_sentence(text: str) -> str:
    ends = [match.end() for match in re.finditer(r"[.!?…][”’\"')\]]*\s+", text)]
    ends = [end for end in ends if end < len(text.rstrip())]
    kept = text[ends[-1] :] if ends else text
    return kept if len(kept) <= CONTEXT else "… " + kept[-CONTEXT:].split(" ", 1)[-1]


def _first_sentence(text: str) -> str:
    match = re.search(r"[.!?…][”’\"')\]]*(?=\s|$)", text.lstrip())
    kept = text[: match.end() + len(text) - len(text.lstrip())] if match else text
    return kept if len(kept) <= CONTEXT else kept[:CONTEXT].rsplit(" ", 1)[0] + " …"
