"""Learn the weights of the line labeller from labelled page dumps, and write them as numbers by feature name.

    python tools/learn_lines.py DUMPS --pages PAGES --check
    python tools/learn_lines.py DUMPS --pages PAGES

A linear-chain conditional random field is fitted by gradient ascent (Adam) on the penalised log-likelihood, every page once with
and once without knowledge of what repeats over pages, and mixes of the same articles (`mixed_dumps`) besides. Lines whose article
belongs to a publisher that is held out are hidden: the likelihood sums over their labels, so that mixed pages can be used without
showing them. `--check` fits four times, each time without a quarter of the publishers, and reports how the hidden lines were
labelled; without it, all is learned and the weights are written.
Nothing of any page's text is kept: names of features are the code's own.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from labelled import FOLDS, MIXED, MIXES, Sheet, sheets
from numpy.typing import NDArray

from broadsheet.extract.chain import STATES, Chain
from broadsheet.extract.features import features
from broadsheet.extract.furniture import Furniture

TARGET = Path(__file__).parents[1] / "src/broadsheet/extract/line_weights.json"
Array = NDArray[np.float64]


def gold_states(gold: Sequence[dict[str, Any]]) -> list[int]:
    """The state of every line: its kind, with `+` where an article begins."""
    seen: set[int] = set()
    out = []
    for record in gold:
        start = record["article"] is not None and record["article"] not in seen
        seen.add(record["article"])
        out.append(STATES.index(record["kind"] + "+" * start) if record["kind"] != "blank" else -1)
    return out


class Corpus:
    """Pages as padded batches: `named[page]` are the features of its lines, `gold` and `fold` their states and folds."""

    def __init__(self, dumps: Path, pages: Path, mixes: int) -> None:
        self.ids: list[str] = []
        self.numbers: list[list[int]] = []
        self.named: list[list[list[str]]] = []
        self.gold: list[list[int]] = []
        self.fold: list[list[int]] = []
        for sheet in sheets(dumps, pages, mixes):
            self._add(sheet, sheet.furniture, sheet.name)
            if not sheet.mixed:
                self._add(sheet, None, "")
        self._longest_first()

    def _add(self, sheet: Sheet, furniture: Furniture | None, name: str) -> None:
        at, _, named = features(sheet.lines, furniture)
        states = gold_states(sheet.gold)
        self.ids.append(name)
        self.numbers.append([place + 1 for place in at])
        self.named.append(named)
        self.gold.append([states[place] for place in at])
        self.fold.append([sheet.folds[place] for place in at])

    def _longest_first(self) -> None:
        order = sorted(range(len(self.named)), key=lambda page: -len(self.named[page]))
        for field in ("ids", "numbers", "named", "gold", "fold"):
            setattr(self, field, [getattr(self, field)[page] for page in order])


def vocabulary(corpus: Corpus, fold: int | None, least: int = 8) -> dict[str, int]:
    """The features that occur on at least `least` lines shown, sorted by name."""
    count: Counter[str] = Counter()
    for named, folds in zip(corpus.named, corpus.fold, strict=True):
        for names, own in zip(named, folds, strict=True):
            if own != fold:
                count.update(names)
    return {name: row for row, name in enumerate(sorted(name for name, n in count.items() if n >= least))}


def marginals(scores: Array, lengths: NDArray[np.intp], moves: Array, first: Array) -> tuple[float, Array, Array, Array]:
    """Forward–backward over padded pages, longest first: log-likelihood sum, state marginals, summed move and first marginals.

    Every step is scaled to sum to one, so that shares are multiplied and no logarithm is needed within.
    """
    n, longest, _ = scores.shape
    live = [int((lengths > t).sum()) for t in range(longest + 1)]
    shown = (np.arange(longest)[None, :] < lengths[:, None])[:, :, None]
    top = scores.max(axis=2, keepdims=True)
    own, ways = np.exp(scores - top) * shown, np.exp(moves)
    alpha, beta, scale = np.zeros_like(scores), np.zeros_like(scores), np.ones((n, longest, 1))
    for t in range(longest):
        m = live[t]
        reached = (alpha[:m, t - 1] @ ways if t else np.exp(first)[None, :]) * own[:m, t]
        scale[:m, t] = reached.sum(axis=1, keepdims=True)
        alpha[:m, t] = reached / scale[:m, t]
    beta[np.arange(n), lengths - 1] = 1.0
    for t in range(longest - 2, -1, -1):
        m = live[t + 1]
        beta[:m, t] = (own[:m, t + 1] * beta[:m, t + 1] / scale[:m, t + 1]) @ ways.T
    state = alpha * beta
    states = scores.shape[2]
    after = (own * beta / scale)[:, 1:].reshape(-1, states)
    joint = ways * (alpha[:, :-1].reshape(-1, states).T @ after)
    return float(((np.log(scale) + top) * shown).sum()), state, joint, state[:, 0].sum(axis=0)


def fit(corpus: Corpus, fold: int | None, rounds: int, penalty: float) -> Chain:
    """The weights that make the shown labels likeliest; lines of `fold` are hidden."""
    index = vocabulary(corpus, fold)
    pages = [page for page, folds in enumerate(corpus.fold) if any(own != fold for own in folds)]
    n, longest, states = len(pages), max(map(len, corpus.named)), len(STATES)
    lengths = np.array([len(corpus.named[page]) for page in pages])
    used = np.flatnonzero((np.arange(longest)[None, :] < lengths[:, None]).ravel())
    flat = np.zeros((len(used), len(index)), dtype=np.float32)
    barred = np.zeros((n, longest, states))
    for row, place in enumerate(used):
        i, t = divmod(int(place), longest)
        flat[row, [index[name] for name in corpus.named[pages[i]][t] if name in index]] = 1.0
        if corpus.fold[pages[i]][t] != fold:
            barred[i, t] = -1e4
            barred[i, t, corpus.gold[pages[i]][t]] = 0.0
    theta = [np.zeros((len(index), states)), np.zeros((states, states)), np.zeros(states)]
    mean, spread = [np.zeros_like(x) for x in theta], [np.zeros_like(x) for x in theta]
    for turn in range(1, rounds + 1):
        scores = np.zeros((n * longest, states))
        scores[used] = flat @ theta[0].astype(np.float32)
        scores = scores.reshape(n, longest, states)
        free, state, joint, first = marginals(scores, lengths, theta[1], theta[2])
        held, state_h, joint_h, first_h = marginals(scores + barred, lengths, theta[1], theta[2])
        slope = [flat.T @ (state_h - state).reshape(n * longest, states)[used].astype(np.float32), joint_h - joint, first_h - first]
        rate = 0.08 * min(1.0, 2.0 * (1 - turn / (rounds + 1)))
        for k in range(3):
            g = (slope[k] - penalty * theta[k]) / 100
            mean[k] = 0.9 * mean[k] + 0.1 * g
            spread[k] = 0.99 * spread[k] + 0.01 * g * g
            theta[k] += rate * (mean[k] / (1 - 0.9**turn)) / (np.sqrt(spread[k] / (1 - 0.99**turn)) + 1e-6)
        if turn % 20 == 0:
            print(f"fold {fold} round {turn}: log-likelihood {held - free:.0f}", file=sys.stderr, flush=True)
    return Chain(index, *theta)


def predictions(corpus: Corpus, chain: Chain, fold: int | None) -> list[dict[str, Any]]:
    """Labels of every page; `hidden` where the line was not shown in learning."""
    out = []
    for page, name in enumerate(corpus.ids):
        if not name:
            continue
        scores = chain.scores(corpus.named[page])
        for t, (state, odds) in enumerate(zip(chain.best_path(scores), chain.odds(scores), strict=True)):
            hidden = fold is None or corpus.fold[page][t] == fold
            out.append(
                {
                    "page": name,
                    "line": corpus.numbers[page][t],
                    "state": STATES[state],
                    "odds": [round(float(value), 4) for value in odds],
                    "gold": STATES[corpus.gold[page][t]],
                    "hidden": hidden,
                }
            )
    return out


def report(rows: Sequence[dict[str, Any]]) -> str:
    """Share of the dumps' hidden lines with the right kind, F1 of body, and F1 of starts, exactly and within a line."""
    hidden = [row for row in rows if row["hidden"] and not row["page"].startswith(MIXED)]
    kind = sum(row["state"].rstrip("+") == row["gold"].rstrip("+") for row in hidden) / len(hidden)
    body = [(row["state"].startswith("body"), row["gold"].startswith("body")) for row in hidden]
    start = [(row["state"].endswith("+"), row["gold"].endswith("+")) for row in hidden]
    return f"lines {len(hidden)}  kind {kind:.4f}  body_f1 {_f1(body):.4f}  start_f1 {_f1(start):.4f}"


