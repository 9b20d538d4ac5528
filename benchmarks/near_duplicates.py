"""Near-duplicates from end to end beside datasketch with the same runs of words, at equal recall, in one process.

    pip install datasketch
    python benchmarks/near_duplicates.py BENCH [--runs 5]

BENCH is the folder `duplicates` of the bench: its `score.py` gives the figures. Both sides take plain articles in the same order
and say whose copy each is: words, runs of three words, the index, the comparison. That the runs are the same is looked at first.
Theirs are MinHash signatures in `MinHashLSH`; of what that finds, the likest is the origin. Its threshold is the highest of a
ladder at which it finds as many pairs as we do. `as documented` hashes the runs as bytes by its own SHA-1, `CRC-32` has the
cheapest hash of the standard library for its own, and `by hash()` joins no words at all: Python hashes each three as a tuple, which
holds for one process only. All three take their signatures through its `generator`, and without its check for articles that come
twice. `compared` is the last, and holds what it finds against the runs themselves, by containment, which costs it time and
spares it false pairs. The sides take turns, and the median is told; `finding` is without taking texts apart: both are given the
fingerprints or the sets of runs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
import time
import zlib
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from datasketch import MinHash, MinHashLSH

from broadsheet.cli.pipe.incoming import incoming
from broadsheet.dedupe import Dedupe, Fingerprint, precedence, take_all
from broadsheet.language.words import fold
from broadsheet.records.article import Article

Rows = list[dict[str, Any]]
LADDER = (0.5, 0.3, 0.2, 0.15, 0.1)
CONTAINED = 0.25
WORD = re.compile(r"[^\W_]+")


Runs = Sequence[Set[Any]]


@dataclass(frozen=True, kw_only=True)
class Sketch:
    """A setting of datasketch."""

    threshold: float
    hashed: Callable[[Any], int] | None = None
    joined: bool = True
    exact: bool = False
    permutations: int = 128

    def __call__(self, articles: Sequence[Article]) -> Rows:
        """Whose copy each is."""
        return self.find(articles, self.prepared(articles))

    def prepared(self, articles: Sequence[Article]) -> Runs:
        """The runs of each article."""
        return [_runs(article, joined=self.joined) for article in articles]

    def find(self, articles: Sequence[Article], runs: Runs) -> Rows:
        """Whose copy each is, by its runs."""
        index, known, said = MinHashLSH(threshold=self.threshold, num_perm=self.permutations), {}, []
        how = {"hashfunc": self.hashed} if self.hashed else {}
        marks = MinHash.generator(runs, num_perm=self.permutations, **how)
        for article, own, mark in zip(articles, runs, marks, strict=True):
            found = [(self._likeness(mark, own, *known[name]), name) for name in index.query(mark)] if own else []
            best = max(found, default=(0.0, ""))
            said.append({"id": article.id, "origin": best[1] if best[0] >= self._least else article.id})
            index.insert(article.id, mark, check_duplication=False)
            known[article.id] = (mark, own)
        return said

    @property
    def _least(self) -> float:
        return CONTAINED if self.exact else self.threshold

    def _likeness(self, mark: MinHash, runs: Set[Any], other: MinHash, theirs: Set[Any]) -> float:
        return len(runs & theirs) / min(len(runs), len(theirs)) if self.exact and theirs else float(mark.jaccard(other))


def _runs(article: Article, *, joined: bool) -> set[Any]:
    found = WORD.findall(fold(article.text).lower())
    threes = zip(found, found[1:], found[2:], strict=False)
    return {" ".join(three).encode() for three in threes} if joined else set(map(hash, threes))


def _low(number: int) -> int:
    return number & 0xFFFFFFFF


class Ours:
    """The product."""

    def __call__(self, articles: Sequence[Article]) -> Rows:
        """Whose copy each is."""
        return self.find(articles, self.prepared(articles))

    def prepared(self, articles: Sequence[Article]) -> list[Fingerprint]:
        """The fingerprint of each article."""
        return list(take_all(articles))

    def find(self, articles: Sequence[Article], marks: Sequence[Fingerprint]) -> Rows:
        """Whose copy each is, by its fingerprint."""
        return [{"id": copy.article, "origin": copy.origin} for copy in Dedupe().place_all(articles, marks)]


def same_runs(articles: Sequence[Article]) -> float:
    """The share of articles in which both sides see as many different runs."""
    theirs = (len(_runs(article, joined=True)) for article in articles)
    return statistics.mean(len(mark.wording.runs.distinct) == count for mark, count in zip(take_all(articles), theirs, strict=True))


def least_that_finds(recall: float, gold: Rows, articles: Sequence[Article], **setting: Any) -> Sketch:
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
    print(f"as many runs on both sides in {same_runs(articles):.4f} of {len(articles)} articles")
    recall = round(score(gold, Ours()(articles))["pair_r"], 2)
    sides: dict[str, Ours | Sketch] = {"broadsheet": Ours()}
    by_hash = {"hashed": _low, "joined": False}
    settings = {"as documented": {}, "CRC-32": {"hashed": zlib.crc32}, "by hash()": by_hash, "compared": by_hash | {"exact": True}}
    for name, setting in settings.items():
        sides[name] = least_that_finds(recall, gold, articles, **setting)
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in sides}
    for _ in range(said.runs):
        for name, side in sides.items():
            prepared = side.prepared(articles)
            spent[name].append((_timed(partial(side, articles)), _timed(partial(side.find, articles, prepared))))
    for name, side in sides.items():
        found = score(gold, side(articles))
        for part, what in enumerate(("end to end", "finding")):
            times, own = ([each[part] for each in spent[one]] for one in (name, "broadsheet"))
            ratio = statistics.median(theirs / mine for theirs, mine in zip(times, own, strict=True))
            print(f"{name:14s} {what:10s} {1e3 * statistics.median(times) / len(articles):6.3f} ms an article, {ratio:5.2f} × ours")
        how = f"threshold {side.threshold}, {side.permutations} permutations" if isinstance(side, Sketch) else ""
        print(f"{'':14s} recall {found['pair_r']:.3f} precision {found['pair_p']:.3f} {how}")


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
