"""What the room `write` costs: pages a CPU second for stories of 1, 10 and 100 articles, and how the time grows.

    python benchmarks/write.py ARTICLES [--sizes 1,10,100] [--profile 100]
    python benchmarks/write.py again PAGES

ARTICLES are JSON lines with a field `text`, packed or not, or stories with a field `articles` (the bench's
`synopsis/basil_dev.jsonl.gz`, for one). They are annotated first, untimed; then the first n of them are one story, whatever they
tell, each its own origin. Every page is written anew, the small ones so often that a CPU second goes by. The last column says
with which power of the number of sentences the time has grown since the line above: n log n is about 1.1.

`again` reads the folder PAGES and writes its stories, then writes them ten minutes and a day later: all anew, as if no page said
until when it holds, and only those that could read differently. It ends with status 1 if the two leave different pages.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import json
import math
import pstats
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from broadsheet import pipeline
from broadsheet.annotate import Annotate
from broadsheet.executor import Bounds
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.story import Story
from broadsheet.records.story_page import StoryPage
from broadsheet.store import Store
from broadsheet.write import write_page

AS_OF = "2031-03-05T12:00:00Z"
LEAST_SECONDS = 1.0
LATER = (
    timedelta(minutes=10), timedelta(minutes=20), timedelta(days=1), timedelta(days=2), timedelta(days=5), timedelta(days=90),
)  # fmt: skip
"""How long after the first write `again` writes."""


def articles(path: Path) -> Iterator[Article]:
    """The articles of the file, of its stories in turn, under names of their own."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        rows = (row for line in lines for row in _articles_of(json.loads(line)) if row["text"].strip())
        for n, row in enumerate(rows):
            yield Article(
                id=f"{n}#1",
                page=str(n),
                place=1,
                title=row.get("title") or " ".join(row["text"].split()[:12]),
                text=row["text"],
                ranges=(),
                outlet=row.get("outlet") or f"Paper {n % 20}",
                published=row.get("date"),
                language="en",
                as_given=True,
            )


def _articles_of(row: dict[str, Any]) -> list[dict[str, Any]]:
    return list(row.get("articles", [row]))


def story(given: list[Annotated]) -> Story:
    """The articles as one story."""
    copies = {a.article.id: Copy(article=a.article.id, origin=a.article.id) for a in given}
    return Story(id="st_1", thread="th_1", articles=tuple(given), copies=copies, placements={})


def seconds(told: Story) -> float:
    """CPU seconds of one page: the mean of as many as fill a second."""
    start, pages = time.process_time(), 0
    while time.process_time() - start < LEAST_SECONDS:
        write_page(told, as_of=AS_OF)
        pages += 1
    return (time.process_time() - start) / pages


def again(folder: Path) -> bool:
    """Print the wall seconds of every write; whether the pages are the same either way."""
    with tempfile.TemporaryDirectory() as held:
        first, other = Path(held, "first.db"), Path(held, "other.db")
        with Store.open(str(first)) as store:
            pipeline.read(store, [str(folder)], bounds=Bounds(workers=0))
            now = datetime.fromisoformat(pipeline.now_of(store.articles.all(), "UTC"))
            start = time.perf_counter()
            pipeline.write(store, as_of=now.isoformat())
            print(f"{len(store.revisions.newest())} stories, written first: {time.perf_counter() - start:.1f} s")
        shutil.copy(first, other)
        moments = {f"{after} later": (now + after).isoformat() for after in LATER}
        print(f"{'':20} {'all anew':>10} {'what could differ':>18} {'ratio':>7}")
        alike = [_compared(label, as_of, first, other) for label, as_of in moments.items()]
        return all(alike)


def _compared(label: str, as_of: str, first: Path, other: Path) -> bool:
    """One line of the table, and whether both stores hold the same pages then."""
    with closing(sqlite3.connect(first)) as held, held:
        held.execute("UPDATE revisions SET holds_until = NULL")
    (anew, pages), (needed, same) = _rewritten(first, as_of), _rewritten(other, as_of)
    print(f"{label:20} {anew:8.2f} s {needed:16.2f} s {anew / needed:7.1f}{'' if pages == same else '  OTHER PAGES'}", flush=True)
    return pages == same


def _rewritten(path: Path, as_of: str) -> tuple[float, list[StoryPage]]:
    with Store.open(str(path)) as store:
        start = time.perf_counter()
        pipeline.write(store, as_of=as_of)
        return time.perf_counter() - start, store.revisions.newest()


def main() -> None:
    """Print the table."""
    if sys.argv[1:2] == ["again"]:
        sys.exit(not again(Path(sys.argv[2])))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, help="JSON lines with a field `text` or `articles`")
    parser.add_argument("--sizes", default="1,10,100", help="numbers of articles, default: %(default)s")
    parser.add_argument("--profile", type=int, metavar="N", help="list the dearest functions for N articles instead")
    chosen = parser.parse_args()
    sizes = [chosen.profile] if chosen.profile else [int(size) for size in chosen.sizes.split(",")]
    given = [a for a in Annotate()(islice(articles(chosen.articles), max(sizes))) if isinstance(a, Annotated)]
    write_page(story(given[:1]), as_of=AS_OF)
    if chosen.profile:
        profile = cProfile.Profile()
        profile.runcall(write_page, story(given), as_of=AS_OF)
        pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
        return
    print_table(given, sizes)


def print_table(given: list[Annotated], sizes: list[int]) -> None:
    """A line for every size."""
    print("articles  sentences  seconds a page  pages a second  grows as sentences to the power of")
    before: tuple[int, float] | None = None
    for size in sizes:
        told = given[:size]
        read, spent = sum(len(a.sentences) for a in told), seconds(story(told))
        power = math.log(spent / before[1]) / math.log(read / before[0]) if before else None
        print(f"{size:8}  {read:9}  {spent:14.3f}  {1 / spent:14.2f}  {'' if power is None else f'{power:.2f}'}")
        before = read, spent


if __name__ == "__main__":
    main()
