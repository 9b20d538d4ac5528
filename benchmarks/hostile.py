"""What becomes of odd input: files, lists, addresses made by a seeded generator, taken through the whole reading of the paper.

    python benchmarks/hostile.py [--items 25000] [--seed 1] [--lists 0.6]

Of the items a share is what leads to the web (lists of feeds, sitemaps, robots.txt, addresses), which is read and not followed. All
others are files that go through reading, extraction, dedupe, annotation, vectors and grouping into a store, a batch at a time, each
batch beside one good page. Printed are the counts, the reasons, what was wrong (nothing should be), and what it cost.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from broadsheet.executor import Bounds
from broadsheet.store import Store
from tests.hostile.intake import Account, follow, take_in
from tests.hostile.odd import odd_files, odd_lists

BATCH = 250


def _files(count: int, seed: int) -> Account:
    with tempfile.TemporaryDirectory() as folder, Store.open("sqlite://") as store:
        return take_in(odd_files(count, seed), Path(folder), store, Bounds(workers=0, seconds=30))


def main() -> int:
    """Measure and print. Returns: 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=25_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lists", type=float, default=0.6, help="share of what leads to the web")
    arguments = parser.parse_args()
    lists = int(arguments.items * arguments.lists)
    accounts = [follow(odd_lists(lists, arguments.seed))]
    for batch, first in enumerate(range(0, arguments.items - lists, BATCH)):
        accounts.append(_files(min(BATCH, arguments.items - lists - first), arguments.seed * 100_000 + batch))
        done = sum(account.items for account in accounts)
        print(f"{done} items, {time.process_time():.0f} s", *accounts[-1].wrong, sep="\n  ", flush=True)
    reasons = sum((account.reasons for account in accounts), Counter[str]())
    wrong = sum(len(account.wrong) for account in accounts)
    print(
        f"{sum(account.items for account in accounts)} items: {sum(account.stored for account in accounts)} gave something, "
        f"{sum(account.set_aside for account in accounts)} a reason, {sum(account.articles for account in accounts)} articles; "
        f"{wrong} wrong; {time.process_time():.0f} s of the processor"
    )
    print(*(f"{count:7} {reason}" for reason, count in reasons.most_common()), *accounts[0].wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
