"""Article text and metadata from web pages."""

from __future__ import annotations

import gzip

from broadsheet.evaluate.bench import Bench, Row, digest
from broadsheet.evaluate.measured import Extent, Measured, chosen

EVERY = 5
SETS = {
    "aeb": ("f1", "precision", "recall", "exact"),
    "fundus": ("f1", "precision", "recall", "exact", "caption_leak", "title", "date", "authors"),
}


def measure(bench: Bench, extent: Extent) -> Measured:
    """Extract the bench's web pages and score text, title, date, authors and captions that leak into the text."""
    figures: dict[str, float] = {}
    gold_rows: list[Row] = []
    for name, wanted in SETS.items():
        gold = bench.rows(f"extraction/pages/{name}/gold.jsonl.gz", every=EVERY if extent == "subset" else 1)
        extracted = bench.pipe("extract", name, (_page(bench, name, row) for row in gold))
        scores = bench.score("extraction/score_articles.py", bench.file(f"{name}.gold.jsonl", gold), extracted)
        figures |= chosen(scores, *wanted, under=name)
        gold_rows += gold
    return Measured(room="articles", extent=extent, rows=len(gold_rows), digest=digest(gold_rows), figures=figures)


def _page(bench: Bench, name: str, row: Row) -> Row:
    packed = (bench.folder / f"extraction/pages/{name}/{row['id']}.html.gz").read_bytes()
    return {"id": row["id"], "url": row["url"], "html": gzip.decompress(packed).decode("utf-8", "replace")}
