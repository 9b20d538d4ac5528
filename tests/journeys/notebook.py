"""Runs a notebook's cells in one namespace, in order, as a kernel would, and keeps what each shows."""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A code cell's source and the value of its last expression, None if it ends on a statement."""

    source: str
    value: Any


def run(notebook: Path) -> list[Shown]:
    """What every code cell shows. The cells see one another's names."""
    document = json.loads(notebook.read_text("utf-8"))
    assert document["nbformat"] == 4
    names: dict[str, Any] = {"__name__": "__main__"}
    sources = ["".join(cell["source"]) for cell in document["cells"] if cell["cell_type"] == "code"]
    return [Shown(source=source, value=_value(source, names)) for source in sources]


def _value(source: str, names: dict[str, Any]) -> Any:
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None
