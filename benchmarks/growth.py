"""Whether an article costs more the more there are: grouping and store over an archive that grows at the same rate every day.

    python benchmarks/growth.py [--a-day 28] [--days 365] [--at-once N] [--anew]

Invented annotated articles (`synthetic_year.py`) are grouped and kept, a day a batch or N articles, as `broadsheet run` does it:
the grouping goes on from batch to batch, and is kept now and then; with `--anew` each batch takes it up from what was kept, as
`broadsheet read` does. Told are CPU milliseconds an article in every tenth of the archive, for the grouping, for keeping, and for
the state, which is all that a batch costs beside its articles; and how large the state is. The last lines set the last tenth
beside the second, the first being young, and tell the memory at most.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path

from synthetic_year import Report, day_by_day

from broadsheet.dedupe import take
from broadsheet.pipeline.compared import kept
from broadsheet.pipeline.grouping import Standing
from broadsheet.records.page import Cutting, Page
from broadsheet.records.story import Placement
from broadsheet.store import Store


@dataclass
class Spent:
    """CPU seconds of grouping, of keeping, and of taking up and leaving the state, and how many articles they were for."""

    grouping: float = 0.0
    keeping: float = 0.0
    state: float = 0.0
    articles: int = 0

    def __str__(self) -> str:
        parts = (self.grouping, self.keeping, self.state)
        return "".join(f"{1e3 * part / self.articles:9.2f}" for part in parts) + f"{self.whole:9.2f}"

    @property
    def whole(self) -> float:
        """Milliseconds an article."""
        return 1e3 * (self.grouping + self.keeping + self.state) / self.articles


def days(reports: Iterator[Report]) -> Iterator[list[Report]]:
    for _, day in groupby(reports, key=lambda report: report.annotated.article.published):
        yield list(day)


def batches(reports: Iterator[Report], size: int) -> Iterator[list[Report]]:
    while some := list(islice(reports, size)):
        yield some


def take_in(store: Store, standing: Standing, day: list[Report], spent: Spent) -> None:
    """Place a batch and keep it."""
    began = time.process_time()
    group = standing.take(store, [])
    spent.state += time.process_time() - began
    for report in day:
        began = time.process_time()
        placed = group.place(report.annotated, report.copy, report.vector)
        spent.grouping += time.process_time() - began
        spent.keeping += kept_in(store, report, placed, group.moved())
    began = time.process_time()
    moved = group.settle()
    spent.grouping += time.process_time() - began
    began = time.process_time()
    with store.transaction():
        store.articles.move(moved, by_grouping=True)
        spent.keeping += time.process_time() - began
        began = time.process_time()
        store.grouping.settle()
        standing.keep(store, group)
    standing.leave(store, group)
    spent.state += time.process_time() - began
    spent.articles += len(day)


def kept_in(store: Store, report: Report, placed: Placement, moved: tuple[Placement, ...]) -> float:
    """Keep an article with all that belongs to it; CPU seconds."""
    article = replace(report.annotated.article, page=f"{report.annotated.article.id}.txt")
    page = Page(name=article.page, kind="text", body=article.text, url=f"https://paper.example/{article.id}")
    annotated = replace(report.annotated, article=replace(article, page=page.id))
    mark = kept(take(annotated.article))
    began = time.process_time()
    with store.transaction():
        store.pages.add(page)
        store.cuttings.add(Cutting(page=page.id, text=page.body, lines=(), articles=()))
        store.fingerprints.keep([mark])
        store.articles.place(annotated, report.copy, placed, report.vector.astype("float16").tobytes())
        store.articles.move(moved, by_grouping=True)
    return time.process_time() - began


def main() -> None:
    """Print a line for every tenth."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--a-day", type=int, default=28)
    asked.add_argument("--days", type=int, default=365)
    asked.add_argument("--at-once", type=int, help="articles of a batch; without it those of a day")
    asked.add_argument("--anew", action="store_true", help="each batch takes up what was kept")
    said = asked.parse_args()
    count = said.a_day * said.days
    tenths, done = [Spent()], 0
    print("articles, ms an article of grouping, of keeping, of the state, of all; MB of state")
    with tempfile.TemporaryDirectory() as folder, Store.open(str(Path(folder) / "paper.db")) as store:
        reports, standing = day_by_day(count, days=said.days), Standing()
        for day in batches(reports, said.at_once) if said.at_once else days(reports):
            standing = Standing(goes_on=False) if said.anew else standing
            take_in(store, standing, day, tenths[-1])
            done += len(day)
            if done * 10 >= count * len(tenths):
                print(f"{done:9,} {tenths[-1]} {(store.grouping.size() or 0) / 1e6:9.2f}", flush=True)
                tenths.append(Spent())
    print(f"the last tenth costs {tenths[9].whole / tenths[1].whole:.2f} times what the second did")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
