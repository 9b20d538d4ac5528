"""`broadsheet evaluate examples`: the scores of a small corpus, and nothing of what is held out."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path

import pytest

from broadsheet.evaluate.examples import ROOMS
from tests.cli.conftest import Run
from tests.evaluate.examples.tiny import BALLOT, MILL, MILL_TWO, PLAIN


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of examples in place of the package's own."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "truth.json").write_text(json.dumps(PLAIN), "utf-8")
    dump = f"SIGN IN\nTitle of mill-a\n\n{MILL}\nTitle of ballot-a\n{BALLOT}\n"
    (tmp_path / "pages" / "dump.txt").write_text(dump, "utf-8")
    page = f"<html><body><article><h1>Title of mill-b</h1><p>{MILL_TWO}</p></article></body></html>"
    (tmp_path / "pages" / "mixed.html").write_text(page, "utf-8")

    @contextmanager
    def folder():
        yield tmp_path

    monkeypatch.setattr("broadsheet.evaluate.examples.rooms.example_folder", folder)
    return tmp_path


def test_scores_are_printed_in_two_columns(run: Run, examples: Path):
    ended = run("evaluate", "examples", "--room", "dedupe", "--room", "lines")
    assert ended.status == 0
    head, *rows = ended.out.splitlines()
    assert head.split() == ["room", "score", "tuned", "on", "held", "out"]
    assert [row.split()[0] for row in rows] == ["lines"] * 3 + ["dedupe"] * 3
    assert rows[-1].split()[:6] == ["dedupe", "pairs", "F1", "1.000", "of", "1"]


def test_every_room_can_be_measured(run: Run, examples: Path):
    ended = run("evaluate", "examples", "--json")
    assert ended.status == 0
    found = {report["room"]: report["scores"] for report in json.loads(ended.out)}
    assert list(found) == list(ROOMS)
    assert found["annotate"]["direct quotes recall"]["tuned"] == {"value": 1.0, "of": 2}
    assert found["write"]["stories written"]["held_out"] == {"value": 1.0, "of": 1}
    assert found["paper"]["mismatches"]["tuned"]["value"] == 0
    assert found["ask"]["right"]["tuned"]["of"] == 1


def test_nothing_of_held_out_stories_is_printed(run: Run, examples: Path):
    plain = json.loads((examples / "truth.json").read_text("utf-8"))
    for article in plain["articles"].values():
        article["times"] = [{"start": 0, "end": 3, "value": "1999-01-01"}]
    (examples / "truth.json").write_text(json.dumps(plain), "utf-8")
    ended = run("evaluate", "examples", "--room", "annotate", "--worst", "99")
    assert "annotate: mill-a" in ended.out
    assert "ballot" not in ended.out
    assert "Oran" not in ended.out


def test_worst_places_are_listed(run: Run, examples: Path):
    pages = json.loads((examples / "truth.json").read_text("utf-8"))
    pages["pages"]["dump.txt"]["lines"][3][0] = "caption"
    (examples / "truth.json").write_text(json.dumps(pages), "utf-8")
    ended = run("evaluate", "examples", "--room", "lines", "--worst", "1", "--json")
    (report,) = json.loads(ended.out)
    assert report["worst"][0]["place"] == "dump.txt"
    assert any(fault.startswith("line 4: caption taken for") for fault in report["worst"][0]["faults"])


@pytest.mark.parametrize("arguments", [["nonsense"], ["examples", "--room", "kitchen"], ["examples", "--worst", "-1"], []])
def test_unusable_arguments_are_said(run: Run, arguments: list[str]):
    ended = run("evaluate", *arguments)
    assert ended.status == 2
    assert ended.err


def test_installation_without_examples_says_so(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("broadsheet.evaluate.examples.truth.resources.files", lambda _: tmp_path)
    ended = run("evaluate", "examples")
    assert ended.status == 1
    assert "carries no example pages" in ended.err
