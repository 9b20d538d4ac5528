"""The gate: planted mistakes caught, good sentences let through."""

from __future__ import annotations

from broadsheet.evaluate.bench import Bench, digest
from broadsheet.evaluate.measured import Extent, Measured, chosen

EVERY = {"cliff_val": 3, "planted_dev": 12}
FIGURES = ("cliff_balanced", "cliff_by_origin", "untouched_rejected", "reworded_rejected")
PLANTED = ("number", "date", "name", "speaker", "negation", "role")


def measure(bench: Bench, extent: Extent) -> Measured:
    """Check claims that people judged and claims with one planted mistake."""
    sets = {name: bench.rows(f"check/{name}.jsonl.gz", every=every if extent == "subset" else 1) for name, every in EVERY.items()}
    rows = [row for gold in sets.values() for row in gold]
    checked = bench.pipe("check", "check", rows)
    golds = [bench.file(f"gold/{name}.jsonl", gold) for name, gold in sets.items()]
    scores = bench.score("check/score.py", *golds, checked)
    figures = chosen(scores, *FIGURES) | chosen(scores["caught"], *PLANTED, under="caught")
    return Measured(room="check", extent=extent, rows=len(rows), digest=digest(rows), figures=figures)
