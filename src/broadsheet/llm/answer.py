"""The answer of a model as sentences with what they cite, or why it is none."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_SENTENCES = 60
LONGEST = 1_000
"""Characters of one sentence."""
_FENCED = re.compile(r"^\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*$", re.DOTALL)


class Unreadable(Exception):
    """The answer has not the shape that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A sentence that a model offers.

    Attributes:
        text: the sentence, white space made one blank.
        cites: the numbers of the source sentences that it says it stands on, each once.
    """

    text: str
    cites: tuple[str, ...]


def offered(answer: str) -> tuple[Offered, ...]:
    """The sentences of an answer.

    Args:
        answer: `{"sentences": [{"text": "…", "spans": ["p1"]}]}`, in a code fence or not.

    Raises:
        Unreadable: it is anything else.

    >>> offered('{"sentences": [{"text": "The dam broke.", "spans": ["p1"]}]}')
    (Offered(text='The dam broke.', cites=('p1',)),)
    """
    fenced = _FENCED.match(answer)
    try:
        told = json.loads(fenced[1] if fenced else answer)
    except (ValueError, RecursionError):
        raise Unreadable("an answer that is not the JSON asked for") from None
    listed = told.get("sentences") if isinstance(told, dict) else None
    if not isinstance(listed, list) or len(listed) > MOST_SENTENCES:
        raise Unreadable("an answer without a list of sentences")
    return tuple(_one(each) for each in listed)


def _one(told: Any) -> Offered:
    if not isinstance(told, Mapping):
        raise Unreadable("a sentence that is none")
    text, cites = told.get("text"), told.get("spans")
    if not isinstance(text, str) or not isinstance(cites, list) or not all(isinstance(each, str) for each in cites):
        raise Unreadable("a sentence without words or citations")
    if len(text) > LONGEST:
        raise Unreadable(f"a sentence of more than {LONGEST:,} characters")
    return Offered(text=" ".join(text.split()), cites=tuple(dict.fromkeys(cites)))
