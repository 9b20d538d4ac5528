"""The store's migrations are one chain, and the store knows all of them."""

from __future__ import annotations

import re
from pathlib import Path

from broadsheet.store.connection import VERSIONS

FOLDER = Path(__file__).parents[2] / "src/broadsheet/store/migrations/versions"


def test_each_follows_the_one_before():
    told = []
    for path in sorted(FOLDER.glob("r*.py")):
        text = path.read_text("utf-8")
        revision, down = (
            re.search(r'^revision = "(\d+)"', text, re.MULTILINE),
            re.search(r'^down_revision = "?(\w+)', text, re.MULTILINE),
        )
        assert revision, path
        assert down, path
        assert path.name.startswith(f"r{revision[1]}_"), path
        told.append((revision[1], down[1]))
    assert tuple(revision for revision, _ in told) == VERSIONS
    assert [down for _, down in told] == ["None", *VERSIONS[:-1]]
