"""The import contracts hold, and each is seen to fail when it is broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SRC

LINT = Path(sys.executable).with_name("lint-imports")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]

PLANTED = {
    "Rooms depend downwards only, and no stage knows another": ("group/planted.py", "import broadsheet.write\n"),
    "Stages do no I/O and roll no dice": ("language/planted.py", "import socket\n"),
    "Only store speaks SQL": ("pipeline.py", "import sqlalchemy\n"),
    "Publishers do not know one another": ("publish/feeds/__init__.py", "import broadsheet.publish.site\n"),
    "No cycles between siblings": ("records/page.py", "import broadsheet.records.story_page\n"),
}
RETURNED = {"No cycles between siblings": ("records/story_page.py", "import broadsheet.records.page\n")}
"""The other half of a planted cycle."""


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over the package below `folder`."""
    program = "import sys; sys.path.insert(0, 'src'); from importlinter.cli import lint_imports_command as run; run(['--no-cache'])"
    return subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, timeout=120, check=False)


pytestmark = pytest.mark.skipif(not LINT.exists(), reason="import-linter is not installed: `make check` installs it")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package that a test may break."""
    shutil.copytree(SRC, tmp_path / "src" / "broadsheet", ignore=shutil.ignore_patterns("__pycache__", "*.onnx", "examples"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def plant(folder: Path, place: str, line: str) -> None:
    """Add an import to a module, which is made if need be."""
    path = folder / "src" / "broadsheet" / place
    path.write_text((path.read_text("utf-8") if path.exists() else '"""Planted."""\n') + line, "utf-8")


def test_contracts_hold():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout
    assert f"{len(CONTRACTS)} kept, 0 broken" in done.stdout


def test_every_contract_has_a_planted_break():
    assert {contract["name"] for contract in CONTRACTS} == set(PLANTED)


@pytest.mark.parametrize("name", sorted(PLANTED))
def test_planted_import_is_caught(name, copy):
    for breaks in (PLANTED, RETURNED):
        if name in breaks:
            plant(copy, *breaks[name])
    done = lint(copy)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{name} BROKEN" in " ".join(done.stdout.split())


def test_unlisted_room_is_caught(copy):
    plant(copy, "attic.py", "")
    done = lint(copy)
    assert done.returncode != 0
    assert "attic" in done.stdout + done.stderr
