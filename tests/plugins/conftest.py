"""The example plugin as an installed package announces it, and plugins that are broken."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from broadsheet import hookspecs

Install = Callable[[str, str], None]
HEAD = "from broadsheet.hookspecs import hookimpl\nfrom broadsheet.records.contribution import OutletRule, Reader\n"


@pytest.fixture
def install(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install a plugin: the example's own module, or one of this source."""
    announced: list[EntryPoint] = []
    monkeypatch.setattr(hookspecs, "entry_points", lambda group: [one for one in announced if one.group == group])
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [one for one in announced if one.group == group])
    monkeypatch.syspath_prepend(str(root / "examples/plugin/src"))
    monkeypatch.syspath_prepend(str(tmp_path))
    hookspecs.plugins.cache_clear()
    program = import_module("broadsheet.cli.main")  # its name in the package is the function
    commands = list(program.app.registered_commands)
    known = set(sys.modules)

    def installed(module: str, source: str = "") -> None:
        if source:
            (tmp_path / f"{module}.py").write_text(f"{HEAD}{source}", "utf-8")
        announced.append(EntryPoint(name=module, value=module, group="broadsheet"))

    yield installed
    hookspecs.plugins.cache_clear()
    program.app.registered_commands[:] = commands
    program._added.clear()
    for name in set(sys.modules) - known:
        if name.startswith(("broadsheet_notes", "broken")):
            del sys.modules[name]
