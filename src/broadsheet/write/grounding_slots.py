"""Claim and source laid side by side: what stands in one where the other says something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from broadsheet.records.verdict import Failure, FailureKind
from broadsheet.write.grounding_evidence import Sources, skeleton
from broadsheet.write.grounding_tokens import SAYING, TITLES, Token

ALIKE = 0.5
"""Share of a claim's tokens that must stand in the same order in the source before slots are compared."""

NEARLY_ALL = 0.8
"""The same, from which one sentence is taken for the whole source."""

FRAME, WIDE_FRAME = 3, 6
"""Equal words that must stand around a replacement, where the texts are nearly the same and where they are less so."""

WIDEST = 6
"""Words that a replacement may have on either side."""

_OPENERS = """
however instead meanwhile moreover furthermore nevertheless nonetheless therefore thus hence indeed still also besides
afterwards afterward later earlier according despite although though while when after before since because now today
"""
_CONNECTIVES = frozenset(_OPENERS.split())

Block = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]


def neighbourhood(claim: Sequence[Token], sources: Sources, most: int = 3) -> tuple[Token, ...]:
    """The run of at most `most` sentences of one source that holds most of the claim's content words."""
    wanted = {token.stem for token in claim if token.content}
    best: tuple[float, Sequence[tuple[Token, ...]]] = (-1.0, ())
    for source in sources.sentences:
        shared = [wanted & {token.stem for token in sentence} for sentence in source]
        runs = ((at, end) for at in range(len(source)) for end in range(at + 1, min(at + most, len(source)) + 1))
        for at, end in runs:
            score = len(set().union(*shared[at:end])) - 0.9 * (end - at - 1)
            best = (score, source[at:end]) if score > best[0] else best
    return tuple(token for sentence in best[1] for token in sentence)


def align(claim: Sequence[Token], source: Sequence[Token]) -> list[Block]:
    """What to do to the source to get the claim (Ratcliff & Obershelp 1988): `(tag, from, to, from, to)`, claim first."""
    return SequenceMatcher(None, [t.stem for t in claim], [t.stem for t in source], autojunk=False).get_opcodes()


def alike(blocks: Sequence[Block], claim: Sequence[Token]) -> float:
    """Share of the claim's tokens that the alignment finds in the source."""
    return sum(i2 - i1 for tag, i1, i2, _, _ in blocks if tag == "equal") / max(1, len(claim))


def slot_failures(claim: Sequence[Token], source: Sequence[Token], blocks: Sequence[Block]) -> Iterator[Failure]:
    """Names, dates and numbers that the claim has where a nearly equal source has others.

    A number that the source does not hold at all is left to the check that knows about rounding.
    """
    held = {token.stem for token in source}
    frame = FRAME if alike(blocks, claim) >= NEARLY_ALL else WIDE_FRAME
    for tag, i1, i2, j1, j2 in blocks:
        if tag == "replace" and same_slot(blocks, (i1, i2), (j1, j2), len(claim), frame):
            ours = [t for t in claim[i1:i2] if t.kind != "number" or t.stem in held]
            yield from _replaced(claim, (i1, i2), ours, source[j1:j2])


def same_slot(blocks: Sequence[Block], ours: tuple[int, int], theirs: tuple[int, int], size: int, frame: int) -> bool:
    """Whether a replacement is short and stands among enough equal words that both sides must mean the same place."""
    before = next((i2 - i1 for tag, i1, i2, _, _ in blocks if tag == "equal" and i2 == ours[0]), 0)
    after = next((i2 - i1 for tag, i1, i2, _, _ in blocks if tag == "equal" and i1 == ours[1]), 0)
    opens, ends = ours[0] == theirs[0] == 0, ours[1] == size
    framed = (before or opens) and (after or ends)
    return bool(framed) and before + after >= frame and max(ours[1] - ours[0], theirs[1] - theirs[0]) <= WIDEST


def side_by_side(claim: Sequence[Token], sources: Sources) -> tuple[tuple[Token, ...], list[Block]]:
    """The sentence that is most like the claim, aligned; where it holds too little of it, its neighbours with it."""
    one = neighbourhood(claim, sources, most=1)
    blocks = align(claim, one)
    if alike(blocks, claim) >= NEARLY_ALL:
        return one, blocks
    several = neighbourhood(claim, sources)
    wider = align(claim, several)
    return (several, wider) if alike(wider, claim) > alike(blocks, claim) + 0.1 else (one, blocks)


def _replaced(claim: Sequence[Token], place: tuple[int, int], ours: Sequence[Token], theirs: Sequence[Token]) -> Iterator[Failure]:
    pairs: tuple[tuple[tuple[str, ...], FailureKind], ...] = ((("weekday", "month"), "date"), (("number",), "number"))
    for kinds, failure in pairs:
        mine, other = ([t.stem for t in side if t.kind in kinds] for side in (ours, theirs))
        if mine and other and not set(mine) & set(other):
            yield Failure(kind=failure, detail=f"{mine[0]} stands where the source has {other[0]}")
    names, others = _named(ours), _named(theirs)
    if names and others and not _share_a_word(names, others):
        said = {t.form.lower() for t in claim[max(0, place[0] - 3) : place[1] + 3]} & SAYING
        kind: FailureKind = "speaker" if said else "name"
        yield Failure(kind=kind, detail=f"{names[-1].form} stands where the source has {others[-1].form}")


def _named(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.kind == "name" and token.stem not in TITLES and not _opens(token)]


def _opens(token: Token) -> bool:
    """Whether a capital is only there because an adverb or a connective opens the sentence."""
    return token.first and (token.stem in _CONNECTIVES or token.stem.endswith("ly"))


def _share_a_word(some: Sequence[Token], others: Sequence[Token]) -> bool:
    same = {skeleton(token.stem) for token in some} & {skeleton(token.stem) for token in others}
    return bool(same) or any(_abbreviates(a, b) or _abbreviates(b, a) for a in some for b in others)


def _abbreviates(token: Token, other: Token) -> bool:
    """Whether a token of capitals only can be short for a name with this word in it."""
    return 2 <= len(token.form) <= 6 and token.form.isupper() and other.form[0] in token.form
