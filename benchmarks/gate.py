"""What the gate costs: claims a CPU second, on short sources and on long ones, and where the time goes.

    python benchmarks/gate.py CLAIMS [CLAIMS …] [--short 120] [--profile]

CLAIMS are JSON lines with `claim` and `sources` (`[{"text": …}]`), packed or not: the bench's `check/planted_dev.jsonl.gz`, for
one.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import json
import pstats
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from broadsheet.write.grounding import check


class Claim(NamedTuple):
    """A claim with the texts it stands on."""

    text: str
    sources: tuple[str, ...]

    @property
    def words(self) -> int:
        """Of its sources."""
        return sum(len(source.split()) for source in self.sources)


def claims(path: Path) -> Iterator[Claim]:
    """The rows of a file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            yield Claim(row["claim"], tuple(source["text"] for source in row["sources"]))


def seconds(given: Sequence[Claim]) -> float:
    """CPU seconds in which all are checked."""
    start = time.process_time()
    for claim in given:
        check(claim.text, claim.sources)
    return time.process_time() - start


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=Path, nargs="+", help="JSON lines with `claim` and `sources`")
    parser.add_argument("--short", type=int, default=120, help="most words of short sources")
    parser.add_argument("--profile", action="store_true", help="tell where the time goes on short sources")
    chosen = parser.parse_args()
    given = [claim for path in chosen.claims for claim in claims(path)]
    short = [claim for claim in given if claim.words <= chosen.short]
    check(given[0].text, given[0].sources)
    _print(f"sources of {chosen.short} words or fewer", short)
    _print("longer sources", sorted(set(given) - set(short)))
    if chosen.profile:
        profile = cProfile.Profile()
        profile.runcall(seconds, short)
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def _print(name: str, some: Sequence[Claim]) -> None:
    if not some:
        return
    spent, words = seconds(some), sum(claim.words for claim in some) / len(some)
    print(f"{name}: {len(some)} claims, {words:.0f} words each, {spent:.2f} s: {len(some) / spent:,.0f} claims a CPU second")


if __name__ == "__main__":
    main()
