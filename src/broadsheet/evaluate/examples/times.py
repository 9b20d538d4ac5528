"""Calendar expressions, as `annotate` finds them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from broadsheet.evaluate.examples.formulas import Formula, f1, share
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.pairing import paired, touching
from broadsheet.evaluate.examples.program import Row
from broadsheet.evaluate.examples.truth import Place, Truth

FIGURES: Mapping[str, Formula] = {
    "times F1": f1("time found", "time said", "time"),
    "value right": share("value right", "time found"),
}
_CALENDAR = re.compile(r"\d{3}[\d-]?(?!.*T)")
"""Values that name a day or more. Durations, clock times and words such as "now" are marked in no article: they are no mistake."""


def judge_times(ledger: Ledger, truth: Truth, article: str, row: Row) -> None:
    """Compare `times` of an article with the truth: places that overlap, then the value, of which the clock is left out."""
    column, gold, found = truth.column(article), truth.articles[article], row["times"]
    places = [Place(start=each["start"], end=each["end"]) for each in found]
    mates = paired(gold.times, places, touching)
    for index, time in enumerate(gold.times):
        ledger.add(column, "time")
        ledger.add(column, "time said", index in mates)
        ledger.test(column, "time found", index in mates, article, f"time missed: {gold.words(time)!r}")
        if index in mates:
            value = (found[mates[index]]["value"] or "").partition("T")[0]
            what = f"{gold.words(time)!r}: {value}, not {time.value}"
            ledger.test(column, "value right", value == time.value, article, what)
    for index in set(range(len(found))) - set(mates.values()):
        if _CALENDAR.match(found[index]["value"] or ""):
            ledger.add(column, "time said")
            ledger.fault(column, article, f"no calendar expression: {gold.words(places[index])!r}")
