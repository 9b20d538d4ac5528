"""Datelines: the place, day and agency that a report opens with."""

from __future__ import annotations

import re

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:, \d{{4}})?"
_NAME = r"[A-Z][\w.'’-]*(?:[ -](?:de |of |la |el )?[A-Z][\w.'’-]*){0,3}"
_CAPITALS = r"[A-Z][A-Z.'’ -]{2,40}"
_CREDIT = r"\([A-Z][\w./ &-]{1,30}\)"
_DATELINE = re.compile(
    rf"(?:(?:{_NAME})(?:, ?{_NAME})?(?:,? {_DAY})? ?{_CREDIT}|{_CAPITALS}(?:, ?{_NAME})?(?:,? {_DAY})?)"
    r"\s*(?:--|[—–-])\s+(?=\S)"
)


def dateline_end(paragraph: str) -> int:
    """Where the text proper begins after a dateline; 0 if there is none.

    >>> line = "PORT VELM, Oct. 3 (Agency) — The dam"
    >>> line[dateline_end(line):]
    'The dam'
    >>> dateline_end("The dam — a ruin — broke"), dateline_end("Velm (pop. 30) - a town")
    (0, 0)
    """
    found = _DATELINE.match(paragraph[:160])
    return found.end() if found else 0
