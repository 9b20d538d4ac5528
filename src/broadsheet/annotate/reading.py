"""The text of an article, parsed: paragraphs, sentences and tokens, each with its place in the text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from broadsheet.language.sentence_starts import starts
from broadsheet.language.sentences import paragraphs, split_line
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

LIMIT = 120_000
"""Characters of a text that are parsed. What follows is divided into sentences and not read further."""

LONGEST = 10_000
"""Characters of a paragraph that are parsed as one. Longer ones are divided at a blank."""

ENDLESS = 300
"""Tokens of a sentence over which it is no sentence: nothing is looked for in it that needs its grammar."""

_STRAIGHT = str.maketrans({**dict.fromkeys("‘’‛ʼ", "'"), **dict.fromkeys("“”„‟", '"'), "\u00a0": " ", "\u202f": " ", "\u2009": " "})


@dataclass(frozen=True, slots=True)
class Places:
    """Where the tokens of a parsed paragraph stand in the text: asked for too often to make a token for each question.

    Attributes:
        starts: the first character of each.
        ends: one past the last.
        blank: whether it is white space.
    """

    starts: list[int]
    ends: list[int]
    blank: list[bool]

    @classmethod
    def of(cls, doc: Doc, base: int) -> Places:
        """Those of a paragraph that begins at `base`."""
        starts = [base + token.idx for token in doc]
        lengths, blank = doc.to_array(["LENGTH", "IS_SPACE"]).T.tolist()
        return cls(starts, [start + length for start, length in zip(starts, lengths, strict=True)], blank)


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence as the grammar sees it: `span` of the parsed paragraph that begins at `base` in the text.

    `places` are those of the paragraph's tokens, `words` the tokens of the sentence, `extent` is its own place.
    """

    index: int
    paragraph: int
    base: int
    span: Span
    places: Places = field(compare=False, repr=False)
    words: tuple[Token, ...] = field(init=False, compare=False, repr=False)
    extent: Extent = field(init=False)

    def __post_init__(self) -> None:
        """Ask once for what is asked for most: a span makes its tokens anew each time."""
        object.__setattr__(self, "words", tuple(self.span))
        object.__setattr__(self, "extent", self.place(self.span.start, self.span.end))

    def place(self, first: int, last: int) -> Extent:
        """The place of the tokens `first` to `last` (excluded) of the paragraph, white space at the ends left out."""
        blank = self.places.blank
        while last > first + 1 and blank[last - 1]:
            last -= 1
        while first < last - 1 and blank[first]:
            first += 1
        return Extent(self.places.starts[first], self.places.ends[last - 1])

    def tokens(self, place: Extent) -> list[Token]:
        """The tokens of the sentence that share a character with a place of the text."""
        starts, ends, doc = self.places.starts, self.places.ends, self.span.doc
        first = max(self.span.start, bisect_right(starts, place.start, self.span.start, self.span.end) - 1)
        last = bisect_left(starts, place.end, self.span.start, self.span.end)
        return [doc[i] for i in range(first, last) if place.start < ends[i]]

    def entities(self) -> Iterator[Span]:
        """The names that the grammar's own finder sees wholly within the sentence.

        `Span.ents` goes through the whole paragraph for every sentence of it.
        """
        doc, first = self.span.doc, None
        for token in self.words:
            if first is not None and token.ent_iob_ != "I":
                yield _entity(doc, first, token.i)
                first = None
            if token.ent_iob_ == "B" and token.ent_type:
                first = token.i
        end = self.span.end
        if first is not None and (end == len(doc) or doc[end].ent_iob_ != "I"):
            yield _entity(doc, first, end)

    def at(self, token: Token) -> Extent:
        """The place of one token."""
        return Extent(self.base + token.idx, self.base + token.idx + len(token))


