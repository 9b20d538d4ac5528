"""Learn the weights of `broadsheet.models.attribution` from articles whose attributions are marked.

    python tools/learn_attribution.py polnear_train.jsonl.gz [--rows 840] [--out src/broadsheet/models/attribution.json]

A candidate is right if it shares half of either side with a marked content; of several for one content the nearest one.
Written are numbers under names of grammatical features and of lower-case lemmas that stand in at least `--least` articles;
no text. The threshold is the lowest with which the quotes of articles that a fold did not learn from are precise enough, as the
scorer beside the file judges them; its scores over five folds by article are printed.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from broadsheet.annotate.attribution import features, settings
from broadsheet.annotate.contents import reports
from broadsheet.annotate.cues import Candidate
from broadsheet.annotate.quotes import Finder, all_quotations, whole_quotations
from broadsheet.annotate.reading import Reading, read
from broadsheet.models import grammar

Rows = list[dict[str, Any]]
FOLDS, STEPS, RATE, PENALTY, SMALLEST = 5, 150, 0.1, 3.0, 0.04
PRECISE = 0.88
SETTINGS = {"quoted", "nested", "rival"}
SHOWN = ("all_p", "all_r", "all_f1", "direct_recall", "direct_end_to_end")


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
        quoted = all_quotations(reading)
        each = [list(reports(clause, quoted)) for clause in reading.clauses]
        found = [c for one in each for c in one]
        set_in = [setting for one in each for setting in settings(one, whole)]
        right = paired(found, [a for a in row["attributions"] if a["content"]])
        for c, candidate in enumerate(found):
            out.append(Sample(list(features(candidate, set_in[c])), c in right, n))
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
    plain = {"bias", "capitals", "not", "marks", "clause"} | SETTINGS
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
        "capitals",
        "marks",
        "clause",
    } | SETTINGS
    kept = [
        name
        for name, count in sorted(counts.items())
        if count >= least and (name in plain or name.split()[0] in first or all(word in lemmas for word in name.split()[1:]))
    ]
    return {name: i for i, name in enumerate(kept)}


def train(found: Sequence[Sample], names: dict[str, int]) -> NDArray[np.float64]:
    """Logistic regression with a penalty on the squares of the weights, by Adam over all samples at once."""
    rows = [np.array([names[n] for n in dict.fromkeys(s.names) if n in names], dtype=np.int64) for s in found]
    sizes = [len(row) for row in rows]
    flat, begins, owner = np.concatenate(rows), np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(rows)), sizes)
    right = np.array([s.right for s in found], dtype=np.float64)
    weights, mean, square = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        sums = np.clip(np.add.reduceat(weights[flat], begins), -30, 30)
        errors = 1 / (1 + np.exp(-sums)) - right
        slope = np.bincount(flat, weights=errors[owner], minlength=len(names)) + PENALTY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        rate = RATE if step < 0.6 * STEPS else RATE / 3
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def kept(names: dict[str, int], weights: NDArray[np.float64]) -> dict[str, float]:
    """The weights by name, rounded, those near zero left out."""
    return {name: round(float(weights[i]), 2) for name, i in names.items() if abs(weights[i]) >= SMALLEST}


def scorer(folder: Path) -> Callable[[Rows, dict[str, Any]], dict[str, float]]:
    """The function `score` of the script `score.py` that lies beside the marked articles."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score  # type: ignore[no-any-return]


def said(finder: Finder) -> list[dict[str, Any]]:
    """What is found in one article, as the scorer reads it."""
    out: list[dict[str, Any]] = []
    for one in finder.find():
        speaker = one.by.speaker if one.by else None
        named = {"speaker": {"start": speaker.start, "end": speaker.end}} if speaker else {}
        out.append({"start": one.outer.start, "end": one.outer.end, **named})
    return out


def lowest_threshold(
    finders: dict[str, tuple[Finder, dict[str, float]]], score: Callable[[dict[str, Any]], dict[str, float]]
) -> float:
    """The lowest probability, in steps of .02, from which on all quotes together are precise enough; the scores are printed."""
    for step in range(40, 80, 2):
        for _, weights in finders.values():
            weights["threshold"] = step / 100
        scores = score({name: said(finder) for name, (finder, _) in finders.items()})
        shown = " ".join(
            f"{name} {scores[name]:.3f}" for name in ("all_p", "all_r", "all_f1", "direct_recall", "direct_end_to_end")
        )
        sys.stdout.write(f"threshold {step / 100}: {shown}\n")
        if scores["all_p"] >= PRECISE:
            return step / 100
    return 0.9


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
    learn(rows, readings.__getitem__, scorer(args.gold.parent), args)


def learn(
    rows: Rows, parse: Callable[[str], Reading], score: Callable[[Rows, dict[str, Any]], dict[str, float]], args: argparse.Namespace
) -> None:
    """Train over folds, choose the threshold, train on all, write."""
    found = samples(rows, parse)
    names = vocabulary(found, lower_case_lemmas(rows, parse, args.least), args.least)
    finders: dict[str, tuple[Finder, dict[str, float]]] = {}
    for fold in range(FOLDS):
        weights = kept(names, train([s for s in found if s.article % FOLDS != fold], names))
        for row in rows[fold::FOLDS]:
            reading = parse(row["text"])
            finders[row["id"]] = (Finder(reading, all_quotations(reading), weights), weights)
    threshold = lowest_threshold(finders, lambda given: score(rows, given))
    sys.stdout.write(f"{len(found)} candidates, {sum(s.right for s in found)} right, {len(names)} features\n")
    written = {"threshold": threshold, **kept(names, train(found, names))}
    args.out.write_text(json.dumps(written, indent=0, ensure_ascii=True, sort_keys=True) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
