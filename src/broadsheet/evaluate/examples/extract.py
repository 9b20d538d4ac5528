"""The room `extract`: the articles of pages, whole, with what the pages say of them and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from broadsheet.evaluate.examples.formulas import Formula, count, share
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.placing import Match, column_of_text, matched, token_f1
from broadsheet.evaluate.examples.program import Program, Row
from broadsheet.evaluate.examples.truth import Column, GoldPage, Truth
from broadsheet.language.words import fold

FIGURES: Mapping[str, Formula] = {
    "articles found": share("found", "wanted"),
    "words of text F1": share("words", "matched"),
    "title right": share("title", "titled"),
    "day right": share("published", "matched"),
    "outlet right": share("outlet", "matched"),
    "authors right": share("authors", "matched"),
    "role right": share("role", "matched"),
    "cut right": share("cut", "matched"),
    "spurious articles": count("spurious"),
    "furniture in texts": count("leaked"),
}
FAIR = 0.9
"""A text less like the truth than this is listed among the faults."""


def score(truth: Truth, program: Program) -> Ledger:
    """Run the room on the example pages."""
    return judge(truth, program.pipe_pages("extract"))


def judge(truth: Truth, rows: Iterable[Row]) -> Ledger:
    """Compare the articles of pages with the truth."""
    on: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        on[row["page"]].append(row)
    ledger = Ledger()
    for name, page in truth.pages.items():
        _judge_page(ledger, truth, name, page, on[name])
    return ledger


def _judge_page(ledger: Ledger, truth: Truth, name: str, page: GoldPage, rows: list[Row]) -> None:
    matches = list(matched(truth, page, [row["text"] for row in rows]))
    for match in matches:
        _judge_match(ledger, truth, name, match, rows)
    taken = {match.found for match in matches}
    for row in (row for index, row in enumerate(rows) if index not in taken):
        column = column_of_text(truth, page, row["text"])
        ledger.add(column, "spurious")
        ledger.fault(column, name, f"no article of this page: {_short(row['text'])}")
        _judge_leaks(ledger, truth, column, name, row["text"])


def _judge_match(ledger: Ledger, truth: Truth, page: str, match: Match, rows: list[Row]) -> None:
    column, gold = truth.column(match.gold.article), match.gold
    if match.found is None:
        if not gold.optional:
            ledger.add(column, "wanted")
            ledger.fault(column, page, f"{gold.article}: not found")
        return
    row = rows[match.found]
    ledger.add(column, "wanted", not gold.optional)
    ledger.add(column, "found", not gold.optional)
    _judge_text(ledger, column, page, match, row)
    _judge_facts(ledger, truth, page, match, row)
    if truth.articles[gold.article].role != "sponsored":
        _judge_leaks(ledger, truth, column, page, row["text"])


def _judge_text(ledger: Ledger, column: Column, page: str, match: Match, row: Row) -> None:
    like = token_f1(match.text, row["text"])
    ledger.add(column, "matched")
    ledger.add(column, "words", like)
    if like < FAIR:
        ledger.fault(column, page, f"{match.gold.article}: words of text F1 {like:.3f}")


def _judge_facts(ledger: Ledger, truth: Truth, page: str, match: Match, row: Row) -> None:
    gold, column = match.gold, truth.column(match.gold.article)
    said = {**row, "published": (row["published"] or "")[:10], "authors": sorted(row["authors"])}
    wanted: dict[str, object] = {
        "published": (gold.published or "")[:10],
        "outlet": gold.outlet,
        "authors": sorted(gold.authors),
        "role": gold.role or truth.articles[gold.article].role,
        "cut": gold.cut,
    }
    if gold.title is not None:
        ledger.add(column, "titled")
        wanted["title"] = _plain(gold.title)
        said["title"] = _plain(row["title"] or "")
    for name, right in wanted.items():
        ledger.test(column, name, said[name] == right, page, f"{gold.article}: {_wrong(truth, page, name, said[name], right)}")


def _plain(title: str) -> str:
    return fold(title).casefold()


def _wrong(truth: Truth, page: str, name: str, said: object, right: object) -> str:
    """What is wrong. Words that the room took for a tuned-on article's may be a held-out one's where both share a page."""
    mixed = truth.column(*(placement.article for placement in truth.pages[page].placements)) == "held_out"
    return f"wrong {name}" if mixed else f"{name} {said or None!r}, not {right or None!r}"


def _judge_leaks(ledger: Ledger, truth: Truth, column: Column, page: str, text: str) -> None:
    for phrase in truth.never:
        if phrase in text:
            ledger.add(column, "leaked")
            ledger.fault(column, page, f"furniture in a text: {phrase!r}")


def _short(text: str) -> str:
    return " ".join(text.split())[:70]
