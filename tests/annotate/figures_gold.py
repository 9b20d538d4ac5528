"""Figures labelled by hand in sentences of the development bench, and how those that are found compare with them.

`figures_gold.json` holds no text: a sentence is its set, its article, its place there and the sha256 of its words; places of
labels count from its start. `figures` are numbers that count or measure; `ages` may be found as ages only; `open` could be
argued (durations that tell when, line-ups, dimensions of a product's name) and are neither right nor wrong; nothing else
in a sentence is a figure. The sentences were drawn by the digest of their words, and labelled before anything was found in them.
The half `test` is for measuring alone: never list its errors.

`python tests/annotate/figures_gold.py [BENCH]` prints the scores of both halves and the errors of the half `dev`.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from broadsheet.annotate import annotate
from broadsheet.models import grammar
from broadsheet.records.annotation import Annotated, Figure
from broadsheet.records.article import Article

LABELLED = Path(__file__).with_name("figures_gold.json")
GOLD_OF_PAGES = "/gold"
Row = dict[str, Any]


def rows() -> list[Row]:
    """The labelled sentences."""
    return json.loads(LABELLED.read_text("utf-8"))


def texts(bench: Path, source: str) -> dict[str, tuple[str, str | None]]:
    """Article id → its text and date, of one set of the bench."""
    path = bench / (source + GOLD_OF_PAGES if "/pages/" in source else source)
    found = {}
    with gzip.open(path.with_name(path.name + ".jsonl.gz"), "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            for article in record.get("articles", [record]):
                found[article["id"]] = (article["text"], article.get("date"))
    return found


def annotated(bench: Path) -> Iterator[tuple[Row, Annotated]]:
    """Every labelled sentence with its annotated article."""
    nlp = grammar.load()
    labelled = sorted(rows(), key=lambda row: (row["source"], row["article"]))
    sources = {source: texts(bench, source) for source in {row["source"] for row in labelled}}
    done: tuple[str, str, Annotated] | None = None
    for row in labelled:
        text, date = sources[row["source"]][row["article"]]
        words = text[row["start"] : row["end"]]
        assert sha256(words.encode()).hexdigest() == row["sha256"], "the bench has another text than was labelled"
        if done is None or done[:2] != (row["source"], row["article"]):
            article = Article(
                id="a#1", page="a", place=1, title="", text=text, ranges=(), published=date, language="en", as_given=True
            )
            done = (row["source"], row["article"], annotate(article, nlp))
        yield row, done[2]


def overlaps(base: int, place: Mapping[str, Any] | list[int], start: int, end: int) -> bool:
    """Whether a labelled place, counted from the sentence's start, shares words with a place of the article."""
    low, high = (place["start"], place["end"]) if isinstance(place, Mapping) else place
    return base + low < end and start < base + high


def judge(row: Row, found: Annotated) -> Iterator[tuple[str, str]]:
    """What is right and wrong in one sentence: `(count, words)`; `tp fp fn`, and for what was found `FIELD+` or `FIELD-`."""
    base, text = row["start"], found.article.text
    inside = [f for f in found.figures if f.extent.start < row["end"] and base < f.extent.end]
    left = list(row["figures"])
    for figure in inside:
        words = figure.extent.of(text)
        mate = next((gold for gold in left if _same(row["start"], gold, figure)), None)
        if mate is not None:
            left.remove(mate)
            yield "tp", words
            yield from _fields(row, mate, figure, text)
        elif not _excused(row, figure):
            yield "fp", f"{words!r} = {figure.value:g} {figure.unit} ({figure.label})"
    for gold in left:
        yield "fn", text[base + gold["start"] : base + gold["end"]]


def _same(base: int, gold: Row, figure: Figure) -> bool:
    high = gold.get("value_high")
    near = abs(gold["value"] - figure.value) < (0.06 if gold["value"] % 1 else 1e-6)
    return near and high == figure.value_high and figure.label != "age" and overlaps(base, gold, *_ends(figure))


def _ends(figure: Figure) -> tuple[int, int]:
    return figure.extent.start, figure.extent.end


def _excused(row: Row, figure: Figure) -> bool:
    aged = figure.label == "age" and any(overlaps(row["start"], place, *_ends(figure)) for place in row["ages"])
    return aged or any(overlaps(row["start"], place, *_ends(figure)) for place in row["open"])


def _fields(row: Row, gold: Row, figure: Figure, text: str) -> Iterator[tuple[str, str]]:
    words = figure.extent.of(text)
    unit = gold.get("unit")
    if unit is not None:
        yield ("unit+" if figure.unit == unit else "unit-"), f"{words!r}: {figure.unit!r}, not {unit!r}"
    if "noun" in gold:
        yield ("noun+" if figure.noun == gold["noun"] else "noun-"), f"{words!r}: {figure.noun!r}, not {gold['noun']!r}"
    qualifier = gold["qualifier"]
    yield ("qualifier+" if figure.qualifier == qualifier else "qualifier-"), f"{words!r}: {figure.qualifier}, not {qualifier}"
    if "holder" in gold:
        named = figure.holder is not None and overlaps(row["start"], gold["holder"], figure.holder.start, figure.holder.end)
        yield ("holder+" if named else "holder-"), f"{words!r}: {figure.holder.of(text) if figure.holder else None}"


def scores(counts: Mapping[str, int]) -> dict[str, float]:
    """Precision and recall of the figures, and the share of found ones with the right field."""

    def share(good: int, bad: int) -> float:
        return round(good / (good + bad), 4) if good + bad else 1.0

    fields = {name: share(counts[f"{name}+"], counts[f"{name}-"]) for name in ("unit", "noun", "qualifier", "holder")}
    return {"p": share(counts["tp"], counts["fp"]), "r": share(counts["tp"], counts["fn"])} | fields


def measured(bench: Path) -> tuple[dict[str, Counter[str]], list[str]]:
    """Counts by half, and the errors of the half `dev`."""
    counts: dict[str, Counter[str]] = {"dev": Counter(), "test": Counter()}
    errors = []
    for row, found in annotated(bench):
        for what, words in judge(row, found):
            counts[row["half"]][what] += 1
            if row["half"] == "dev" and (what in ("fp", "fn") or what.endswith("-")):
                errors.append(f"{what:10} {words}   | {found.article.text[row['start'] : row['end']][:160]}")
    return counts, errors


if __name__ == "__main__":
    here = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[3] / "shared" / "bench"
    halves, listed = measured(here)
    for line in sorted(listed):
        sys.stdout.write(line + "\n")
    for half, counts in halves.items():
        sys.stdout.write(f"{half} {scores(counts)} {dict(sorted(counts.items()))}\n")
