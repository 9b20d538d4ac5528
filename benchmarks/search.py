"""How long a search takes at a hundred thousand articles, and where the time goes, while another process places articles.

    python benchmarks/search.py [--articles 100000] [--queries 300] [--store FILE]

The articles are a synthetic year (`synthetic_year.py`) with ready-made vectors, outlets and kinds; stories have printed statements.
Queries are of six sorts, see `asked`. Beside the whole search and its parts, the same words are put to SQLite's FTS5 and, where it
is installed (`pip install tantivy`), to tantivy, over the same texts and in the same run; these find articles alone, without
filters, facets, snippets or meaning. CPU is that of this process; the wall shows the machine's other work too.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from search_rivals import Fts5, Tantivy
from sqlalchemy import Table
from synthetic_year import Report, year

from broadsheet.language.index_words import index_words
from broadsheet.records.page import Page
from broadsheet.records.query import Filters
from broadsheet.records.story import Placement, story_id, thread_id
from broadsheet.search import Finder
from broadsheet.search.catalogue import Catalogue
from broadsheet.search.looking import Held, Look, look
from broadsheet.search.query import read
from broadsheet.search.spelling import corrected
from broadsheet.search.words import bases
from broadsheet.store import Store
from broadsheet.store import schema as tables
from broadsheet.store.words import KINDS, Kind

OUTLETS, SUBJECTS, ROLES = 40, 30, ("report", "report", "report", "analysis", "opinion")
DISPUTED = 10
"""One story in so many has accounts that differ."""
PRINTED, TOLD = 4, 16
"""Statements that an article adds to its story's page, and their words."""
_SOUNDS = dict(zip("0123456789", ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "ru"), strict=True))


@dataclass(frozen=True)
class Asked:
    """A query of a sort."""

    sort: str
    text: str
    filters: Filters | None = None


def spelt(text: str) -> str:
    """Numbered words in letters, so that they have stems and slips."""
    return re.sub(r"\bw(\d+)", lambda found: "".join(_SOUNDS[digit] for digit in found[1]), text)


def moved(report: Report, number: int, name: str) -> tuple[Page, Report]:
    """A report under another name with its page, with words in letters, an outlet and a kind."""
    article = report.annotated.article
    text = spelt(article.text)
    page = Page(name=name, kind="text", body=f"{name}\n{text}")
    told = replace(
        article, id=name, page=page.id, title=" ".join(text.split(". ")[-1].split()[:9]), text=text,
        outlet=f"Paper {number % OUTLETS}", role=ROLES[number % len(ROLES)],
    )  # fmt: skip
    copy = replace(report.copy, article=name, origin=name, kind="original")
    return page, replace(report, annotated=replace(report.annotated, article=told), copy=copy)


def write_on(path: str) -> None:
    """Place articles until somebody ends this process."""
    with Store.open(path, beside=True) as store:
        first = store.articles.count()  # an earlier writer may have been here
        for number, report in enumerate(year(20_000, seed=6), start=first):
            page, told = moved(report, number, f"later{number}")
            story = story_id(report.copy.origin)
            placement = Placement(article=told.copy.article, story=story, thread=thread_id(story), score=1.0, why=())
            with store.transaction():
                store.pages.add(page)
                store.articles.place(told.annotated, told.copy, placement, report.vector.astype(np.float16).tobytes())


def fill(store: Store, count: int) -> None:
    """Put a year into the store in large runs, as its tables have it, and index it."""
    began, reports = time.process_time(), year(count)
    made = time.process_time()
    for start in range(0, count, 5_000):
        rows = defaultdict[Table, list[dict[str, Any]]](list)
        for number in range(start, min(start + 5_000, count)):
            _enter(rows, reports[number], number)
        _tell(rows, start)
        with store.transaction():
            for table, some in rows.items():
                store._database.run(table.insert(), some)  # noqa: SLF001
    entered = time.process_time()
    store.words.catch_up()
    indexed = time.process_time()
    store.vocabulary.catch_up()
    told = time.process_time()
    print(
        f"{count:,} articles in CPU-s: invented {made - began:.0f}, entered {entered - made:.0f}, "
        f"indexed {indexed - entered:.0f}, spellings counted {told - indexed:.0f}", flush=True,
    )  # fmt: skip


