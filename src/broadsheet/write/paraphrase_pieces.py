"""A sentence as words and marks in order, for laying a rewording beside what it is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from broadsheet.language.words import STOP_WORDS, fold, listed
from broadsheet.write.grounding_tokens import PERCENT, SMALL_NUMBERS

_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}|[$£€]?\d+(?:[.,:]\d+)*[^\W\d_]*|[^\W_]+(?:['.-][^\W_]+)*|\S")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_ALIKE = """
began started
begins starts
begin start
beginning starting
bought purchased
buy purchase
help assist
helped assisted
almost nearly
until till
toward towards
among amongst
while whilst
"""
_HEDGES = listed("about around approximately roughly")
_ONE_OF = {word: line.split()[0] for line in _ALIKE.strip().splitlines() for word in line.split()}
"""Words that may stand for one another in any news sentence. The list is short on purpose: each pair was thought of both ways."""
_SMALL = frozenset(SMALL_NUMBERS) | {"fewer", "thousands", "hundreds", "dozens", "today"}


@dataclass(frozen=True)
class Piece:
    """A word, a number or a mark.

    Attributes:
        form: as it stands.
        quoted: whether it stands between quotation marks.
        opens: whether its capital may be there only because something begins with it.
        counts: whether a number stands right behind it.
    """

    form: str
    quoted: bool = False
    opens: bool = False
    counts: bool = False

    @cached_property
    def lower(self) -> str:
        """In small letters."""
        return self.form.lower()

    @property
    def mark(self) -> bool:
        """Whether it is no word and no number."""
        return not self.form[-1].isalnum() and not (len(self.form) > 1 and self.form[0].isalpha())

    @property
    def number(self) -> bool:
        """Whether it is a number in figures or in a word."""
        return self.form[-1].isdigit() or self.form[:1] in "$£€" or self.lower in SMALL_NUMBERS

    @cached_property
    def meaning(self) -> str:
        """What it is compared by: numbers by value, a few words by what they mean; words in quotation marks as they stand."""
        if self.quoted:
            return self.form
        if self.lower in SMALL_NUMBERS:
            return str(SMALL_NUMBERS[self.lower])
        if _NUMBER.fullmatch(self.form):
            return str(int(self.form.replace(",", "")))
        if self.lower in PERCENT:
            return "%"
        return "about" if self.counts and self.form in _HEDGES else _ONE_OF.get(self.form, self.form)

    def is_(self, other: Piece) -> bool:
        """Whether the two say the same in the same way."""
        if self.quoted != other.quoted:
            return False
        either = self.opens or other.opens
        return self.meaning == other.meaning or (either and _small(self) == _small(other))


def _small(piece: Piece) -> str:
    return piece.lower if piece.quoted else replace(piece, form=piece.lower).meaning


Pieces = tuple[Piece, ...]


def pieces(sentence: str) -> Pieces | None:
    """The words and marks of one sentence without the point at its end; None if it is no sentence that ends with a point.

    >>> [piece.form for piece in pieces("The dam, near Velm, broke.")]
    ['The', 'dam', ',', 'near', 'Velm', ',', 'broke']
    >>> pieces("Did it break?") is None
    True
    """
    text = fold(sentence).replace(" per cent", " percent")
    body = _without_point(text)
    if body is None or not body or not (body[0].isupper() or body[0] in "\"'$£€" or body[0].isdigit()):
        return None
    found: list[Piece] = []
    quoted, opens = False, True
    for each in _PIECE.finditer(body):
        form = each[0]
        if form == '"':
            quoted = not quoted
            found.append(Piece(form))
            opens = True
            continue
        found.append(Piece(form, quoted, opens))
        opens = False
    return None if quoted or len(found) < 2 else _counting(found)


def _counting(found: Sequence[Piece]) -> Pieces:
    """The pieces, each told whether a number follows."""
    following = (*(piece.number for piece in found[1:]), False)
    return tuple(replace(piece, counts=True) if number else piece for piece, number in zip(found, following, strict=True))


def _without_point(text: str) -> str | None:
    if text.endswith('."'):
        return text[:-2] + '"'
    if not text.endswith(".") or text.endswith(".."):
        return None
    return text[:-1]


def opened(content: Sequence[Piece]) -> Pieces:
    """The pieces with the first word as one whose capital may mean nothing, as it may begin a sentence elsewhere."""
    if not content:
        return ()
    at = 1 if content[0].form == '"' and len(content) > 1 else 0
    first = content[at]
    return (*content[:at], replace(first, opens=True), *content[at + 1 :])


def wrongly_large(content: Sequence[Piece]) -> bool:
    """Whether a capital of a sentence's first word was carried into its middle, where no name surely is.

    >>> wrongly_large(pieces("The dam broke.")), wrongly_large(pieces("Velm is dry."))
    (True, False)
    """
    first = next((piece for piece in content if piece.form != '"'), None)
    return bool(first and not first.quoted and first.form[0].isupper() and (first.lower in STOP_WORDS or first.lower in _SMALL))
