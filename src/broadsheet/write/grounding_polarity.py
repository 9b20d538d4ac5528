"""Negations, denials, doubts and opposites that stand on one side of an alignment only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from broadsheet.records.verdict import Failure
from broadsheet.write.grounding_slots import FRAME, Block, same_slot
from broadsheet.write.grounding_tokens import NEGATIONS, Token, stem

_DENYING = """
deny denied denies denying refuted refutes rejected rejects dismissed dismisses disputed disputes doubt doubts doubted
unlikely false falsely untrue
"""
_DENIALS = frozenset(map(stem, _DENYING.split())) | NEGATIONS | {"if", "whether"}
DOUBTS = frozenset({"may", "might", "could", "allegedly", "reportedly", "apparently", "suspected", "alleged"})
"""Words that make a fact a guess."""
_OPPOSITES = """
rise fall
rose fell
rising falling
increase decrease
increased decreased
won lost
win lose
winning losing
accepted rejected
approved rejected
accept reject
approve reject
passed rejected
adopted rejected
acquitted convicted
cleared convicted
agreed refused
upheld overturned
survived died
support oppose
supported opposed
supports opposes
more less
more fewer
before after
up down
higher lower
high low
open close
opened closed
buy sell
bought sold
guilty innocent
allow ban
allowed banned
best worst
highest lowest
largest smallest
confirmed denied
gain loss
gained lost
success failure
succeeded failed
legal illegal
likely unlikely
able unable
safe unsafe
strong weak
stronger weaker
male female
"""
_OPPOSED = {frozenset(map(stem, line.split())) for line in _OPPOSITES.strip().splitlines()}


def polarity_failures(claim: Sequence[Token], source: Sequence[Token], blocks: Sequence[Block]) -> Iterator[Failure]:
    """What turns a nearly equal source sentence into its opposite, or takes its doubt away."""
    for tag, i1, i2, j1, j2 in blocks:
        if tag == "equal":
            continue
        ours, theirs = claim[i1:i2], source[j1:j2]
        if _negated(ours) != _negated(theirs) and (ours or _matters(blocks, i1, source, (j1, j2))):
            yield Failure(kind="polarity", detail="a negation was put in or left out")
        elif not ours and not i1 and _denies(theirs):
            yield Failure(kind="polarity", detail="the source denies or doubts what it goes on to say")
        elif not ours and _inside(blocks, i1) and theirs[0].form.lower() in DOUBTS:
            yield Failure(kind="polarity", detail=f"the source says {theirs[0].form!r}")
    for word in opposites(claim, source, blocks):
        yield Failure(kind="polarity", detail=f"{word} stands where the source says the opposite")


def opposites(claim: Sequence[Token], source: Sequence[Token], blocks: Sequence[Block]) -> Iterator[str]:
    """Words of the claim in whose place the source has one that says the opposite."""
    for tag, i1, i2, j1, j2 in blocks:
        if tag == "replace" and same_slot(blocks, (i1, i2), (j1, j2), len(claim), FRAME):
            theirs = source[j1:j2]
            yield from (t.form for t in claim[i1:i2] if any(frozenset({t.stem, other.stem}) in _OPPOSED for other in theirs))


def _matters(blocks: Sequence[Block], i: int, source: Sequence[Token], theirs: tuple[int, int]) -> bool:
    """Whether words left out belonged to what is said: not to a clause between marks, nor to one before or after it."""
    start, end = theirs
    between_marks = bool(source[start].before.strip("-") and end < len(source) and source[end].before)
    return (_inside(blocks, i) and not between_marks) or (i > 0 and source[start].stem in NEGATIONS and not source[start].before)


def _denies(theirs: Sequence[Token]) -> bool:
    """Whether what was cut off before the claim ends on a denial, or on one with its "that"."""
    tail = [token.stem for token in theirs if token.stem not in ("that", "to")][-2:]
    joined = bool(theirs) and theirs[-1].stem in ("that", "to")
    return bool(tail) and (tail[-1] in _DENIALS or (joined and bool(set(tail) & _DENIALS)))


def _inside(blocks: Sequence[Block], i: int) -> bool:
    """Whether equal words stand right before and after a place in the alignment."""
    before = any(tag == "equal" and i2 == i for tag, _, i2, _, _ in blocks)
    return before and any(tag == "equal" and i1 == i for tag, i1, _, _, _ in blocks)


def _negated(tokens: Sequence[Token]) -> bool:
    return sum(token.stem in NEGATIONS for token in tokens) % 2 == 1
