"""Claim and source laid side by side: what stands in one where the other says something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Literal

from broadsheet.records.verdict import Failure, FailureKind
from broadsheet.write.grounding_evidence import Sources, skeleton
from broadsheet.write.grounding_tokens import NEGATIONS, TITLES, Token

_SAYING = """
say said says saying tell told tells add adds added announce announced argue argued ask asked call called claim claimed
comment declare declared deny denied explain explained insist insisted note noted report reported reply replied respond
responded state stated suggest suggested tweet tweeted warn warned write wrote writes according predict predicted promise
promised acknowledge acknowledged admit admitted confirm confirmed conclude concluded observe observed recall recalled
stress stressed think thinks believe believes
"""
SAYING = frozenset(_SAYING.split())
"""Verbs next to which a name is a speaker's."""

ALIKE = 0.5
"""Share of a claim's tokens that must stand in the same order in the source before slots are compared."""

NEARLY_ALL = 0.8
"""The same, from which one sentence is taken for the whole source."""

FRAME, WIDE_FRAME = 3, 6
"""Equal words that must stand around a replacement, where the texts are nearly the same and where they are less so."""

WIDEST = 6
"""Words that a replacement may have on either side."""

Block = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]


def neighbourhood(claim: Sequence[Token], sources: Sources, most: int = 3) -> tuple[Token, ...]:
    """The run of at most `most` sentences of one source that holds most of the claim's content words."""
    wanted = {token.stem for token in claim if token.content}
    best: tuple[Token, ...] = ()
    best_score = -1.0
    for source in sources.sentences:
        shared = [wanted & {token.stem for token in sentence} for sentence in source]
        for at in range(len(source)):
            held: set[str] = set()
            for end in range(at, min(at + most, len(source))):
                held |= shared[end]
                score = len(held) - 0.9 * (end - at)
                if score > best_score:
                    best, best_score = tuple(token for sentence in source[at : end + 1] for token in sentence), score
    return best


def align(claim: Sequence[Token], source: Sequence[Token]) -> list[Block]:
    """What to do to the source to get the claim (Ratcliff & Obershelp 1988): `(tag, from, to, from, to)`, claim first."""
    return SequenceMatcher(None, [t.stem for t in claim], [t.stem for t in source], autojunk=False).get_opcodes()


def alike(blocks: Sequence[Block], claim: Sequence[Token]) -> float:
    """Share of the claim's tokens that the alignment finds in the source."""
    return sum(i2 - i1 for tag, i1, i2, _, _ in blocks if tag == "equal") / max(1, len(claim))


def slot_failures(claim: Sequence[Token], sources: Sources) -> Iterator[Failure]:
    """Names, dates, numbers and negations that the claim has where a nearly equal source has others.

    A number that the source does not hold at all is left to the check that knows about rounding.
    """
    source, blocks = _side_by_side(claim, sources)
    same = alike(blocks, claim)
    if same < ALIKE:
        return
    held = {token.stem for token in source}
    frame = FRAME if same >= NEARLY_ALL else WIDE_FRAME
    for tag, i1, i2, j1, j2 in blocks:
        ours, theirs = claim[i1:i2], source[j1:j2]
        if tag == "equal":
            continue
        if tag == "replace" and _same_slot(blocks, (i1, i2), (j1, j2), len(claim), frame):
            yield from _replaced(claim, (i1, i2), [t for t in ours if t.kind != "number" or t.stem in held], theirs)
        if _negated(ours) != _negated(theirs) and (ours or _inside(blocks, i1) or theirs[0].stem in NEGATIONS):
            yield Failure(kind="polarity", detail="a negation was put in or left out")


def _same_slot(blocks: Sequence[Block], ours: tuple[int, int], theirs: tuple[int, int], size: int, frame: int) -> bool:
    """Whether a replacement is short and stands among enough equal words that both sides must mean the same place."""
    before = next((i2 - i1 for tag, i1, i2, _, _ in blocks if tag == "equal" and i2 == ours[0]), 0)
    after = next((i2 - i1 for tag, i1, i2, _, _ in blocks if tag == "equal" and i1 == ours[1]), 0)
    opens, ends = ours[0] == theirs[0] == 0, ours[1] == size
    framed = (before or opens) and (after or ends)
    return bool(framed) and before + after >= frame and max(ours[1] - ours[0], theirs[1] - theirs[0]) <= WIDEST


def _side_by_side(claim: Sequence[Token], sources: Sources) -> tuple[tuple[Token, ...], list[Block]]:
    """The sentence that is most like the claim, aligned; where it holds too little of it, its neighbours with it."""
    one = neighbourhood(claim, sources, most=1)
    blocks = align(claim, one)
    if alike(blocks, claim) >= NEARLY_ALL:
        return one, blocks
    several = neighbourhood(claim, sources)
    wider = align(claim, several)
    return (several, wider) if alike(wider, claim) > alike(blocks, claim) + 0.1 else (one, blocks)


def _inside(blocks: Sequence[Block], i: int) -> bool:
    """Whether equal words stand right before and after a place in the alignment."""
    return any(tag == "equal" and i2 == i for tag, _, i2, _, _ in blocks) and any(
        tag == "equal" and i1 == i for tag, i1, _, _, _ in blocks
    )


def _negated(tokens: Sequence[Token]) -> bool:
    return sum(token.stem in NEGATIONS for token in tokens) % 2 == 1


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
    return [token for token in tokens if token.kind == "name" and token.stem not in TITLES]


def _share_a_word(some: Sequence[Token], others: Sequence[Token]) -> bool:
    return bool({skeleton(token.stem) for token in some} & {skeleton(token.stem) for token in others})


Names = frozenset[str]
Pair = tuple[Names, Names]


def swap_failures(claim: Sequence[Token], sources: Sources) -> Iterator[Failure]:
    """Who did what to whom: two names on either side of a word that stand the other way round in the sources."""
    wanted = {token.stem for token in claim if token.kind == "word" and token.content}
    theirs: dict[str, list[Pair]] = {}
    for source in sources.sentences:
        for sentence in source:
            for word, pair in _pairs(sentence, wanted):
                theirs.setdefault(word, []).append(pair)
    for word, (left, right) in _pairs(claim, set(theirs)):
        found = theirs[word]
        turned = any(left & b and right & a and not (left & a or right & b) for a, b in found)
        if turned and not any(left & a and right & b for a, b in found):
            names = " and ".join(min(names) for names in (left, right))
            yield Failure(kind="role", detail=f"{names} stand the other way round in the sources")


def _pairs(sentence: Sequence[Token], wanted: set[str]) -> Iterator[tuple[str, Pair]]:
    """Content words of `wanted` with the name before and the name after them, a passive turned round."""
    for at, token in enumerate(sentence):
        if token.stem not in wanted or token.kind != "word":
            continue
        left, right = _nearest(sentence[:at][::-1]), _nearest(sentence[at + 1 :])
        if left and right:
            passive = any(t.form.lower() == "by" for t in sentence[at + 1 : at + 3])
            yield token.stem, (right, left) if passive else (left, right)


def _nearest(tokens: Sequence[Token]) -> Names:
    """The words of the first name within six tokens."""
    at = next((at for at, token in enumerate(tokens[:6]) if token.kind == "name" and token.stem not in TITLES), None)
    run = takewhile(lambda token: token.kind == "name", tokens[at:]) if at is not None else ()
    return frozenset(skeleton(token.stem) for token in run if token.stem not in TITLES)
