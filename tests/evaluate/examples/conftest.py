"""What the tests of the scorers share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.report import reported
from broadsheet.evaluate.examples.rooms import ROOMS
from broadsheet.evaluate.examples.truth import Truth
from tests.evaluate.examples.tiny import tiny

Figures = Mapping[str, Any]


@pytest.fixture
def truth() -> Truth:
    return tiny()


@pytest.fixture
def figures() -> Callable[..., Figures]:
    """Figures of a room by name, of the column asked for; None where there is nothing to measure."""

    def of(room: str, ledger: Ledger, column: str = "tuned") -> Figures:
        parts = {score.name: getattr(score, column) for score in reported(room, ROOMS[room].FIGURES, ledger).scores}
        return {name: part and part.value for name, part in parts.items()}

    return of
