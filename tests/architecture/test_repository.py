"""What the repository says and must not say, and the two pages it copies from the design."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

DESIGN = ROOT.parent / "shared" / "design"
SEEDS = ROOT.parent / "shared" / "seeds"
MACHINE = re.compile(r"(?<![\w.])/(work|root|home)/\w")
REGISTRY = re.compile(r"(pypi|pythonhosted|npmjs|debian)\." + r"(org|com)", re.IGNORECASE)
RUN = 7


def tracked() -> list[Path]:
    """Every text file that git keeps."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, timeout=60, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and not path.is_symlink() and b"\0" not in path.read_bytes()[:1000]]


def text_of(path: Path) -> str:
    return path.read_text("utf-8", "replace")


def runs(text: str) -> set[str]:
    """Every run of `RUN` words, without case and punctuation."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[index : index + RUN]) for index in range(len(words) - RUN + 1)}


def test_no_path_of_one_machine():
    assert {str(path.relative_to(ROOT)) for path in tracked() if MACHINE.search(text_of(path))} == set()


def test_no_registry_host():
    assert {str(path.relative_to(ROOT)) for path in tracked() if REGISTRY.search(text_of(path))} == set()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages lie beside the checkout only where the design does")
def test_nothing_is_copied_from_the_seeds():
    seeds = {run for path in sorted(SEEDS.glob("*.txt")) for run in runs(text_of(path))}
    assert len(seeds) > 1000
    written = [path for path in tracked() if path.suffix in (".py", ".md", ".txt", ".json", ".jsonl", ".html", ".toml")]
    assert {
        str(path.relative_to(ROOT)): sorted(runs(text_of(path)) & seeds)[:3] for path in written if runs(text_of(path)) & seeds
    } == {}


@pytest.mark.skipif(not DESIGN.is_dir(), reason="the design lies elsewhere")
def test_schema_is_the_published_one():
    shipped = ROOT / "src/broadsheet/records/story.schema.json"
    assert shipped.read_bytes() == (DESIGN / "story.schema.json").read_bytes()


@pytest.mark.skipif(not DESIGN.is_dir(), reason="the design lies elsewhere")
def test_import_contracts_are_the_agreed_ones():
    agreed = tomllib.loads(text_of(DESIGN / "import-contracts.toml"))["tool"]["importlinter"]
    assert tomllib.loads(text_of(ROOT / "pyproject.toml"))["tool"]["importlinter"] == agreed
