"""Whether one run of words is another, but for what may be left out without saying anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from broadsheet.language.words import listed
from broadsheet.write.grounding_polarity import DOUBTS
from broadsheet.write.grounding_tokens import MONTHS, NEGATIONS, SAYING, WEEKDAYS
from broadsheet.write.paraphrase_pieces import Piece, Pieces

DAYS = WEEKDAYS | set(MONTHS)
_DENYING = listed(
    "deny denies denied denying dispute disputes disputed reject rejects rejected false falsely untrue wrong unlikely"
)
_BOUNDING = listed("if unless whether except but only excluding either between than until would will could should can must")
GUARDED = NEGATIONS | DOUBTS | SAYING | _DENYING | _BOUNDING
"""Words whose going changes what is said: denial, doubt, condition, bounds, and who says it."""

_DESCRIBING = listed("a an the who which whose where")
_GOING_ON = listed("and or but nor the a an who which whose where as because while after before")
_LISTING = listed("all both between except but neither either only each every excluding without and or")
_TELLING = listed("said says added announced stated")
_LONGEST = 25
"""Pieces of a description that may be left out."""


class Walk:
    """Lays a claim's pieces beside a source's. `reached` tells how far the two ran together, for an objection."""

    def __init__(self, claim: Sequence[Piece], source: Sequence[Piece]) -> None:
        self.claim, self.source = tuple(claim), tuple(source)
        self.reached = (0, 0)
        self._skips = {at: tuple(_droppable(self.source, at)) for at in range(len(self.source))}

    def arrives(self) -> bool:
        """Whether the claim says what the source says."""

        @cache
        def ends_well(i: int, j: int) -> bool:
            self.reached = max(self.reached, (i, j))
            if i == len(self.claim) and j == len(self.source):
                return True
            return any(ends_well(*step) for step in self._steps(i, j))

        return ends_well(0, 0)

    def _steps(self, i: int, j: int) -> Iterator[tuple[int, int]]:
        mine = self.claim[i] if i < len(self.claim) else None
        theirs = self.source[j] if j < len(self.source) else None
        if mine and theirs and mine.is_(theirs):
            yield i + 1, j + 1
        if theirs and not theirs.quoted and j and self._may_go(theirs, self.source, j):
            yield i, j + 1
        if mine and not mine.quoted and i and self._may_go(mine, self.claim, i):
            yield i + 1, j
        yield from ((i, end) for end in self._skips.get(j, ()))

    @staticmethod
    def _may_go(piece: Piece, run: Pieces, at: int) -> bool:
        """Whether a small word tells nothing here: "that" behind "said", "on" before a day."""
        after = run[at + 1].lower if at + 1 < len(run) else ""
        return (piece.form == "that" and run[at - 1].form in _TELLING) or (piece.form == "on" and after in WEEKDAYS)

    def objection(self) -> str:
        """Where the two part, in words."""
        i, j = self.reached
        mine = " ".join(piece.form for piece in self.claim[i : i + 4]) or "the end"
        theirs = " ".join(piece.form for piece in self.source[j : j + 4]) or "the end"
        return f"“{mine}” stands where the source has “{theirs}”"


def _droppable(source: Pieces, at: int) -> Iterator[int]:
    """Where the source goes on behind a description that begins at this mark and may be left out."""
    if source[at].quoted or source[at].form not in (",", "("):
        return
    closing = ")" if source[at].form == "(" else ","
    for end in range(at + 2, min(at + _LONGEST, len(source)) + 1):
        if end == len(source) or source[end].form == closing:
            if _describes(source, at, end):
                yield min(end + 1, len(source))
            return


def _describes(source: Pieces, at: int, end: int) -> bool:
    """Whether the pieces between two marks only say who or what the word before them is."""
    inner, after = source[at + 1 : end], source[end + 1 : end + 2]
    if any(piece.lower in GUARDED or piece.quoted or piece.form == '"' for piece in inner):
        return False
    if source[at].form == "(":
        return end < len(source)
    if not (inner[0].form in _DESCRIBING or (len(inner) == 1 and inner[0].form.isdecimal() and len(inner[0].form) < 3)):
        return False
    if any(piece.lower in _LISTING for piece in source[:at]):
        return False
    goes_on = not after or (after[0].form.islower() and after[0].form not in _GOING_ON)
    return goes_on and not (end == len(source) and inner[0].form in ("a", "an", "the") and not _is_named(source[at - 1]))


def _is_named(piece: Piece) -> bool:
    return piece.form[:1].isupper()
