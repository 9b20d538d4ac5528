"""Grow the trees that look at a page's lines a second time, and write them as numbers.

    python tools/learn_lines.py DUMPS --pages PAGES --check --out hidden.jsonl
    python tools/learn_trees.py DUMPS --pages PAGES --hidden hidden.jsonl --check --out pred.jsonl
    python tools/learn_trees.py DUMPS --pages PAGES --hidden hidden.jsonl

The trees see what the line labeller's chain said of lines that it had not been shown, as they will see it when they are used. The
first run of this script, with `--check`, grows them four times without a quarter of the publishers each and writes what the
splitter makes of the lines hidden, for score_lines.py; the second grows them from everything and writes the package's file.
LightGBM grows the trees (`pip install lightgbm`); nothing of any page's text is kept.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from grown import tree_of
from labelled import FOLDS, MIXES, Sheet, sheets
from learn_lines import gold_states
from numpy.typing import NDArray

from broadsheet.extract.chain import STATES
from broadsheet.extract.facts import Facts
from broadsheet.extract.features import features
from broadsheet.extract.plaintext import Label, extents
from broadsheet.extract.split import split
from broadsheet.extract.surroundings import COLUMNS, KINDS, rows
from broadsheet.extract.trees import Thresholds
from broadsheet.models.forest import Tree

TARGET = Path(__file__).parents[1] / "src/broadsheet/extract/tree_weights.json"
#: Lines of mixes show the same articles again and weigh less for it.
WEIGHT_OF_MIXES = 0.7
#: A bare start must be likelier than not. On hidden publishers F1 is flat from .3 to .5 for both.
THRESHOLDS = Thresholds(headed=0.35, bare=0.5)
COMMON: dict[str, Any] = {
    "learning_rate": 0.05,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "max_bin": 63,
    "max_depth": 8,
    "seed": 1,
    "deterministic": True,
    "verbose": -1,
}
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Leaf:
    """A page as the trees see it.

    Attributes:
        sheet: the page.
        at: 0-based numbers of its lines that are not blank.
        facts: of those lines; so are all that follow.
        columns: shape (lines, `COLUMNS`).
        states: the gold, as numbers of `chain.STATES`.
        folds: the fold of the line's publisher.
    """

    sheet: Sheet
    at: list[int]
    facts: list[Facts]
    columns: Array
    states: Array
    folds: Array


def leaves(hidden: Path, of: Iterable[Sheet]) -> Iterator[Leaf]:
    """The pages with what the chain held of their lines when it had not been shown them."""
    told: dict[str, dict[int, tuple[int, list[float]]]] = defaultdict(dict)
    with hidden.open() as stream:
        for row in map(json.loads, stream):
            told[row["page"]][row["line"]] = STATES.index(row["state"]), row["odds"]
    for sheet in of:
        at, facts, named = features(sheet.lines, sheet.furniture)
        blank = [i == 0 or at[i] - at[i - 1] > 1 for i in range(len(at))]
        path, odds = zip(*(told[sheet.name][place + 1] for place in at), strict=True)
        states = gold_states(sheet.gold)
        yield Leaf(
            sheet,
            at,
            facts,
            rows(facts, named, np.array(odds), path, blank),
            np.array([states[place] for place in at]),
            np.array([sheet.folds[place] for place in at]),
        )


@dataclass(frozen=True)
class Table:
    """All lines of all pages, one below the other."""

    columns: Array
    states: Array
    folds: Array
    weights: Array

    @classmethod
    def of(cls, pages: Sequence[Leaf]) -> Table:
        """The pages' lines."""
        weights = [np.full(len(page.at), WEIGHT_OF_MIXES if page.sheet.mixed else 1.0) for page in pages]
        columns, states, folds = (
            np.concatenate([getattr(page, name) for page in pages]) for name in ("columns", "states", "folds")
        )
        return cls(columns, states, folds, np.concatenate(weights))


