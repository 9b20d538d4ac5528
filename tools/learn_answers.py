"""Learn the weights of the answer layer from questions whose answer sentences are known.

    tools/learn_answers.py ../shared/bench/ask            # prints the figures of each fifth, learned on the others
    tools/learn_answers.py ../shared/bench/ask --write    # and writes src/broadsheet/write/answers_weights.py from all

The questions are those of the bench, and those about the open example stories (`truth.json` and `questions.json`).

Ranking: a softmax over all sentences of a question's articles, its mass on the gold sentences maximised, weights kept
from going below zero (each measure is one that should speak for a sentence). Trust: a logistic over the signs of the best
sentence. Right are those of questions whose best or second sentence answers; wrong are the best of the other questions, and
for every question that has an answer the best of what is left when the sentences that answer are taken away: so it learns
what a question looks like of which the articles say much, but not that. The right ones weigh `RIGHT` of all. The fifths are
made by a hash of the story. Only numbers leave this script.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from broadsheet.annotate import annotate
from broadsheet.evaluate.examples import questions as judged
from broadsheet.evaluate.examples.truth import example_folder, read_truth
from broadsheet.models import grammar
from broadsheet.records.article import Article
from broadsheet.write import answers
from broadsheet.write.answers_lines import Line
from broadsheet.write.answers_question import Asked, read

TARGET = Path(__file__).parents[1] / "src" / "broadsheet" / "write" / "answers_weights.py"
PENALTY, STEPS, RATE = 0.05, 1500, 0.3
TRUST_PENALTY, RIGHT = 0.01, 0.75
FOLDS = 5

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A question with its sentences measured. `gold` marks the sentences that answer, `asked` is the question read."""

    source: str
    fold: int
    asked: Asked
    answerer: answers.Answerer
    lines: tuple[Line, ...]
    measures: Floats
    gold: NDArray[np.bool_]
    answerable: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="the folder with questions.jsonl and articles.jsonl.gz")
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.name}")
    options = parser.parse_args()
    sys.path.insert(0, str(options.bench))
    held = [*of_bench(), *of_examples()]
    hidden: dict[str, list[dict[str, float]]] = {}
    for fold in range(FOLDS):
        weights = learn([case for case in held if case.fold != fold])
        for case in held:
            if case.fold == fold:
                hidden.setdefault(case.source, []).append(counts(case, *weights))
    for source, counted in hidden.items():
        print(f"{source}, hidden:", report(counted))
    rank, trust, second = learn(held)
    for source in hidden:
        print(f"{source}, seen:", report([counts(case, rank, trust, second) for case in held if case.source == source]))
    if options.write:
        TARGET.write_text(module(rank, trust, second), "utf8")


def of_bench() -> Iterator[Case]:
    """The questions of the bench whose scorer can be imported, with the articles that its scorer gives them."""
    import score

    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        score.write_input()
    given = {row["id"]: tuple(a["id"] for a in row["articles"]) for row in map(json.loads, printed.getvalue().splitlines())}
    known = score.articles()
    articles = Annotator(
        {key: _article(key, **{name: row[name] for name in ("title", "text", "date", "outlet")}) for key, row in known.items()}
    )
    for question in score.questions():
        gold = [(a, *known[a]["spans"][int(i)]) for a, i in (s.split("#") for s in question["sentences"])]
        story = question["story"] or question["id"]
        known_question = Known("bench", story, question["question"], gold, question["answerable"])
        yield case(known_question, articles.answerer(given[question["id"]]))


def of_examples() -> Iterator[Case]:
    """The questions about the open example stories, over the articles as they were written."""
    with example_folder() as folder:
        truth = read_truth(folder)
    rows = {key: _article(key, title=a.title, text=a.text, date=a.published, outlet=a.outlet) for key, a in truth.articles.items()}
    articles = Annotator(rows)
    for source, questions in (("examples", truth.questions), ("questions", tuple(judged.asked(truth)))):
        for question in questions:
            story = truth.stories[question.story]
            if not story.held_out:
                gold = [(spot.article, spot.start, spot.end) for spot in question.answers]
                known_question = Known(source, question.story, question.question, gold, not question.unanswerable)
                yield case(known_question, articles.answerer(story.articles))


class Annotator:
    """Articles by key, annotated when a question first needs them."""

    def __init__(self, articles: dict[str, Article]) -> None:
        self._articles, self._nlp = articles, grammar.load()
        self._answerers: dict[tuple[str, ...], answers.Answerer] = {}

    def answerer(self, keys: tuple[str, ...]) -> answers.Answerer:
        """One that answers from these articles."""
        if keys not in self._answerers:
            self._answerers[keys] = answers.Answerer([annotate(self._articles[key], self._nlp) for key in keys])
        return self._answerers[keys]


def _article(key: str, **told: str | None) -> Article:
    text, day, outlet = told["text"] or "", told["date"], told["outlet"]
    title = told["title"] or ""
    return Article(
        id=key, page=key, place=1, title=title, text=text, ranges=(), published=day, outlet=outlet, language="en", as_given=True
    )  # fmt: skip


