"""The room `annotate`: names, quotes, figures and times of articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from broadsheet.evaluate.examples import across, figures, people, pronouns, quotes, times
from broadsheet.evaluate.examples.formulas import Formula
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.program import Program, Row
from broadsheet.evaluate.examples.truth import Truth

_JUDGES = (people, across, pronouns, quotes, figures, times)
FIGURES: Mapping[str, Formula] = {name: formula for judge in _JUDGES for name, formula in judge.FIGURES.items()}


def score(truth: Truth, program: Program) -> Ledger:
    """Run the room on the articles as they were written."""
    return judge(truth, program.pipe("annotate", map(truth.row, truth.articles)))


def judge(truth: Truth, rows: Iterable[Row]) -> Ledger:
    """Compare what was found in every article with the truth; an article without an answer has nothing found in it."""
    answers = {row["id"]: row for row in rows}
    nothing: Row = {"mentions": [], "quotes": [], "entities": [], "figures": [], "times": []}
    ledger = Ledger()
    for article in truth.articles:
        row = answers.get(article, nothing)
        people.judge_people(ledger, truth, article, row)
        pronouns.judge_pronouns(ledger, truth, article, row)
        quotes.judge_quotes(ledger, truth, article, row)
        figures.judge_figures(ledger, truth, article, row)
        times.judge_times(ledger, truth, article, row)
    people.judge_pairs(ledger, truth, answers)
    across.judge_across(ledger, truth, answers)
    return ledger
