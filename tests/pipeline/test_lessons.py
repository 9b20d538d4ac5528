"""Learning what repeats: a page that brings its worker down costs its own lesson, and is reported once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from broadsheet.cli.pipe import cuttings
from broadsheet.cli.pipe.extract import filter_extract
from broadsheet.cli.pipe.lines import filter_lines
from broadsheet.executor import Bounds, Crew
from broadsheet.extract import Furniture, Render, learn
from broadsheet.pipeline import lessons, read
from broadsheet.pipeline.lessons import rendered
from broadsheet.records.page import Page
from broadsheet.steps import Dropped
from broadsheet.store import Store
from tests.extract.fragile import Fragile, FragileRender
from tests.extract.pages import CHESS, DAM, FERRY

SHARED = "<ul><li>Share</li><li>Print</li><li>Win a weekend in Lund Vale</li></ul>"
LINES = {"good": DAM, "kills": CHESS, "well": FERRY, "hangs": DAM[1:], "fine": CHESS[1:]}


def page(name: str) -> Page:
    paragraphs = "".join(f"<p>{line}</p>" for line in LINES[name])
    return Page(name=name, kind="html", body=f"<html><head><title>{name}</title></head><body>{SHARED}{paragraphs}</body></html>")


PAGES = [page(name) for name in LINES]
GOOD = [page for page in PAGES if page.name in ("good", "well", "fine")]


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lessons, "Render", FragileRender)


@pytest.mark.usefixtures("fragile")
def test_killed_and_hung_workers_cost_their_own_lessons() -> None:
    refused: dict[str, Dropped] = {}
    with Crew(Bounds(workers=2, seconds=3.0)) as crew:
        found = learn(rendered(PAGES, crew, refused), Furniture())
    assert {drop.record: drop.reason for drop in refused.values()} == {"kills": "crashed", "hangs": "too slow"}
    assert found == learn(rendered(reversed(GOOD), Crew(Bounds(workers=0)), {}), Furniture())
    assert found.pages == len(GOOD)


class Breaking(Render):
    """Rendering that fails on one page, which is cut without trouble all the same."""

    def __call__(self, pages: Iterable[Page], /) -> Iterator[str]:
        for page in pages:
            if page.name.startswith("well"):
                raise RecursionError("too deep")
            yield from super().__call__([page])


def test_page_that_cannot_be_rendered_is_reported_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for page in GOOD:
        (tmp_path / f"{page.name}.html").write_text(page.body, encoding="utf-8")
    monkeypatch.setattr(lessons, "Render", Breaking)
    with Store.open("sqlite://") as store:
        tally = read(store, [str(tmp_path)], bounds=Bounds(workers=0))
        assert [(drop.record, drop.reason) for drop in tally.drops] == [("well.html", "crashed")]
        assert store.articles.count() == len(GOOD) - 1
        assert not read(store, [str(tmp_path)], bounds=Bounds(workers=0)).drops


def test_lines_of_a_page_that_cannot_be_rendered_are_missed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lessons, "Render", Breaking)
    rows = list(filter_lines([{"id": page.name, "html": page.body} for page in GOOD]))
    assert [(row.record, row.reason) for row in rows if isinstance(row, Dropped)] == [("well", "crashed")]
    assert {row["page"] for row in rows if isinstance(row, dict)} == {"good", "fine"}


def test_filter_goes_on_beside_workers_that_die(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cuttings, "Extract", Fragile)
    monkeypatch.setitem(filter_extract.__globals__, "Crew", partial(Crew, Bounds(workers=2, seconds=4.0)))
    rows = list(filter_extract([{"id": page.name, "html": page.body} for page in PAGES]))
    told = [(row.record, row.reason) if isinstance(row, Dropped) else (row["page"], "") for row in rows]
    assert told == [("good", ""), ("kills", "crashed"), ("well", ""), ("hangs", "too slow"), ("fine", "")]
