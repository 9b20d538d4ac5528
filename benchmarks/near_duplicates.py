"""Near-duplicates from end to end beside datasketch with the same runs of words, at equal recall, in one process.

    pip install datasketch
    python benchmarks/near_duplicates.py BENCH [--runs 5]

BENCH is the folder `duplicates` of the bench: its `score.py` gives the figures. Both sides take plain articles in the same order
and say whose copy each is: words, runs of three words, the index, the comparison. Theirs are MinHash signatures (`update_batch`;
`cheap hash` has a faster one than its own) in `MinHashLSH`; of what that finds, the likest is the origin. Its threshold is the
highest of a ladder at which it finds as many pairs as we do. `compared` holds what it finds against the runs themselves, by
containment, which costs it time and spares it false pairs. The sides take turns, and the median is told.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from datasketch import MinHash, MinHashLSH

from broadsheet.cli.pipe.incoming import incoming
from broadsheet.dedupe import Dedupe, precedence
from broadsheet.language.words import words
from broadsheet.records.article import Article

Rows = list[dict[str, Any]]
LADDER = (0.5, 0.3, 0.2, 0.15, 0.1)
CONTAINED = 0.25


@dataclass(frozen=True, kw_only=True)
class Sketch:
    """A setting of datasketch."""

    threshold: float
    permutations: int = 128
    cheap: bool = False
    exact: bool = False

    def __call__(self, articles: Iterable[Article]) -> Rows:
        """Whose copy each is."""
        index, known, said = MinHashLSH(threshold=self.threshold, num_perm=self.permutations), {}, []
        for article in articles:
            runs = _runs(article)
            mark = MinHash(num_perm=self.permutations, **({"hashfunc": zlib.crc32} if self.cheap else {}))
            mark.update_batch(runs)
            found = [(self._likeness(mark, runs, *known[name]), name) for name in index.query(mark)] if runs else []
            best = max(found, default=(0.0, ""))
            said.append({"id": article.id, "origin": best[1] if best[0] >= self._least else article.id})
            index.insert(article.id, mark)
            known[article.id] = (mark, runs)
        return said

    @property
    def _least(self) -> float:
        return CONTAINED if self.exact else self.threshold

    def _likeness(self, mark: MinHash, runs: set[bytes], other: MinHash, theirs: set[bytes]) -> float:
        return len(runs & theirs) / min(len(runs), len(theirs)) if self.exact and theirs else float(mark.jaccard(other))


def _runs(article: Article) -> set[bytes]:
    found = words(article.text)
    return {" ".join(found[at : at + 3]).encode() for at in range(len(found) - 2)}


def ours(articles: Iterable[Article]) -> Rows:
    """Whose copy each is."""
    dedupe = Dedupe()
    return [{"id": article.id, "origin": dedupe.place(article).origin} for article in articles]


def least_that_finds(recall: float, gold: Rows, articles: list[Article], **setting: Any) -> Sketch:
    """The highest rung at which datasketch finds so much; the lowest if none does."""
    score = import_module("score").score
    rungs = [Sketch(threshold=rung, **setting) for rung in LADDER]
    return next((rung for rung in rungs if score(gold, rung(articles))["pair_r"] >= recall), rungs[-1])


def main() -> None:
    """Print a line a side."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("bench", type=Path)
    asked.add_argument("--runs", type=int, default=5)
    said = asked.parse_args()
    sys.path.insert(0, str(said.bench))
    score = import_module("score").score
    with gzip.open(said.bench / "dev.jsonl.gz", "rt", encoding="utf8") as rows:
        gold = [json.loads(row) for row in rows]
    articles = sorted((one for one in (incoming(row, "dedupe") for row in gold) if isinstance(one, Article)), key=precedence)
    recall = round(score(gold, ours(articles))["pair_r"], 2)
    sides: dict[str, Callable[[Iterable[Article]], Rows]] = {"broadsheet": ours}
    for name, setting in {"datasketch": {}, "cheap hash": {"cheap": True}, "compared": {"exact": True, "cheap": True}}.items():
        sides[name] = least_that_finds(recall, gold, articles, **setting)
    spent: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(said.runs):
        for name, find in sides.items():
            spent[name].append(_timed(partial(find, articles)))
    for name, find in sides.items():
        found, median = score(gold, find(articles)), 1e3 * statistics.median(spent[name]) / len(articles)
        ratios = statistics.median(theirs / own for theirs, own in zip(spent[name], spent["broadsheet"], strict=True))
        how = str(find) if isinstance(find, Sketch) else ""
        print(f"{name:11s} {median:6.2f} ms an article, {ratios:5.2f} × ours", end="   ")
        print(f"recall {found['pair_r']:.3f} precision {found['pair_p']:.3f}   {how}")


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
