"""Claim and source laid side by side: what stands in one where the other says something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
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

Block = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]


def neighbourhood(claim: Sequence[Token], sources: Sources) -> tuple[Token, ...]:
    """The run of at most three sentences of one source that holds most of the claim's content words."""
    wanted = {token.stem for token in claim if token.content}
    best: tuple[Token, ...] = ()
    best_score = -1.0
    for source in sources.sentences:
        shared = [wanted & {token.stem for token in sentence} for sentence in source]
        for at in range(len(source)):
            held: set[str] = set()
            for end in range(at, min(at + 3, len(source))):
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


def slot_failures(claim: Sequence[Token], source: Sequence[Token]) -> Iterator[Failure]:
    """Names, dates, numbers and negations that the claim has where a nearly equal source has others.

    A number that the source does not hold at all is left to the check that knows about rounding.
    """
    blocks = align(claim, source)
    if alike(blocks, claim) < ALIKE:
        return
    for tag, i1, i2, j1, j2 in blocks:
        if tag == "equal":
            continue
        ours, theirs = claim[i1:i2], source[j1:j2]
        if tag == "replace":
            held = {token.stem for token in source}
            yield from _replaced(claim, (i1, i2), [t for t in ours if t.kind != "number" or t.stem in held], theirs)
        if _negated(ours) != _negated(theirs) and (ours or _inside(blocks, i1)):
            yield Failure(kind="polarity", detail="a negation was put in or left out")


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


def swap_failures(claim: Sequence[Token], sources: Sources) -> Iterator[Failure]:
    """Who did what to whom: two names on either side of a word that stand the other way round in the sources."""
    wanted = {token.stem for token in claim if token.kind == "word" and token.content}
    theirs: dict[str, set[tuple[str, str]]] = {}
    for source in sources.sentences:
        for sentence in source:
            for word, pair in _pairs(sentence, wanted):
                theirs.setdefault(word, set()).add(pair)
    for word, (left, right) in _pairs(claim, set(theirs)):
        found = theirs.get(word, set())
        if left != right and (right, left) in found and (left, right) not in found:
            yield Failure(kind="role", detail=f"{left} and {right} stand the other way round in the sources")


def _pairs(sentence: Sequence[Token], wanted: set[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Content words of `wanted` with the name before and the name after them, a passive turned round."""
    for at, token in enumerate(sentence):
        if token.stem not in wanted or token.kind != "word":
            continue
        left = _nearest(sentence[max(0, at - 6) : at][::-1])
        right = _nearest(sentence[at + 1 : at + 7])
        if left and right:
            passive = any(t.form.lower() == "by" for t in sentence[at + 1 : at + 3])
            yield token.stem, (right, left) if passive else (left, right)


def _nearest(tokens: Sequence[Token]) -> str:
    return next((skeleton(token.stem) for token in tokens if token.kind == "name" and token.stem not in TITLES), "")
