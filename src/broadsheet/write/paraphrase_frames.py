"""Who is made responsible for a sentence, taken off its front or its back: "X said A", "A, X said", "According to X, A"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from broadsheet.language.words import listed
from broadsheet.write.grounding_tokens import NEGATIONS, SAYING, WEEKDAYS
from broadsheet.write.paraphrase_pieces import Piece, Pieces, opened, wrongly_large
from broadsheet.write.paraphrase_walk import Walk

PLAIN = ("said", "says", "stated")
"""Cues that add nothing to what they report; every other verb of saying has to stay where and as it is."""
_ALIKE_CUES = {"said": "said", "stated": "said", "says": "says"}

_NO_SPEAKER = NEGATIONS | listed("he she it they we i you who which that this and but or as when while if what there also has had")
_LINKS = listed("and but while as after when because although though before since so yet if unless or nor")
LEANING = listed("he she it they this that these those his her its their him them there here")
"""Words that point at something told before."""
_LONGEST = 16
"""Pieces of a speaker with everything that is said of them."""

Place = Literal["front", "back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Somebody's words: who says them, by what cue, on what day, and where that stands.

    Attributes:
        speaker: the pieces that name them.
        cue: `said`, `says`, or `according`.
        day: a weekday told beside the cue, empty for none.
        place: before or behind what is said.
        content: what is said.
    """

    speaker: Pieces
    cue: str
    day: str
    place: Place
    content: Pieces

    @property
    def whole(self) -> bool:
        """Whether all of the content is surely in the speaker's mouth: no clause in it could be the paper's own."""
        behind_marks = [after for mark, after in pairwise(self.content) if mark.form in (",", '"') and not after.quoted]
        linked = any(piece.lower in _LINKS for piece in behind_marks)
        return not linked and not any(piece.form in (";", ":", "-", "(") for piece in self.content if not piece.quoted)


def frames(sentence: Pieces) -> Iterator[Frame]:
    """Every way in which a sentence can be read as somebody's words."""
    yield from _according(sentence)
    yield from _before(sentence)
    yield from _behind(sentence)


def agree(claim: Frame, source: Frame) -> Walk | None:
    """Whether the two let the same one say it: the walk along what is said, None if they do not."""
    if claim.day != source.day or not _same_cue(claim.cue, source.cue):
        return None
    moved = (claim.place, claim.cue) != (source.place, source.cue)
    if claim.place != source.place and not (claim.whole and source.whole):
        return None
    if (moved and "that" in _behind_and(source.content)) or (claim.place == "front" and wrongly_large(claim.content)):
        return None
    if claim.place == "back" and source.place == "front" and claim.content[0].lower in LEANING:
        return None
    return Walk(claim.content, source.content) if Walk(claim.speaker, source.speaker).arrives() else None


def _behind_and(content: Pieces) -> set[str]:
    """The words that stand behind an "and"."""
    return {after.lower for piece, after in pairwise(content) if piece.lower == "and" and not after.quoted}


def _same_cue(one: str, other: str) -> bool:
    return one == other or "according" in (one, other)


def _according(sentence: Pieces) -> Iterator[Frame]:
    if [piece.lower for piece in sentence[:2]] != ["according", "to"]:
        return
    for at, piece in enumerate(sentence[: _LONGEST + 2]):
        if piece.form == "," and at > 2:
            yield from _framed(sentence[2:at], "according", "", "front", sentence[at + 1 :])


def _before(sentence: Pieces) -> Iterator[Frame]:
    for at, piece in enumerate(sentence[:_LONGEST]):
        if piece.form in PLAIN and not piece.quoted and at:
            day, begin = _day(sentence, at + 1)
            begin += begin < len(sentence) and sentence[begin].form == "that"
            begin += begin + 1 < len(sentence) and sentence[begin].form in (",", ":") and sentence[begin + 1].form == '"'
            yield from _framed(sentence[:at], _ALIKE_CUES[piece.form], day, "front", sentence[begin:])
            return


def _behind(sentence: Pieces) -> Iterator[Frame]:
    for at in range(len(sentence) - 2, max(0, len(sentence) - _LONGEST - 4), -1):
        if sentence[at].form != "," or (sentence[at].quoted and sentence[at + 1].form != '"'):
            continue
        closes = sentence[at].quoted
        content = (*sentence[:at], sentence[at + 1]) if closes else sentence[:at]
        yield from _tail(sentence[at + 2 if closes else at + 1 :], content)


def _tail(tail: Pieces, content: Pieces) -> Iterator[Frame]:
    if len(tail) < 2:
        return
    if (tail[0].form, tail[1].form) == ("according", "to"):
        yield from _framed(tail[2:], "according", "", "back", content)
    elif tail[0].form in PLAIN:
        yield from _framed(tail[1:], _ALIKE_CUES[tail[0].form], "", "back", content)
    for at, piece in enumerate(tail):
        if piece.form in PLAIN and at:
            day, end = _day(tail, at + 1)
            if end == len(tail):
                yield from _framed(tail[:at], _ALIKE_CUES[piece.form], day, "back", content)


def _day(run: Pieces, at: int) -> tuple[str, int]:
    """The weekday at a place, with its "on", and where the run goes on."""
    begin = at + (at < len(run) and run[at].form == "on")
    if begin < len(run) and run[begin].lower in WEEKDAYS:
        return run[begin].lower, begin + 1
    return "", at


def _framed(speaker: Pieces, cue: str, day: str, place: Place, content: Pieces) -> Iterator[Frame]:
    if not speaker or len(content) < 2 or len(speaker) > _LONGEST or not _names_somebody(speaker):
        return
    yield Frame(speaker=opened(speaker), cue=cue, day=day, place=place, content=opened(content))


def _names_somebody(speaker: Pieces) -> bool:
    plain = all(not piece.quoted and piece.form not in ('"', ";", ":") and piece.lower not in SAYING for piece in speaker)
    return plain and speaker[0].lower not in _NO_SPEAKER and speaker[-1].lower not in _NO_SPEAKER and _word(speaker[0])


def _word(piece: Piece) -> bool:
    return piece.form[0].isalnum()
