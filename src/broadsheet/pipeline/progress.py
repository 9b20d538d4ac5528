"""How a run tells what it is doing."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int | None], None]
"""Told after every record: stage, records done, records in all if known."""


def silent(_stage: str, _done: int, _total: int | None) -> None:
    """Progress that nobody watches."""
