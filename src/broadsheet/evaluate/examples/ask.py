"""The room `ask`: questions answered with citations, or refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from broadsheet.evaluate.examples.formulas import Formula, share
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.program import Program, Row
from broadsheet.evaluate.examples.truth import GoldQuestion, Spot, Truth

FIGURES: Mapping[str, Formula] = {
    "right": share("right", "answerable"),
    "citation precision": share("citation right", "citations"),
    "refused rightly": share("refused rightly", "unanswerable"),
    "refused wrongly": share("refused wrongly", "answerable"),
}
LONGEST = 600
"""Code points of a citation; a longer one shows nothing."""


def score(truth: Truth, program: Program) -> Ledger:
    """Ask every question over the articles of its story."""
    return judge(truth, program.pipe("ask", (_asked(truth, question) for question in truth.questions)))


def _asked(truth: Truth, question: GoldQuestion) -> Row:
    articles = [truth.row(key) for key in truth.stories[question.story].articles]
    return {"id": question.id, "question": question.question, "articles": articles}


def judge(truth: Truth, rows: Iterable[Row]) -> Ledger:
    """Compare `{id, refused, answer[{citations}]}` with the questions; no answer is a refusal."""
    answers = {row["id"]: row for row in rows}
    ledger = Ledger()
    for question in truth.questions:
        cited = _citations(answers.get(question.id, {"refused": True}))
        (_judge_refusal if question.unanswerable else _judge_answer)(ledger, truth, question, cited)
    return ledger


def _citations(answer: Mapping[str, Any]) -> list[Spot] | None:
    """What an answer cites; None for a refusal."""
    if answer["refused"] or not answer.get("answer"):
        return None
    cited = [citation for part in answer["answer"] for citation in part["citations"]]
    return [Spot(article=each["article"], start=each["start"], end=each["end"]) for each in cited]


def _judge_refusal(ledger: Ledger, truth: Truth, question: GoldQuestion, cited: list[Spot] | None) -> None:
    column = truth.column_of(question.story)
    ledger.add(column, "unanswerable")
    ledger.test(column, "refused rightly", cited is None, question.id, f"answered, though nothing says it: {question.question}")


def _judge_answer(ledger: Ledger, truth: Truth, question: GoldQuestion, cited: list[Spot] | None) -> None:
    column = truth.column_of(question.story)
    hits = [spot.length <= LONGEST and any(spot.touches(gold) for gold in question.answers) for spot in cited or ()]
    fault = "refused" if cited is None else "answered wrongly"
    ledger.add(column, "answerable")
    ledger.add(column, "refused wrongly", cited is None)
    ledger.add(column, "citations", len(hits))
    ledger.add(column, "citation right", sum(hits))
    ledger.test(column, "right", any(hits), question.id, f"{fault}: {question.question}")
