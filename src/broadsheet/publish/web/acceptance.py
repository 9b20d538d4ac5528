"""Whether a reader takes what there is to give: the `Accept` header (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re

_QUALITY = re.compile(r"(?i)\s*q\s*=\s*0(?:\.0*)?\s*")


def accepts(accepted: str, kind: str) -> bool:
    """Whether `Accept` takes a media type. The range that fits it most closely decides; without a header all is taken.

    Args:
        accepted: the header.
        kind: the media type, its parameters do not matter.

    >>> accepts("application/*, text/csv", "application/json"), accepts("text/html", "application/json"), accepts("", "text/csv")
    (True, False, True)
    >>> accepts("*/*, application/json;q=0", "application/json; charset=utf-8"), accepts("*/*, text/csv;q=0", "text/html")
    (False, True)
    """
    whole = kind.partition(";")[0].strip().lower()
    ranges = {name.strip().lower(): told.split(";") for name, _, told in (one.partition(";") for one in accepted.split(","))}
    if not any(ranges):
        return True
    closest = next((one for one in (whole, f"{whole.partition('/')[0]}/*", "*/*") if one in ranges), None)
    return closest is not None and not any(_QUALITY.fullmatch(told) for told in ranges[closest])