@dataclass(frozen=True)
class Known:
    """A question whose answers are known: `gold` holds the ranges of the sentences that answer it, none if nothing does."""

    source: str
    story: str
    question: str
    gold: list[tuple[str, int, int]]
    answerable: bool


def case(known: Known, answerer: answers.Answerer) -> Case:
    """A question, measured."""
    asked = read(known.question)
    found = list(answerer.measured(asked))
    return Case(
        source=known.source,
        fold=blake2b(known.story.encode(), digest_size=4).digest()[0] % FOLDS,
        asked=asked,
        answerer=answerer,
        lines=tuple(line for line, _ in found),
        measures=np.array([measures for _, measures in found]),
        gold=np.array([_answers(line, known.gold) for line, _ in found]),
        answerable=known.answerable,
    )


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


def ranked(case: Case, rank: Floats, without: NDArray[np.bool_] | None = None) -> tuple[NDArray[np.int_], list[answers.Found]]:
    """Order of the lines and the lines as the answer layer ranks them, those of `without` left out."""
    scores = case.measures @ rank
    order = np.array([i for i in np.argsort(-scores, kind="stable") if without is None or not without[i]])
    return order, [answers.Found(line=case.lines[i], measures=tuple(case.measures[i]), score=float(scores[i])) for i in order]


def learn_trust(held: Sequence[Case], rank: Floats) -> Floats:
    signs, right = [], []
    for case in held:
        order, found = ranked(case, rank)
        trials = [(found, case.answerable and bool(case.gold[order[:2]].any()))]
        if case.answerable:
            trials.append((ranked(case, rank, case.gold)[1], False))
        for lines, answered in trials:
            if lines and case.answerer.share(case.asked, lines) == 1:
                signs.append(case.answerer.signs(case.asked, lines))
                right.append(answered)
    return logistic(np.array(signs), np.array(right))


def logistic(signs: Floats, right: NDArray[np.bool_]) -> Floats:
    """Weights of a logistic, the right ones weighing `RIGHT` of all; all but the constant kept from going below zero."""
    weights = np.zeros(signs.shape[1])
    balance = np.where(right, RIGHT / right.sum(), (1 - RIGHT) / (~right).sum())
    for _ in range(6000):
        chance = 1 / (1 + np.exp(-(signs @ weights)))
        slope = ((right - chance) * balance) @ signs - TRUST_PENALTY * np.r_[0, weights[1:]]
        weights = weights + 1.0 * slope
        weights[1:] = np.maximum(weights[1:], 0)
    return weights


def learn_second(held: Sequence[Case], rank: Floats) -> float:
    """The margin with the best sum of right answers and precise citations, the smallest of equals."""
    trials = []
    for margin in np.arange(0, 2.01, 0.1):
        found = figures([counts(case, rank, None, margin) for case in held])
        trials.append((found["right"] + found["precision"], -margin))
    return round(-max(trials)[1], 2)


def counts(case: Case, rank: Floats, trust: Floats | None, second: float) -> dict[str, float]:
    """What one question adds to the scorer's figures, on our sentences."""
    _, found = ranked(case, rank)
    refused = trust is not None and sureness(case, found, trust) < answers.THRESHOLD
    if not case.answerable:
        return {"other": 1, "rightly": float(refused)}
    if refused:
        return {"answerable": 1, "wrongly": 1}
    place = {line.number: i for i, line in enumerate(case.lines)}
    hits = case.gold[[place[f.line.number] for f in case.answerer.chosen(case.asked, found, second)[: answers.MOST_PARTS]]]
    first = 1 / (1 + int(np.argmax(hits))) if hits.any() else 0
    return {"answerable": 1, "cited": len(hits), "hits": float(hits.sum()), "right": float(hits.any()), "reciprocal": first}


def sureness(case: Case, found: list[answers.Found], trust: Floats) -> float:
    """How sure the answer layer is with these weights."""
    return float(case.answerer.share(case.asked, found) / (1 + np.exp(-(np.array(case.answerer.signs(case.asked, found)) @ trust))))


def figures(counted: Sequence[dict[str, float]]) -> dict[str, float]:
    """The scorer's figures."""
    n = Counter[str]()
    for each in counted:
        n.update(each)  # type: ignore[arg-type]  its counts are numbers of any kind
    of = n["answerable"] or 1
    return {
        "right": n["right"] / of,
        "mrr": n["reciprocal"] / of,
        "precision": n["hits"] / (n["cited"] or 1),
        "refused rightly": n["rightly"] / (n["other"] or 1),
        "refused wrongly": n["wrongly"] / of,
    }


def report(counted: Sequence[dict[str, float]]) -> str:
    return "  ".join(f"{name} {value:.3f}" for name, value in figures(counted).items()) + f"  of {len(counted)}"


def module(rank: Floats, trust: Floats, second: float) -> str:
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
