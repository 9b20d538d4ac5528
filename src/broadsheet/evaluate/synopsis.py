"""The synopsis and the headline of a story against editors' own."""

from __future__ import annotations

from broadsheet.evaluate.bench import Bench, Row, digest
from broadsheet.evaluate.measured import Extent, Measured, chosen

SETS = {"neus_val": (45, 8, ("r1", "r2", "rl", "headline_rl")), "basil_dev": (75, 10, ("r1", "r2", "rl"))}
"""Set → word budget, one story in how many a sample takes, figures."""


def measure(bench: Bench, extent: Extent) -> Measured:
    """Write pages within a word budget and score their synopsis and headline by ROUGE."""
    figures: dict[str, float] = {}
    rows: list[Row] = []
    for name, (words, every, wanted) in SETS.items():
        gold = bench.rows(f"synopsis/{name}.jsonl.gz", key=lambda row: str(row["story"]), every=every if extent == "subset" else 1)
        written = bench.pipe("write", name, gold, "--words", str(words))
        scores = bench.score("synopsis/score.py", bench.file(f"{name}.gold.jsonl", gold), written, "--words", str(words))
        figures |= chosen(scores, *wanted, under=name)
        rows += gold
    return Measured(room="synopsis", extent=extent, rows=len(rows), digest=digest(rows), figures=figures)
