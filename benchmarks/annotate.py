"""What the room `annotate` costs: articles a CPU second, and the share of every part.

    python benchmarks/annotate.py ARTICLES [--limit 84]

ARTICLES are JSON lines with a field `text`, packed or not: the bench's `quotes/polnear_dev.jsonl.gz`, for one. The parts
are timed one after the other in one process, in CPU seconds. Entities are gathered twice: with the forms of names
remembered, as the room does it, and with every form made anew; both must find the same.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from broadsheet.annotate import Annotate, entities
from broadsheet.annotate.entities import gather
from broadsheet.annotate.figures import Known, figures
from broadsheet.annotate.leaning import Around
from broadsheet.annotate.naming import names
from broadsheet.annotate.pronouns import resolve
from broadsheet.annotate.quotes import Finder, all_quotations
from broadsheet.annotate.reading import read
from broadsheet.annotate.sentences import sentences
from broadsheet.annotate.whens import whens
from broadsheet.language import names as language
from broadsheet.models import attribution, grammar
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article
from broadsheet.steps import Dropped

if TYPE_CHECKING:
    from spacy.language import Language

Value = TypeVar("Value")
ANEW = "entities, every form anew"


def articles(path: Path) -> Iterator[Article]:
    """The rows of the file as articles."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as rows:
        for n, row in enumerate(map(json.loads, rows)):
            day = row.get("date")
            yield Article(
                id=f"{n}#1",
                page=str(n),
                place=1,
                title="",
                text=row["text"],
                ranges=(),
                published=day,
                language="en",
                as_given=True,
            )


@contextmanager
def forgetting() -> Iterator[None]:
    """Every form of a name made anew where it is asked for."""
    kept = {form: getattr(language, form) for form in ("key", "_parts", "spelt_alike")}
    for form, remembered in kept.items():
        setattr(language, form, remembered.__wrapped__)
    entities.key, entities.spelt_alike = language.key, language.spelt_alike  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for form, remembered in kept.items():
            setattr(language, form, remembered)
        entities.key, entities.spelt_alike = language.key, language.spelt_alike  # type: ignore[attr-defined]


class Clock:
    """CPU seconds by part."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    def time(self, part: str, work: Callable[[], Value]) -> Value:
        """What `work` returns, its time added to the part."""
        start = time.process_time()
        try:
            return work()
        finally:
            self.spent[part] += time.process_time() - start


def by_part(article: Article, nlp: Language, clock: Clock) -> None:
    """One article, part by part, in the order of `broadsheet.annotate.room.annotate`."""
    reading = clock.time("parse", lambda: read(article.text, nlp, wrapped=article.as_given))
    found = clock.time("names", lambda: names(reading))
    groups = clock.time("entities", lambda: gather(found, article.text))
    with forgetting():
        anew = clock.time(ANEW, lambda: gather(found, article.text))
    if [(group.name, group.kind, group.aliases) for group in anew] != [(g.name, g.kind, g.aliases) for g in groups]:
        raise SystemExit(f"{article.id}: entities differ when the forms of names are made anew")
    quoted = clock.time("quotes", lambda: all_quotations(reading))
    clock.time("pronouns", lambda: resolve(reading, groups, quoted))
    said = clock.time("quotes", lambda: Finder(reading, quoted, attribution.load()).find())
    times = clock.time("times", lambda: whens(reading, article.published))
    around = Around(text=article.text, quoted=quoted, named=[name.extent for name in found])
    clock.time("sentences", lambda: sentences(reading, found, around))
    clock.time("figures", lambda: figures(reading, Known(names=found, times=times, said=said)))


def whole(room: Annotate, given: list[Article]) -> tuple[list[Annotated | Dropped], float]:
    """What the room makes of the articles, and the CPU seconds it took."""
    start = time.process_time()
    return list(room(given)), time.process_time() - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, help="JSON lines with a field `text`")
    parser.add_argument("--limit", type=int, default=84, help="articles to read")
    chosen = parser.parse_args()
    given = list(islice(articles(chosen.articles), chosen.limit))
    nlp, clock = grammar.load(), Clock()
    by_part(given[0], nlp, Clock())
    for article in given:
        by_part(article, nlp, clock)
    anew = clock.spent.pop(ANEW)
    total, words = sum(clock.spent.values()), sum(len(article.text.split()) for article in given)
    for part, seconds in sorted(clock.spent.items(), key=lambda item: -item[1]):
        print(f"{part:<10} {seconds:7.2f} s  {seconds / total:6.1%}  {1000 * seconds / len(given):7.1f} ms an article")
    print(f"{'all':<10} {total:7.2f} s  {len(given) / total:6.2f} articles and {words / total:,.0f} words a CPU second")
    spent = clock.spent["entities"]
    print(f"{ANEW} {anew:.2f} s, remembered {spent:.2f} s: {anew / spent:.2f} times as fast")
    _, once = whole(Annotate(), given)
    print(f"the room   {once:7.2f} s  {len(given) / once:6.2f} articles a CPU second")


if __name__ == "__main__":
    main()
