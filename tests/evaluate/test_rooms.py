"""Every room scores at least its floor on the pinned share of the bench."""

from __future__ import annotations

import pytest

from broadsheet.evaluate import ROOMS, Bench, Floors, measure


@pytest.mark.bench
@pytest.mark.timeout(900)
@pytest.mark.parametrize("room", sorted(ROOMS))
def test_room_keeps_its_floor(room, bench):
    with Bench(bench) as opened:
        measured = measure(room, opened, "subset")
    assert [str(fall) for fall in Floors.load().falls(measured)] == []
