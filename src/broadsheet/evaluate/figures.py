"""Figures labelled by hand in sentences of the bench, and how those that a room finds compare with them.

`figures.json` holds no text: a sentence is its set, its article, its place there and the sha256 of its words; places of
labels count from its start. `figures` are numbers that count or measure; `ages` may be found as ages only; `open` could be
argued (durations that tell when, line-ups, dimensions of a product's name) and are neither right nor wrong; nothing else
in a sentence is a figure. The sentences were drawn by the digest of their words, and labelled before anything was found in them.
The half `test` is for measuring alone: its errors are never listed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from broadsheet.errors import BroadsheetError
from broadsheet.evaluate.bench import Bench, Row, digest, sampled
from broadsheet.evaluate.measured import Extent, Measured

LABELLED = Path(__file__).with_name("figures.json")
EVERY = 4
HALVES = ("dev", "test")
FIELDS = ("unit", "noun", "qualifier", "holder")
_PAGES = "/pages/"


def labelled() -> list[Row]:
    """The labelled sentences."""
    rows: list[Row] = json.loads(LABELLED.read_text("utf-8"))
    return rows


def measure(bench: Bench, extent: Extent) -> Measured:
    """Annotate the articles that hold labelled sentences and score the figures found in these, each half by itself."""
    chosen = [row for row in labelled() if sampled(row["sha256"], EVERY if extent == "subset" else 1)]
    texts = articles(bench, {row["source"] for row in chosen})
    kept = [row for row in chosen if _key(row) in texts]
    asked = [{"id": key, **texts[key]} for key in sorted({_key(row) for row in kept})]
    found = {row["id"]: row["figures"] for row in _answers(bench.pipe("annotate", "figures", asked))}
    counts = counted((row, found[_key(row)], texts[_key(row)]["text"]) for row in kept)
    told = [(half, name, value) for half in HALVES for name, value in scores(counts[half]).items()]
    figures = {f"{half}.{name}": value for half, name, value in told if name not in ("noun", "holder")}
    return Measured(room="figures", extent=extent, rows=len(kept), digest=digest(kept), figures=figures)


def _key(row: Row) -> str:
    return f"{row['source']} {row['article']}"


def _answers(path: Path) -> Iterator[Row]:
    yield from map(json.loads, path.read_text("utf-8").splitlines())


def articles(bench: Bench, sources: set[str]) -> dict[str, Row]:
    """Text and date of every article of some sets, by set and id; a set that is not on the bench has none."""
    found = {}
    for source in sorted(sources):
        place = f"{source}/gold.jsonl.gz" if _PAGES in source else f"{source}.jsonl.gz"
        if not (bench.folder / place).is_file():
            continue
        for record in bench.rows(place, key=lambda _: ""):
            for article in record.get("articles", [record]):
                found[f"{source} {article['id']}"] = {"text": article["text"], "date": article.get("date")}
    return found


def counted(judged: Iterator[tuple[Row, Sequence[Row], str]]) -> dict[str, Counter[str]]:
    """What is right and wrong, by half: labelled sentences with the figures found in their article and its text."""
    counts: dict[str, Counter[str]] = {half: Counter() for half in HALVES}
    for row, figures, text in judged:
        for what, _ in judge(row, figures, text):
            counts[row["half"]][what] += 1
    return counts


def judge(row: Row, found: Sequence[Row], text: str) -> Iterator[tuple[str, str]]:
    """What is right and wrong in one sentence: `(count, words)`; `tp fp fn`, and for what was found `FIELD+` or `FIELD-`.

    Args:
        row: the labelled sentence.
        found: figures of the article as the contract has them; `noun` and `holder` are judged where they are given.
        text: of the article.

    Raises:
        BroadsheetError: if the bench has another text than was labelled.
    """
    base, end = row["start"], row["end"]
    if sha256(text[base:end].encode()).hexdigest() != row["sha256"]:
        raise BroadsheetError(f"the bench has another text of {_key(row)} than was labelled")
    left = list(row["figures"])
    for figure in (one for one in found if one["start"] < end and base < one["end"]):
        words = text[figure["start"] : figure["end"]]
        mate = next((gold for gold in left if _same(base, gold, figure)), None)
        if mate is not None:
            left.remove(mate)
            yield "tp", words
            yield from _fields(base, mate, figure, words)
        elif not _excused(row, figure):
            yield "fp", f"{words!r} = {figure['value']:g} {figure['unit']} ({figure['label']})"
    for gold in left:
        yield "fn", text[base + gold["start"] : base + gold["end"]]


def _overlaps(base: int, place: Mapping[str, Any] | list[int], figure: Row) -> bool:
    """Whether a labelled place, counted from the sentence's start, shares words with a place of the article."""
    low, high = (place["start"], place["end"]) if isinstance(place, Mapping) else place
    return bool(base + low < figure["end"] and figure["start"] < base + high)


def _same(base: int, gold: Row, figure: Row) -> bool:
    near = abs(gold["value"] - figure["value"]) < (0.06 if gold["value"] % 1 else 1e-6)
    ends = gold.get("value_high") == figure.get("value_high")
    return near and ends and figure["label"] != "age" and _overlaps(base, gold, figure)


def _excused(row: Row, figure: Row) -> bool:
    aged = figure["label"] == "age" and any(_overlaps(row["start"], place, figure) for place in row["ages"])
    return aged or any(_overlaps(row["start"], place, figure) for place in row["open"])


def _fields(base: int, gold: Row, figure: Row, words: str) -> Iterator[tuple[str, str]]:
    for name in ("unit", "noun", "qualifier"):
        if gold.get(name) is not None and name in figure:
            right = figure[name] == gold[name]
            yield f"{name}{'+' if right else '-'}", f"{words!r}: {figure[name]!r}, not {gold[name]!r}"
    if "holder" in gold and "holder" in figure:
        holder = figure["holder"]
        named = holder is not None and _overlaps(base, gold["holder"], holder)
        yield ("holder+" if named else "holder-"), f"{words!r}: {holder}"


def scores(counts: Mapping[str, int]) -> dict[str, float]:
    """Precision and recall of the figures, and the share of found ones with the right field."""

    def share(good: int, bad: int) -> float:
        return round(good / (good + bad), 4) if good + bad else 1.0

    fields = {name: share(counts[f"{name}+"], counts[f"{name}-"]) for name in FIELDS}
    return {"p": share(counts["tp"], counts["fp"]), "r": share(counts["tp"], counts["fn"])} | fields
