"""A name and password in an address are printed nowhere, kept nowhere and told in no report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from broadsheet.publish.views.library import web_address
from broadsheet.records.page import public_address
from broadsheet.steps import Dropped
from tests.hostile.intake import GOOD_PAGE

SECRET = "https://mira:hunter2@halm.example/a"


@pytest.mark.parametrize(
    "address",
    [
        SECRET,
        "HTTP://mira@halm.example",
        "https:\\\\mira:hunter2@halm.example",
        "ftp://mira:hunter2@halm.example/",
        "https://a@b:c@halm.example",
    ],
)
def test_no_name_stays_in_an_address(address: str):
    assert "@" not in public_address(address)
    assert "halm.example" in public_address(address)
    assert "@" not in Dropped(record=address, step="read", reason="gone").record


@pytest.mark.parametrize("words", ["desk@halm.example", "https://halm.example/@mira", "https://halm.example/?to=a@b", "", "a://"])
def test_other_addresses_stay_as_they_are(words: str):
    assert public_address(words) == words


@pytest.mark.parametrize("arguments", [["build", "--site", "site"], ["match", "--store", "none.db"], ["sources", "add"]])
def test_no_error_repeats_a_password(
    arguments: list[str], capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from broadsheet.cli import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert main([*arguments, "ftp://mira:hunter2@halm.example/a"]) in (1, 2)
    told = "".join(capfd.readouterr())
    assert ("halm.example" in told, "hunter2" in told) == (True, False)


def test_links_carry_no_password():
    assert web_address(SECRET) == "https://halm.example/a"


def test_password_is_in_no_file_of_the_paper(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    from broadsheet.cli import main

    page = GOOD_PAGE.replace("<head>", f'<head><link rel="canonical" href="{SECRET}"><meta property="og:url" content="{SECRET}">')
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": SECRET, "url": SECRET, "html": page}))
    assert main(["build", str(tmp_path / "in.jsonl"), "--site", str(tmp_path / "site"), "--workers", "0"]) == 0
    told = "".join(capfd.readouterr())
    assert "hunter2" not in told
    found = [path for path in (tmp_path / "site").rglob("*") if path.is_file() and b"mira:hunter2@" in path.read_bytes()]
    assert [path.name for path in found if path.suffix != ".db"] == []
