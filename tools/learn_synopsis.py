"""Learn what a synopsis is worth from stories whose editors wrote one.

    tools/learn_synopsis.py ../shared/bench/synopsis/neus_train.jsonl.gz            # figures with stories hidden
    tools/learn_synopsis.py ../shared/bench/synopsis/neus_train.jsonl.gz --write    # and src/broadsheet/write/synopsis_weights.py

Every story gives the sequences that `write.synopsis` would weigh for it. Wanted is the mean of ROUGE-1, -2 and -L (F1) with
the editors' text, as far as it differs from that of the story's other sequences: some stories are easy, and that is no
merit of a sequence. A ridge regression on measures centred within their story, each story weighing the same. The figures
are of five folds by a hash of the story, each chosen with weights from the other four. Only numbers leave this script.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rouge_score import rouge_scorer

from broadsheet.annotate import Annotate
from broadsheet.cli.pipe.write import as_article
from broadsheet.records.annotation import Annotated
from broadsheet.records.story import Story
from broadsheet.write.dossier import Dossier
from broadsheet.write.sections.whats_happened import considered
from broadsheet.write.synopsis import Choice

TARGET = Path(__file__).parents[1] / "src" / "broadsheet" / "write" / "synopsis_weights.py"
WORDS, FOLDS, PENALTY = 45, 5, 30.0
REPEATING = 0.5
"""Sequences that repeat more than a page may are learned from too: they show what a second telling adds and costs."""

MOST = 120
"""Sequences of a story that are learned from, taken evenly from all."""

SCORER = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True)
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A story's sequences: their measures, shape (sequences, features), and ROUGE, shape (sequences, 3)."""

    fold: int
    measures: Floats
    rouge: Floats


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path, help="stories with articles and the editors' text")
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.name}")
    options = parser.parse_args()
    with gzip.open(options.rows, "rt", encoding="utf8") as lines:
        held = list(cases([json.loads(line) for line in lines]))
    print("first by rank ", figures(held, lambda case: np.r_[1.0, np.zeros(len(case.rouge) - 1)]))
    hidden = {fold: learned([case for case in held if case.fold != fold]) for fold in range(FOLDS)}
    print("stories hidden", figures(held, lambda case: case.measures @ hidden[case.fold]))
    print("best there is ", figures(held, lambda case: case.rouge.mean(axis=1)))
    if options.write:
        TARGET.write_text(source(learned(held)), "utf8")


def cases(rows: Sequence[dict[str, Any]]) -> Iterator[Case]:
    """The stories with more than one sequence to choose from."""
    annotate = Annotate()
    for row in rows:
        articles = [article for given in row["articles"] if (article := as_article(given))]
        found = case(row, [made for made in annotate(articles) if isinstance(made, Annotated)])
        if found:
            yield found


def case(row: dict[str, Any], articles: Iterable[Annotated]) -> Case | None:
    """One story measured and scored."""
    story = Story(id=row["story"], thread=row["story"], articles=tuple(articles), copies={}, placements={})
    choice = replace(considered(Dossier(story, "2000-01-01", WORDS), WORDS), repeats=REPEATING)
    if len(choice.sequences) < 2:
        return None
    every = np.unique(np.linspace(0, len(choice.sequences) - 1, MOST).astype(int))
    rouge = [scored(row["gold"]["text"], text(choice, choice.sequences[i])) for i in every]
    return Case(blake2b(row["story"].encode()).digest()[0] % FOLDS, choice.measures[every], np.array(rouge))


def text(choice: Choice, sequence: Sequence[int]) -> str:
    """A sequence's words up to the bound."""
    return " ".join(" ".join(choice.sentences[index] for index in sequence).split()[:WORDS])


def scored(wanted: str, got: str) -> list[float]:
    return [score.fmeasure for score in SCORER.score(wanted, got).values()]


def learned(held: Sequence[Case]) -> Floats:
    """The weights: ridge regression on standardised measures, given back for the measures as they are."""
    inside = [case.measures - case.measures.mean(axis=0) for case in held]
    wanted = [case.rouge.mean(axis=1) - case.rouge.mean() for case in held]
    scale = np.sqrt(np.mean([(rows**2).mean(axis=0) for rows in inside], axis=0)) + 1e-9
    inside = [rows / scale for rows in inside]
    square = sum((rows.T @ rows / len(rows) for rows in inside), np.zeros((len(scale), len(scale))))
    towards = sum((rows.T @ want / len(rows) for rows, want in zip(inside, wanted, strict=True)), np.zeros(len(scale)))
    return np.asarray(np.linalg.solve(square + PENALTY * np.eye(len(scale)), towards) / scale, dtype=np.float64)


def figures(held: Sequence[Case], value: Any) -> str:
    """Mean ROUGE of the sequences that `value` puts first."""
    chosen = np.mean([case.rouge[int(np.argmax(value(case)))] for case in held], axis=0)
    return "ROUGE-1/2/L " + " ".join(f"{figure:.4f}" for figure in chosen) + f" of {len(held)} stories"


def source(weights: Floats) -> str:
    """The module with the weights."""
    row = ", ".join(f"{weight:.4f}" for weight in weights)
    return (
        '"""Weights of the synopsis, learned by `tools/learn_synopsis.py`; not to be edited by hand."""\n\n'
        f"WEIGHTS: tuple[float, ...] = ({row})\n"
        '"""One for each of `synopsis.FEATURES`."""\n'
    )


if __name__ == "__main__":
    main()
