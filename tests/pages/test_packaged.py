"""The example pages are found in a checkout, in an editable install and in a wheel."""

from __future__ import annotations

import json
import zipfile
from importlib import resources

import pytest

from tests.pages.conftest import MISSES
from tests.pages.gold import cut
from tests.pages.truth import EXAMPLES, TRUTH


def test_package_carries_the_pages(corpus):
    carried = resources.files("broadsheet").joinpath("examples", "pages")
    assert {path.name for path in carried.iterdir()} == {path.name for path in corpus.iterdir()}


def test_checkout_shows_them_at_the_top(root):
    for name in ("pages", "truth.json", "README.md"):
        assert (root / "examples" / name).resolve() == (EXAMPLES / name).resolve()


def test_wheel_carries_them(root, tmp_path):
    builders = pytest.importorskip("hatchling.builders.wheel", reason="hatchling is not installed: `make test` installs it")
    (built,) = builders.WheelBuilder(str(root)).build(directory=str(tmp_path), versions=["standard"])
    names = set(zipfile.ZipFile(built).namelist())
    assert {f"broadsheet/examples/pages/{path.name}" for path in (EXAMPLES / "pages").iterdir()} <= names
    assert {"broadsheet/records/story.schema.json", "broadsheet/evaluate/floors.json", "broadsheet/py.typed"} <= names


def test_folder_is_read_without_its_papers():
    """README and gold lie beside the pages, so that the pages alone are a source."""
    assert "README.md" not in cut().pages
    assert len(cut().pages) == len(TRUTH["pages"])


def test_readme_lists_every_page():
    table = (EXAMPLES / "README.md").read_text("utf-8")
    assert [path.name for path in sorted((EXAMPLES / "pages").iterdir()) if f"`{path.name}`" not in table] == []


def test_every_miss_is_explained_and_few():
    reasons = json.loads(MISSES.read_text("utf-8"))
    assert all(len(reason.split()) > 3 for reason in reasons.values())
    assert len(reasons) <= 90
