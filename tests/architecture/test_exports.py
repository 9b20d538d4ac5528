"""The public surface is exact, sorted and loaded lazily."""

from __future__ import annotations

import ast
import subprocess
import sys

import broadsheet


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


def test_type_checkers_see_every_export(root):
    stub = ast.parse((root / "src/broadsheet/__init__.pyi").read_text("utf-8"))
    named = {alias.asname: node.module for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert {name: f"broadsheet.{home}" for name, home in broadsheet._HOMES.items()} == named


def test_importing_the_package_imports_no_room():
    program = "import sys, broadsheet; print([name for name in sys.modules if name.startswith('broadsheet.')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
