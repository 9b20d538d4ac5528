"""`broadsheet export`: one story or the whole paper, in forms for other software; the pages make the same paper elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def story_of(paper: Path) -> str:
    return str(json.loads((paper / "stories/index.json").read_text("utf-8"))["stories"][0]["id"])


@pytest.mark.parametrize("form", ["json", "markdown", "annotations"])
def test_a_story_is_what_lies_in_the_site(run: Run, paper: Path, form: str):
    name = story_of(paper)
    path = {"json": f"stories/{name}.json", "markdown": f"exports/{name}.md", "annotations": f"exports/{name}.annotations.json"}[
        form
    ]
    ended = run("export", name, "--as", form, "--site", paper)
    assert (ended.status, ended.err) == (0, "")
    lying = (paper / path).read_text("utf-8")
    assert ended.out == (lying.replace("../stories/", "stories/") if form == "markdown" else lying)


def test_tables_into_a_folder(run: Run, paper: Path, tmp_path: Path):
    ended = run("export", "--as", "csv", "--out", tmp_path / "tables", "--site", paper, "--json")
    files = json.loads(ended.out)["files"]
    assert sorted(Path(one["file"]).name for one in files) == ["contradictions.csv", "events.csv", "figures.csv", "quotes.csv"]
    assert (tmp_path / "tables/quotes.csv").read_bytes() == (paper / "tables/quotes.csv").read_bytes()


def test_the_pages_make_the_same_paper_elsewhere(run: Run, paper: Path, tmp_path: Path):
    assert run("export", "--as", "pages", "--out", tmp_path / "pages.jsonl", "--site", paper).status == 0
    assert run("build", tmp_path / "pages.jsonl", "--site", tmp_path / "other", "--workers", "0").status == 0
    stories = {path.name for path in (paper / "stories").iterdir()}
    assert {path.name for path in (tmp_path / "other/stories").iterdir()} == stories
    for name in stories:
        assert (tmp_path / "other/stories" / name).read_bytes() == (paper / "stories" / name).read_bytes(), name
    assert (tmp_path / "other/index.html").read_bytes() == (paper / "index.html").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--as", "markdown"), "no form of the paper"),
        (("--as", "csv"), "name a folder with --out"),
        (("st_none", "--as", "json"), "st_none"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, paper: Path, arguments: tuple[str, ...], told: str):
    ended = run("export", *arguments, "--site", paper)
    assert ended.status in (1, 2)
    assert told in ended.err
