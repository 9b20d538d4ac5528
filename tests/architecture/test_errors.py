"""The drawing of the error tree shows the tree."""

from __future__ import annotations

import re

import pytest

from broadsheet import errors
from broadsheet.errors import BroadsheetError

BRANCH = re.compile(r"^(?P<rails>(?:│   |    )*)(?:[├└]── )?(?P<name>[A-Z]\w+)(?:\s{2,}\S.*)?$")


def drawn() -> dict[str, str | None]:
    """Name → parent, read from the docstring's drawing."""
    parents: dict[str, str | None] = {}
    above: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        if not line.startswith("    ") or not (match := BRANCH.match(line[4:])):
            continue
        depth = len(match["rails"]) // 4 + ("── " in line)
        above[depth:] = [match["name"]]
        parents[match["name"]] = above[depth - 1] if depth else None
    return parents


def real(kind: type[BroadsheetError] = BroadsheetError, parent: str | None = None) -> dict[str, str | None]:
    """Name → parent, of the classes that `errors` defines."""
    tree: dict[str, str | None] = {kind.__name__: parent}
    for child in kind.__subclasses__():
        if child.__module__ == errors.__name__:
            tree |= real(child, kind.__name__)
    return tree


def test_drawing_equals_tree():
    assert len(drawn()) > 5
    assert drawn() == real()


@pytest.mark.parametrize("name", sorted(real()))
def test_every_error_ends_with_a_status(name):
    assert getattr(errors, name).exit_status in (1, 2)
