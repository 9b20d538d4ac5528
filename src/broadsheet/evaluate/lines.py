"""Line labels and article seams of plain-text pages."""

from __future__ import annotations

from broadsheet.evaluate.bench import Bench, digest
from broadsheet.evaluate.measured import Extent, Measured, chosen

EVERY = 5
FIGURES = ("kind", "kind_lenient", "body_f1", "boundary_f1_0", "boundary_f1_1", "pk", "windowdiff", "pair_f1")


def measure(bench: Bench, extent: Extent) -> Measured:
    """Label the bench's dumps and score kinds, article starts and pairs of lines of one article."""
    every = EVERY if extent == "subset" else 1
    pages = bench.rows("extraction/dumps/dev.jsonl.gz", every=every)
    gold = bench.rows("extraction/dumps/dev.gold.jsonl.gz", key=lambda row: str(row["page"]), every=every)
    labelled = bench.pipe("lines", "lines", pages)
    scores = bench.score("extraction/score_lines.py", bench.file("lines.gold.jsonl", gold), labelled)
    return Measured(
        room="lines", extent=extent, rows=len(pages), digest=digest(pages, gold), figures=chosen(scores["all"], *FIGURES)
    )
