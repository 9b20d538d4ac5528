"""Learn how the evidence for a story is weighed, and say how well that does on stories and sets it was not learned from.

    python tools/learn_grouping.py BENCH --cache FOLDER [--out src/broadsheet/group/weights.json] [--left-out]

BENCH is the folder of the development bench. Every set is placed and settled; each pair of stories (an article is a story of one)
that the room looks at gives a row of evidence, labelled by whether most pairs of their articles bear the same label. The first
round joins only what truly belongs together, later rounds go where the weights of the round before lead, so that the weights also
learn from their own mistakes (Ross et al., "A reduction of imitation learning", 2011). All sets count alike. What is written is a
logistic regression and trees (LightGBM's: `pip install lightgbm`) that count half each: numbers only, no text is kept.

Half of the stories of every set are learned from, of the snippets a quarter. After three rounds over these halves the sets are
placed whole (`WHOLE`), once taught and once not, and what that shows counts twice: among twice as many stories there are twice as
many to be confused with. The labels of the other stories are not looked at, and what is no pair of a story that is learned from is
not kept. Such a story meets all that it is not, and only half of what is one: `READIER` makes up for that. The scores printed are
those of the other halves, placed alone. `--left-out` prints, for every set, the scores of weights learned from the other sources.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from grown import tree_of

from broadsheet.cli.pipe.incoming import incoming
from broadsheet.group.conflict import conflict
from broadsheet.group.event import Event
from broadsheet.group.evidence import FEATURES, SINGLE, Look, Matrix, Model, days_penalty, evidence
from broadsheet.group.group import JOIN, MERGE, Group, vector_text
from broadsheet.group.terms import Item
from broadsheet.models import embedder
from broadsheet.models.forest import forest_of
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.story import chronology

SOURCES = {
    "uci_dev": "uci", "ecbplus_dev": "ecb", "allsides_dev": "allsides", "googlenews_ts": "googlenews", "papers": "allsides",
    "duplicates": "ecb",
}  # fmt: skip
"""Set → where its texts come from; a set is left out together with those of its source."""
ONE_IN = {"googlenews_ts": 4}
"""One in how many stories of a set is learned from, if it is not every second: no paper prints snippets without small words."""
L2 = 1e-3
KEPT = 4  # rows of a look that are kept, the likeliest ones
ANY = 2  # rows of stories drawn by chance that are kept beside them
LOOSER = 2.0  # by how much a teaching round is readier to join: it does no harm there, and shows more
READIER = 0.9  # what is added to the log-odds in the end; chosen on whole sets, half of them seen
WHOLE = ("uci_dev", "ecbplus_dev", "allsides_dev", "papers")
"""Sets that are placed whole: not the snippets, which no paper prints, nor `duplicates`, whose events are those of another set."""
REPEATS = 3  # rounds over the halves
TWICE = 2  # how often what a whole set shows counts beside what its half shows
TREES, ROWS = 150, 20_000  # how many grow, and how many rows all the evidence counts as
GROWTH = {
    "objective": "binary", "num_leaves": 8, "learning_rate": 0.08, "min_sum_hessian_in_leaf": 5, "lambda_l2": 1.0, "num_threads": 1,
    "feature_fraction": 0.7, "seed": 1, "deterministic": True, "boost_from_average": False, "verbose": -1,
}  # fmt: skip
"""How LightGBM grows them: small trees over many rows each."""


UNTOLD = ""
"""Stands for every label that must not be looked at."""


@dataclass(frozen=True)
class Corpus:
    """A set in order of placing, with its vectors and labels; `items` keeps what was made of the articles.

    Of `told` alone, which are stories, a learner may look at the labels.
    """

    articles: list[Annotated]
    vectors: np.ndarray
    labels: dict[str, str]
    items: dict[str, Item]
    told: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Lesson:
    """Evidence, labels, what days and conflicts took from the log-odds, and how much each row weighs."""

    evidence: np.ndarray
    truth: np.ndarray
    days: np.ndarray
    share: np.ndarray


class Learner(Group):
    """Places like `Group`, keeps the evidence it saw, and follows the labels it may look at in a teaching round."""

    def __init__(self, corpus: Corpus, model: Model, teaching: bool) -> None:
        super().__init__(model)
        self.corpus, self.teaching = corpus, teaching
        self.rows: list[tuple[np.ndarray, float, float, int]] = []
        self._known: dict[str, Counter[str]] = {}
        self._dice = np.random.default_rng(0)

    def _judge(self, looks: Sequence[Look]) -> list[Matrix]:
        return [self._seen(event, others, odds) for (event, others), odds in zip(looks, super()._judge(looks), strict=True)]

    def _seen(self, event: Event, others: Sequence[Event], odds: Matrix) -> Matrix:
        if self.corpus.told:
            likeliest = [others[number] for number in np.argsort(-odds)[:KEPT]]
            self._keep(event, [*likeliest, *self._any(event)])
        if not self.teaching:
            return odds
        same = [self._same(event, other) for other in others]
        return np.where([one is None for one in same], odds, np.where([one is True for one in same], odds + LOOSER, -99.0))

    def _keep(self, event: Event, others: Sequence[Event]) -> None:
        for other, row in zip(others, evidence(event, others), strict=True):
            same, size = self._same(event, other), min(event.articles, other.articles)
            if same is not None:
                self.rows.append((row, float(same), days_penalty(event, other) + conflict(event, other), size))

    def _any(self, event: Event) -> list[Event]:
        """Stories that are no candidates, most likely: in a small paper the candidates are like these."""
        drawn = [self._stories.events[number] for number in self._dice.integers(len(self._stories.events), size=ANY)]
        return [other for other in drawn if other.articles and other.bag.units[0] and other is not event]

    def _same(self, event: Event, other: Event) -> bool | None:
        """Whether most pairs across bear the same label; None if neither is mostly of stories whose label may be looked at."""
        one, two = self._labels(event), self._labels(other)
        if all(2 * each[UNTOLD] >= sum(each.values()) for each in (one, two)):
            return None
        pairs = sum(one.values()) * sum(two.values())
        return 2 * sum(count * two[label] for label, count in one.items() if label != UNTOLD) >= pairs

    def _labels(self, event: Event) -> Counter[str]:
        known = self._known.get(event.members[0])
        if known is None or sum(known.values()) != len(event.members):
            labels = (self.corpus.labels[name] for name in event.members)
            known = self._known[event.members[0]] = Counter(label if label in self.corpus.told else UNTOLD for label in labels)
        return known

    def _item(self, annotated: Annotated, vector: np.ndarray | None) -> Item:
        name = annotated.article.id
        if name not in self.corpus.items:
            self.corpus.items[name] = super()._item(annotated, vector)
        return self.corpus.items[name]

    def run(self) -> dict[str, str]:
        """Place the whole set; article → story."""
        for annotated, vector in zip(self.corpus.articles, self.corpus.vectors, strict=True):
            name = annotated.article.id
            self.place(annotated, Copy(article=name, origin=name), vector)
        self.settle()
        return {each.article.id: self.where(each.article.id).story for each in self.corpus.articles}

    @property
    def lesson(self) -> Lesson:
        """What was seen; a look at two large stories weighs as the root of the smaller one's articles."""
        rows, truth, days, sizes = (np.array(column, dtype=float) for column in zip(*self.rows, strict=True))
        share = np.sqrt(sizes)
        return Lesson(rows, truth, days, share / share.sum())


