"""While records are worked on, and no longer, cycles are looked for rarely."""

from __future__ import annotations

import gc

import pytest

from broadsheet.executor import Bounds, Crew
from broadsheet.executor.collector import RARELY
from tests.executor.doubler import JOB


@pytest.mark.parametrize("workers", [0, 1])
def test_cycles_are_looked_for_rarely_at_work(workers):
    with Crew(Bounds(workers=workers, seconds=20.0)) as crew:
        assert list(crew.run(JOB, ["collector"])) == [("collector", [str(RARELY)])]


def test_afterwards_it_is_as_before():
    before = gc.get_threshold()
    with Crew(Bounds(workers=0)):
        assert gc.get_threshold() == RARELY != before
    assert gc.get_threshold() == before
