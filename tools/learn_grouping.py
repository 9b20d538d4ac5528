"""Learn how the evidence for a story is weighed, and say how well that does on sets it was not learned from.

    python tools/learn_grouping.py BENCH --cache FOLDER [--rounds 2] [--out src/broadsheet/group/weights.json] [--left-out]

BENCH is the folder of the development bench. Every set is placed article by article; each candidate story that the room looks
at gives one row of evidence, labelled by whether most of the story's articles bear the article's own label. The first round places
articles where they truly belong, later rounds where the weights of the round before put them, so that the weights also learn
from their own mistakes (Ross et al., "A reduction of imitation learning", 2011). All sets count alike. The weights are plain
numbers; no text is kept. `--left-out` prints, for every set, the scores of weights learned from the other sets.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from broadsheet.cli.pipe.incoming import incoming
from broadsheet.group.evidence import FEATURES, Model, days_penalty, evidence, model_of
from broadsheet.group.group import Group, vector_text
from broadsheet.group.stories import Candidates, Event
from broadsheet.group.terms import Item
from broadsheet.models import embedder
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.story import chronology

SETS = ("uci_dev", "ecbplus_dev", "allsides_dev", "googlenews_ts")
L2 = 1e-3


@dataclass(frozen=True)
class Corpus:
    """A set in order of placing, with its vectors and labels; `items` keeps what was made of the articles."""

    articles: list[Annotated]
    vectors: np.ndarray
    labels: dict[str, str]
    items: dict[str, Item]


class Learner(Group):
    """Places like `Group`, keeps the evidence it saw, and follows the labels in a teaching round."""

    def __init__(self, corpus: Corpus, model: Model | None, teaching: bool) -> None:
        super().__init__(model)
        self.labels, self.items, self.teaching = corpus.labels, corpus.items, teaching
        self.rows: list[np.ndarray] = []
        self.truth: list[bool] = []
        self.offsets: list[float] = []
        self._told: dict[str, Counter[str]] = defaultdict(Counter)
        self._home: dict[str, str] = {}

    def _choose(self, item: Item, terms: dict[str, float], candidates: Candidates) -> tuple[Event, float] | None:
        label = self.labels[item.article]
        if candidates.events and terms:
            self.rows.append(evidence(item, terms, candidates))
            self.truth += [self._told[event.id].most_common(1)[0][0] == label for event in candidates.events]
            self.offsets += [days_penalty(event, item) for event in candidates.events]
        if not self.teaching:
            return super()._choose(item, terms, candidates)
        home = self._home.get(label)
        return (self._stories.by_id[home], 1.0) if home else None

    def _item(self, annotated: Annotated, vector: np.ndarray | None) -> Item:
        name = annotated.article.id
        if name not in self.items:
            self.items[name] = super()._item(annotated, vector)
        return self.items[name]

    def run(self, corpus: Corpus) -> dict[str, str]:
        """Place the whole set; article → story."""
        placed: dict[str, str] = {}
        for annotated, vector in zip(corpus.articles, corpus.vectors, strict=True):
            name = annotated.article.id
            placed[name] = self.place(annotated, Copy(article=name, origin=name), vector).story
            self._told[placed[name]][self.labels[name]] += 1
            self._home.setdefault(self.labels[name], placed[name])
        if self.teaching:
            return placed
        self.settle()
        return {name: self.where(name).story for name in placed}

    @property
    def lesson(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Evidence, labels, and what days took from the log-odds."""
        return np.vstack(self.rows), np.array(self.truth, dtype=float), np.array(self.offsets)


