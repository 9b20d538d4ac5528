"""Learn the weights of the answer layer from questions whose answer sentences are known.

    tools/learn_answers.py ../shared/bench/ask            # prints the figures of both halves, learned on the other
    tools/learn_answers.py ../shared/bench/ask --write    # and writes src/broadsheet/write/answers_weights.py from all

Ranking: a softmax over all sentences of a question's articles, its mass on the gold sentences maximised, weights kept
from going below zero (each measure is one that should speak for a sentence). Trust: a logistic over the signs of the best
sentence, its positives questions whose best or second sentence is right, its negatives questions without an answer, both
weighing the same. The questions are halved by a hash of their story. Only numbers leave this script.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article
from broadsheet.write import answers
from broadsheet.write.answers_features import measure
from broadsheet.write.answers_lines import Line, Lines
from broadsheet.write.answers_question import Asked, read

TARGET = Path(__file__).parents[1] / "src" / "broadsheet" / "write" / "answers_weights.py"
PENALTY, STEPS, RATE = 0.05, 1500, 0.3
TRUST_PENALTY = 0.02

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A question with its sentences measured. `gold` marks the sentences that answer, `asked` is the question read."""

    id: str
    half: int
    asked: Asked
    answerer: answers.Answerer
    measures: Floats
    gold: NDArray[np.bool_]
    answerable: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="the folder with questions.jsonl and articles.jsonl.gz")
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.name}")
    options = parser.parse_args()
    sys.path.insert(0, str(options.bench))
    held = cases(annotated(options.bench))
    for half in (0, 1):
        rank, trust, second = learn([case for case in held if case.half != half])
        print(f"half {half}:", report([case for case in held if case.half == half], rank, trust, second))
    rank, trust, second = learn(held)
    print("all, learned on all:", report(held, rank, trust, second))
    if options.write:
        TARGET.write_text(source(rank, trust, second), "utf8")


def annotated(bench: Path) -> dict[str, Annotated]:
    """Every article of the bench, annotated."""
    from broadsheet.annotate import annotate
    from broadsheet.models import grammar

    nlp = grammar.load()
    with gzip.open(bench / "articles.jsonl.gz", "rt", encoding="utf8") as rows:
        return {row["id"]: annotate(_article(row), nlp) for row in map(json.loads, rows)}


def _article(row: dict[str, Any]) -> Article:
    text = " ".join(row["sentences"])
    return Article(
        id=row["id"], page=row["id"], place=1, title=row["title"] or "", text=text, ranges=(), published=row["date"],
        outlet=row["outlet"], language="en", as_given=True,
    )  # fmt: skip


def cases(articles: dict[str, Annotated]) -> list[Case]:
    """The questions with the articles that the scorer gives them."""
    import contextlib
    import io

    import score

    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        score.write_input()
    given = {row["id"]: [a["id"] for a in row["articles"]] for row in map(json.loads, printed.getvalue().splitlines())}
    known = score.articles()
    answerers: dict[tuple[str, ...], tuple[answers.Answerer, Lines]] = {}
    held = []
    for question in score.questions():
        ids = tuple(given[question["id"]])
        if ids not in answerers:
            chosen = [articles[i] for i in ids]
            answerers[ids] = answers.Answerer(chosen), Lines(chosen)
        answerer, lines = answerers[ids]
        asked = read(question["question"])
        gold = [(a, *known[a]["spans"][int(i)]) for a, i in (s.split("#") for s in question["sentences"])]
        half = blake2b((question["story"] or question["id"]).encode(), digest_size=4).digest()[0] % 2
        measures = np.array([measure(asked, lines, line) for line in lines.all])
        held.append(
            Case(
                question["id"],
                half,
                asked,
                answerer,
                measures,
                np.array([_answers(line, gold) for line in lines.all]),
                question["answerable"],
            )
        )
    return held


def _answers(line: Line, gold: list[tuple[str, int, int]]) -> bool:
    """Whether the line shares a character with a gold sentence."""
    here = [(start, end) for article, start, end in gold if article == line.article.article.id]
    return any(line.extent.start < end and start < line.extent.end for start, end in here)


def learn(held: Sequence[Case]) -> tuple[Floats, Floats, float]:
    """Weights of the ranking, of trust, and how far behind the best a second sentence may be."""
    rank = learn_rank([case for case in held if case.answerable])
    trust = learn_trust(held, rank)
    return rank, trust, learn_second([case for case in held if case.answerable], rank)