def _f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    return 2 * sum(a and b for a, b in pairs) / max(1, sum(a for a, _ in pairs) + sum(b for _, b in pairs))


def plain(chain: Chain) -> dict[str, Any]:
    """The chain as numbers in hundredths; features without any weight are left out."""
    rows = {name: [round(100 * w) for w in chain.weights[row]] for name, row in chain.index.items()}
    return {
        "states": STATES,
        "first": [round(100 * w) for w in chain.first],
        "moves": [[round(100 * w) for w in row] for row in chain.moves],
        "features": {name: row for name, row in rows.items() if any(row)},
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dumps", type=Path)
    parser.add_argument("--pages", type=Path, required=True, help="the folder with the gold texts, which tell the publishers apart")
    parser.add_argument(
        "--check", action="store_true", help="four fits with a quarter of the publishers hidden each; writes nothing"
    )
    parser.add_argument("--mixes", type=int, default=MIXES, help="how many new mixes of the dumps' articles to learn from besides")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--penalty", type=float, default=8.0)
    parser.add_argument("--out", type=Path, help="with --check: predictions of hidden lines, JSONL")
    a = parser.parse_args()
    corpus = Corpus(a.dumps, a.pages, a.mixes)
    if not a.check:
        chain = fit(corpus, None, a.rounds, a.penalty)
        print("as learned:", report(predictions(corpus, chain, None)))
        TARGET.write_text(json.dumps(plain(chain), separators=(",", ":")).replace('],"', '],\n"') + "\n", encoding="utf-8")
        return 0
    rows = [
        row for fold in range(FOLDS) for row in predictions(corpus, fit(corpus, fold, a.rounds, a.penalty), fold) if row["hidden"]
    ]
    print("held out:", report(rows))
    if a.out:
        a.out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
