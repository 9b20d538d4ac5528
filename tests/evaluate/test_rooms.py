"""Every room scores at least its floor on the pinned share of the bench, and on the example pages."""

from __future__ import annotations

import pytest

from broadsheet.evaluate import ROOMS, Bench, Floors, corpus, measure


@pytest.mark.bench
@pytest.mark.timeout(900)
@pytest.mark.parametrize("room", sorted(set(ROOMS) - {"corpus"}))
def test_room_keeps_its_floor(room, bench):
    with Bench(bench) as opened:
        measured = measure(room, opened, "subset")
    assert [str(fall) for fall in Floors.load().falls(measured)] == []


@pytest.mark.timeout(900)
def test_example_pages_keep_their_floors():
    found = corpus.measured("subset")
    assert len(found.figures) > 40
    assert [str(fall) for fall in Floors.load().falls(found)] == []
