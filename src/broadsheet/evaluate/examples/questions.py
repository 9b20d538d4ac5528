"""The room `questions`: a reader's questions about the open stories, traps among them, written before any answer was seen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import resources

from broadsheet.evaluate.examples import ask
from broadsheet.evaluate.examples.formulas import Formula
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.program import Program
from broadsheet.evaluate.examples.truth import GoldQuestion, Spot, Truth

FIGURES: Mapping[str, Formula] = ask.FIGURES


def score(truth: Truth, program: Program) -> Ledger:
    """Ask them over the articles of their stories; the truth's own questions are left to the room `ask`."""
    return ask.score(replace(truth, questions=tuple(asked(truth))), program)


def asked(truth: Truth) -> Iterator[GoldQuestion]:
    """The questions of `questions.json` on stories of this truth, each with every place where words of an answer stand.

    Raises:
        ValueError: words that no article of the story holds.
    """
    for row in json.loads(resources.files(__package__).joinpath("questions.json").read_text("utf-8")):
        if row["story"] not in truth.stories:
            continue  # the truth is of other pages
        spots = tuple(spot for words in row["answers"] for spot in _places(truth, row["story"], words))
        yield GoldQuestion(
            id=row["id"], story=row["story"], question=row["question"], unanswerable=not row["answers"], answers=spots
        )


def _places(truth: Truth, story: str, words: str) -> list[Spot]:
    found = [
        Spot(article=key, start=match.start(), end=match.end())
        for key in truth.stories[story].articles
        for match in re.finditer(re.escape(words), truth.articles[key].text)
    ]
    if not found:
        raise ValueError(f"no article of {story} says “{words}”")
    return found
