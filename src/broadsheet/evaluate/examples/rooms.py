"""Every scored room by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from broadsheet.evaluate.examples import annotate, ask, dedupe, extract, group, lines, paper, questions, write
from broadsheet.evaluate.examples.formulas import Formula
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.program import Program
from broadsheet.evaluate.examples.report import Report, reported
from broadsheet.evaluate.examples.truth import Truth, example_folder, read_truth


class Scorer(Protocol):
    """A module of this package that scores a room."""

    @property
    def FIGURES(self) -> Mapping[str, Formula]:  # noqa: N802 -- a module's constant
        """Its figures, in the order in which they are printed."""

    def score(self, truth: Truth, program: Program) -> Ledger:
        """Run the room and compare."""


ROOMS: Mapping[str, Scorer] = MappingProxyType(
    {
        "lines": lines,
        "extract": extract,
        "dedupe": dedupe,
        "group": group,
        "annotate": annotate,
        "write": write,
        "ask": ask,
        "questions": questions,
        "paper": paper,
    }
)
"""In the order in which a page goes through them; the last is all of them together."""


def reports(rooms: Sequence[str], worst: int = 0) -> Iterator[Report]:
    """Run rooms on the example pages, one after another; each is a key of `ROOMS`.

    Raises:
        NotFound: the installation has no example pages.
        BroadsheetError: a room ended with an error.
    """
    with example_folder() as folder, Program(folder / "pages") as program:
        truth = read_truth(folder)
        for room in rooms:
            scorer = ROOMS[room]
            yield reported(room, scorer.FIGURES, scorer.score(truth, program), worst)
