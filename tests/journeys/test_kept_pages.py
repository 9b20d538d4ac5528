"""A site that went through a paper's days, page by page, is the one that is made of its store at once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_edit import HEAD
from tests.journeys.test_same_bytes import NEW, files
from tests.pipeline.pages import write_pages

Deed = Callable[[Run, Path, Path], object]


def _story(site: Path, words: str) -> str:
    told = json.loads((site / "stories/index.json").read_text("utf-8"))
    return next(str(one["id"]) for one in told["stories"] if words in one["headline"].casefold())


def _grown(run: Run, site: Path, pages: Path) -> object:
    (pages / "new.txt").write_text(NEW, "utf-8")
    return run("build", pages, "--site", site, "--workers", "0")


def _forgotten(run: Run, site: Path, _pages: Path) -> object:
    told = json.loads((site / f"stories/{_story(site, 'ferry')}.json").read_text("utf-8"))
    return run("forget", next(entry["id"] for entry in told["articles"].values()), "--site", site)


def _edited(do: str, words: str, *more: str) -> Deed:
    return lambda run, site, _pages: run("edit", do, _story(site, words), *more, "--site", site)


DAYS: tuple[tuple[str, Deed], ...] = (
    ("another report of a story", _grown),
    ("another headline", _edited("headline", "ferry", HEAD)),
    ("a note", _edited("note", "ferry", "We have asked the port authority for comment.")),
    ("a name put right", lambda run, site, _: run("edit", "name", "Mira Solt", "Mira Soldt", "--site", site)),
    ("a story that leads", _edited("lead", "brewery")),
    ("a story taken out", _edited("hide", "brewery")),
    ("the next day", lambda run, site, pages: run("build", pages, "--site", site, "--workers", "0", "--as-of", "2031-05-09")),
    ("an article forgotten", _forgotten),
)


@pytest.fixture
def days(run: Run, paper: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the paper, published once where it lies now, and its pages."""
    site, pages = tmp_path / "site", write_pages(tmp_path / "pages")
    shutil.copytree(paper, site)
    assert run("publish", "--site", site).status == 0
    return site, pages


def test_days_of_a_paper_end_in_the_same_site(run: Run, days: tuple[Path, Path], tmp_path: Path):
    site, pages = days
    seen = [files(site)]
    for number, (name, deed) in enumerate(DAYS):
        deed(run, site, pages)
        told = json.loads((site / "build.json").read_text("utf-8"))
        fresh = tmp_path / f"fresh-{number}"
        assert run("publish", "--store", site / ".broadsheet/paper.db", "--site", fresh, "--as-of", told["built"]).status == 0
        seen.append(files(site))
        assert seen[-1] != seen[-2], name
        assert seen[-1] == files(fresh), name
