"""Parts of a whole in words: "two-thirds", "half of the seats", "one in five"."""

# ruff: noqa: E501 -- a pattern broken over lines is harder to read than a long one
from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.language.numbers import Number, qualified, value_of
from broadsheet.records.text import Extent

_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_NAMES = "|".join(name for name in _PARTS if name != "half")
_SEVERAL = "two|three|four|five|six|seven|eight|nine"
_GAUGED = r"(?:about|around|roughly|approximately|nearly|almost|over|under|(?:more|less|fewer) than|at least|up to|by)"
_TIME = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|century|centuries|innings|overs|games|matches)"
_ENDS = r"(?=\s*(?:[.,;:!?)]|$)| (?:of|in|from|that|who|which|were|was|are|is|had|have|said)\b)"
_OF = r" of (?!an? )"
_SHARE = re.compile(
    rf"\b(?P<times>{_SEVERAL})(?:(?P<many>-quarters|[- ](?!quarter)(?:{_NAMES})s)\b(?! of an? )| (?P<apart>quarters)(?={_OF}))"
    rf"|\bone-(?P<joined>{_NAMES})\b(?! of an? )"
    rf"|\b(?:an?|one) (?P<one>{_NAMES})(?={_OF})"
    rf"|\b{_GAUGED} (?P<start>)(?:an?|one) (?P<gauged>(?!quarter)(?:{_NAMES}))\b{_ENDS}"
    r"|\b(?P<half>half)\b(?= of (?!an? )(?!\d|one per)| (?:the|its|his|her|their|our|all|those|these)\b)"
    rf"|\b{_GAUGED} (?P<half2>half)\b(?! an?\b| of (?:\d|one per)|[- ](?:dozen|million|billion|trillion|time|past|way|{_TIME})\b|-)"
    rf"|\b(?P<few>one|1|{_SEVERAL}|[2-9])(?: (?:in|out of)(?: every)? | of every |-(?P<joint>in)-)(?P<all>three|four|five|six|seven|eight|nine|ten|twelve|twenty|\d{{1,3}})\b(?!,\d|[.:/]\d|[- ]?(?:%|per ?cent|{_TIME}|million|billion|thousand|hundred)\b)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"(?:\b(?:the|first|second|latter|other|this|that|each|every|last|next|back|front|top|bottom|and an?)|\d)[- ]$", re.IGNORECASE
)


def shares(text: str) -> Iterator[Number]:
    """Every part of a whole as its percentage; "half an hour", "the first half" and "three quarters ago" are none.

    >>> text = "Two-thirds voted, half of them twice; about a third of them left, and one in five of the rest, in the first half of May"
    >>> [(share.extent.of(text), round(share.value, 1), share.qualifier) for share in shares(text)]
    [('Two-thirds', 66.7, 'exact'), ('half', 50.0, 'exact'), ('a third', 33.3, 'about'), ('one in five', 20.0, 'exact')]
    """
    for found in _SHARE.finditer(text):
        value = _percentage(found)
        start = found.start("half2") if found["half2"] else found.end("start") if found["gauged"] else found.start()
        if value is None or _PERIOD.search(text[max(0, start - 10) : start]):
            continue
        extent = Extent(start, found.end())
        yield Number(extent, extent, value, None, "percent", qualified(text, extent), True)


def _percentage(found: re.Match[str]) -> float | None:
    """100 times the part; None where the parts are no parts of a whole ("two quarters", "three in two")."""
    if found["half"] or found["half2"]:
        return 50.0
    if found["all"]:
        few, every = value_of(found["few"]) or 0.0, value_of(found["all"]) or 0.0
        whole = few < every and every >= 3 and (few == 1 or every in (10, 100) or found["joint"] is not None)
        return 100 * few / every if whole else None
    name = next(found[group] for group in ("many", "apart", "joined", "one", "gauged") if found[group])
    part, times = _PARTS[name.lower().strip(" -").removesuffix("s")], value_of(found["times"]) if found["times"] else 1.0
    if times is None or times >= part or (part == 4 and times == 2):
        return None
    return 100 * times / part
