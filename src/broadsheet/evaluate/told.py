"""The figures of `docs/evaluation`, told anew: `python -m broadsheet.evaluate.told docs/evaluation`.

In `index.md` a row of a table whose last cell names a floor (`` `articles: aeb.f1` ``) carries that floor in its second cell.
In `examples.md` the table under `HEADINGS` is what the rooms score on the example pages, which is measured first.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from broadsheet.errors import UsageError
from broadsheet.evaluate.examples import HEADINGS, ROOMS, Report, reports
from broadsheet.evaluate.floors import Floors

ROW = re.compile(
    r"^\| (?P<what>[^|\n]+) \| (?P<figure>[^|\n]*) \| (?P<between>[^\n]*?)`(?P<room>\w+): (?P<name>[^`\n]+)` \|$", re.MULTILINE
)
EXAMPLES = re.compile(
    r"^\| {} \|\n\|[-|]+\|\n(?:\|.*\n)+".format(re.escape(" | ".join(HEADINGS)).replace(r"\ ", " ")), re.MULTILINE
)


def pinned(page: str, floors: Floors) -> str:
    """The page with every figure that names its floor as it is pinned, on the whole of the data.

    Raises:
        UsageError: a row names a floor that is not there.

    >>> floors = Floors(rooms={"times": {"full": {"figures": {"value_f1": 0.82914}}}})
    >>> pinned("| values | .9 | .7 | `times: value_f1` |", floors)
    '| values | .829 | .7 | `times: value_f1` |'
    """

    def told(row: re.Match[str]) -> str:
        figures = floors.rooms.get(row["room"], {}).get("full", {}).get("figures", {})
        if row["name"] not in figures:
            raise UsageError(f"no floor is called {row['room']}: {row['name']}")
        return f"| {row['what']} | {spelt(figures[row['name']])} | {row['between']}`{row['room']}: {row['name']}` |"

    return ROW.sub(told, page)


def spelt(figure: float) -> str:
    """A share to three places, a count as it is.

    >>> spelt(0.5), spelt(0.8035), spelt(1.0), spelt(0.0), spelt(44)
    ('.500', '.804', '1.000', '.000', '44')
    """
    if isinstance(figure, int) or figure > 1:
        return str(figure)
    return str(Decimal(str(figure)).quantize(Decimal("0.001"), ROUND_HALF_UP)).removeprefix("0")


def measured(page: str, found: Iterable[Report]) -> str:
    """The page with its table of the example pages as these reports have it."""
    lines = [HEADINGS, ("---",) * len(HEADINGS), *(row for report in found for row in report.rows())]
    table = "".join(f"| {' | '.join(line)} |\n" for line in lines).replace("| --- | --- | --- | --- |", "|---|---|---|---|")
    if not EXAMPLES.search(page):
        raise UsageError("the page has no table of the example pages")
    return EXAMPLES.sub(lambda _: table, page)


def main(folder: Path) -> None:
    """Measure the example pages, write both pages, and print what was measured."""
    index, examples = folder / "index.md", folder / "examples.md"
    index.write_text(pinned(index.read_text("utf-8"), Floors.load()), "utf-8")
    found = list(reports(list(ROOMS), 0))
    examples.write_text(measured(examples.read_text("utf-8"), found), "utf-8")
    sys.stdout.writelines("  ".join(row) + "\n" for report in found for row in report.rows())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
