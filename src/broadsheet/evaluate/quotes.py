"""Who said what, direct and indirect."""

from __future__ import annotations

from broadsheet.evaluate.bench import Bench, digest
from broadsheet.evaluate.measured import Extent, Measured, chosen

EVERY = 4
FIGURES = ("direct_recall", "direct_speaker", "direct_end_to_end", "all_p", "all_r", "all_f1", "all_speaker")


def measure(bench: Bench, extent: Extent) -> Measured:
    """Annotate articles and score the attributions found in them."""
    gold = bench.rows("quotes/polnear_dev.jsonl.gz", every=EVERY if extent == "subset" else 1)
    annotated = bench.pipe("annotate", "quotes", gold)
    scores = bench.score("quotes/score.py", bench.file("quotes.gold.jsonl", gold), annotated)
    return Measured(room="quotes", extent=extent, rows=len(gold), digest=digest(gold), figures=chosen(scores, *FIGURES))
