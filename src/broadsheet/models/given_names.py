"""Given names of many countries, and who bears them. Where they come from is told in NOTICE."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from broadsheet.errors import ModelError

Bearer = Literal["f", "m", "b"]
"""Women, men, or both."""

_PATH = Path(__file__).with_name("given_names.txt")


@lru_cache(maxsize=1)
def load() -> dict[str, Bearer]:
    """Name, folded and in lower case → who bears it.

    Raises:
        ModelError: the file is missing or damaged.
    """
    try:
        lines = [line.split(" ") for line in _PATH.read_text("utf8").splitlines()]
        return {name: bearer for name, bearer in lines if bearer in ("f", "m", "b")}  # type: ignore[misc]
    except (OSError, ValueError) as error:
        raise ModelError(f"the names in {_PATH.name} cannot be read: {error}", hint="install broadsheet again") from error
