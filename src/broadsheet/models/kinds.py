"""Weights by which it is told what a name names."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from broadsheet.errors import ModelError

KINDS = ("person", "organisation", "place", "other")
"""What is told apart; `other` are events, works and things."""

_PATH = Path(__file__).with_name("kinds.json")


@lru_cache(maxsize=1)
def load() -> dict[str, tuple[float, ...]]:
    """Name of a feature → its weight for each of `KINDS`.

    Raises:
        ModelError: the file is missing or damaged.
    """
    try:
        weights = json.loads(_PATH.read_text("utf8"))
        return {str(name): tuple(float(weight) for weight in row) for name, row in weights.items() if len(row) == len(KINDS)}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise ModelError(f"the weights in {_PATH.name} cannot be read: {error}", hint="install broadsheet again") from error