def learn_rank(held: Sequence[Case]) -> Floats:
    held = [case for case in held if case.gold.any()]
    weights = np.ones(held[0].measures.shape[1])
    for _ in range(STEPS):
        slope = np.zeros_like(weights)
        for case in held:
            scores = case.measures @ weights
            share = np.exp(scores - scores.max())
            share /= share.sum()
            wanted = share * case.gold
            slope += (wanted / wanted.sum() - share) @ case.measures
        weights = np.maximum(weights + RATE * (slope / len(held) - PENALTY * weights), 0)
    return weights


def ranked(case: Case, rank: Floats) -> tuple[NDArray[np.int_], list[answers.Found]]:
    """Order of the lines, and the first of them as the answer layer hands it to `signs`."""
    scores = case.measures @ rank
    order = np.argsort(-scores, kind="stable")
    best = int(order[0])
    return order, [answers.Found(line=None, measures=tuple(case.measures[best]), score=float(scores[best]))]  # type: ignore[arg-type]


def learn_trust(held: Sequence[Case], rank: Floats) -> Floats:
    signs, right = [], []
    for case in held:
        order, best = ranked(case, rank)
        hit = bool(case.gold[order[:2]].any())
        if case.answerable and not hit:
            continue
        signs.append(case.answerer.signs(case.asked, best))
        right.append(case.answerable)
    return logistic(np.array(signs), np.array(right))


def logistic(signs: Floats, right: NDArray[np.bool_]) -> Floats:
    """Weights of a logistic, both classes weighing the same; all but the constant kept from going below zero."""
    weights = np.zeros(signs.shape[1])
    balance = np.where(right, 0.5 / right.sum(), 0.5 / (~right).sum())
    for _ in range(6000):
        chance = 1 / (1 + np.exp(-(signs @ weights)))
        slope = ((right - chance) * balance) @ signs - TRUST_PENALTY * np.r_[0, weights[1:]]
        weights = weights + 1.0 * slope
        weights[1:] = np.maximum(weights[1:], 0)
    return weights


def learn_second(held: Sequence[Case], rank: Floats) -> float:
    """The margin with the best sum of right answers and precise citations, the smallest of equals."""
    trials = [
        (sum(figures(held, rank, None, margin)[key] for key in ("right", "precision")), -margin)
        for margin in np.arange(0, 2.01, 0.1)
    ]
    return round(-max(trials)[1], 2)


def figures(held: Sequence[Case], rank: Floats, trust: Floats | None, second: float) -> dict[str, float]:
    """The scorer's figures, on our sentences."""
    n = dict.fromkeys(("answerable", "other", "right", "reciprocal", "cited", "hits", "wrongly", "rightly"), 0.0)
    for case in held:
        order, best = ranked(case, rank)
        refused = trust is not None and 1 / (1 + np.exp(-(np.array(case.answerer.signs(case.asked, best)) @ trust))) < 0.5
        if not case.answerable:
            n["other"] += 1
            n["rightly"] += refused
            continue
        n["answerable"] += 1
        n["wrongly"] += refused
        if not refused:
            scores = case.measures @ rank
            shown = [i for i in order[: answers.MOST_PARTS] if scores[i] >= scores[order[0]] - second]
            hits = case.gold[shown]
            n["cited"] += len(shown)
            n["hits"] += hits.sum()
            n["right"] += hits[:2].any()
            n["reciprocal"] += 1 / (1 + int(np.argmax(hits))) if hits.any() else 0
    of = n["answerable"] or 1
    return {
        "right": n["right"] / of,
        "mrr": n["reciprocal"] / of,
        "precision": n["hits"] / (n["cited"] or 1),
        "refused rightly": n["rightly"] / (n["other"] or 1),
        "refused wrongly": n["wrongly"] / of,
    }


def report(held: Sequence[Case], rank: Floats, trust: Floats, second: float) -> str:
    return "  ".join(f"{name} {value:.3f}" for name, value in figures(held, rank, trust, second).items()) + f"  of {len(held)}"


def source(rank: Floats, trust: Floats, second: float) -> str:
    """The module with the weights."""

    def row(values: Floats) -> str:
        return "(" + ", ".join(f"{value:.3f}" for value in values) + ")"

    return (
        '"""Weights of the answer layer, learned by `tools/learn_answers.py`; not to be edited by hand."""\n\n'
        f"RANK: tuple[float, ...] = {row(rank)}\n"
        '"""One for each of `answers_features.FEATURES`."""\n\n'
        f"TRUST: tuple[float, ...] = {row(trust)}\n"
        '"""One for each of `Answerer.signs`."""\n\n'
        f"SECOND = {second}\n"
        '"""How far behind the best sentence\'s score a second one may be."""\n\n'
        "THRESHOLD = 0.5\n"
        '"""Confidence below which a question is refused."""\n'
    )


if __name__ == "__main__":
    main()
