"""The labelled pages that the line labeller learns from: the bench's dumps, our own examples, and mixes of both.

Of the examples only the pages are taken whose articles all belong to stories that rooms may be tuned on.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mixed_dumps import Shelf, clippings

from broadsheet.evaluate.examples.truth import GoldPage, Truth, read_truth
from broadsheet.extract.furniture import Furniture, learn

FOLDS = 4
#: How many mixes are made, and how their names begin.
MIXES, MIXED = 600, "mix-"
EXAMPLES = Path(__file__).parents[1] / "src/broadsheet/examples"
#: Kinds of lines that are part of an article.
_OWN = ("headline", "byline", "caption", "body")
_SPACE = re.compile(r"\W+")


@dataclass(frozen=True)
class Sheet:
    """A page of which it is known what every line is.

    Attributes:
        name: the dump's id, the example's name, or `MIXED` and a number.
        lines: its lines, blank ones too.
        gold: for every line its `kind` and the number of its `article`.
        folds: for every line the fold of its article's publisher; a line of no article has the fold above (at the top below).
        owners: the publisher of every article that has a known one.
        furniture: what is known to repeat over the pages.
    """

    name: str
    lines: Sequence[str]
    gold: Sequence[dict[str, Any]]
    folds: Sequence[int]
    owners: dict[int, str]
    furniture: Furniture | None
    bench: bool = False

    @property
    def mixed(self) -> bool:
        """Whether it is a mix."""
        return self.name.startswith(MIXED)


def sheets(dumps: Path, pages: Path, mixes: int) -> Iterator[Sheet]:
    """All pages, always the same and in the same order.

    Args:
        dumps: the bench's folder of dumps.
        pages: its folder of pages, whose gold texts tell the publishers apart.
        mixes: how many mixes to make of the articles of both.
    """
    spoken, shelf = _languages(pages), Shelf()
    furniture = None
    for sheet in (*_dumps(dumps, pages), *_examples()):
        furniture = sheet.furniture if sheet.bench else furniture
        for clipping in clippings(sheet.lines, sheet.gold, sheet.owners):
            shelf.add(fold_of(clipping.publisher), spoken.get(clipping.publisher, "en"), clipping)
        yield sheet
    for number, mix in enumerate(shelf.mixes(mixes)):
        known = furniture if number % 2 else None
        yield Sheet(f"{MIXED}{number}", mix.lines, mix.gold, [mix.fold] * len(mix.lines), {}, known)


def fold_of(publisher: str) -> int:
    """The fold of a publisher, by hash."""
    return blake2b(publisher.encode(), digest_size=4).digest()[0] % FOLDS


def _dumps(dumps: Path, pages: Path) -> Iterator[Sheet]:
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in _read(dumps / "dev.gold.jsonl.gz"):
        gold[record["page"]].append(record)
    records, known = _read(dumps / "dev.jsonl.gz"), _publishers(pages)
    furniture = learn(record["text"] for record in records)
    for record in records:
        lines, own = record["text"].split("\n"), gold[record["id"]]
        owners = _owners(lines, own, known)
        yield Sheet(record["id"], lines, own, _folds(own, owners), owners, furniture, bench=True)


def _examples() -> Iterator[Sheet]:
    truth = read_truth(EXAMPLES)
    texts = {
        name: (EXAMPLES / "pages" / page.file).read_text("utf-8").split("\n")
        for name, page in truth.pages.items()
        if page.lines and _is_shown(truth, page)
    }
    furniture = learn("\n".join(lines) for lines in texts.values())
    for name, lines in texts.items():
        page = truth.pages[name]
        gold = [{"kind": kind, "article": article if kind in _OWN else None} for kind, article in page.lines or ()]
        owners = _example_owners(truth, page)
        yield Sheet(name, lines, gold, _folds(gold, owners), owners, furniture)


def _is_shown(truth: Truth, page: GoldPage) -> bool:
    """Whether a page may be learned from: one that shows a round-up's items apart, which the labeller leaves together, may not."""
    held = [placement.article for placement in page.placements]
    return truth.column(*held) == "tuned" and all(truth.articles[article].role != "roundup" for article in held)


def _example_owners(truth: Truth, page: GoldPage) -> dict[int, str]:
    return {placement.number: truth.articles[placement.article].outlet or placement.article for placement in page.placements}


def _read(path: Path) -> list[dict[str, Any]]:
    """The records of a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def _golds(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Publisher and gold of every page."""
    for part in sorted(folder.iterdir()):
        for gold in _read(part / "gold.jsonl.gz"):
            yield gold.get("outlet") or urlsplit(gold.get("url") or "").hostname or gold["id"], gold


def _publishers(folder: Path) -> dict[str, str]:
    """Squeezed paragraph → publisher, over all pages' gold text."""
    return {
        _SPACE.sub("", line)[:60]: publisher
        for publisher, gold in _golds(folder)
        for line in [gold.get("title") or "", *gold["text"].split("\n"), *(gold.get("captions") or [])]
        if len(line) > 20
    }


def _languages(folder: Path) -> dict[str, str]:
    """Publisher → language, English where the gold does not say."""
    return {publisher: gold.get("language") or "en" for publisher, gold in _golds(folder)}


def _owners(lines: Sequence[str], gold: Sequence[dict[str, Any]], known: dict[str, str]) -> dict[int, str]:
    """The publisher of every article of a page that is known."""
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for line, record in zip(lines, gold, strict=True):
        publisher = known.get(_SPACE.sub("", line)[:60])
        if publisher and record["article"]:
            votes[record["article"]][publisher] += 1
    return {article: votes[article].most_common(1)[0][0] for article in votes}


def _folds(gold: Sequence[dict[str, Any]], owners: dict[int, str]) -> list[int]:
    folds = {article: fold_of(publisher) for article, publisher in owners.items()}
    own = [folds.get(record["article"] or 0) for record in gold]
    last = next((value for value in own if value is not None), 0)
    out = []
    for value in own:
        last = last if value is None else value
        out.append(last)
    return out
