"""A file and a server side by side: what placing an article costs, and what reading it back does.

    python benchmarks/stores.py postgresql://ROLE@HOST/EMPTY_DATABASE [--articles 1000]

The articles are a synthetic year with ready-made vectors, each in a transaction of its own. Seconds are of this process; the
server's own work is told by the server, as the time that its statements took.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from search import place
from synthetic_year import year

from broadsheet.store import Store


def spent(work: Callable[[], object]) -> tuple[float, float]:
    began, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - used


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("server")
    asked.add_argument("--articles", type=int, default=1_000)
    given = asked.parse_args()
    reports = list(year(given.articles))
    with tempfile.TemporaryDirectory() as folder:
        costs = {}
        for name, url in (("file", str(Path(folder) / "paper.db")), ("server", given.server)):
            with Store.open(url) as store:

                def fill(store: Store = store) -> None:
                    for report in reports:
                        place(store, report, report.annotated.article.id)

                def read(store: Store = store) -> None:
                    assert len(store.articles.all()) == len(reports)
                    assert len(store.articles.vectors()) == len(reports)

                costs[name] = [spent(fill), spent(read)]
        for number, what in enumerate(("placed", "read back")):
            told = [np.array(costs[name][number]) / given.articles * 1000 for name in ("file", "server")]
            shown = ", ".join(f"{name} {cpu:.2f} CPU-ms, {wall:.2f} ms" for name, (wall, cpu) in zip(costs, told, strict=True))
            print(f"{what}, an article: {shown}; ratio of CPU {told[1][1] / told[0][1]:.2f}")


if __name__ == "__main__":
    main()
