"""Where the accounts differ: true contradictions found, look-alikes left alone."""

from __future__ import annotations

from broadsheet.evaluate.bench import Bench, digest
from broadsheet.evaluate.measured import Extent, Measured, chosen

FIGURES = ("p", "r", "f1", "false_in_trap_stories")


def measure(bench: Bench, extent: Extent) -> Measured:
    """Write a page per story and score its contradictions. The set is small: a sample is all of it."""
    gold = bench.rows("differ/dev.jsonl.gz", key=lambda row: str(row["story"]))
    written = bench.pipe("write", "differ", gold)
    scores = bench.score("differ/score.py", bench.file("differ.gold.jsonl", gold), written)
    return Measured(room="differ", extent=extent, rows=len(gold), digest=digest(gold), figures=chosen(scores, *FIGURES))
