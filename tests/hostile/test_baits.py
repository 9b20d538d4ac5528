"""Bait that once held a room up for minutes is read before the alarm rings. `benchmarks/scale.py` measures all baits everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pytest

from broadsheet.executor import Bounds, Job, run
from tests.hostile.baits import BAITS
from tests.hostile.rooms import ROOMS


class Room:
    """A room that reads texts, as a step."""

    name = "room"
    reasons: Mapping[str, str] = {}

    def __init__(self, name: str) -> None:
        self._read = ROOMS[name][0]

    def __call__(self, texts: Iterable[str], /) -> Iterator[str]:
        for text in texts:
            self._read(text)
            yield "read"


@pytest.mark.parametrize(
    ("room", "bait", "length"),
    [
        ("sentences", "dots", 300_000),
        ("annotate, other languages", "German dates", 150_000),
        ("annotate", "quotes", 40_000),
        ("annotate", "quoted letters", 6_000),
        ("annotate", "wide dots quoted", 9_000),
    ],
)
def test_bait_does_not_hold_a_room_up(room: str, bait: str, length: int):
    job: Job[str, str] = Job(step="room", make=lambda: Room(room), name=lambda text: text[:9], size=len)
    outcomes = [outcome for _, outcome in run(job, ["A first text. It loads the models.", BAITS[bait](length)], Bounds(workers=0))]
    assert outcomes == [["read"], ["read"]]


def test_every_room_reads_every_short_bait():
    for room in ("lines", "sentences", "annotate, other languages", "dedupe"):
        for bait in BAITS.values():
            ROOMS[room][0](bait(300))
