"""The public surface is exact, sorted and loaded lazily."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

import broadsheet
from broadsheet import pipeline


def test_exports_are_sorted():
    assert list(broadsheet.__all__) == sorted(broadsheet.__all__)
    assert len(set(broadsheet.__all__)) == len(broadsheet.__all__)


def test_every_export_is_there():
    assert [name for name in broadsheet.__all__ if getattr(broadsheet, name, None) is None] == []


def test_exports_are_exact():
    assert {name for name in dir(broadsheet) if not name.startswith("_")} == {
        n for n in broadsheet.__all__ if not n.startswith("_")
    }


def test_exports_name_where_they_live():
    public = [getattr(broadsheet, name) for name in broadsheet.__all__ if not name.startswith("__")]
    assert all(thing.__module__.startswith("broadsheet.") and thing.__doc__ for thing in public)


@pytest.mark.parametrize("package", [broadsheet, pipeline])
def test_type_checkers_see_every_export(root, package):
    stub = ast.parse((root / "src" / package.__name__.replace(".", "/") / "__init__.pyi").read_text("utf-8"))
    named = {alias.asname: node.module for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert {name: f"{package.__name__}.{home}" for name, home in package._HOMES.items()} == named


def test_recipe_has_all_its_steps():
    assert sorted(pipeline.__all__) == sorted(pipeline._HOMES)
    assert all(getattr(pipeline, name) is not None for name in pipeline.__all__)
    with pytest.raises(AttributeError, match="no attribute 'rite'"):
        _ = pipeline.rite


@pytest.mark.parametrize(
    ("imported", "absent"),
    [
        ("import broadsheet", "broadsheet."),
        ("from broadsheet.cli import read, work; from broadsheet.pipeline import as_set, read", "broadsheet.write"),
    ],
)
def test_nothing_is_imported_too_soon(imported, absent):
    program = f"import sys; {imported}; print([name for name in sys.modules if name.startswith({absent!r})])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