def _enter(rows: dict[Table, list[dict[str, Any]]], report: Report, number: int) -> None:
    """The rows of an article, and statements as its story's page would print them."""
    page, told = moved(report, number, report.annotated.article.id)
    article, story = told.annotated.article, story_id(report.copy.origin)
    held = {"id": page.id, "name": page.name, "record": b"", "learned": True, "withheld": False}
    rows[tables.pages].append(held)
    named = {
        name: getattr(article, name) for name in ("id", "page", "place", "outlet", "published", "text_sha256", "title", "text")
    }
    rows[tables.articles].append(named | {"seq": number + 1, "record": b""})
    rows[tables.placements].append({"article": article.id, "story": story, "thread": thread_id(story), "score": 1.0, "why": b""})
    rows[tables.vectors].append({"article": article.id, "vector": report.vector.astype(np.float16).tobytes()})
    traits = {(entity.kind, entity.name) for entity in told.annotated.entities} | {("role", article.role)}
    rows[tables.article_traits] += [{"seq": number + 1, "kind": kind, "value": value} for kind, value in traits]
    words = index_words(article.text)
    for start in range(0, PRINTED * TOLD, TOLD):
        text = " ".join(words[start : start + TOLD])
        rows[tables.statements].append({"story": story, "key": f"{article.id}.{start}", "text": text})


def _tell(rows: dict[Table, list[dict[str, Any]]], start: int) -> None:
    """A headline, a subject, and sometimes a dispute for every story that begins here: an origin's story is named for it."""
    held = {row["article"]: row["story"] for row in rows[tables.placements]}
    for number, article in enumerate(rows[tables.articles], start=start):
        story = held[article["id"]]
        if story == story_id(article["id"]):
            told = [("headline", article["title"]), ("subject", f"Subject {number % SUBJECTS}")]
            told += [("contradiction", "open")] if number % DISPUTED == 0 else []
            rows[tables.story_traits] += [{"story": story, "kind": kind, "value": value} for kind, value in told]


def asked(texts: list[str], count: int) -> Iterator[Asked]:
    """One to six words of an article, common and rare; the same narrowed; a headline; a phrase; a slip; common words alone.

    What is narrowed is so to an outlet from a day on, a kind, a subject, disputes, or a week.
    """
    dice = np.random.default_rng(3)
    for number in range(count):
        text = texts[int(dice.integers(len(texts)))]
        words = index_words(text)
        some = list(dice.choice(words, int(dice.integers(1, 7)), replace=False))
        at = int(dice.integers(len(words) - 3))
        longest = max(words, key=len)
        sorts = (
            Asked("words", " ".join(some)),
            Asked("headline", " ".join(words[-9:])),
            Asked("phrase", f'"{" ".join(words[at : at + 2])}" {words[at + 2]}'),
            Asked("narrowed", " ".join(some), _narrowing(dice, number)),
            Asked("a slip", f"{longest[:3]}{longest[4:]} {some[0]}"),
            Asked("common words", " ".join(word for word in words if len(word) <= 6)[:60]),
        )
        yield sorts[number % len(sorts)]


