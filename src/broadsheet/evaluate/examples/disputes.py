"""Contradictions that a story page claims, and traps that it falls into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations

from broadsheet.evaluate.examples.formulas import Formula, count, share
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.story import Story
from broadsheet.evaluate.examples.truth import Dispute, Spot, Truth

FIGURES: Mapping[str, Formula] = {
    "contradictions found": share("contradiction found", "contradiction"),
    "traps wrongly claimed": count("trap claimed", "trap"),
    "other claims": count("other claim"),
}
CLAIMED = ("open", "resolved")
"""States of an entry that say that two accounts cannot both be right."""

Sides = Sequence[Sequence[Spot]]


def judge_disputes(ledger: Ledger, truth: Truth, name: str, story: Story) -> None:
    """Compare `contradictions` of a page with those of the truth: two sides must overlap two sides of the gold."""
    entries = [entry for entry in story.pool("contradictions") if entry["state"] in CLAIMED]
    claims = [[story.spots(side["spans"]) for side in entry["sides"]] for entry in entries]
    column = truth.column_of(name)
    true, traps = (_of(name, disputes) for disputes in (truth.contradictions, truth.traps))
    for dispute in true:
        ledger.add(column, "contradiction")
        found = any(_hits(claim, dispute) for claim in claims)
        ledger.test(column, "contradiction found", found, name, f"contradiction missed: {dispute.id}")
    for dispute in traps:
        fallen = any(_hits(claim, dispute) for claim in claims)
        ledger.add(column, "trap")
        ledger.add(column, "trap claimed", fallen)
        if fallen:
            ledger.fault(column, name, f"no contradiction, but claimed: {dispute.id} ({dispute.kind})")
    for entry, claim in zip(entries, claims, strict=True):
        if not any(_hits(claim, dispute) for dispute in (*true, *traps)):
            ledger.add(column, "other claim")
            ledger.fault(column, name, f"claimed: {entry['issue']}")


def _of(story: str, disputes: Iterable[Dispute]) -> list[Dispute]:
    return [dispute for dispute in disputes if dispute.story == story]


def _hits(claim: Sides, dispute: Dispute) -> bool:
    return any(
        _touch(ours[0], gold[0]) and _touch(ours[1], gold[1])
        for ours in permutations(claim, 2)
        for gold in permutations(dispute.sides, 2)
    )


def _touch(ours: Sequence[Spot], gold: Sequence[Spot]) -> bool:
    return any(a.touches(b) for a in ours for b in gold)
