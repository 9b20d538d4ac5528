"""Settings: nearest wins, and a key that does not exist is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.config import keys, load
from broadsheet.errors import ConfigError


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    return tmp_path


def write(folder: Path, text: str, name: str = "broadsheet.toml") -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder / name


def test_defaults_come_from_nowhere():
    found = load()
    assert found.settings.read.max_bytes == 10_000_000
    assert set(found.origins.values()) == {"default"}
    assert {key for key, *_ in found.rows()} == {f"{section}.{name}" for section, name, _ in keys()}


def test_file_is_believed(elsewhere: Path):
    write(elsewhere, '[paper]\ntitle = "The Vexmoor Échos"\ntimezone = "Europe/Lisbon"\n')
    found = load()
    assert (found.settings.paper.title, found.settings.paper.timezone) == ("The Vexmoor Échos", "Europe/Lisbon")
    assert found.origins["paper.title"] == "broadsheet.toml"
    assert found.origins["paper.address"] == "default"


def test_environment_beats_file(elsewhere: Path, monkeypatch: pytest.MonkeyPatch):
    write(elsewhere, "[read]\nmax_bytes = 5000\nmax_ratio = 7\n")
    monkeypatch.setenv("BROADSHEET_READ__MAX_BYTES", "6000")
    found = load()
    assert (found.settings.read.max_bytes, found.settings.read.max_ratio) == (6_000, 7)
    assert found.origins["read.max_bytes"] == "BROADSHEET_READ__MAX_BYTES"
    assert found.origins["read.max_ratio"] == "broadsheet.toml"


def test_named_file_beats_the_folder(elsewhere: Path, monkeypatch: pytest.MonkeyPatch):
    write(elsewhere, "[serve]\nport = 1\n")
    other = write(elsewhere, "[serve]\nport = 2\n", "other.toml")
    assert load(str(other)).settings.serve.port == 2
    monkeypatch.setenv("BROADSHEET_CONFIG", str(other))
    assert load().settings.serve.port == 2


def test_user_file_is_the_last_resort(elsewhere: Path):
    write(elsewhere, "[serve]\nport = 3\n", "xdg/broadsheet/broadsheet.toml")
    assert load().settings.serve.port == 3


@pytest.mark.parametrize(
    ("text", "says", "hint"),
    [
        ("[read]\nmax_byte = 5000\n", "there is no setting read.max_byte", "read.max_bytes"),
        ("[reed]\nmax_bytes = 5000\n", "there is no setting reed", "lists all settings"),
        ("[read]\nmax_bytes = 'many'\n", "read.max_bytes: Input should be a valid integer", "describes it"),
        ("[read]\nmax_bytes = -5\n", "read.max_bytes", "describes it"),
        ("[paper]\ntimezone = 'Mars/Utopia'\n", "'Mars/Utopia' is no time zone", "describes it"),
        ("[paper\n", "broadsheet.toml", "TOML"),
        ("read = 3\n", "read", ""),
    ],
)
def test_mistakes_are_named(elsewhere: Path, text: str, says: str, hint: str):
    write(elsewhere, text)
    with pytest.raises(ConfigError) as caught:
        load()
    assert says in str(caught.value)
    assert hint in caught.value.hint
    assert caught.value.exit_status == 2


def test_unknown_variable_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("BROADSHEET_READ__MAX_BITES", "1")
    with pytest.raises(ConfigError, match="BROADSHEET_READ__MAX_BITES") as caught:
        load()
    assert "read.max_bytes" in caught.value.hint


def test_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("BROADSHEET_RUN__SECONDS", "soon")
    with pytest.raises(ConfigError, match=r"BROADSHEET_RUN__SECONDS: run\.seconds"):
        load()


def test_missing_file_is_named(elsewhere: Path):
    with pytest.raises(ConfigError, match=r"none\.toml"):
        load(str(elsewhere / "none.toml"))


def test_places_that_may_be_read_are_checked(elsewhere: Path, monkeypatch: pytest.MonkeyPatch):
    write(elsewhere, '[web]\nallow = ["192.168.7.0/24", "shelf.lan:8080"]\n')
    assert load().settings.web.allow == ("192.168.7.0/24", "shelf.lan:8080")
    monkeypatch.setenv("BROADSHEET_WEB__ALLOW", '["300.1.1.1"]')
    with pytest.raises(ConfigError, match="no address, network or host"):
        load()


@pytest.mark.parametrize(
    ("key", "value"), [("agent", "a\\nb"), ("agent", "two words"), ("contact", "me\\r\\nX: y"), ("contact", "a (b)")]
)
def test_what_is_sent_with_every_request_is_one_plain_word(elsewhere: Path, key: str, value: str):
    write(elsewhere, f'[web]\n{key} = "{value}"\n')
    with pytest.raises(ConfigError, match=f"web.{key}"):
        load()
