"""The contradictions of invented stories (`accounts/*.jsonl`): two papers on one event, half of them truly at odds.

Written by people who had not read the rules; d, e and f by the rules' authors, before the rules were mended and after. The shape of
a row is that of the bench's `differ` set. Nobody who works on the rules reads j: it counts what they are worth at first sight.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from broadsheet.annotate import Annotate
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article
from broadsheet.records.text import Extent
from broadsheet.write.differ import Account, Difference
from broadsheet.write.dossier import Dossier
from broadsheet.write.sections.contradictions import differences
from tests.write.stories import story

FOLDER = Path(__file__).parent / "accounts"


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf8").splitlines()]


def article(given: dict) -> Article:
    fields = {key: given[key] for key in ("id", "title", "text", "outlet")}
    return Article(page=given["id"], place=1, ranges=(), published=given["date"], language="en", as_given=True, **fields)


def claimed(row: dict, annotate: Annotate) -> Iterator[Difference]:
    told = [found for found in annotate([article(given) for given in row["articles"]]) if isinstance(found, Annotated)]
    dossier = Dossier(story(*told), as_of=f"{max(given['date'] for given in row['articles'])}T23:00:00Z")
    return (found for found in differences(dossier) if found.state == "open")


def touches(account: Account, spots: list[list]) -> bool:
    article = account.passage.article.article.id
    return any(article == name and account.clause.overlaps(Extent(start, end)) for name, start, end in spots)


def is_gold(found: Difference, row: dict) -> bool:
    golds = [gold["sides"] for gold in row["gold"]["contradictions"]]
    return any(touches(a, gold[0]) and touches(b, gold[1]) for gold in golds for a, b in permutations(found.sides))


@pytest.mark.parametrize(("name", "least"), [("a", 20), ("c", 15), ("d", 13), ("e", 5), ("f", 8), ("g", 5), ("h", 4)])
def test_what_is_claimed_is_mostly_so(name, least):
    annotate = Annotate()
    judged = [is_gold(found, row) for row in rows(name) for found in claimed(row, annotate)]
    assert sum(judged) >= least
    assert sum(judged) >= 0.8 * len(judged)


@pytest.mark.parametrize("name", list("abcdefghij"))
def test_every_side_of_the_gold_is_words_of_its_article(name):
    for row in rows(name):
        texts = {given["id"]: given["text"] for given in row["articles"]}
        for gold in row["gold"]["contradictions"]:
            assert len(gold["sides"]) == 2
            for side in gold["sides"]:
                assert all(texts[article][start:end].strip() == texts[article][start:end] != "" for article, start, end in side)
