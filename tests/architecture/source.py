"""The source tree as syntax trees, for the tests beside this file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "broadsheet"
Function = ast.FunctionDef | ast.AsyncFunctionDef

EXCEPTION = re.compile(r"#\s*house rule:\s*\S+")
"""A rule may be broken where a comment on the line says why: `# house rule: …`."""


@cache
def modules() -> dict[Path, ast.Module]:
    """Every module of the package with its syntax tree."""
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(SRC.rglob("*.py"))}


def functions() -> Iterator[tuple[str, Function]]:
    """Every function with its place, but for those whose first line excuses itself."""
    for path, tree in modules().items():
        lines = path.read_text("utf-8").splitlines()
        for node in ast.walk(tree):
            if isinstance(node, Function) and not EXCEPTION.search(lines[node.lineno - 1]):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node


def length(node: Function) -> int:
    """Lines from `def` to the end, without the docstring."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def nesting(node: ast.AST, depth: int = 0) -> int:
    """How deep blocks stand in blocks; an `elif` is no deeper than its `if`, a nested function starts anew."""
    deepest = depth
    for field, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, Function | ast.ClassDef | ast.Lambda):
                continue
            block = isinstance(child, ast.For | ast.While | ast.If | ast.With | ast.Try | ast.Match | ast.AsyncFor | ast.AsyncWith)
            elif_branch = field == "orelse" and isinstance(node, ast.If) and isinstance(child, ast.If)
            deepest = max(deepest, nesting(child, depth + (block and not elif_branch)))
    return deepest


def words(name: str) -> set[str]:
    """The parts of an identifier: `read_page` and `ReadPage` both have read and page."""
    return {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}
