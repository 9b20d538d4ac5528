"""Time expressions and the days they mean."""

from __future__ import annotations

from broadsheet.evaluate.bench import Bench, digest
from broadsheet.evaluate.measured import Extent, Measured, chosen

EVERY = 6
FIGURES = ("relaxed_f1", "strict_f1", "value_f1", "calendar_accuracy")


def measure(bench: Bench, extent: Extent) -> Measured:
    """Annotate dated articles and score spans, values and calendar days of their time expressions."""
    gold = bench.rows("times/timebank.jsonl.gz", every=EVERY if extent == "subset" else 1)
    annotated = bench.pipe("annotate", "times", gold)
    scores = bench.score("times/score.py", bench.file("times.gold.jsonl", gold), annotated)
    return Measured(room="times", extent=extent, rows=len(gold), digest=digest(gold), figures=chosen(scores, *FIGURES))
