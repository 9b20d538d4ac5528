"""Where paragraphs and sentences begin, and sentences with parts left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from broadsheet.language.sentence_starts import starts
from broadsheet.records.text import Extent

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_WRAPPED = re.compile(r".{50,}[^\s.!?:;…\"”'’)]$")
_SENTENCE_END = ".!?…"
_CLOSERS = "\"”'’)]»"


def paragraphs(text: str, *, wrapped: bool = False) -> list[Extent]:
    """The lines of a text that hold anything but white space, without the white space around them.

    Args:
        text: any text.
        wrapped: join a line to the next where it was only broken to fit a width: it is at least fifty characters
            long, does not end like a sentence, and the next line goes on in lower case.

    >>> [extent.of(text) for text in [chr(10).join(["A dam broke.", "", " Two fled. "])] for extent in paragraphs(text)]
    ['A dam broke.', 'Two fled.']
    """
    lines = [Extent(found.start() + lead, found.start() + lead + len(found[0].strip()))
             for found in _LINE.finditer(text) if found[0].strip()
             for lead in [len(found[0]) - len(found[0].lstrip())]]  # fmt: skip
    return _unwrap(text, lines) if wrapped else lines


def _unwrap(text: str, lines: list[Extent]) -> list[Extent]:
    joined: list[Extent] = []
    for line in lines:
        last = joined[-1] if joined else None
        near = last is not None and text[last.end : line.start].count("\n") == 1
        if last and near and text[line.start].islower() and _WRAPPED.search(last.of(text)):
            joined[-1] = Extent(last.start, line.end)
        else:
            joined.append(line)
    return joined


def split(text: str) -> list[Extent]:
    """Sentences by their marks alone, for texts in languages without a grammar. Lines are hard boundaries.

    >>> text = "Dr. Oun left. Who knew? Nobody…"
    >>> [extent.of(text) for extent in split(text)]
    ['Dr. Oun left.', 'Who knew?', 'Nobody…']
    """
    return [sentence for line in paragraphs(text) for sentence in split_line(text, line)]


def split_line(text: str, line: Extent) -> Iterator[Extent]:
    """The sentences of one paragraph, by their marks alone."""
    words = line.of(text)
    begins = [0, *(at for at, sure in sorted(starts(words).items()) if sure is not False), len(words)]
    for begin, end in pairwise(begins):
        piece = words[begin:end].rstrip()
        if piece:
            yield Extent(line.start + begin, line.start + begin + len(piece))


class Removable(Protocol):
    """A part of a sentence that can be left out (`broadsheet.records.annotation.Trim` is one)."""

    @property
    def extent(self) -> Extent:
        """Its place in the text."""


def without(text: str, extent: Extent, trims: Sequence[Removable]) -> str:
    """The sentence at `extent` with `trims` left out, its commas, blanks and first capital put right.

    Trims outside the sentence are ignored; a sentence of which nothing would be left is given back whole.

    >>> class Part:
    ...     def __init__(self, start, end): self.extent = Extent(start, end)
    >>> text = "However, the dam, built in 1931, has held, officials said."
    >>> without(text, Extent(0, len(text)), [Part(0, 8), Part(16, 32), Part(41, 57)])
    'The dam has held.'
    """
    out, at = "", extent.start
    for gone in sorted(trim.extent for trim in trims):
        if extent.holds(gone) and gone.start >= at:
            out = _seam(out, text[at : gone.start])
            at = gone.end
    out = _tidy(_seam(out, text[at : extent.end]))
    whole = extent.of(text)
    if not any(c.isalnum() for c in out):
        return whole
    return _ended(_capital(out, whole), whole)


def _seam(left: str, right: str) -> str:
    """Join what stood left and right of a gap; of two marks the stronger stays, and a gap is one blank."""
    if not left:
        return right.lstrip(" ,;:–—-") if right.lstrip() else ""
    left, open_end = left.rstrip(" "), left.endswith(" ")
    rest = right.lstrip(" ")
    if left.endswith((",", ";", "–", "—")) and (not rest or rest[0] in ",;.!?…)"):
        left = left.rstrip(" ,;–—")
    if not rest or rest[0] in ",;:.!?…)]”’":
        return left + rest
    return left + (" " if open_end or right.startswith(" ") or not left.endswith(("(", "[", "“", "‘")) else "") + rest


def _tidy(sentence: str) -> str:
    sentence = re.sub(r"\s+([,;:!?]|[.](?!\d))", r"\1", sentence.strip())
    sentence = re.sub(r",(?=\s*[,;:.!?])", "", sentence)
    return re.sub(r"[ \t]{2,}", " ", sentence).strip(" ,;")


def _capital(sentence: str, whole: str) -> str:
    """The first letter as a capital if the whole sentence had one."""
    first = next((i for i, c in enumerate(sentence) if c.isalnum()), 0)
    if not whole.lstrip("\"“‘'([")[:1].isupper() or not sentence[first : first + 1].islower():
        return sentence
    return sentence[:first] + sentence[first].upper() + sentence[first + 1 :]


def _ended(sentence: str, whole: str) -> str:
    """The sentence with the mark that the whole ended on, where cutting took it away."""
    bare = whole.rstrip(_CLOSERS)
    if bare and bare[-1] in _SENTENCE_END and sentence.rstrip(_CLOSERS)[-1:] not in _SENTENCE_END:
        return sentence + bare[-1]
    return sentence
