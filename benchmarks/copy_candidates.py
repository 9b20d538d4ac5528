"""Which way finds the copies to compare with: sampled runs of words, or MinHash with locality-sensitive hashing (rensa)?

    pip install rensa
    python benchmarks/copy_candidates.py BENCH

Prints, for both, the share of copies whose original is among the candidates, by kind of edit, and the CPU time.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import rensa

from broadsheet.cli.pipe.incoming import incoming
from broadsheet.dedupe.fingerprint import Fingerprint, take_all
from broadsheet.dedupe.index import Index
from broadsheet.records.article import Article


def sampled(marks: list[Fingerprint]) -> list[set[int]]:
    index = Index(room=len(marks))
    for mark in marks:
        index.add(mark, mark.article)
    return [set(index.candidates(mark)) for mark in marks]


def minhashed(marks: list[Fingerprint]) -> list[set[int]]:
    index = rensa.RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    hashes = []
    for number, mark in enumerate(marks):
        hashed = rensa.RMinHash(num_perm=128, seed=42)
        hashed.update([str(run) for run in mark.wording.runs.distinct.tolist()])
        index.insert(number, hashed)
        hashes.append(hashed)
    return [set(index.query(hashed)) for hashed in hashes]


def measure(name: str, find: Callable[[list[Fingerprint]], list[set[int]]], marks: list[Fingerprint], gold: list[dict]) -> None:
    start = time.process_time()
    found = find(marks)
    seconds = time.process_time() - start
    places = {row["id"]: number for number, row in enumerate(gold)}
    hits: dict[str, list[bool]] = defaultdict(list)
    for number, row in enumerate(gold):
        if row["gold"]["edit"] != "original":
            hits[row["gold"]["edit"]].append(places[row["gold"]["origin"]] in found[number])
    shares = "  ".join(f"{kind} {sum(each) / len(each):.3f}" for kind, each in sorted(hits.items()))
    print(f"{name:9s} {1000 * seconds / len(gold):.2f} ms an article, {sum(map(len, found)) / len(gold):.1f} candidates  {shares}")


def main() -> None:
    with gzip.open(Path(sys.argv[1]) / "duplicates/dev.jsonl.gz", "rt", encoding="utf8") as rows:
        gold = [json.loads(row) for row in rows]
    marks = list(take_all(article for article in (incoming(row, "dedupe") for row in gold) if isinstance(article, Article)))
    measure("sampled", sampled, marks, gold)
    measure("minhash", minhashed, marks, gold)


if __name__ == "__main__":
    main()
