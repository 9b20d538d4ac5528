"""Learn how likely an article begins after a gap between paragraphs, and write the weights as numbers.

    python tools/learn_lines.py DUMPS --pages PAGES --check --out hidden.jsonl
    python tools/learn_seams.py DUMPS --pages PAGES --kinds hidden.jsonl --check
    python tools/learn_seams.py DUMPS --pages PAGES --kinds hidden.jsonl

The kinds of lines come from fits of the line labeller that had not seen those lines, so that the gaps are measured as they will
be met.
`--check` fits four times without a quarter of the publishers each and reports on the gaps hidden. The thresholds are the
highest with nearly the best F1 on hidden gaps. The start values are a fixed pattern, not dice.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from itertools import count, pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from learn_lines import FOLDS, fold_of, line_folds, publishers, read_lines
from numpy.typing import NDArray

from broadsheet.extract.facts import look
from broadsheet.extract.gaps import _HEADED, Network, gaps, measures
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

    def predictions(self, networks: list[Network], threshold: tuple[float, float]) -> list[dict[str, Any]]:
        """What the splitter makes of the pages when every gap is judged by the network that has not seen its publisher."""
        out = []
        for page, labels, _, fold in self.pages:
            own = {id(mark): networks[number] for mark, number in zip(labels, fold, strict=True)}
            split(labels, judge=lambda rows, lines, own=own: _odds(rows, lines, own, threshold))
            out += [{"page": page, "line": n, "kind": mark.kind, "article": mark.article} for n, mark in enumerate(labels, 1)]
        return out


class Mixes:
    """Articles' paragraphs run together without headlines, some cut at an end, each mix of one language and fold.

    The dumps hold few such seams. A third of the mixes draw from one publisher, a third from texts that share names. The draws
    come from a hash, so they are always the same.
    """

    def __init__(self, folder: Path, many: int) -> None:
        self.shelf: dict[tuple[int, str], list[tuple[str, list[str]]]] = defaultdict(list)
        for part in sorted(folder.iterdir()):
            for gold in read_lines(part / "gold.jsonl.gz"):
                publisher = gold.get("outlet") or urlsplit(gold.get("url") or "").hostname or gold["id"]
                paragraphs = [line.strip() for line in gold["text"].split("\n") if line.strip()]
                if len(paragraphs) >= 5:
                    self.shelf[fold_of(publisher), gold.get("language") or "en"].append((publisher, paragraphs))
        self.keys = [key for key in sorted(self.shelf) if len(self.shelf[key]) >= 3]
        self.weights = [len(self.shelf[key]) for key in self.keys]
        self.many = many

    def rows(self) -> tuple[Array, Array, Array]:
        """Measures, truth and fold of every gap."""
        rows, truth, folds = [], [], []
        for number in range(self.many):
            fold, lines, article = self._mix(number)
            facts = [look(line) for line in lines]
            kinds = ["body"] * len(lines)
            rows.append(measures(facts, kinds, [False] * len(lines), [False] * len(lines)))
            truth += [float(above != below) for above, below in pairwise(article)]
            folds += [fold] * (len(lines) - 1)
        return np.concatenate(rows), np.array(truth), np.array(folds)

    def _mix(self, number: int) -> tuple[int, list[str], list[int]]:
        draw = _draws(number)
        place = next(draw) % sum(self.weights)
        key = next(key for key, top in zip(self.keys, np.cumsum(self.weights), strict=True) if place < top)
        shelf = self.shelf[key]
        choice = self._choice(shelf, shelf[next(draw) % len(shelf)], next(draw) % 3)
        lines: list[str] = []
        article: list[int] = []
        order = sorted(range(len(choice)), key=lambda _: next(draw))[: 2 + next(draw) % 4]
        for part in order:
            texts = choice[part]
            first = (1 + next(draw) % 5) if next(draw) % 3 == 0 and len(texts) > 9 else 0
            some = texts[first : first + 4 + next(draw) % 22]
            lines += some
            article += [part] * len(some)
        return key[0], lines, article

    @staticmethod
    def _choice(shelf: list[tuple[str, list[str]]], first: tuple[str, list[str]], way: int) -> list[list[str]]:
        """The texts to mix: of one publisher, of those that share most names with the first, or any."""
        own = [texts for name, texts in shelf if name == first[0]]
        if way == 0 and len(own) >= 3:
            return own
        if way == 1:
            names = _names(first[1])
            return sorted((texts for _, texts in shelf), key=lambda texts: -len(names & _names(texts)) / (5 + len(_names(texts))))[
                :5
            ]
        return [texts for _, texts in shelf]


def _names(texts: list[str]) -> set[str]:
    return set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", " ".join(texts)))


def _draws(number: int) -> Iterator[int]:
    for turn in count():
        yield int.from_bytes(blake2b(f"{number}/{turn}".encode(), digest_size=6).digest())


def _odds(rows: Array, below: list[Label], own: dict[int, Network], threshold: tuple[float, float]) -> list[float]:
    return [
        float(replace(own[id(mark)], threshold=threshold[0], bare=threshold[1]).margins(row[None, :])[0])
        for row, mark in zip(rows, below, strict=True)
    ]


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


def fit(rows: Array, truth: Array, *, units: int, rounds: int, penalty: float, starts: int = 4) -> Network:
    """The mean of networks fitted from several starts, which is one network with all their units."""
    one = [_fit(rows, truth, units=units, rounds=rounds, penalty=penalty, start=start) for start in range(starts)]
    hidden, bias = np.concatenate([net.hidden for net in one], axis=1), np.concatenate([net.hidden_bias for net in one])
    out = np.concatenate([net.out for net in one]) / starts
    return replace(one[0], hidden=hidden, hidden_bias=bias, out=out, out_bias=sum(net.out_bias for net in one) / starts)


def _fit(rows: Array, truth: Array, *, units: int, rounds: int, penalty: float, start: int) -> Network:
    """Full-batch Adam on the penalised cross-entropy."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    x = ((rows - mean) / spread).astype(np.float32)
    n, width = x.shape
    pattern = np.sin(np.arange(width * units) * (12.9898 + start)).reshape(width, units)
    theta: list[Array] = [0.3 * pattern, np.zeros(units), 0.3 * np.cos(np.arange(units) * (2.3 + start)), np.zeros(1)]
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
    return Network(mean, spread, theta[0], theta[1], theta[2], float(theta[3][0]), 0.5, 0.5)


