"""The paper as a program has it: the example notebook runs, and a store that is there is opened again."""

from __future__ import annotations

from pathlib import Path

import pytest

import broadsheet as bs
from broadsheet.errors import MissingPath, NothingUsable, UsageError
from tests.journeys.notebook import Shown, run

REPORT = (
    "The ferry at Holm stopped on Monday after divers found a crack in its hull, the harbour office said.\n"
    "“It will not sail before June,” said Greta Lund, who directs the harbour office. It carries 900 people a day.\n"
)


@pytest.fixture(scope="module")
def shown(root: Path) -> list[Shown]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root / "examples")
        return run(root / "examples/notebook.ipynb")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "ferry.txt").write_text(f"Ferry at Holm stops\nMonday 3 March 2031\n\n{REPORT}", "utf-8")
    return tmp_path / "ferry.txt"


def shows(shown: list[Shown], beginning: str) -> object:
    return next(cell.value for cell in shown if cell.source.startswith(beginning))


def test_the_notebook_shows_a_paper_and_its_story(shown: list[Shown]):
    paper, story = shows(shown, "import broadsheet"), shows(shown, "story =")
    assert story.headline in paper._repr_html_().replace("&#x27;", "'")
    assert story.headline in story._repr_html_().replace("&#x27;", "'")
    assert '<sup title="' in story._repr_html_()


def test_the_notebook_finds_that_two_papers_disagree(shown: list[Shown]):
    assert {side.side for side in shows(shown, "story.contradictions")} >= {1, 2}


def test_the_notebook_writes_a_site(shown: list[Shown]):
    assert shows(shown, "from tempfile").is_file()


def test_what_was_built_is_opened_again(page: Path, tmp_path: Path):
    built = bs.build(page, site=tmp_path / "site")
    again = bs.open(tmp_path / "site")
    assert [story.to_json() for story in again] == [story.to_json() for story in built]
    assert len(again) == 1
    assert (tmp_path / "site/index.html").is_file()
    assert bs.open(tmp_path / "site/.broadsheet/paper.db").overview.to_dicts() == again.overview.to_dicts()


def test_settings_of_the_caller_hold(page: Path):
    paper = bs.build([page], settings=bs.Settings(paper={"title": "The Holm Herald"}), as_of="2031-03-20")
    assert (paper.title, paper.day) == ("The Holm Herald", "2031-03-20")


def test_no_store_is_made_where_none_is(tmp_path: Path):
    with pytest.raises(MissingPath, match="no such store"):
        bs.open(tmp_path / "none.db")
    with pytest.raises(MissingPath):
        bs.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_unusable_sources_are_errors_of_the_tree(tmp_path: Path):
    (tmp_path / "empty.txt").write_text("\n")
    with pytest.raises(NothingUsable):
        bs.build(tmp_path)
    with pytest.raises(UsageError, match="is no source"):
        bs.build([7])
    with pytest.raises(UsageError):
        bs.build(tmp_path, as_of="soon")
