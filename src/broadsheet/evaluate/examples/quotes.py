"""Who said what in an article, as `annotate` finds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from broadsheet.evaluate.examples.formulas import Formula, f1, share
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.names import names_fully
from broadsheet.evaluate.examples.pairing import halves, paired
from broadsheet.evaluate.examples.program import Row
from broadsheet.evaluate.examples.truth import GoldQuote, Place, Truth

FIGURES: Mapping[str, Formula] = {
    "direct quotes recall": share("direct found", "direct"),
    "speaker's words right": share("speaker right", "speaker"),
    "speaker's name right": share("name right", "name"),
    "indirect quotes recall": share("indirect found", "indirect"),
    "quotes precision": share("quote right", "quote said"),
    "quotes F1": f1("quote right", "quote said", "quote gold", "quote found"),
}
LONGEST_SPEAKER = 120
"""Code points of a speaker's words; longer ones, and more than three times the gold's, name everybody and so nobody."""

Found = Mapping[str, Any]


def judge_quotes(ledger: Ledger, truth: Truth, article: str, row: Row) -> None:
    """Compare `quotes` and `entities` of an article with the truth.

    Words quoted inside a reported statement are found where the statement is; by themselves they are no fault and no statement.
    """
    gold = truth.articles[article].quotes
    found = [Place(start=quote["start"], end=quote["end"]) for quote in row["quotes"]]
    mates = paired(gold, found, halves)
    outer = [index for index in range(len(gold)) if not _around(index, gold)]
    whole = paired([gold[index] for index in outer], found, halves)
    column = truth.column(article)
    ledger.add(column, "quote gold", len(outer))
    ledger.add(column, "quote found", len(whole))
    for index, quote in enumerate(gold):
        mate = next((mates[each] for each in (index, *_around(index, gold)) if each in mates), None)
        _judge_found(ledger, truth, article, quote, found=mate is not None)
        if quote.direct and mate is not None:
            _judge_speaker(ledger, truth, article, quote, row["quotes"][mate])
            _judge_name(ledger, truth, article, quote, _name(row["quotes"][mate], row))
    right = set(mates.values()) | set(whole.values())
    for index, place in enumerate(found):
        ledger.add(column, "quote said")
        what = f"nobody is quoted: {truth.articles[article].words(place)!r}"
        ledger.test(column, "quote right", index in right, article, what)


def _around(index: int, every: Sequence[GoldQuote]) -> list[int]:
    """The quotes that hold this one."""
    quote = every[index]
    return [i for i, other in enumerate(every) if other.length > quote.length and other.shared(quote) == quote.length]


def _judge_found(ledger: Ledger, truth: Truth, article: str, quote: GoldQuote, *, found: bool) -> None:
    column, kind = truth.column(article), "direct" if quote.direct else "indirect"
    ledger.add(column, kind)
    ledger.test(column, f"{kind} found", found, article, f"{kind} quote missed: {truth.articles[article].words(quote)!r}")


def _judge_speaker(ledger: Ledger, truth: Truth, article: str, quote: GoldQuote, found: Found) -> None:
    if quote.speaker is None:
        return
    column, said, gold = truth.column(article), found.get("speaker"), truth.articles[article]
    place = Place(start=said["start"], end=said["end"]) if said else None
    mine = gold.words(place) if place else None
    right = place is not None and any(_names(place, mention) for mention in _mentions(quote, gold.quotes))
    ledger.add(column, "speaker")
    ledger.test(column, "speaker right", right, article, f"speaker {mine!r}, not {gold.words(quote.speaker)!r}")


def _mentions(quote: GoldQuote, every: Sequence[GoldQuote]) -> list[Place]:
    """The words that name a quote's speaker, here or at another quote of the same speaker: "she" may be any of them."""
    same = (other for other in every if other is quote or (quote.by is not None and other.by == quote.by))
    return [other.speaker for other in same if other.speaker]


def _names(place: Place, mention: Place) -> bool:
    return place.shared(mention) > 0 and place.length <= max(LONGEST_SPEAKER, 3 * mention.length)


def _judge_name(ledger: Ledger, truth: Truth, article: str, quote: GoldQuote, name: str | None) -> None:
    if quote.by is None:
        return
    column, person = truth.column(article), truth.cast[quote.by]
    right = name is not None and names_fully(name, person, truth.articles[article])
    ledger.add(column, "name")
    ledger.test(column, "name right", right, article, f"speaker's name {name!r}, not {person.name!r}")


def _name(quote: Found, row: Row) -> str | None:
    """The name of the entity that a quote's speaker is resolved to."""
    entity = (quote.get("speaker") or {}).get("entity")
    return next((each["name"] for each in row["entities"] if each["id"] == entity), None)
