"""The pages of `docs/evaluation` and the README tell the figures that are pinned."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from broadsheet.errors import UsageError
from broadsheet.evaluate.examples import HEADINGS
from broadsheet.evaluate.floors import Floors
from broadsheet.evaluate.measured import lower_is_better
from broadsheet.evaluate.told import EXAMPLES, measured, pinned, spelt

FIGURE = re.compile(r"(?<![\w.])(?:\.\d{3}|1\.000)\b")


@pytest.fixture(scope="module")
def floors() -> Floors:
    return Floors.load()


@pytest.fixture(scope="module")
def index(root: Path) -> str:
    return (root / "docs/evaluation/index.md").read_text("utf-8")


def test_page_and_floors_agree(index: str, floors: Floors):
    assert pinned(index, floors) == index, "write it anew: python -m broadsheet.evaluate.told docs/evaluation"


def test_every_room_has_a_floor_in_the_page(index: str, floors: Floors):
    assert set(re.findall(r"`(\w+): [^`]+` \|$", index, re.MULTILINE)) == set(floors.rooms)


def test_a_floor_that_is_not_there_is_told(floors: Floors):
    with pytest.raises(UsageError, match="quotes: wit"):
        pinned("| wit | .1 | | `quotes: wit` |", floors)


def test_a_figure_that_rose_is_written(floors: Floors):
    figure = spelt(floors.rooms["times"]["full"]["figures"]["value_f1"])
    row = "| times | {} | .719 | `times: value_f1` |\n| by hand | .2 | |\n"
    assert pinned(row.format(".1"), floors) == row.format(figure)


def test_figures_of_the_readme_are_in_the_page(root: Path, index: str):
    table = (root / "README.md").read_text("utf-8").partition("## Measured")[2].partition("## ")[0]
    told = set(FIGURE.findall(table))
    assert len(told) > 20
    assert told - set(FIGURE.findall(index)) == set()


def test_examples_are_told_as_pinned(root: Path, floors: Floors):
    """A row may be better than its floor; it may be worse by what floors bear."""
    page = (root / "docs/evaluation/examples.md").read_text("utf-8")
    figures = floors.rooms["corpus"]["full"]["figures"]
    rows = [line.strip("| \n").split(" | ") for line in EXAMPLES.search(page)[0].splitlines()[2:]]
    told = {
        f"{room}, {half}.{score}": cell
        for room, score, *cells in rows
        for half, cell in zip(("tuned", "held out"), cells, strict=True)
    }
    worse = {
        name: (told[name], floor)
        for name, floor in figures.items()
        if (shown := float(told[name].split()[0])) != floor
        and (shown - floor if lower_is_better(name) else floor - shown) > floors.tolerance + 0.0005
    }
    assert worse == {}


def test_table_of_the_examples_is_replaced():
    page = f"Before.\n\n| {' | '.join(HEADINGS)} |\n|---|---|---|---|\n| lines | kind | .9 | .8 |\n\nBehind.\n"
    assert measured(page, []) == page.replace("| lines | kind | .9 | .8 |\n", "")
    with pytest.raises(UsageError, match="no table"):
        measured("Before.\n", [])
