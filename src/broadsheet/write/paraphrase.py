"""The second gate, for prose that somebody else wrote: a sentence must follow from its sources by steps that change nothing.

The first gate (`grounding.check`) finds what is wrong with a sentence. This one asks what makes it right: it is one of its
sources, or two of them joined, with who says it at the front or the back, a description between commas left out, a number spelt
otherwise, or one of a few words for one that means the same. Whatever else was done to the words is refused, true or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from broadsheet.language.words import listed
from broadsheet.write.grounding_tokens import IRREGULAR_PAST, MONTHS, SAYING, WEEKDAYS
from broadsheet.write.paraphrase_frames import LEANING, agree, frames
from broadsheet.write.paraphrase_pieces import Pieces, opened, pieces, wrongly_large
from broadsheet.write.paraphrase_walk import GUARDED, Walk

MOST_JOINED = 2
"""Sources that one sentence may be made of."""

_SCOPE = (
    GUARDED | SAYING | listed("to that because since although though while after before when as so who which may might such for")
)
"""Words whose reach does not surely end where a sentence ended: nothing is joined to one that has them."""

_BEING = listed("was were is are has have had")


def strays(claim: str, sources: Sequence[str]) -> str:
    """What was done to a sentence's sources that may not be done; empty if it says what they say.

    Args:
        claim: one sentence.
        sources: one or two sentences that can stand alone, all of which it is made of.

    >>> strays("According to the mayor, the pool is shut.", ["The pool is shut, the mayor said."])
    ''
    >>> strays("The mayor shut the pool.", ["The pool is shut, the mayor said."])
    '“mayor shut the pool” stands where the source has “pool is shut ,”'
    """
    ours = pieces(claim)
    theirs = [pieces(source) for source in sources]
    if ours is None:
        return "it is not one plain sentence that ends with a point"
    known = [each for each in theirs if each is not None]
    if not known or len(known) < len(theirs):
        return "a source is no plain sentence"
    if len(known) == 1:
        return _alone(ours, known[0])
    if len(known) > MOST_JOINED:
        return f"it joins more than {MOST_JOINED} sentences"
    joined = any(_joins(ours, *pair) for pair in (known, known[::-1]))
    return "" if joined else "two sentences are joined otherwise than side by side"


def _alone(claim: Pieces, source: Pieces) -> str:
    walk = Walk(claim, source)
    if walk.arrives():
        return ""
    theirs = tuple(frames(source))
    found = (agree(one, other) for one in frames(claim) for other in theirs)
    return "" if any(each.arrives() for each in found if each) else walk.objection()


def _joins(claim: Pieces, first: Pieces, second: Pieces) -> bool:
    return any(
        not _alone(left, first) and not _alone(opened(right), second) and _may_stand_beside(mark, (left, first), (right, second))
        for left, mark, right in _halves(claim)
    ) or _shares_subject(claim, first, second)


def _halves(claim: Pieces) -> Iterator[tuple[Pieces, str, Pieces]]:
    for at, piece in enumerate(claim):
        if piece.quoted or not 1 < at < len(claim) - 2:
            continue
        if piece.form == ";":
            yield claim[:at], ";", claim[at + 1 :]
        elif piece.form == "," and claim[at + 1].form == "and":
            yield claim[:at], "and", claim[at + 2 :]


def _may_stand_beside(mark: str, left: tuple[Pieces, Pieces], right: tuple[Pieces, Pieces]) -> bool:
    """Whether nothing of one half reaches into the other: who says it, whether it is denied, on what it depends."""
    if right[0][0].lower in LEANING or wrongly_large(right[0]):
        return False
    if mark == "and":
        return not any(_SCOPE & {piece.lower for piece in half} for half in (*left, *right))
    says = [any(piece.lower in SAYING or piece.lower == "according" for piece in half) for half in (left[0], right[0])]
    at_the_front = says[1] and any(frame.place == "front" for frame in frames(opened(right[0])))
    return not any(says) or at_the_front


def _shares_subject(claim: Pieces, first: Pieces, second: Pieces) -> bool:
    """Whether the claim says of one subject, named once, what two sentences that begin with it say."""
    same = 0
    while same < min(len(first), len(second)) and first[same].form == second[same].form:
        same += 1
    if not _is_subject(first[:same]) or not all(_tells(each, same) for each in (first, second)):
        return False
    middle = len(claim) - (len(second) - same)
    if middle < 2 or claim[middle - 1].form != "and" or claim[middle - 1].quoted:
        return False
    return Walk(claim[: middle - 1], first).arrives() and Walk(claim[middle:], second[same:]).arrives()


def _is_subject(run: Pieces) -> bool:
    named = bool(run) and all(piece.form[0].isalnum() for piece in run) and run[0].lower not in LEANING
    return named and (len(run) > 1 or run[0].form[0].isupper())


def _tells(sentence: Pieces, subject: int) -> bool:
    """Whether a plain past tense follows the subject, and nothing whose reach is not plain."""
    rest = sentence[subject:]
    if len(rest) < 2 or _SCOPE & {piece.lower for piece in rest} or any(not piece.form[0].isalnum() for piece in rest):
        return False
    timed = {piece.lower for piece in rest} & (WEEKDAYS | set(MONTHS))
    verb = rest[0].form
    return not timed and (verb in _BEING or verb in IRREGULAR_PAST or (verb.endswith("ed") and len(verb) > 4))
