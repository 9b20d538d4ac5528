"""Questions answered with citations, or refused."""

from __future__ import annotations

import shutil

from broadsheet.evaluate.bench import Bench, Row, digest
from broadsheet.evaluate.measured import Extent, Measured, chosen

EVERY = 3
FIGURES = ("right", "mrr", "citation_precision", "refused_wrongly", "refused_rightly")


def measure(bench: Bench, extent: Extent) -> Measured:
    """Ask the bench's questions over the articles of one story each."""
    questions = bench.rows("ask/questions.jsonl", every=EVERY if extent == "subset" else 1)
    folder = bench.file("ask/questions.jsonl", questions).parent
    for name in ("score.py", "articles.jsonl.gz"):
        shutil.copyfile(bench.folder / "ask" / name, folder / name)
    asked = _asked(bench, str(folder / "score.py"))
    scores = bench.score(str(folder / "score.py"), bench.pipe("ask", "answers", asked))
    return Measured(
        room="ask", extent=extent, rows=len(questions), digest=digest(questions, asked), figures=chosen(scores, *FIGURES)
    )


def _asked(bench: Bench, scorer: str) -> list[Row]:
    """The questions with their articles, as the scorer makes them from the files beside it."""
    return bench.printed(scorer, "--input")