def rows_of(bench: Path, name: str) -> Iterator[dict[str, Any]]:
    """The labelled articles of a set."""
    places = {"papers": "papers/allsides_apr_jul", "duplicates": "duplicates/dev"}
    with gzip.open(bench / f"{places.get(name, f'grouping/{name}')}.jsonl.gz", "rt", encoding="utf8") as lines:
        for row in map(json.loads, lines):
            if name == "papers":
                yield from (article | {"label": row["story"]} for article in row["articles"])
            elif name != "duplicates":
                yield row
            elif row["gold"]["edit"] == "original" and not str(row["gold"].get("event")).startswith("house"):
                yield row | {"label": str(row["gold"].get("event") or row["id"])}


def load(bench: Path, name: str, cache: Path) -> Corpus:
    """A set of the bench; vectors are kept in the cache folder, since they take minutes."""
    rows = list(rows_of(bench, name))
    taken = (incoming({key: value for key, value in row.items() if value is not None}, "group") for row in rows)
    articles = sorted((a for a in taken if isinstance(a, Article)), key=chronology)
    annotated = [Annotated(article=article) for article in articles]
    kept = cache / f"{name}.npy"
    if not kept.exists():
        np.save(kept, embedder.load().encode([vector_text(each) for each in annotated]))
    return Corpus(annotated, np.load(kept), {str(row["id"]): row["label"] for row in rows}, {})


def chosen(corpus: Corpus, one_in: int) -> frozenset[str]:
    """One in so many stories, by the digest of the label."""
    return frozenset(label for label in corpus.labels.values() if blake2b(label.encode()).digest()[0] % one_in == 0)


def part(corpus: Corpus, one_in: int, rest: bool = False) -> Corpus:
    """The articles of one in so many stories, which are all told, or of the rest of them."""
    told = chosen(corpus, one_in)
    keep = [number for number, each in enumerate(corpus.articles) if (corpus.labels[each.article.id] in told) != rest]
    articles = [corpus.articles[number] for number in keep]
    return Corpus(articles, corpus.vectors[keep], corpus.labels, corpus.items, frozenset() if rest else told)


def fit(lessons: Sequence[Lesson]) -> Model:
    """Logistic regression by Newton's method, ridge penalty, lessons of equal weight, days and conflicts as a fixed offset."""
    rows, truth, days = (np.concatenate([getattr(one, part) for one in lessons]) for part in ("evidence", "truth", "days"))
    share = np.concatenate([one.share for one in lessons]) / len(lessons)
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    inputs = np.column_stack([(rows - mean) / scale, np.ones(len(truth))])
    ridge = L2 * np.append(np.ones(len(mean)), 0)
    beta = np.zeros(len(mean) + 1)
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(inputs @ beta - days, -30, 30)))
        slope = inputs.T @ (share * (p - truth)) + ridge * beta
        curve = (inputs * (share * p * (1 - p))[:, None]).T @ inputs + np.diag(ridge + 1e-9)
        step = np.linalg.solve(curve, slope)
        beta -= step
        if np.abs(step).max() < 1e-8:
            break
    weight = beta[:-1] / scale
    return Model(weight=weight, bias=float(beta[-1] - mean @ weight))


