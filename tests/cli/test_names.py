"""A finder of names of the user's own, from the settings to the store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy

from broadsheet.cli.run import plan
from broadsheet.config import load
from broadsheet.models import grammar
from broadsheet.store import Store
from tests.cli.conftest import Run

PAGE = """Quib Zorblax opens the ferry

HOLM, March 4, 2031 — Quib Zorblax opened the new ferry at Holm on Tuesday, two years after the old one sank.

The ferry carries 40 cars and runs until midnight. Shopkeepers had asked for it since the bridge was closed in the winter.

“We are glad to be back on the water,” Quib Zorblax said. The ferry company said that fares would not rise until the summer.
"""


@pytest.fixture
def finder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finder that takes shopkeepers for a body, as nobody else does."""
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Shopkeepers"}])
    nlp.to_disk(folder := tmp_path / "finder")
    monkeypatch.setenv("BROADSHEET_MODELS__NAMES", f"spacy:{folder}")
    return folder


def test_worker_processes_read_with_the_finder(run: Run, finder: Path, tmp_path: Path):
    (tmp_path / "page.txt").write_text(PAGE)
    assert run("read", tmp_path / "page.txt", "--store", tmp_path / "paper.db", "--workers", 1).status == 0
    with Store.open(str(tmp_path / "paper.db")) as store:
        (found,) = store.articles.annotated()
    assert ("Shopkeepers", "organisation") in {(entity.name, entity.kind) for entity in found.entities}
    assert found.models == grammar.taking_part(names=f"spacy:{finder}")
    assert [use.name for use in found.models] == [grammar.default_name(), "en_pipeline"]


@pytest.mark.parametrize("command", ["build", "read"])
def test_a_missing_finder_ends_the_command(run: Run, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("BROADSHEET_MODELS__NAMES", f"spacy:{tmp_path / 'gone'}")
    (tmp_path / "page.txt").write_text(PAGE)
    site = ["--site", tmp_path / "site"] if command == "build" else []
    ended = run(command, tmp_path / "page.txt", "--store", tmp_path / "paper.db", *site)
    assert (ended.status, "gone: no such folder" in ended.err) == (2, True)


def test_the_doctor_looks_at_the_finder(run: Run, finder: Path):
    good = json.loads(run("doctor", "--json").out)["names"]
    (finder / "config.cfg").unlink()
    bad = json.loads(run("doctor", "--json").out)["names"]
    assert (good["ok"], bad["ok"], "nlp.to_disk" in bad["says"]) == (True, False, True)


def test_following_sources_uses_the_finder(finder: Path):
    assert plan(load().settings).habits.names == f"spacy:{finder}"