def _narrowing(dice: np.random.Generator, number: int) -> Filters:
    kinds = (
        Filters(outlet=f"Paper {dice.integers(OUTLETS)}", since="2031-03-01"),
        Filters(role="analysis"),
        Filters(subject=f"Subject {dice.integers(SUBJECTS)}"),
        Filters(disputed=True),
        Filters(since="2031-06-01", until="2031-06-07"),
    )
    return kinds[number // 6 % len(kinds)]


def timed(search: Callable[[Asked], object], queries: Iterable[Asked]) -> str:
    wall, cpu = [], []
    for query in queries:
        began, used = time.perf_counter(), time.process_time()
        search(query)
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    return ", ".join(
        f"{name} p50 {np.percentile(times, 50):.1f} p95 {np.percentile(times, 95):.1f} p99 {np.percentile(times, 99):.1f}"
        for name, times in (("CPU-ms", cpu), ("wall-ms", wall))
    )


@contextmanager
def writing(path: str) -> Iterator[None]:
    writer = subprocess.Popen([sys.executable, __file__, "--write-on", path])
    try:
        time.sleep(5)
        yield
    finally:
        writer.terminate()
        writer.wait()


def measure(store: Store, path: str, folder: Path, count: int) -> None:
    rows = store.words.documents("article", 0, 10**9)
    print(f"{len(rows):,} articles, {count} queries", flush=True)
    queries = list(asked([row.text for row in rows], count))
    finder = Finder()
    began = time.process_time()
    finder.find(store, "anything")
    print(f"vectors and catalogue read in {time.process_time() - began:.1f} CPU-s", flush=True)
    rivals = {"FTS5, articles alone": Fts5(folder, ((row.title, row.text) for row in rows))}
    if find_spec("tantivy"):
        rivals["tantivy, articles alone"] = Tantivy(folder, ((row.title, row.text) for row in rows))  # type: ignore[assignment]
    del rows
    words = {query: tuple(bases(read(query.text).words)) for query in queries}
    with writing(path):
        for sort in dict.fromkeys(query.sort for query in queries):
            these = [query for query in queries if query.sort == sort]
            print(f"{sort:28}", timed(lambda query: finder.find(store, query.text, query.filters), these), flush=True)
        print(f"{'all, again':28}", timed(lambda query: finder.find(store, query.text, query.filters), queries), flush=True)
        print(
            f"{'all, each vector made':28}",
            timed(lambda query: _forgetful(finder).find(store, query.text, query.filters), queries),
        )
        print(f"  {'a fixed piece of work':26}", timed(_loop(), queries), flush=True)
        parts: dict[str, Callable[[Asked], object]] = {
            "words": lambda query: _looked(store, query, KINDS),
            "articles by words": lambda query: _looked(store, query, KINDS[:1]),
            "statements by words": lambda query: _looked(store, query, KINDS[1:]),
            "meaning": lambda query: finder.vectors.near(store, query.text),
            "slips": lambda query: corrected(store.vocabulary, store.words.articles.now(), read(query.text)),
            "without facets": lambda query: finder.find(store, query.text, query.filters, facets=False),
        }
        for name, part in parts.items():
            print(f"  {name:26}", timed(part, queries), flush=True)
        for name, rival in rivals.items():
            print(f"  {name:26}", timed(lambda query, rival=rival: rival.find(words[query]), queries), flush=True)  # type: ignore[misc]


def _loop() -> Callable[[Asked], object]:
    """The same work each time: between its median and its p99 lies what is the machine's and not the search's."""
    numbers = np.arange(100_000, dtype=np.float64)[::-1].copy()
    text = "the ferry to the island stopped " * 80
    return lambda _: (np.sqrt(numbers).argpartition(9), [word.upper() for word in text.split()])


def _looked(store: Store, query: Asked, kinds: tuple[Kind, ...]) -> Look:
    """What the words find, all of one moment: the writer goes on meanwhile."""
    with store.reading():
        index: dict[Kind, Any] = {kind: store.words.index(kind).now() for kind in KINDS}
        return look(Held(store=store, catalogue=Catalogue(), index=index), read(query.text), Filters(), kinds)


def _forgetful(finder: Finder) -> Finder:
    """The same finder, which knows no query's vector."""
    finder.vectors.forget_queries()
    return finder


def main() -> None:
    given = argparse.ArgumentParser()
    given.add_argument("--articles", type=int, default=100_000)
    given.add_argument("--queries", type=int, default=300)
    given.add_argument("--store", metavar="FILE", help="kept, and used again if it is there")
    given.add_argument("--write-on", metavar="FILE", help=argparse.SUPPRESS)
    options = given.parse_args()
    if options.write_on:
        write_on(options.write_on)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = options.store or str(Path(folder) / "paper.db")
        fresh = not Path(path).exists()
        with Store.open(path) as store:
            if fresh:
                fill(store, options.articles)
        with Store.open(path, writes=False) as store:
            measure(store, path, Path(folder), options.queries)


if __name__ == "__main__":
    main()