def load(bench: Path, name: str, cache: Path) -> Corpus:
    """A set of the bench; vectors are kept in the cache folder, since they take minutes."""
    with gzip.open(bench / "grouping" / f"{name}.jsonl.gz", "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    articles = sorted((a for a in (incoming(row, "group") for row in rows) if isinstance(a, Article)), key=chronology)
    annotated = [Annotated(article=article) for article in articles]
    kept = cache / f"{name}.npy"
    if not kept.exists():
        np.save(kept, embedder.load().encode([vector_text(each) for each in annotated]))
    return Corpus(annotated, np.load(kept), {str(row["id"]): row["label"] for row in rows}, {})


def fit(lessons: list[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> Model:
    """Logistic regression by Newton's method, ridge penalty, every lesson of the same weight, days as a fixed offset."""
    evidence_, truth, days = (np.concatenate([lesson[part] for lesson in lessons]) for part in range(3))
    share = np.concatenate([np.full(len(lesson[1]), 1 / len(lesson[1])) for lesson in lessons]) / len(lessons)
    mean, scale = evidence_.mean(axis=0), evidence_.std(axis=0)
    scale[scale == 0] = 1
    inputs = np.column_stack([(evidence_ - mean) / scale, np.ones(len(truth))])
    ridge = L2 * np.append(np.ones(len(mean)), 0)
    beta = np.zeros(len(mean) + 1)
    for _ in range(50):
        p = 1 / (1 + np.exp(-(inputs @ beta - days)))
        slope = inputs.T @ (share * (p - truth)) + ridge * beta
        curve = (inputs * (share * p * (1 - p))[:, None]).T @ inputs + np.diag(ridge + 1e-9)
        step = np.linalg.solve(curve, slope)
        beta -= step
        if np.abs(step).max() < 1e-8:
            break
    return model_of(plain_of(mean, scale, beta))


def plain_of(mean: np.ndarray, scale: np.ndarray, beta: np.ndarray) -> dict[str, Any]:
    """What is stored of a model."""
    numbers = {"mean": mean, "scale": scale, "weight": beta[:-1]}
    return {
        "features": list(FEATURES),
        **{k: [float(f"{x:.6g}") for x in v] for k, v in numbers.items()},
        "bias": float(f"{beta[-1]:.6g}"),
    }


def learn(corpora: dict[str, Corpus], taught: dict[str, Any], rounds: int) -> Model:
    """A model from some sets: taught lessons, then the model's own runs added to them."""
    lessons = [taught[name] for name in corpora]
    model = fit(lessons)
    for _ in range(rounds):
        for corpus in corpora.values():
            learner = Learner(corpus, model, teaching=False)
            learner.run(corpus)
            lessons.append(learner.lesson)
        model = fit(lessons)
    return model


def b_cubed(labels: dict[str, str], placed: dict[str, str]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1."""
    cells, gold, mine = Counter((labels[i], placed[i]) for i in labels), Counter(labels.values()), Counter(placed.values())
    p = sum(k * k / mine[b] for (_, b), k in cells.items()) / len(labels)
    r = sum(k * k / gold[a] for (a, _), k in cells.items()) / len(labels)
    return p, r, 2 * p * r / (p + r)


def report(title: str, corpora: dict[str, Corpus], models: dict[str, Model]) -> None:
    """Print the scores of each set under its model, and the mean."""
    scores = []
    for name, corpus in corpora.items():
        placed = Learner(corpus, models[name], teaching=False).run(corpus)
        scores.append(b_cubed(corpus.labels, placed))
        p, r, f = scores[-1]
        print(f"{title:9s} {name:14s} B-cubed P {p:.3f} R {r:.3f} F1 {f:.3f}  stories {len(set(placed.values()))}", flush=True)
    print(f"{title:9s} macro F1 {np.mean([f for *_, f in scores]):.3f}", flush=True)


def main() -> None:
    """Learn, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--sets", nargs="+", default=list(SETS))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--left-out", action="store_true")
    given = parser.parse_args()
    corpora = {name: load(given.bench, name, given.cache) for name in given.sets}
    taught = {}
    for name, corpus in corpora.items():
        learner = Learner(corpus, model_of(plain_of(*_blank())), teaching=True)
        learner.run(corpus)
        taught[name] = learner.lesson
    model = learn(corpora, taught, given.rounds)
    report("learned", corpora, dict.fromkeys(corpora, model))
    if given.out:
        beta = np.append(model.weight, model.bias)
        given.out.write_text(json.dumps(plain_of(model.mean, model.scale, beta), indent=1) + "\n", encoding="utf-8")
    if given.left_out:
        others = {name: {k: v for k, v in corpora.items() if k != name} for name in corpora}
        report("left out", corpora, {name: learn(rest, taught, given.rounds) for name, rest in others.items()})


def _blank() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return np.zeros(len(FEATURES)), np.ones(len(FEATURES)), np.zeros(len(FEATURES) + 1)


if __name__ == "__main__":
    sys.exit(main())