def _entity(doc: Doc, first: int, last: int) -> Span:
    from spacy.tokens import Span

    return Span(doc, first, last, label=doc[first].ent_type)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's text with its parse.

    Attributes:
        text: as given; all places count into it.
        clauses: the sentences that were parsed, in order.
        rest: the sentences after the part that was parsed.
    """

    text: str
    clauses: tuple[Clause, ...]
    rest: tuple[tuple[int, Extent], ...] = ()
    _owner: dict[int, list[Clause]] = field(default_factory=dict)

    def clause_at(self, offset: int) -> Clause | None:
        """The sentence that holds the offset, else the nearest one before it in the same paragraph."""
        low, high = 0, len(self.clauses)
        while low < high:
            middle = (low + high) // 2
            if self.clauses[middle].extent.start <= offset:
                low = middle + 1
            else:
                high = middle
        return self.clauses[low - 1] if low else None


_UNBROKEN = re.compile(r"\S{500,}")
_UNUSUAL = re.compile("[^ -~]")


def plain(text: str) -> str:
    r"""The text with what the parser cannot take replaced one to one, so that places stay.

    Control characters become blanks, lone surrogates the replacement character, curly quotation marks straight. A run without a
    blank that is longer than any word becomes one word, which the tokenizer would take apart for minutes.

    >>> plain("a\u2028“b”"), plain("“" * 600) == "x" * 600
    ('a "b"', True)
    """
    text = _UNBROKEN.sub(lambda run: "x" * len(run[0]), text)
    if text.isascii() and text.isprintable():
        return text
    return _UNUSUAL.sub(_plain_character, text.translate(_STRAIGHT))


def _plain_character(found: re.Match[str]) -> str:
    c = found[0]
    if c.isprintable():
        return c
    category = unicodedata.category(c)
    if category == "Cs":
        return "\ufffd"
    return " " if category in ("Cc", "Zl", "Zp", "Zs") else c


def cut_off(text: str) -> int:
    """Where reading stops: the end, or the last end of a line or blank before `LIMIT`."""
    if len(text) <= LIMIT:
        return len(text)
    best = max(text.rfind("\n", LIMIT // 2, LIMIT), text.rfind(" ", LIMIT - 1000, LIMIT))
    return best if best > 0 else LIMIT


def blocks(text: str, *, wrapped: bool = False) -> list[tuple[int, Extent]]:
    """The paragraphs with their numbers, those over `LONGEST` divided at a blank."""
    return [(n, piece) for n, line in enumerate(paragraphs(text, wrapped=wrapped)) for piece in _pieces(text, line)]


def _pieces(text: str, line: Extent) -> Iterator[Extent]:
    start = line.start
    while line.end - start > LONGEST:
        marks = [found.end() for found in re.finditer(r"[.!?]\s", text[start + LONGEST // 2 : start + LONGEST])]
        blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        end = start + LONGEST // 2 + marks[-1] if marks else (blank if blank > 0 else start + LONGEST)
        yield Extent(start, end)
        start = end
    if text[start : line.end].strip():
        yield Extent(start, line.end)


def read(text: str, nlp: Language, *, wrapped: bool = False) -> Reading:
    """Parse a text paragraph by paragraph, one pass through the pipeline."""
    end = cut_off(text)
    parts = blocks(text[:end], wrapped=wrapped)
    docs = nlp.pipe([_prepared(plain(part.of(text)), nlp) for _, part in parts], batch_size=64)
    clauses: list[Clause] = []
    for (number, part), doc in zip(parts, docs, strict=True):
        places = Places.of(doc, part.start)
        for span in doc.sents:
            if not span.text.isspace():
                clauses.append(Clause(len(clauses), number, part.start, span, places))
    rest = tuple(_unread(text, end, parts[-1][0] + 1 if parts else 0)) if end < len(text) else ()
    return Reading(text, tuple(clauses), rest)


def _unread(text: str, start: int, paragraph: int) -> Iterator[tuple[int, Extent]]:
    tail = text[start:]
    for number, line in enumerate(paragraphs(tail)):
        for sentence in split_line(tail, line):
            yield paragraph + number, Extent(start + sentence.start, start + sentence.end)


def _prepared(paragraph: str, nlp: Language) -> Doc:
    """Tokens with the places marked where a sentence begins, may begin, or cannot begin."""
    doc = nlp.make_doc(paragraph)
    begins = starts(paragraph)
    marks = {True: 1, None: 0, False: -1}
    flags = [marks[begins.get(token.idx, False)] for token in doc]
    if flags:
        flags[0] = 1
        doc.from_array(["SENT_START"], np.array(flags, dtype=np.int64).reshape(-1, 1).astype(np.uint64))  # type: ignore[arg-type]
    return doc
