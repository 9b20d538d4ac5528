"""What one more article costs a store that holds many: CPU milliseconds by step, and peak memory.

    python benchmarks/one_more.py --articles 10000 [--runs 5]

A year of invented annotated articles is placed by the real grouping and kept; then single text pages are read in, one after
another, as `broadsheet run` does. `all` is the whole of it with the page taken apart and described; the steps are what grows with
a store unless something bounds it.
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
from pathlib import Path
from typing import Any

from synthetic_year import year

from broadsheet.dedupe import take
from broadsheet.executor import Bounds
from broadsheet.group import Group
from broadsheet.pipeline import placing, read_pages
from broadsheet.pipeline.compared import kept
from broadsheet.records.page import Cutting, Page
from broadsheet.store import Store

STEPS = {"copies": "_judged", "state of the stories": "grouped"}


def filled(store: Store, count: int) -> None:
    """Put a year's articles in, with all that a run leaves behind."""
    group = Group()
    for report in year(count):
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
        store.grouping.put(group.state())
        store.fingerprints.thin()
    store.vocabulary.catch_up()


def _on(annotated: Any, page: str) -> Any:
    from dataclasses import replace

    return replace(annotated, article=replace(annotated.article, page=page))


@contextmanager
def watched(spent: dict[str, list[float]]) -> Iterator[None]:
    """Count what the steps take."""
    real = {name: getattr(placing, name) for name in STEPS.values()}

    def counting(step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any) -> Any:
            began = time.process_time()
            try:
                return function(*given)
            finally:
                spent[step].append(1e3 * (time.process_time() - began))

        return counted

    for step, name in STEPS.items():
        setattr(placing, name, counting(step, real[name]))
    try:
        yield
    finally:
        for name, function in real.items():
            setattr(placing, name, function)


def measured(store: Store, runs: int) -> dict[str, list[float]]:
    """Milliseconds of every run, by step; the first, which loads models, is left out."""
    spent: dict[str, list[float]] = defaultdict(list)
    with watched(spent):
        for run in range(runs + 1):
            words = " ".join(f"Crew {run} of the ferry counted {n} gulls over the harbour of Halm." for n in range(20))
            page = Page(name=f"more-{run}.txt", kind="text", body=f"Gulls over Halm, day {run}\n\nDecember 30, 2031\n\n{words}\n")
            began = time.process_time()
            read_pages(store, [page], bounds=Bounds(workers=0))
            spent["all"].append(1e3 * (time.process_time() - began))
    return {step: times[1:] for step, times in spent.items()}


def main() -> None:
    """Print a line for every step."""
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("--articles", type=int, default=10_000)
    said.add_argument("--runs", type=int, default=5)
    asked = said.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store.open(str(Path(folder) / "paper.db")) as store:
        filled(store, asked.articles)
        for step, times in measured(store, asked.runs).items():
            print(f"{step:22} median {statistics.median(times):9.1f} ms   {min(times):.1f} to {max(times):.1f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
