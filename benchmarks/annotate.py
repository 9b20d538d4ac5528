"""What the room `annotate` costs: articles a CPU second, and the share of every part, by the long road and by the short one.

    python benchmarks/annotate.py ARTICLES [--limit 84]

ARTICLES are JSON lines with a field `text`, packed or not: the bench's `quotes/polnear_dev.jsonl.gz`, for one. Everything is
timed in one process, in CPU seconds, article by article, so that both roads meet the same machine. The long road is the
grammar's pipeline as it is shipped, the short one as the room uses it (`broadsheet.models.shortcuts`); both must annotate every
article the same. Entities are gathered twice: with the forms of names remembered, as the room does it, and with every form made
anew; both must find the same.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from broadsheet.annotate import annotate, entities
from broadsheet.annotate.entities import gather
from broadsheet.annotate.figures import Known, figures
from broadsheet.annotate.leaning import Around
from broadsheet.annotate.naming import names
from broadsheet.annotate.pronouns import resolve
from broadsheet.annotate.quotes import HOLDING, Finder, all_quotations
from broadsheet.annotate.reading import blocks, plain, read
from broadsheet.annotate.sentences import sentences
from broadsheet.annotate.speakers import Speakers
from broadsheet.annotate.whens import whens
from broadsheet.language import names as language
from broadsheet.models import attribution, grammar
from broadsheet.records.article import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

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
    pronouns = clock.time("pronouns", lambda: resolve(reading, groups, quoted))
    finder = Finder(reading, quoted, attribution.load())
    said = clock.time("quotes", lambda: finder.find(HOLDING))
    times = clock.time("times", lambda: whens(reading, article.published))
    speakers = Speakers(reading, groups, pronouns, quoted)
    people = [name.extent for group in groups if group.kind == "person" for name in group.names]
    around = Around(text=article.text, quoted=quoted, people=people)
    clock.time("sentences", lambda: sentences(reading, found, around))
    known = Known(found, times, said, speakers.of, article.published)
    clock.time("figures", lambda: figures(reading, known))
    clock.time("quotes", lambda: [speakers.of(one.by) for one in finder.find()])


def by_component(given: list[Article], nlp: Language) -> dict[str, float]:
    """CPU seconds of every component of a pipeline, over the paragraphs of the articles."""
    clock = Clock()
    for article in given:
        parts = [plain(part.of(article.text)) for _, part in blocks(article.text, wrapped=article.as_given)]
        docs = clock.time("words", partial(_through, nlp.make_doc, parts))
        for name, component in nlp.pipeline:
            docs = clock.time(name, partial(_through, component, docs))
    return clock.spent


def _through(component: Any, docs: list[Doc]) -> list[Doc]:
    return list(component.pipe(docs, batch_size=64) if hasattr(component, "pipe") else map(component, docs))


def both_roads(given: list[Article], short: Language, long: Language) -> tuple[float, float]:
    """CPU seconds of the whole room by the long road and by the short one, in turn.

    Raises:
        SystemExit: an article is not annotated the same.
    """
    clock = Clock()
    for article in given:
        one = clock.time("long", partial(annotate, article, long))
        other = clock.time("short", partial(annotate, article, short))
        if one != other:
            raise SystemExit(f"{article.id} is not annotated the same by both roads")
    return clock.spent["long"], clock.spent["short"]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, help="JSON lines with a field `text`")
    parser.add_argument("--limit", type=int, default=84, help="articles to read")
    chosen = parser.parse_args()
    given = list(islice(articles(chosen.articles), chosen.limit))
    short, long = grammar.load(), grammar.as_shipped()
    annotate(given[0], long)
    for title, seconds in (("long", by_component(given, long)), ("short, nothing remembered", by_component(given, short))):
        print(f"the grammar by the {title}: {sum(seconds.values()):.2f} s:", _listed(seconds))
    print("the same again:", _listed(by_component(given, short)), "\n")
    _print_parts(given, short)
    before, after = both_roads(given, short, long)
    print(f"the room by the long road  {before:7.2f} s  {len(given) / before:6.2f} articles a CPU second")
    print(f"the room by the short road {after:7.2f} s  {len(given) / after:6.2f}, {before / after:.2f} times as fast")


def _listed(seconds: dict[str, float]) -> str:
    return ", ".join(f"{name} {spent:.2f}" for name, spent in sorted(seconds.items(), key=lambda item: -item[1]))


def _print_parts(given: list[Article], nlp: Language) -> None:
    clock = Clock()
    for article in given:
        by_part(article, nlp, clock)
    anew = clock.spent.pop(ANEW)
    total, words = sum(clock.spent.values()), sum(len(article.text.split()) for article in given)
    for part, seconds in sorted(clock.spent.items(), key=lambda item: -item[1]):
        print(f"{part:<10} {seconds:7.2f} s  {seconds / total:6.1%}  {1000 * seconds / len(given):7.1f} ms an article")
    print(f"{'all':<10} {total:7.2f} s  {len(given) / total:6.2f} articles and {words / total:,.0f} words a CPU second")
    spent = clock.spent["entities"]
    print(f"{ANEW} {anew:.2f} s, remembered {spent:.2f} s: {anew / spent:.2f} times as fast\n")


if __name__ == "__main__":
    main()
