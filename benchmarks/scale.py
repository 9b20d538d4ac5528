"""Whether the time of a room grows with the text, or faster: every bait at a length and at twice that length.

    python benchmarks/scale.py [ROOM...]

Of two runs the shorter time counts. Told are the baits that take twice the length three times as long or longer, of those that take
more than a fifth of a second at all, and the dearest. Fails if there is one of the first kind.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.hostile.baits import BAITS
from tests.hostile.rooms import ROOMS

WORTH_TELLING = 0.2
STEEP = 3.0


def _seconds(room: Callable[[str], None], text: str) -> float:
    began = time.process_time()
    room(text)
    return time.process_time() - began


def _measured(room: Callable[[str], None], bait: Callable[[int], str], length: int) -> tuple[float, float]:
    short, long = (min(_seconds(room, bait(size)) for _ in range(2)) for size in (length, 2 * length))
    return short, long


def main(names: list[str]) -> int:
    """Measure and print. Returns: 1 if a room is steep anywhere."""
    steep = 0
    for name in names or list(ROOMS):
        room, length = ROOMS[name]
        room("The first of all texts loads the models.")
        found = {bait: _measured(room, make, length) for bait, make in BAITS.items()}
        dearest = max(found, key=lambda bait: found[bait][1])
        ratios = {bait: long / short for bait, (short, long) in found.items() if long > WORTH_TELLING}
        worst = max(ratios, key=lambda bait: ratios[bait]) if ratios else "none"
        steep += sum(ratio >= STEEP for ratio in ratios.values())
        print(
            f"{name}: {len(found)} baits of {length:,} and {2 * length:,} characters; steepest {worst} {ratios.get(worst, 0):.1f}; "
            f"dearest {dearest} {found[dearest][1]:.2f} s; 3 times or more: {[bait for bait in ratios if ratios[bait] >= STEEP]}",
            flush=True,
        )
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
