"""A store is brought to an embedder of the user's own, and says what is wrong when that is gone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.models.tiny import onnx_folder
from tests.pipeline.pages import PAGES, write_pages


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An embedder of 16 dimensions that the settings name."""
    made = onnx_folder(tmp_path / "tiny", PAGES.values())
    monkeypatch.setenv("BROADSHEET_MODELS__EMBEDDER", f"onnx:{made}")
    return made


@pytest.fixture
def site(paper: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(paper, tmp_path / "site"))


def looked(run: Run, site: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(run("doctor", "--site", site, "--json").out)["embedder"]
    return found


def test_a_store_is_brought_to_another_embedder(run: Run, site: Path, folder: Path):
    bad = looked(run, site)
    assert bad["ok"] is False
    assert "`broadsheet reembed`" in str(bad["says"])
    refused = run("read", write_pages(folder.parent / "pages"), "--site", site)
    assert (refused.status, "broadsheet reembed" in refused.err) == (2, True)
    changed = run("reembed", "--site", site)
    assert changed.status == 0
    assert changed.out.startswith("all vectors are of onnx:tiny; ")
    stories = [json.loads(path.read_text("utf-8")) for path in (site / "stories").glob("st_*.json")]
    assert stories
    assert all("onnx:tiny" in {use["name"] for use in story["build"]["models"]} for story in stories)
    good = looked(run, site)
    assert good["ok"] is True
    assert "16 numbers by onnx:tiny" in str(good["says"])
    assert "learned with the packaged one" in str(good["says"])
    assert json.loads(run("reembed", "--site", site, "--json").out) == {"embedder": "onnx:tiny", "moved": {}}


def test_an_embedder_that_is_gone_is_told(run: Run, site: Path, folder: Path):
    run("reembed", "--site", site)
    folder.rename(folder.with_name("elsewhere"))
    for ended in (run("search", "brewery", "--site", site), run("serve", "--site", site, "--port", "0")):
        assert ended.status == 1
        assert "vectors are of onnx:tiny, which is not at" in ended.err
        assert "the same files cost nothing" in ended.err
