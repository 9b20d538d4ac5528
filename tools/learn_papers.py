"""Learn what of an article other papers report too, and so what is news.

    tools/learn_papers.py ../shared/bench/synopsis/basil_dev.jsonl.gz [--stories 60]            # figures with stories hidden
    tools/learn_papers.py ../shared/bench/synopsis/basil_dev.jsonl.gz [--stories 60] --write    # and write/papers_weights.py

A sentence counts as news if the search (`papers_search`) finds it touched on in another outlet's article
on the same event. What is measured of it (`papers_news.measures`) is taken from the sentence and its own article alone. A long
sentence is found whole less often, which says nothing of its worth: its length is learned and then held at the mean. A ridge
logistic regression; the figures are of five folds by a hash of the story. Only numbers leave this script.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from broadsheet.annotate import Annotate
from broadsheet.cli.pipe.write import as_article
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Copy
from broadsheet.records.story import Story
from broadsheet.write.dossier import Dossier
from broadsheet.write.papers_facts import Comparison
from broadsheet.write.papers_news import FEATURES, measures
from broadsheet.write.papers_search import content

TARGET = Path(__file__).parents[1] / "src" / "broadsheet" / "write" / "papers_weights.py"
FOLDS, PENALTY, STEPS = 5, 1.0, 40
TOUCHED = 0.3
"""Score of the nearest stretch elsewhere from which a sentence counts as reported: less than for a note, more than by chance."""

LENGTH = FEATURES.index("length")
Floats = NDArray[np.float64]


def stories(path: Path, most: int) -> Iterator[Story]:
    """The first `most` stories of the file by the hash of their names, annotated."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = sorted((json.loads(line) for line in lines), key=lambda row: _hash(str(row["story"])))[:most]
    annotate = Annotate()
    for row in rows:
        given = [article for each in row["articles"] if (article := as_article(each))]
        held = tuple(each for each in annotate(given) if isinstance(each, Annotated))
        copies = {a.article.id: Copy(article=a.article.id, origin=a.article.id) for a in held}
        yield Story(id=str(row["story"]), thread="th", articles=held, copies=copies, placements={})


def cases(told: Iterable[Story]) -> tuple[Floats, Floats, Floats]:
    """Measures, whether reported elsewhere, and fold of every sentence that says something."""
    rows = []
    for story in told:
        comparison = Comparison(Dossier(story, "1970-01-01"))
        for index, passage in enumerate(comparison.dossier.passages):
            if len(content(passage.text)) >= FOLDS:
                rows.append((measures(passage), comparison.reported(index) > TOUCHED, _hash(story.id) % FOLDS))
    return tuple(np.array(column, dtype=np.float64) for column in zip(*rows, strict=True))  # type: ignore[return-value]


def learned(given: Floats, wanted: Floats) -> Floats:
    """Weights of a ridge logistic regression by Newton's method; the last, the constant, is not held down."""
    weights, penalty = np.zeros(given.shape[1]), PENALTY * np.diag([*([1.0] * (given.shape[1] - 1)), 0.0])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (likely - wanted) + penalty @ weights
        weights -= np.linalg.solve((given * (likely * (1 - likely))[:, None]).T @ given + penalty, slope)
    return weights


def area(scores: Floats, wanted: Floats) -> float:
    """Area under the curve: how often a reported sentence stands before one that is not."""
    ranks = np.argsort(np.argsort(scores)) + 1
    positive = wanted > 0
    return float((ranks[positive].sum() - positive.sum() * (positive.sum() + 1) / 2) / (positive.sum() * (~positive).sum()))


def main() -> None:
    """Print the figures; write the weights if told to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--stories", dest="most", type=int, default=60)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    given, wanted, fold = cases(stories(chosen.stories, chosen.most))
    scores = np.zeros(len(wanted))
    for part in range(FOLDS):
        scores[fold == part] = given[fold == part] @ learned(given[fold != part], wanted[fold != part])
    print(f"{len(wanted)} sentences, {wanted.mean():.3f} reported elsewhere, area under the curve {area(scores, wanted):.3f}")
    print(f"by depth alone {area(-given[:, 0], wanted):.3f}")
    weights = learned(given, wanted)
    weights[-1] += weights[LENGTH] * given[:, LENGTH].mean()
    weights[LENGTH] = 0
    print({name: round(float(weight), 2) for name, weight in zip(FEATURES, weights, strict=True)})
    if chosen.write:
        said = (
            '"""How far each feature of `papers_news.FEATURES` tells news from colour. Written by `tools/learn_papers.py`."""\n\n'
        )
        TARGET.write_text(f"{said}NEWS = ({', '.join(f'{weight:.2f}' for weight in weights)})\n", "utf-8")


def _hash(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "big")


if __name__ == "__main__":
    main()
