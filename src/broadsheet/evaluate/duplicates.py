"""Near-duplicates: copies found, other outlets' articles on the same event left alone."""

from __future__ import annotations

from broadsheet.evaluate.bench import Bench, digest
from broadsheet.evaluate.measured import Extent, Measured, chosen

EVERY = 6
FIGURES = ("pair_p", "pair_r", "pair_f1", "light_recall", "hard_false_rate")


def measure(bench: Bench, extent: Extent) -> Measured:
    """Find the copies among the bench's articles; a sample keeps families and events whole."""
    every = EVERY if extent == "subset" else 1
    gold = bench.rows(
        "duplicates/dev.jsonl.gz", key=lambda row: str(row["gold"].get("event") or row["gold"]["origin"]), every=every
    )
    found = bench.pipe("dedupe", "duplicates", gold)
    scores = bench.score("duplicates/score.py", bench.file("duplicates.gold.jsonl", gold), found)
    return Measured(room="duplicates", extent=extent, rows=len(gold), digest=digest(gold), figures=chosen(scores, *FIGURES))
