"""Measures every room on a bench and compares the figures with pinned floors that may not silently fall.

    python -m broadsheet.evaluate                         every room on all of ../shared/bench
    python -m broadsheet.evaluate --room quotes --subset  one room on the small, separately pinned share

Each room runs as a user would run it, `broadsheet pipe ROOM` in a process of its own, on rows without their answers,
and is scored by the bench's own scorer. `floors.json` holds the pinned figures with a digest of the data they were
measured on.
"""

from broadsheet.evaluate.bench import Bench
from broadsheet.evaluate.floors import Fall, Floors
from broadsheet.evaluate.measured import Measured
from broadsheet.evaluate.rooms import ROOMS, measure

__all__ = ["ROOMS", "Bench", "Fall", "Floors", "Measured", "measure"]
