"""What one more article costs a store that holds many: CPU milliseconds by step, and peak memory.

    python benchmarks/one_more.py --articles 10000 [--runs 5] [--anew]
    python benchmarks/one_more.py --articles 1000 --paper

A year of invented annotated articles is placed by the real grouping and kept; then single text pages are read in, one after
another, as `broadsheet run` does; with `--anew` as `broadsheet read` does, which takes the grouping up from what was kept. `all` is
the whole of it with the page taken apart and described; the steps are what grows with a store unless something bounds it. With
`--paper` the stories are written and published, and again after each text that comes; what the first paper takes is told without
its reading, for the year's articles come annotated.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

from synthetic_year import day_by_day

from broadsheet.dedupe import take
from broadsheet.executor import Bounds
from broadsheet.pipeline import edition, placing, read_pages, write
from broadsheet.pipeline.compared import kept
from broadsheet.pipeline.grouping import Standing, grouped, keep
from broadsheet.publish import publish_paper
from broadsheet.records.page import Cutting, Page
from broadsheet.store import Store

STEPS = {
    "copies": (placing, "_judged"),
    "grouping taken up": (Standing, "take"),
    "grouping kept": (Standing, "keep"),
}
PAPER = ("writing", "edition", "publishing")


def filled(store: Store, count: int) -> None:
    """Put a year's articles in, with all that a run leaves behind."""
    group = grouped(store, [])
    for report in day_by_day(count):
        article = report.annotated.article
        page = Page(name=article.page, kind="text", body=article.text, url=f"https://paper.example/{article.id}")
        with store.transaction():
            store.pages.add(page)
            store.pages.learned([page.id])
            store.cuttings.add(Cutting(page=page.id, text=page.body, lines=(), articles=()))
            store.fingerprints.keep([kept(take(article))])
            placed = group.place(report.annotated, report.copy, report.vector)
            at_home = _on(report.annotated, page.id)
            store.articles.place(at_home, report.copy, placed, report.vector.astype("float16").tobytes())
    with store.transaction():
        store.articles.move(group.settle())
        keep(store, group)
        store.fingerprints.thin()
    store.vocabulary.catch_up()


def _on(annotated: Any, page: str) -> Any:
    from dataclasses import replace

    return replace(annotated, article=replace(annotated.article, page=page))


@contextmanager
def watched(spent: dict[str, list[float]]) -> Iterator[None]:
    """Count what the steps take."""
    real = {step: getattr(*place) for step, place in STEPS.items()}

    def counting(step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any) -> Any:
            began = time.process_time()
            try:
                return function(*given)
            finally:
                spent[step].append(1e3 * (time.process_time() - began))

        return counted

    for step, place in STEPS.items():
        setattr(*place, counting(step, real[step]))
    try:
        yield
    finally:
        for step, function in real.items():
            setattr(*STEPS[step], function)


def measured(store: Store, runs: int, folder: Path | None = None, *, anew: bool = False) -> dict[str, list[float]]:
    """Milliseconds of every run, by step, with a folder those of the paper too; the first, which loads models, is left out."""
    spent: dict[str, list[float]] = defaultdict(list)
    standing = None if anew else Standing()
    with watched(spent):
        for run in range(runs + 1):
            words = " ".join(f"Crew {run} of the ferry counted {n} gulls over the harbour of Halm." for n in range(20))
            page = Page(name=f"more-{run}.txt", kind="text", body=f"Gulls over Halm, day {run}\n\nDecember 30, 2031\n\n{words}\n")
            began = time.process_time()
            read_pages(store, [page], bounds=Bounds(workers=0), standing=standing)
            spent["all"].append(1e3 * (time.process_time() - began))
            if folder:
                for step, took in printed(store, folder).items():
                    spent[step].append(took)
    return {step: times[1:] for step, times in spent.items()}


def printed(store: Store, folder: Path) -> dict[str, float]:
    """Milliseconds of writing the stories, of the edition, and of publishing it."""
    marks = [time.process_time()]
    as_of = "2032-01-01T00:00:00+00:00"
    write(store, as_of=as_of)
    marks.append(time.process_time())
    made = edition(store, title="Paper", zone="UTC", as_of=as_of)
    marks.append(time.process_time())
    publish_paper(made, folder)
    marks.append(time.process_time())
    return {step: 1e3 * (end - start) for step, (start, end) in zip(PAPER, pairwise(marks), strict=True)}


def main() -> None:
    """Print a line for every step."""
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("--articles", type=int, default=10_000)
    said.add_argument("--runs", type=int, default=5)
    said.add_argument("--paper", action="store_true")
    said.add_argument("--anew", action="store_true")
    asked = said.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store.open(str(Path(folder) / "paper.db")) as store:
        site = Path(folder) / "site" if asked.paper else None
        filled(store, asked.articles)
        first = printed(store, site) if site else {}
        spent = measured(store, asked.runs, site, anew=asked.anew)
        for step, times in spent.items():
            print(f"{step:22} median {statistics.median(times):9.1f} ms   {min(times):.1f} to {max(times):.1f}")
        if first:
            more = sum(statistics.median(spent[step]) for step in ("all", *PAPER))
            print(f"the first paper        {', '.join(f'{step} {took:.0f} ms' for step, took in first.items())}")
            print(f"one more article       {more:9.1f} ms; the first paper, unread, {sum(first.values()) / more:.0f} times as much")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
