"""A room with a model of the user's own, for the shipped checks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from broadsheet.checks import Subject, odd_articles

_SUBJECTS: dict[str, Subject] = {}


def conforming(asked: str, make: Callable[[], Any], gives: type, every: int) -> Subject:
    """The room over every so many odd articles; one for all checks of a model, which share its outcome.

    Args:
        asked: the model, as settings name it.
        make: the room with it.
        gives: what the room gives.
        every: 3 for every third article.
    """
    if asked not in _SUBJECTS:
        _SUBJECTS[asked] = Subject(
            name="annotate", make=make, records=odd_articles()[::every], gives=gives, order_free=True, stateless=True
        )
    return _SUBJECTS[asked]
