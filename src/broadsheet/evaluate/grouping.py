"""Stories: which articles tell one event."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from broadsheet.evaluate.bench import Bench, Row, digest
from broadsheet.evaluate.measured import Extent, Measured, chosen

SETS = {"uci_dev": 6, "allsides_dev": 12, "ecbplus_dev": 6}
"""Set → one in how many a sample takes: stories, or headlines."""
FIGURES = ("b3_f1", "pair_f1", "ari")


def measure(bench: Bench, extent: Extent) -> Measured:
    """Group headlines, leads and full articles."""
    files: list[Path] = []
    rows: list[Row] = []
    for name, every in SETS.items():
        gold = bench.rows(f"grouping/{name}.jsonl.gz", key=_sample_key(name), every=every if extent == "subset" else 1)
        files += [bench.file(f"gold/{name}.jsonl", gold), bench.pipe("group", name, gold)]
        rows += gold
    scores = bench.score("grouping/score.py", *files)
    figures = {key: value for name in SETS for key, value in chosen(scores["sets"][name], *FIGURES, under=name).items()}
    figures |= chosen(scores["macro"], *FIGURES, under="macro")
    return Measured(room="grouping", extent=extent, rows=len(rows), digest=digest(rows), figures=figures)


def _sample_key(name: str) -> Callable[[Row], str]:
    """Whole stories; of the headlines, which are few and long stories, single rows."""
    field = "id" if name == "uci_dev" else "label"
    return lambda row: str(row[field])
