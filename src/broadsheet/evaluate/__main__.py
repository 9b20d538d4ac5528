"""`python -m broadsheet.evaluate`: measure, compare with the floors, pin."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from broadsheet.errors import BroadsheetError
from broadsheet.evaluate import ROOMS, Bench, Floors, Measured, measure
from broadsheet.evaluate.floors import SHIPPED, checked_reason, table
from broadsheet.records.codec import to_plain

CHECKOUT = Path(__file__).resolve().parents[3]


def arguments() -> argparse.ArgumentParser:
    """The command's arguments."""
    parser = argparse.ArgumentParser(prog="python -m broadsheet.evaluate", description=(__doc__ or "").strip())
    parser.add_argument("--room", action="append", choices=sorted(ROOMS), help="only this room; may be repeated")
    parser.add_argument(
        "--bench", type=Path, default=CHECKOUT.parent / "shared" / "bench", metavar="DIR", help="default: %(default)s"
    )
    parser.add_argument("--subset", action="store_true", help="the small share of the rows that is pinned for the tests")
    parser.add_argument("--json", action="store_true", help="one JSON object per room")
    parser.add_argument("--update", action="store_true", help="pin what was measured; floors only rise by this")
    parser.add_argument("--reason", metavar="FILE", help="a page of docs/decisions that says why a floor is lowered")
    parser.add_argument("--floors", type=Path, default=SHIPPED, metavar="FILE", help="default: the package's own")
    return parser


def results(chosen: argparse.Namespace) -> Iterator[Measured]:
    """Measure the rooms that were asked for, one after another."""
    with Bench(chosen.bench) as bench:
        for room in chosen.room or ROOMS:
            sys.stderr.write(f"measuring {room} …\n")
            yield measure(room, bench, "subset" if chosen.subset else "full")


def run(chosen: argparse.Namespace) -> int:
    """Measure, print, compare or pin; 1 if a figure fell."""
    reason = checked_reason(chosen.reason, CHECKOUT) if chosen.reason else None
    floors = Floors.load(chosen.floors)
    fallen = []
    for result in results(chosen):
        sys.stdout.write((json.dumps(to_plain(result)) if chosen.json else table([result], floors)) + "\n")
        sys.stdout.flush()
        if chosen.update:
            floors.update(result, reason)
            floors.save(chosen.floors)
        else:
            fallen += floors.falls(result)
    for fall in fallen:
        sys.stderr.write(f"fell: {fall}\n")
    return 1 if fallen else 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; what goes wrong is one sentence and a status."""
    chosen = arguments().parse_args(argv)
    try:
        return run(chosen)
    except BroadsheetError as error:
        sys.stderr.write(f"{error}\n" + (f"{error.hint}\n" if error.hint else ""))
        return error.exit_status


if __name__ == "__main__":
    sys.exit(main())
