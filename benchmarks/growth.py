"""Whether an article costs more the more there are: grouping and store over an archive that grows at the same rate every day.

    python benchmarks/growth.py [--a-day 28] [--days 365]

Invented annotated articles (`synthetic_year.py`) are grouped and kept, a day a batch, as one process that stays does it. Told are
CPU milliseconds an article in every tenth of the archive, and what the state of the grouping takes by then, which a process that
begins anew reads, and every batch writes. The last line sets the last tenth beside the second: in the first there is too little to
compare with.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from synthetic_year import Report, year

from broadsheet.dedupe import take
from broadsheet.group import Group
from broadsheet.pipeline.compared import kept
from broadsheet.records.page import Cutting, Page
from broadsheet.store import Store


@dataclass
class Spent:
    """CPU seconds of grouping and of keeping, and how many articles they were for."""

    grouping: float = 0.0
    keeping: float = 0.0
    articles: int = 0
    state: dict[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        return (
            f"{1e3 * self.grouping / self.articles:9.2f} {1e3 * self.keeping / self.articles:9.2f} {self.whole:9.2f}"
            f" {self.state['size']:9.1f} {self.state['write']:9.2f} {self.state['read']:9.2f}"
        )

    @property
    def whole(self) -> float:
        """Milliseconds an article."""
        return 1e3 * (self.grouping + self.keeping) / self.articles


def days(reports: list[Report]) -> Iterator[list[Report]]:
    for _, day in groupby(reports, key=lambda report: report.annotated.article.published):
        yield list(day)


def keep(store: Store, group: Group, day: list[Report], spent: Spent) -> None:
    """Place a day's articles and keep them."""
    for report in day:
        began = time.process_time()
        placed = group.place(report.annotated, report.copy, report.vector)
        spent.grouping += time.process_time() - began
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
            store.articles.move(group.moved())
        spent.keeping += time.process_time() - began
    began = time.process_time()
    moved = group.settle()
    spent.grouping += time.process_time() - began
    began = time.process_time()
    with store.transaction():
        store.articles.move(moved)
    spent.keeping += time.process_time() - began
    spent.articles += len(day)


def measured_state(group: Group) -> dict[str, float]:
    """Megabytes of the state, and CPU seconds to write and to read it."""
    began = time.process_time()
    state = group.state()
    wrote = time.process_time()
    Group.restored(state)
    return {"size": len(state) / 1e6, "write": wrote - began, "read": time.process_time() - wrote}


def main() -> None:
    """Print a line for every tenth."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--a-day", type=int, default=28)
    asked.add_argument("--days", type=int, default=365)
    said = asked.parse_args()
    count = said.a_day * said.days
    tenths, group, done = [Spent()], Group(), 0
    print("articles, ms of grouping, of keeping, of both; MB of state, s to write it, s to read it")
    with tempfile.TemporaryDirectory() as folder, Store.open(str(Path(folder) / "paper.db")) as store:
        for day in days(year(count, days=said.days)):
            keep(store, group, day, tenths[-1])
            done += len(day)
            if done * 10 >= count * len(tenths):
                tenths[-1].state = measured_state(group)
                print(f"{done:9,} {tenths[-1]}", flush=True)
                tenths.append(Spent())
    print(f"the last tenth costs {tenths[9].whole / tenths[1].whole:.2f} times what the second did")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
