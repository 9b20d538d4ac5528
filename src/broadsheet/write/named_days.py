"""Which day a sentence means by its name in the week: "on Friday" in a report of Wednesday, March 12, is March 14 or March 7."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from broadsheet.language.stamps import WEEKDAY
from broadsheet.records.annotation import When
from broadsheet.records.text import Extent, NamedDay
from broadsheet.write.dossier import Dossier

NEAR = 4
"""A report that means a weekday further off says so ("last Friday"), and one that does not may mean the other."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def named_days(dossier: Dossier, text: str, places: Sequence[tuple[str, Extent]]) -> tuple[NamedDay, ...]:
    """The weekdays of a sentence with their dates, in the order in which it tells them.

    Only a report that has a day itself dates what it tells; words that the sentence has twice are left as they are.

    Args:
        dossier: the story.
        text: the sentence as it is printed.
        places: pairs of article id and the extent that it stands on.
    """
    found: dict[str, str] = {}
    for name, extent in places:
        annotated = dossier.annotated(name)
        for when in annotated.times:
            words = when.extent.of(annotated.article.text)
            if extent.holds(when.extent) and text.count(words) == 1 and _is_sure(when, words, annotated.article.day):
                found.setdefault(words, when.value)
    return tuple(NamedDay(words=words, day=found[words]) for words in sorted(found, key=text.index))


def _is_sure(when: When, words: str, written: str | None) -> bool:
    """Whether it is a weekday near the day on which its report was written."""
    if written is None or not when.relative or not WEEKDAY.search(words) or not _DAY.fullmatch(when.value):
        return False
    return abs((date.fromisoformat(when.value) - date.fromisoformat(written)).days) <= NEAR