def _with(
    mixed: tuple[Array, Array, Array] | None, rows: Array, truth: Array, folds: Array, hidden: int | None
) -> tuple[Array, Array]:
    """The dumps' and the mixes' gaps, but for those of the hidden fold."""
    keep = folds != (-1 if hidden is None else hidden)
    if mixed is None:
        return rows[keep], truth[keep]
    more = mixed[2] != (-1 if hidden is None else hidden)
    return np.concatenate([rows[keep], mixed[0][more]]), np.concatenate([truth[keep], mixed[1][more]])


def best_threshold(odds: Array, truth: Array) -> tuple[float, float]:
    """The highest threshold whose F1 is within .005 of the best, and its F1: a wrong cut costs more than a missed seam."""
    scored = []
    for threshold in np.arange(0.1, 0.9, 0.02):
        said = odds >= threshold
        scored.append((float(threshold), 2 * float((said & (truth > 0)).sum()) / max(1.0, float(said.sum() + truth.sum()))))
    best = max(f1 for _, f1 in scored)
    return max((threshold, f1) for threshold, f1 in scored if f1 >= best - 0.005)


def plain(network: Network, threshold: tuple[float, float]) -> dict[str, Any]:
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
        "threshold": [round(value, 2) for value in threshold],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dumps", type=Path)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--kinds", type=Path, required=True, help="what learn_lines.py --check --out wrote")
    parser.add_argument("--check", action="store_true", help="report on hidden gaps; writes nothing")
    parser.add_argument("--out", type=Path, help="where to write what the splitter makes of the hidden pages, for score_lines.py")
    parser.add_argument("--mixes", type=int, default=600, help="how many mixes of bare texts to learn from besides")
    parser.add_argument("--units", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--penalty", type=float, default=15.0)
    a = parser.parse_args()
    shown = Shown(a.dumps, a.pages, a.kinds)
    rows, truth, folds = shown.rows()
    mixed = Mixes(a.pages, a.mixes).rows() if a.mixes else None
    keep = ~np.isnan(truth)
    rows, truth, folds = rows[keep], truth[keep], folds[keep]
    options = {"units": a.units, "rounds": a.rounds, "penalty": a.penalty}
    odds = np.zeros(len(truth))
    networks = [fit(*_with(mixed, rows, truth, folds, fold), **options) for fold in range(FOLDS)]
    for fold in range(FOLDS):
        odds[folds == fold] = networks[fold].likelihood(rows[folds == fold])
    headed = rows[:, list(_HEADED)].sum(axis=1) > 0
    cut_headed, f1 = best_threshold(odds[headed], truth[headed])
    cut_bare, f1_bare = best_threshold(odds[~headed], truth[~headed])
    if mixed:
        apart = np.concatenate([networks[fold].likelihood(mixed[0][mixed[2] == fold]) for fold in range(FOLDS)])
        told = np.concatenate([mixed[1][mixed[2] == fold] for fold in range(FOLDS)])
        cut_bare = best_threshold(np.concatenate([odds[~headed], apart]), np.concatenate([truth[~headed], told]))[0]
        hit = 2 * float(((apart >= cut_bare) & (told > 0)).sum()) / float((apart >= cut_bare).sum() + told.sum())
        print(
            f"held-out mixes without headlines: {int(told.sum())} seams, F1 {hit:.4f} at that threshold,"
            f" {best_threshold(apart, told)[1]:.4f} at their own best"
        )
    threshold = (cut_headed, cut_bare)
    plainly = rows[:, MEASURES.index("marked")] > 0
    marked = 2 * float((plainly & (truth > 0)).sum()) / float(plainly.sum() + truth.sum())
    print(f"held out: {len(truth)} gaps, {int(truth.sum())} seams; with a heading F1 {f1:.4f}, without {f1_bare:.4f}")
    print(f"thresholds {cut_headed:.2f} and {cut_bare:.2f}")
    print(f"by the labeller's marks alone: F1 {marked:.4f}")
    if a.out:
        a.out.write_text("".join(json.dumps(row) + "\n" for row in shown.predictions(networks, threshold)), encoding="utf-8")
    if not a.check:
        TARGET.write_text(
            json.dumps(plain(fit(*_with(mixed, rows, truth, folds, None), **options), threshold), separators=(",", ":")) + "\n",
            encoding="utf-8",
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
