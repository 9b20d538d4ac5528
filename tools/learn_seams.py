"""Learn how likely an article begins after a gap between paragraphs, and write the weights as numbers.

    python tools/learn_lines.py DUMPS --pages PAGES --check --out hidden.jsonl
    python tools/learn_seams.py DUMPS --pages PAGES --kinds hidden.jsonl --check
    python tools/learn_seams.py DUMPS --pages PAGES --kinds hidden.jsonl

The kinds of lines come from fits of the line labeller that had not seen those lines, so that the gaps are measured as they will
be met.
`--check` fits four times without a quarter of the publishers each and reports on the gaps hidden. The threshold is the one with
the best F1 on hidden gaps. The start values are a fixed pattern, not dice.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from learn_lines import FOLDS, line_folds, publishers, read_lines
from numpy.typing import NDArray

from broadsheet.extract.facts import look
from broadsheet.extract.gaps import Network, gaps, measures
from broadsheet.extract.plaintext import Label, extents
from broadsheet.extract.seams import MEASURES
from broadsheet.extract.split import split

TARGET = Path(__file__).parents[1] / "src/broadsheet/extract/seam_weights.json"
Array = NDArray[np.float64]


class Shown:
    """The dumps as they look to a labeller that had not seen them."""

    def __init__(self, dumps: Path, pages: Path, kinds: Path) -> None:
        gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for record in read_lines(dumps / "dev.gold.jsonl.gz"):
            gold[record["page"]].append(record)
        hidden = {(row["page"], row["line"]): row["state"] for row in map(json.loads, kinds.open())}
        known = publishers(pages)
        self.pages: list[tuple[str, list[Label], list[dict[str, Any]], list[int]]] = []
        for record in read_lines(dumps / "dev.jsonl.gz"):
            lines, records = record["text"].split("\n"), gold[record["id"]]
            labels = [
                _label(extent, extent.of(record["text"]), hidden.get((record["id"], n)))
                for n, extent in enumerate(extents(record["text"]), 1)
            ]
            self.pages.append((record["id"], labels, records, line_folds(lines, records, known)))

    def rows(self) -> tuple[Array, Array, Array]:
        """Measures, truth and fold of every gap."""
        rows, truth, folds = [], [], []
        for _, labels, records, fold in self.pages:
            at = [place for place, mark in enumerate(labels) if mark.facts]
            blank = [i == 0 or at[i] - at[i - 1] > 1 for i in range(len(at))]
            found = [labels[place].kind for place in at]
            rows.append(measures([labels[place].facts for place in at], found, [labels[place].start for place in at], blank))  # type: ignore[misc]
            for gap in gaps(found):
                truth.append(crosses([records[place]["article"] for place in at], gap.above, gap.below))
                folds.append(fold[at[gap.below]])
        return np.concatenate(rows), np.array(truth), np.array(folds)

    def predictions(self, networks: list[Network], threshold: float) -> list[dict[str, Any]]:
        """What the splitter makes of the pages when every gap is judged by the network that has not seen its publisher."""
        out = []
        for page, labels, _, fold in self.pages:
            own = {id(mark): networks[number] for mark, number in zip(labels, fold, strict=True)}
            split(labels, judge=lambda rows, lines, own=own: _odds(rows, lines, own, threshold))
            out += [{"page": page, "line": n, "kind": mark.kind, "article": mark.article} for n, mark in enumerate(labels, 1)]
        return out


def _odds(rows: Array, below: list[Label], own: dict[int, Network], threshold: float) -> list[float]:
    return [float(own[id(mark)].likelihood(row[None, :])[0]) - threshold for row, mark in zip(rows, below, strict=True)]


def _label(extent: Any, text: str, state: str | None) -> Label:
    if state is None:
        return Label(extent, "", "blank")
    facts = look(text)
    return Label(extent, facts.text, state.rstrip("+"), start=state.endswith("+"), facts=facts)  # type: ignore[arg-type]


def crosses(article: list[int | None], above: int, below: int) -> float:
    """1 if another article begins between the two lines, 0 if not, NaN if one of them is of no article."""
    first, second = article[above], article[below]
    if second is None or first is None:
        return float("nan")
    return float(first != second)


def fit(rows: Array, truth: Array, *, units: int, rounds: int, penalty: float) -> Network:
    """Full-batch Adam on the penalised cross-entropy."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    x = (rows - mean) / spread
    n, width = x.shape
    pattern = np.sin(np.arange(width * units) * 12.9898).reshape(width, units)
    theta: list[Array] = [0.3 * pattern, np.zeros(units), 0.3 * np.cos(np.arange(units) * 2.3), np.zeros(1)]
    first, second = [np.zeros_like(t) for t in theta], [np.zeros_like(t) for t in theta]
    for turn in range(1, rounds + 1):
        inner = np.tanh(x @ theta[0] + theta[1])
        odds = 1 / (1 + np.exp(-np.clip(inner @ theta[2] + theta[3], -30, 30)))
        error = odds - truth
        back = error[:, None] * theta[2] * (1 - inner**2)
        slope = [x.T @ back + penalty * theta[0], back.sum(axis=0), inner.T @ error + penalty * theta[2], np.array([error.sum()])]
        for k in range(4):
            g = slope[k] / n
            first[k] = 0.9 * first[k] + 0.1 * g
            second[k] = 0.999 * second[k] + 0.001 * g * g
            theta[k] -= 0.01 * (first[k] / (1 - 0.9**turn)) / (np.sqrt(second[k] / (1 - 0.999**turn)) + 1e-8)
    return Network(mean, spread, theta[0], theta[1], theta[2], float(theta[3][0]), 0.5)


