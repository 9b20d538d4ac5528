"""Known misses of the rooms on the example pages: expected to fail for a stated reason, failing the run once they are mended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

MISSES = Path(__file__).with_name("misses.json")
HERE = "tests/pages/"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `misses.json` lists. `python tests/pages/note_misses.py` writes the list anew."""
    reasons = json.loads(MISSES.read_text("utf-8"))
    for item in items:
        place = item.nodeid.partition(HERE)[2]
        if place in reasons:
            item.add_marker(pytest.mark.xfail(reason=f"{reasons[place]} (mended? run tests/pages/note_misses.py)", strict=True))
