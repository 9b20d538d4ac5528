"""The room `lines`: what every line of a plain-text page is, and where articles start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from broadsheet.evaluate.examples.formulas import Formula, f1, share
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.pairing import one_to_one
from broadsheet.evaluate.examples.program import Program, Row
from broadsheet.evaluate.examples.truth import Column, GoldPage, Truth

FIGURES: Mapping[str, Formula] = {
    "kind of line": share("kind", "lines"),
    "body F1": f1("body right", "body said", "body gold"),
    "article starts F1 ±1": f1("start right", "start said", "start gold"),
}
SLACK = 1
"""Lines that are not blank by which a start may be off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank: what it is, and what the room takes it for. Articles are numbers within the page."""

    number: int
    column: Column
    kind: str
    article: int | None
    found_kind: str
    found_article: int | None


def score(truth: Truth, program: Program) -> Ledger:
    """Run the room on the example pages."""
    return judge(truth, program.pipe_pages("lines"))


def judge(truth: Truth, rows: Iterable[Row]) -> Ledger:
    """Compare `{page, line, kind, article}` with the truth; a line that is missing is wrong."""
    found = {(row["page"], row["line"]): row for row in rows}
    ledger = Ledger()
    for name, page in truth.pages.items():
        lines = list(_lines(truth, name, page, found))
        for line in lines:
            _judge_kind(ledger, name, line)
        _judge_starts(ledger, name, lines)
    return ledger


def _lines(truth: Truth, name: str, page: GoldPage, found: Mapping[tuple[str, int], Row]) -> Iterator[Line]:
    for number, (kind, article) in enumerate(page.lines or (), 1):
        if kind == "blank":
            continue
        row = found.get((name, number), {})
        yield Line(
            number=number,
            column=_column(truth, page, article),
            kind=kind,
            article=article,
            found_kind=row.get("kind", "missing"),
            found_article=row.get("article"),
        )


def _column(truth: Truth, page: GoldPage, article: int | None) -> Column:
    """A line goes with its article; a line of none is held out where nothing on the page is not."""
    if article is not None:
        return truth.column(page.article(article))
    columns = {truth.column(placement.article) for placement in page.placements}
    return "held_out" if columns == {"held_out"} else "tuned"


def _judge_kind(ledger: Ledger, page: str, line: Line) -> None:
    ledger.add(line.column, "lines")
    what = f"line {line.number}: {line.kind} taken for {line.found_kind}"
    ledger.test(line.column, "kind", line.kind == line.found_kind, page, what)
    ledger.add(line.column, "body gold", line.kind == "body")
    ledger.add(line.column, "body said", line.found_kind == "body")
    ledger.add(line.column, "body right", line.kind == line.found_kind == "body")


def _judge_starts(ledger: Ledger, page: str, lines: list[Line]) -> None:
    gold = starts(line.article for line in lines)
    said = starts(line.found_article for line in lines)
    near = one_to_one((SLACK + 1 - abs(a - b), i, j) for i, a in enumerate(gold) for j, b in enumerate(said) if abs(a - b) <= SLACK)
    for i, place in enumerate(gold):
        column = lines[place].column
        ledger.add(column, "start gold")
        ledger.add(column, "start said", i in near)
        ledger.test(column, "start right", i in near, page, f"line {lines[place].number}: an article starts here unseen")
    for place in {at for j, at in enumerate(said) if j not in near.values()}:
        ledger.add(lines[place].column, "start said")
        ledger.fault(lines[place].column, page, f"line {lines[place].number}: no article starts here")


def starts(articles: Iterable[int | None]) -> list[int]:
    """Where the article changes; the first of a page is no start, and lines of no article are passed over.

    >>> starts([None, 1, 1, None, 2, None, 2, 3])
    [4, 7]
    """
    found: list[int] = []
    last: int | None = None
    for place, article in enumerate(articles):
        if article is not None:
            if last is not None and article != last:
                found.append(place)
            last = article
    return found
