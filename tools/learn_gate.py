"""Learn how the gate weighs coverage: a logistic regression over `grounding_coverage.FEATURES`.

    python tools/learn_gate.py ../shared/bench/check/planted_dev.jsonl.gz ../shared/bench/check/cliff_val.jsonl.gz

Fits on the rows whose digest falls into the first half and prints the scores of both halves. Beside the rows themselves it
learns from every untouched sentence set against the passage of another row, which cannot carry it. What is written,
`src/broadsheet/write/gate.json`, is numbers only: no text of the rows goes into it.
"""

from __future__ import annotations

import gzip
import json
import sys
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.write import grounding_coverage
from broadsheet.write.grounding import check
from broadsheet.write.grounding_coverage import features
from broadsheet.write.grounding_evidence import evidence
from broadsheet.write.grounding_tokens import sentences

PLACE = Path(__file__).parents[1] / "src" / "broadsheet" / "write" / "gate.json"
RIDGE = 0.02
Row = dict[str, Any]


def rows(path: str) -> list[Row]:
    """The rows of a gold file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def half(row: Row) -> int:
    """0 to learn from, 1 to look at; sentences of one passage stay together."""
    key = row["id"] if row["gold"]["set"] == "cliff" else row["sources"][0]["text"][:60]
    return blake2b(key.encode(), digest_size=2).digest()[0] % 2


def group(row: Row) -> str:
    """Rows that together get one weight: by origin and judgement, or by kind."""
    gold = row["gold"]
    return f"{gold['origin']} {gold['grounded']}" if gold["set"] == "cliff" else gold["kind"]


def texts(row: Row) -> list[str]:
    """The row's sources."""
    return [source["text"] for source in row["sources"]]


def examples(known: list[Row]) -> list[tuple[str, list[str], bool, str]]:
    """Claim, sources, whether they carry it, group: the judged rows, true sentences, and true sentences without their source."""
    plain = [row for row in known if row["gold"]["set"] == "cliff" or row["gold"]["grounded"]]
    found = [(row["claim"], texts(row), bool(row["gold"]["grounded"]), group(row)) for row in plain]
    true = [row for row in known if row["gold"].get("kind") == "untouched"]
    strange = [(row["claim"], texts(other), False, "strange") for row, other in zip(true, true[1:] + true[:1], strict=True)]
    spliced = [(splice(row), texts(row), False, "spliced") for row in true if len(row["sources"]) > 1]
    return found + strange + spliced


def splice(row: Row) -> str:
    """Half of a true sentence and half of another passage's last one: every word is there, the sense is not."""
    one, other = row["claim"].split(), sentences(row["sources"][1]["text"])[-1]
    return " ".join(one[: len(one) // 2] + [token.form for token in other[len(other) // 2 :]])


def fit(known: list[Row]) -> NDArray[np.float64]:
    """Weights by Newton's method with a ridge; each group of rows weighs the same, judged rows four times as much.

    Every feature speaks against a claim: one that comes out speaking for it has learned an accident of the rows and is left out.
    """
    cases = examples(known)
    x = np.array([features(sentences(claim), evidence(held)) for claim, held, _, _ in cases])
    y = np.array([float(good) for _, _, good, _ in cases])
    names = [name for _, _, _, name in cases]
    share = np.array([(4 if " " in name else 1) / names.count(name) for name in names])
    kept = list(range(x.shape[1]))
    while True:
        weights = np.zeros(x.shape[1])
        weights[kept] = newton(x[:, kept], y, share)
        wrong = [at for at in kept[1:] if weights[at] > 0]
        if not wrong:
            return weights
        kept = [at for at in kept if at not in wrong]


def newton(x: NDArray[np.float64], y: NDArray[np.float64], share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a logistic regression; the first column is the bias, which the ridge leaves alone."""
    weights = np.zeros(x.shape[1])
    ridge = RIDGE * np.diag([0.0] + [1.0] * (x.shape[1] - 1))
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (share * (y - p)) - ridge @ weights
        weights += np.linalg.solve(x.T @ (x * (share * p * (1 - p))[:, None]) + ridge + 1e-9 * np.eye(len(ridge)), gradient)
    return weights


def report(known: list[Row]) -> dict[str, float]:
    """Mean of the two origins, and what was rejected though right."""
    right: dict[str, list[bool]] = {}
    for row in known:
        if row["gold"]["set"] == "cliff" or row["gold"]["grounded"]:
            right.setdefault(group(row), []).append(check(row["claim"], texts(row)).grounded == row["gold"]["grounded"])
    share = {name: sum(found) / len(found) for name, found in right.items()}
    judged = [value for name, value in share.items() if " " in name]
    return {"origins": sum(judged) / 4, **{name: round(1 - value, 3) for name, value in sorted(share.items())}}


def main() -> None:
    """Fit on one half, choose the threshold there, print both, write the numbers."""
    known = [row for path in sys.argv[1:] for row in rows(path)]
    first, second = ([row for row in known if half(row) == side] for side in (0, 1))
    grounding_coverage.WEIGHTS = tuple(round(float(w), 3) for w in fit(first))
    best = (-1.0, 0.0)
    for threshold in np.arange(0.2, 0.81, 0.02):
        grounding_coverage.THRESHOLD = round(float(threshold), 2)
        found = report(first)
        if found["untouched"] <= 0.01 and found["reworded"] <= 0.08:
            best = max(best, (round(found["origins"], 3), grounding_coverage.THRESHOLD))
    grounding_coverage.THRESHOLD = best[1]
    print(dict(zip(grounding_coverage.FEATURES, grounding_coverage.WEIGHTS, strict=True)), best[1])
    print("learned from:", report(first), "\nnot seen:    ", report(second))
    numbers = {
        "features": grounding_coverage.FEATURES,
        "weights": grounding_coverage.WEIGHTS,
        "threshold": grounding_coverage.THRESHOLD,
    }
    PLACE.write_text(json.dumps(numbers, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
