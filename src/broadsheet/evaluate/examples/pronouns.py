"""Whom "he" and "she" mean where they speak, as `annotate` resolves them."""

from __future__ import annotations

from collections.abc import Mapping

from broadsheet.evaluate.examples.formulas import Formula, share
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.names import is_called
from broadsheet.evaluate.examples.program import Row
from broadsheet.evaluate.examples.truth import Place, Truth

FIGURES: Mapping[str, Formula] = {
    "pronouns taken for sure, right": share("pronoun right", "pronoun said"),
    "pronouns found for sure": share("pronoun right", "pronoun"),
}


def judge_pronouns(ledger: Ledger, truth: Truth, article: str, row: Row) -> None:
    """Compare the pronouns that name a speaker of the cast: whether they are resolved for sure, and then to whom."""
    column, gold = truth.column(article), truth.articles[article]
    speakers = {
        (quote.speaker.start, quote.speaker.end): quote.by
        for quote in gold.quotes
        if quote.by is not None and quote.speaker is not None
    }
    for (start, end), by in speakers.items():
        place = Place(start=start, end=end)
        if gold.words(place).lower() not in ("he", "she"):
            continue
        ledger.add(column, "pronoun")
        name = _meant(place, row)
        if name is not None:
            right = is_called(name, truth.cast[by])
            what = f"{gold.words(place)!r} is {name!r}, not {truth.cast[by].name!r}"
            ledger.add(column, "pronoun said")
            ledger.test(column, "pronoun right", right, article, what)


def _meant(place: Place, row: Row) -> str | None:
    """The name that the pronoun at a place stands for, None where that is not sure."""
    sure = {
        each["entity"]
        for each in row.get("mentions", ())
        if (each["start"], each["end"]) == (place.start, place.end) and each.get("safe")
    }
    return next((entity["name"] for entity in row["entities"] if entity["id"] in sure), None)
