"""Learn the weights of `broadsheet.models.attribution` from articles whose attributions are marked.

    python tools/learn_attribution.py polnear_train.jsonl.gz [--rows 840] [--out src/broadsheet/models/attribution.json]

A candidate is right if it shares half of either side with a marked content; of several for one content the nearest one.
Written are numbers under names of grammatical features and of lower-case lemmas that stand in at least `--least` articles;
no text. The threshold is the one with the best F1 over five folds by article, which is printed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from broadsheet.annotate.attribution import features
from broadsheet.annotate.cues import Candidate, candidates
from broadsheet.annotate.quotes import whole_quotations
from broadsheet.annotate.reading import Reading, read
from broadsheet.models import grammar

Rows = list[dict[str, Any]]
FOLDS, EPOCHS, RATE, DECAY, SMALLEST = 5, 12, 0.15, 2e-6, 0.04


class Sample(NamedTuple):
    """A candidate as a list of feature names, whether it is right, and the place of its article."""

    names: list[str]
    right: bool
    article: int


def overlap(start: int, end: int, spans: Sequence[Sequence[int]]) -> int:
    return sum(max(0, min(end, e) - max(start, s)) for s, e in spans)


def paired(found: Sequence[Candidate], wanted: Sequence[dict[str, Any]]) -> set[int]:
    """Indices of the candidates that are the best match of a marked content, one to one."""
    scored = []
    for g, one in enumerate(wanted):
        size = sum(e - s for s, e in one["content"])
        for c, candidate in enumerate(found):
            start, end = candidate.content
            both = overlap(start, end, one["content"])
            if both and both >= 0.5 * size and both >= 0.5 * (end - start):
                cue = bool(overlap(candidate.clause.at(candidate.cue).start, candidate.clause.at(candidate.cue).end, one["cue"]))
                scored.append((cue, both / (size + end - start - both), -g, -c))
    taken: dict[int, int] = {}
    for _, _, g, c in sorted(scored, reverse=True):
        if -g not in taken and -c not in taken.values():
            taken[-g] = -c
    return set(taken.values())


def samples(rows: Rows, parse: Callable[[str], Reading]) -> list[Sample]:
    """All candidates of all articles."""
    out = []
    for n, row in enumerate(rows):
        reading = parse(row["text"])
        whole = whole_quotations(reading)
        found = [c for clause in reading.clauses for c in candidates(clause)]
        right = paired(found, [a for a in row["attributions"] if a["content"]])
        for c, candidate in enumerate(found):
            inside = any(quote.outer.holds(candidate.content) for quote in whole)
            out.append(Sample(list(features(candidate, quoted=inside)), c in right, n))
    return out


def lower_case_lemmas(rows: Rows, parse: Callable[[str], Reading], least: int) -> set[str]:
    """Lemmas that occur in lower case in at least `least` articles, and more often so than with a capital."""
    articles: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for row in rows:
        tokens = [t for clause in parse(row["text"]).clauses for t in clause.span if t.is_alpha]
        articles.update({t.lemma_.lower() for t in tokens if t.is_lower and t.ent_type_ == ""})
        capital.update({t.lemma_.lower() for t in tokens if not t.is_lower and not t.is_sent_start and t.ent_type_ != ""})
    return {lemma for lemma, count in articles.items() if count >= least and count > capital[lemma]}


def vocabulary(found: Iterable[Sample], lemmas: set[str], least: int) -> dict[str, int]:
    """Names of features that occur often enough and hold no lemma but those allowed."""
    counts: Counter[str] = Counter()
    for sample in found:
        counts.update(set(sample.names))
    plain = {"bias", "inside", "capitals", "not", "marks"}
    first = {
        "shape",
        "family",
        "by",
        "tag",
        "hangs",
        "aux",
        "size",
        "head",
        "opens",
        "gap",
        "inverted",
        "inside",
        "capitals",
        "marks",
    }
    kept = [
        name
        for name, count in sorted(counts.items())
        if count >= least and (name in plain or name.split()[0] in first or all(word in lemmas for word in name.split()[1:]))
    ]
    return {name: i for i, name in enumerate(kept)}


def train(found: Sequence[Sample], names: dict[str, int]) -> NDArray[np.float64]:
    """Adagrad over the log loss, with decay towards zero; the order is shuffled with a fixed seed."""
    rows = [np.array([names[n] for n in dict.fromkeys(s.names) if n in names], dtype=np.int64) for s in found]
    right = np.array([s.right for s in found], dtype=np.float64)
    weights, squares = np.zeros(len(names)), np.full(len(names), 1e-2)
    order = np.random.default_rng(0)
    for _ in range(EPOCHS):
        for i in order.permutation(len(rows)):
            at = rows[i]
            slope = 1 / (1 + math.exp(-float(np.clip(weights[at].sum(), -30, 30)))) - right[i]
            grad = slope + DECAY * len(rows) * weights[at] / 100
            squares[at] += grad * grad
            weights[at] -= RATE * grad / np.sqrt(squares[at])
    return weights


def chances(found: Sequence[Sample], names: dict[str, int], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    totals = [sum(float(weights[names[n]]) for n in dict.fromkeys(s.names) if n in names) for s in found]
    given: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(np.array(totals), -30, 30)))
    return given


def best_threshold(given: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[float, float]:
    """The probability with the best F1 over the candidates, and that F1."""
    best = (0.5, 0.0)
    for step in range(10, 80):
        said = given >= step / 100
        hits = float((said & right).sum())
        f1 = 2 * hits / (float(said.sum()) + float(right.sum()))
        best = max(best, (step / 100, f1), key=lambda pair: pair[1])
    return best


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", type=Path)
    ask.add_argument("--rows", type=int)
    ask.add_argument("--least", type=int, default=5)
    ask.add_argument("--out", type=Path, default=Path("src/broadsheet/models/attribution.json"))
    args = ask.parse_args()
    with gzip.open(args.gold, "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines][: args.rows]
    nlp = grammar.load()
    readings = {row["text"]: read(row["text"], nlp, wrapped=True) for row in rows}
    learn(rows, readings.__getitem__, args.least, args.out)


def learn(rows: Rows, parse: Callable[[str], Reading], least: int, out: Path) -> None:
    """Train, choose the threshold over folds, train on all, write."""
    found = samples(rows, parse)
    names = vocabulary(found, lower_case_lemmas(rows, parse, least), least)
    given = np.zeros(len(found))
    for fold in range(FOLDS):
        held = [i for i, s in enumerate(found) if s.article % FOLDS == fold]
        weights = train([s for s in found if s.article % FOLDS != fold], names)
        given[held] = chances([found[i] for i in held], names, weights)
    right = np.array([s.right for s in found])
    threshold, f1 = best_threshold(given, right)
    sys.stdout.write(
        f"{len(found)} candidates, {int(right.sum())} right, {len(names)} features; threshold {threshold}, F1 {f1:.3f}\n"
    )
    weights = train(found, names)
    kept = {name: round(float(weights[i]), 2) for name, i in names.items() if abs(weights[i]) >= SMALLEST}
    out.write_text(
        json.dumps({"threshold": threshold, **kept}, indent=0, ensure_ascii=True, sort_keys=True) + "\n", encoding="utf8"
    )


if __name__ == "__main__":
    main()