def corrected(model: Model, lessons: Sequence[Lesson]) -> Model:
    """The model half, and half what trees say that look at the evidence without its products."""
    import lightgbm  # for learning only: whoever imports this for its scores need not have it

    rows, truth, days = (np.concatenate([getattr(one, part) for one in lessons]) for part in ("evidence", "truth", "days"))
    share = np.concatenate([one.share for one in lessons]) / len(lessons)
    told = lightgbm.Dataset(rows[:, :SINGLE], truth, weight=share * ROWS, init_score=-days)
    grown = lightgbm.train(GROWTH, told, TREES).dump_model()["tree_info"]
    trees = [tree_of(tree["tree_structure"], share=0.5) for tree in grown]
    return Model(weight=model.weight / 2, bias=model.bias / 2, trees=forest_of([trees]))


def blank() -> Model:
    """What the first round looks by: words and vectors."""
    return Model(weight=np.array([6.0 if name in ("terms", "vectors") else 0.0 for name in FEATURES]), bias=-4.5)


def learn(corpora: Mapping[str, Corpus]) -> Model:
    """A model from some sets: from the halves of them that are told, then from the sets placed whole as well."""
    model, lessons = blank(), list[Lesson]()
    halves = [part(corpus, ONE_IN.get(name, 2)) for name, corpus in corpora.items()]
    for turn in range(REPEATS):
        lessons += [lesson_of(half, model, teaching=turn == 0) for half in halves]
        model = fit(lessons)
    model = corrected(model, lessons)
    for name in (name for name in WHOLE if name in corpora):
        whole = replace(corpora[name], told=chosen(corpora[name], ONE_IN.get(name, 2)))
        lessons += TWICE * [lesson_of(whole, model, teaching) for teaching in (True, False)]
    model = corrected(fit(lessons), lessons)
    return replace(model, bias=model.bias + READIER)


def lesson_of(corpus: Corpus, model: Model, teaching: bool) -> Lesson:
    """What a run shows."""
    learner = Learner(corpus, model, teaching)
    learner.run()
    return learner.lesson


def plain_of(model: Model) -> dict[str, Any]:
    """What is stored of a model."""
    return {
        "bias": float(f"{model.bias:.5g}"),
        "weights": {n: float(f"{w:.5g}") for n, w in zip(FEATURES, model.weight, strict=True)},
        "trees": model.trees.plain()[0],
    }


def scores(labels: dict[str, str], placed: dict[str, str]) -> tuple[float, float, float, float]:
    """B-cubed precision, recall and F1, and F1 of pairs."""
    cells, gold, mine = (
        Counter((labels[i], placed[i]) for i in placed),
        Counter(labels[i] for i in placed),
        Counter(placed.values()),
    )
    p = sum(k * k / mine[b] for (_, b), k in cells.items()) / len(placed)
    r = sum(k * k / gold[a] for (a, _), k in cells.items()) / len(placed)
    both, mine_pairs, gold_pairs = (sum(k * (k - 1) for k in counts.values()) for counts in (cells, mine, gold))
    return p, r, 2 * p * r / (p + r), 2 * both / max(1, mine_pairs + gold_pairs)


def report(title: str, corpora: dict[str, Corpus], model_for: Callable[[str], Model]) -> None:
    """Print the scores of each set under its model, and the mean."""
    found = []
    for name, corpus in corpora.items():
        placed = Learner(corpus, model_for(name), teaching=False).run()
        p, r, f, pairs = scores(corpus.labels, placed)
        found.append(f)
        stories = f"stories {len(set(placed.values()))} of {len({corpus.labels[i] for i in placed})}"
        print(f"{title:9s} {name:14s} B-cubed P {p:.3f} R {r:.3f} F1 {f:.3f}  pairs F1 {pairs:.3f}  {stories}", flush=True)
    print(f"{title:9s} macro F1 {np.mean(found):.3f} (joining from {JOIN}, merging from {MERGE})", flush=True)


def main() -> None:
    """Learn, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--sets", nargs="+", default=list(SOURCES))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--left-out", action="store_true")
    given = parser.parse_args()
    corpora = {name: load(given.bench, name, given.cache) for name in given.sets}
    hidden = {name: part(corpus, ONE_IN.get(name, 2), rest=True) for name, corpus in corpora.items()}
    if given.out:
        model = learn(corpora)
        given.out.write_text(json.dumps(plain_of(model)) + "\n", encoding="utf-8")
        report("hidden", hidden, lambda _: model)
    if given.left_out:
        others = {name: {other: corpora[other] for other in corpora if SOURCES[other] != SOURCES[name]} for name in corpora}
        report("left out", hidden, lambda name: learn(others[name]))


if __name__ == "__main__":
    sys.exit(main())
