"""Weights of the features by which reported speech is told from other verbs and nouns with an object."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from broadsheet.errors import ModelError

_PATH = Path(__file__).with_name("attribution.json")


@lru_cache(maxsize=1)
def load() -> dict[str, float]:
    """Name of a feature → weight; the weight `threshold` is the probability from which on a report is taken.

    Raises:
        ModelError: the file is missing or damaged.
    """
    try:
        weights = json.loads(_PATH.read_text("utf8"))
        return {str(name): float(weight) for name, weight in weights.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise ModelError(f"the weights in {_PATH.name} cannot be read: {error}", hint="install broadsheet again") from error
