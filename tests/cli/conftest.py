"""The program, called as a user calls it, and a paper that it built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from broadsheet.cli import main
from tests.pipeline.pages import write_pages


@dataclass
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command in this process; no traceback may reach the user."""

    def ended(*arguments: object) -> Ended:
        status = main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        assert b"Traceback" not in err + out
        return Ended(status, out.decode(), err.decode())

    return ended


@pytest.fixture(scope="session")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site built once from the invented pages, with its database. Tests that change it take a copy."""
    site = tmp_path_factory.mktemp("paper") / "site"
    pages = write_pages(tmp_path_factory.mktemp("paper") / "pages")
    assert main(["build", str(pages), "--site", str(site), "--workers", "0"]) == 0
    return site


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings but the defaults, a user's own store that is not ours, and temporary files apart from the machine's.

    `doctor` looks at what killed processes left among temporary files, and `--mend` removes it: neither is this machine's.
    """
    temporary = tmp_path_factory.mktemp("temporary")
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    monkeypatch.chdir(tmp_path)
