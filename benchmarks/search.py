"""How long a search takes beside a writer: hybrid, words alone, and the index's own ranking alone, in one run.

    python benchmarks/search.py [--articles 100000] [--queries 300]

The articles are a synthetic year with ready-made vectors. Queries are three to six words of an article, common ones among them;
the vector of each is made by the packaged model. Meanwhile another process places articles one after another.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from synthetic_year import Report, year

from broadsheet.language.index_words import index_words
from broadsheet.records.page import Page
from broadsheet.records.story import Placement, story_id, thread_id
from broadsheet.search import Finder
from broadsheet.search.query import read
from broadsheet.search.words import CANDIDATES, held, terms
from broadsheet.store import Store


def place(store: Store, report: Report, name: str) -> None:
    article, story = report.annotated.article, story_id(report.annotated.article.id)
    page = Page(name=name, kind="text", body=f"{name}\n{article.text}")
    store.pages.add(page)
    moved = replace(article, id=name, page=page.id)
    annotated = replace(report.annotated, article=moved)
    copy = replace(report.copy, article=name, origin=name, kind="original")
    placement = Placement(article=name, story=story, thread=thread_id(story), score=1.0, why=())
    store.articles.place(annotated, copy, placement, report.vector.astype(np.float16).tobytes())


def write_on(path: str) -> None:
    """Place articles until somebody ends this process."""
    with Store.open(path, beside=True) as store:
        for number, report in enumerate(year(20_000, seed=6)):
            place(store, report, f"later{number}")


def timed(search: Callable[[str], object], queries: list[str]) -> str:
    wall, cpu = [], []
    for query in queries:
        began, used = time.perf_counter(), time.process_time()
        search(query)
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    shown = []
    for name, times in (("ms", wall), ("CPU-ms", cpu)):
        shown.append(f"{name} p50 {np.percentile(times, 50):.1f} p99 {np.percentile(times, 99):.1f}")
    return ", ".join(shown)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--articles", type=int, default=100_000)
    asked.add_argument("--queries", type=int, default=300)
    asked.add_argument("--write-on", metavar="FILE", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.write_on:
        write_on(given.write_on)
        return
    with tempfile.TemporaryDirectory() as folder, Store.open(path := str(Path(folder) / "paper.db")) as store:
        reports, dice = year(given.articles), np.random.default_rng(3)
        began = time.process_time()
        with store.transaction():
            for report in reports:
                place(store, report, report.annotated.article.id)
        placed = time.process_time() - began
        store.vocabulary.catch_up()
        counted = time.process_time() - began - placed
        print(f"{given.articles:,} articles: placed in {placed:.0f} CPU-s, words counted in {counted:.0f}")
        texts = [index_words(reports[number].annotated.article.text) for number in dice.integers(len(reports), size=given.queries)]
        queries = [" ".join(dice.choice(words, int(dice.integers(3, 7)), replace=False)) for words in texts]
        finder = Finder()
        began = time.perf_counter()
        finder.find(store, queries[0])
        print(f"vectors read in {time.perf_counter() - began:.1f} s")
        writer = subprocess.Popen([sys.executable, __file__, "--write-on", path])
        try:
            time.sleep(3)
            print("hybrid, facets and snippets:", timed(lambda query: finder.find(store, query), queries))
            print("ranking by words and meaning:", timed(lambda query: finder.articles(store, query), queries))
            index = lambda query: store.words.articles(held(terms(store.vocabulary, read(query).words), ()), limit=CANDIDATES)  # noqa: E731
            print("the index's own ranking:", timed(index, queries))
        finally:
            writer.terminate()
            writer.wait()


if __name__ == "__main__":
    main()