def grow(table: Table, fold: int | None) -> tuple[lightgbm.Booster, lightgbm.Booster]:
    """Trees for kinds and for starts; lines of `fold` are hidden."""
    seen = table.folds != (-1 if fold is None else fold)
    starts = (table.states >= len(KINDS)).astype(int)
    kinds = np.where(starts == 1, table.states - len(KINDS), table.states)
    of_kinds = {"objective": "multiclass", "num_class": len(KINDS), "num_leaves": 12}
    of_starts = {"objective": "binary", "num_leaves": 24}
    return (
        _grow(COMMON | of_kinds, table.columns[seen], kinds[seen], table.weights[seen], 120),
        _grow(COMMON | of_starts, table.columns[seen], starts[seen], table.weights[seen], 300),
    )


def _grow(parameters: dict[str, Any], columns: Array, truth: Array, weights: Array, trees: int) -> lightgbm.Booster:
    return lightgbm.train(parameters, lightgbm.Dataset(columns, truth, weight=weights), trees)


def hidden_predictions(pages: Sequence[Leaf], table: Table) -> Iterator[dict[str, Any]]:
    """What the splitter makes of the dumps when every line is judged by trees that have not seen its publisher."""
    kinds, starts = np.zeros((len(table.folds), len(KINDS))), np.zeros(len(table.folds))
    for fold in range(FOLDS):
        of_kinds, of_starts = grow(table, fold)
        own = table.folds == fold
        kinds[own], starts[own] = of_kinds.predict(table.columns[own]), of_starts.predict(table.columns[own])
        print(f"fold {fold} done", file=sys.stderr, flush=True)
    done = 0
    for page in pages:
        some = slice(done, done + len(page.at))
        done += len(page.at)
        if page.sheet.bench:
            yield from _split(page, kinds[some].argmax(axis=1).tolist(), starts[some].tolist())


def _split(page: Leaf, kinds: Sequence[int], odds: Sequence[float]) -> Iterator[dict[str, Any]]:
    labels = [Label(extent, "", "blank") for extent in extents("\n".join(page.sheet.lines))]
    for place, facts, kind, likely in zip(page.at, page.facts, kinds, odds, strict=True):
        mark = labels[place]
        mark.text, mark.facts, mark.kind, mark.why = facts.text, facts, KINDS[kind], facts.shape  # type: ignore[assignment]
        mark.odds, mark.start = likely, likely >= THRESHOLDS.bare
    split(labels, THRESHOLDS)
    for number, mark in enumerate(labels, 1):
        yield {"page": page.sheet.name, "line": number, "kind": mark.kind, "article": mark.article}


def plain(of_kinds: lightgbm.Booster, of_starts: lightgbm.Booster) -> dict[str, Any]:
    """The trees as rounded numbers."""
    return {
        "columns": list(COLUMNS),
        "thresholds": [THRESHOLDS.headed, THRESHOLDS.bare],
        "kinds": _classes(of_kinds, len(KINDS)),
        "starts": _classes(of_starts, 1),
    }


def _classes(forest: lightgbm.Booster, classes: int) -> list[list[Tree]]:
    trees = [tree_of(info["tree_structure"]) for info in forest.dump_model()["tree_info"]]
    return [trees[number::classes] for number in range(classes)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dumps", type=Path)
    parser.add_argument("--pages", type=Path, required=True, help="the folder with the gold texts, which tell the publishers apart")
    parser.add_argument("--hidden", type=Path, required=True, help="what learn_lines.py --check --out wrote")
    parser.add_argument("--mixes", type=int, default=MIXES, help="how many mixes that run was told to make")
    parser.add_argument(
        "--check", action="store_true", help="four growths with a quarter of the publishers hidden each; writes --out alone"
    )
    parser.add_argument("--out", type=Path, help="with --check: what the splitter makes of the hidden lines, for score_lines.py")
    a = parser.parse_args()
    pages = list(leaves(a.hidden, sheets(a.dumps, a.pages, a.mixes)))
    table = Table.of(pages)
    if a.check:
        predicted = "".join(json.dumps(row) + "\n" for row in hidden_predictions(pages, table))
        (a.out or Path("/dev/stdout")).write_text(predicted, encoding="utf-8")
        return 0
    trees = plain(*grow(table, None))
    TARGET.write_text(json.dumps(trees, separators=(",", ":")).replace('{"column"', '\n{"column"') + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