def best_threshold(odds: Array, truth: Array) -> tuple[float, float]:
    """The threshold with the best F1, and that F1."""
    scored = []
    for threshold in np.arange(0.1, 0.9, 0.02):
        said = odds >= threshold
        scored.append((2 * float((said & (truth > 0)).sum()) / max(1.0, float(said.sum() + truth.sum())), float(threshold)))
    f1, threshold = max(scored)
    return threshold, f1


def plain(network: Network, threshold: float) -> dict[str, Any]:
    """The network as rounded numbers."""
    parts = {
        "mean": network.mean,
        "spread": network.spread,
        "hidden": network.hidden,
        "hidden_bias": network.hidden_bias,
        "out": network.out,
    }
    return {
        "measures": list(MEASURES),
        **{name: np.round(part, 4).tolist() for name, part in parts.items()},
        "out_bias": [round(network.out_bias, 4)],
        "threshold": [round(threshold, 2)],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dumps", type=Path)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--kinds", type=Path, required=True, help="what learn_lines.py --check --out wrote")
    parser.add_argument("--check", action="store_true", help="report on hidden gaps; writes nothing")
    parser.add_argument("--out", type=Path, help="where to write what the splitter makes of the hidden pages, for score_lines.py")
    parser.add_argument("--units", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=400)
    parser.add_argument("--penalty", type=float, default=15.0)
    a = parser.parse_args()
    shown = Shown(a.dumps, a.pages, a.kinds)
    rows, truth, folds = shown.rows()
    keep = ~np.isnan(truth)
    rows, truth, folds = rows[keep], truth[keep], folds[keep]
    options = {"units": a.units, "rounds": a.rounds, "penalty": a.penalty}
    odds = np.zeros(len(truth))
    networks = [fit(rows[folds != fold], truth[folds != fold], **options) for fold in range(FOLDS)]
    for fold in range(FOLDS):
        odds[folds == fold] = networks[fold].likelihood(rows[folds == fold])
    threshold, f1 = best_threshold(odds, truth)
    plainly = rows[:, MEASURES.index("marked")] > 0
    marked = 2 * float((plainly & (truth > 0)).sum()) / float(plainly.sum() + truth.sum())
    print(f"held out: {len(truth)} gaps, {int(truth.sum())} seams, F1 {f1:.4f} at {threshold:.2f}")
    print(f"by the labeller's marks alone: F1 {marked:.4f}")
    if a.out:
        a.out.write_text("".join(json.dumps(row) + "\n" for row in shown.predictions(networks, threshold)), encoding="utf-8")
    if not a.check:
        TARGET.write_text(json.dumps(plain(fit(rows, truth, **options), threshold), separators=(",", ":")) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
