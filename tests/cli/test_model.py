"""A paper with a model, as a user builds it: marked, counted, proved, free the second time, as without it in any trouble."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from lxml import html

from broadsheet.cli import doctor
from broadsheet.config import load
from broadsheet.llm.fake import MODEL, Fake, serving
from tests.cli.conftest import Run
from tests.pipeline.pages import write_pages

KEY = "sk-nobody-may-read-this"


@contextmanager
def model(monkeypatch: pytest.MonkeyPatch, behaviour: str, folder: Path, turn: int = 0) -> Iterator[Fake]:
    fake = Fake(behaviour=behaviour, turn=turn)
    with serving(fake) as address:
        told = {"BASE_URL": address, "MODEL": MODEL, "KEY": KEY, "ANSWERS": str(folder / "answers"), "RETRIES": "0", "SECONDS": "5"}
        for name, value in told.items():
            monkeypatch.setenv(f"BROADSHEET_LLM__{name}", value)
        yield fake


def printed(site: Path) -> dict[str, bytes]:
    """Every file of a site but its account and its database."""
    files = {str(path.relative_to(site)): path for path in site.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if name != "build.json" and ".broadsheet" not in name}


def test_a_paper_in_a_models_words(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pages, site = write_pages(tmp_path / "pages"), tmp_path / "site"
    with model(monkeypatch, "obedient", tmp_path, turn=1) as fake:
        built = run("build", pages, "--site", site, "--workers", "0", "--json")
        account = json.loads(built.out)["model"]
        assert built.status == 0
        assert account["written"] > 0 < account["asked"] == len(fake.asked)
        assert "model:" in built.err
        assert json.loads((site / "build.json").read_text())["model"]["standing"] == account["written"]
        _are_marked(site, account["written"])
        assert "0 mismatches" in run("verify", "--site", site).out
        assert "0 mismatches" in run("verify", "--store", site / ".broadsheet/paper.db").out
        asked = len(fake.asked)
        assert run("build", pages, "--site", tmp_path / "again", "--workers", "0").status == 0
        assert len(fake.asked) == asked
    assert printed(tmp_path / "again") == printed(site)
    written = [path for path in tmp_path.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]
    assert written == []
    assert KEY not in built.out + built.err + run("config").out


def _are_marked(site: Path, expected: int) -> None:
    """Each sentence of a model carries its tag and its evidence, and the page tells how many there are."""
    tagged = 0
    for path in site.glob("stories/st_*.json"):
        story = json.loads(path.read_text())
        page = html.document_fromstring(path.with_suffix(".html").read_bytes())
        for key, said in story["statements"].items():
            places = page.xpath("//section[contains(@class, 'block')]//*[@data-said=$key]", key=key)
            assert all(bool(place.xpath("./small[@class='tag']")) == (said["made"] == "model") for place in places)
            assert all(place.xpath("./sup/a[@role='doc-noteref']") for place in places)
            tagged += bool(places) and said["made"] == "model"
        if story["build"]["model"]:
            assert "Sentences written by a language model" in page.text_content()
    assert tagged == expected


@pytest.mark.parametrize("behaviour", ["lying", "failing"])
def test_a_bad_model_changes_nothing(behaviour: str, run: Run, paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with model(monkeypatch, behaviour, tmp_path) as fake:
        built = run("build", write_pages(tmp_path / "pages"), "--site", tmp_path / "site", "--workers", "0")
    assert built.status == 0
    assert fake.asked
    assert printed(tmp_path / "site") == printed(paper)
    assert built.err.count("model:") == (2 if behaviour == "failing" else 1)
    assert ("busy or broken" in built.err) == (behaviour == "failing")


def test_doctor_asks_without_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with model(monkeypatch, "obedient", tmp_path) as fake:
        looks = dict(doctor._looks(load().settings, None, None))
        assert doctor._looked(looks["model"]) == (True, f"fake at {load().settings.llm.base_url} answers; no text was sent")
        monkeypatch.setenv("BROADSHEET_LLM__MODEL", "other")
        known, said = doctor._looked(lambda: doctor._model(load().settings))
        assert (known, "lists other models: fake" in said) == (False, True)
    reached, said = doctor._looked(looks["model"])
    assert (reached, "cannot be reached" in said, KEY in said) == (False, True, False)
    assert fake.asked == []


def test_half_a_setting_is_told_before_the_work(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("BROADSHEET_LLM__BASE_URL", "http://far.example/v1")
    pages = write_pages(tmp_path / "pages")
    assert run("build", pages, "--site", tmp_path / "site").status == 2
    monkeypatch.setenv("BROADSHEET_LLM__MODEL", "m")
    monkeypatch.setenv("BROADSHEET_LLM__KEY", KEY)
    told = run("build", pages, "--site", tmp_path / "site")
    assert told.status == 2
    assert "in the clear" in told.err
    assert KEY not in told.err
