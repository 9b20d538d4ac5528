"""The labelled figures against the room itself, with what the boundary does not tell: noun and holder.

`python tests/annotate/figures_gold.py [BENCH]` prints the scores of both halves and the errors of the half `dev`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from broadsheet.annotate import annotate
from broadsheet.evaluate.bench import Bench, Row
from broadsheet.evaluate.figures import HALVES, articles, judge, labelled, scores
from broadsheet.models import grammar
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article


def annotated(bench: Path) -> Iterator[tuple[Row, Annotated]]:
    """Every labelled sentence with its annotated article."""
    nlp, rows = grammar.load(), sorted(labelled(), key=lambda row: (row["source"], row["article"]))
    texts = articles(Bench(bench), {row["source"] for row in rows})
    done: tuple[str, Annotated] | None = None
    for row in rows:
        key = f"{row['source']} {row['article']}"
        if key in texts and (done is None or done[0] != key):
            text, date = texts[key]["text"], texts[key]["date"]
            article = Article(
                id="a#1", page="a", place=1, title="", text=text, ranges=(), published=date, language="en", as_given=True
            )
            done = (key, annotate(article, nlp))
        if done is not None and done[0] == key:
            yield row, done[1]


def plain(found: Annotated) -> list[Row]:
    """The figures of an article as the contract has them, with noun and holder."""
    return [
        {
            "start": one.extent.start,
            "end": one.extent.end,
            **{name: getattr(one, name) for name in ("value", "value_high", "unit", "qualifier", "label", "noun")},
            "holder": {"start": one.holder.start, "end": one.holder.end} if one.holder else None,
        }
        for one in found.figures
    ]


def measured(bench: Path) -> tuple[dict[str, Counter[str]], list[str]]:
    """Counts by half, and the errors of the half `dev`."""
    counts: dict[str, Counter[str]] = {half: Counter() for half in HALVES}
    errors = []
    for row, found in annotated(bench):
        text = found.article.text
        for what, words in judge(row, plain(found), text):
            counts[row["half"]][what] += 1
            if row["half"] == "dev" and (what in ("fp", "fn") or what.endswith("-")):
                errors.append(f"{what:10} {words}   | {text[row['start'] : row['end']][:160]}")
    return counts, errors


if __name__ == "__main__":
    here = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[3] / "shared" / "bench"
    halves, listed = measured(here)
    for line in sorted(listed):
        sys.stdout.write(line + "\n")
    for half, counts in halves.items():
        sys.stdout.write(f"{half} {scores(counts)} {dict(sorted(counts.items()))}\n")
