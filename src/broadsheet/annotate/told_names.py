"""Two names that the grammar runs into one: whom somebody told something, and whom it is about ("told Radio Velm Sweden had")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.annotate.reading import Clause
from broadsheet.models import factbook

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")


def parted(clause: Clause, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """The names in a run of proper nouns behind "told".

    "Told" has somebody behind it who is told, so that where a verb follows at once the end of the run is what that verb is of:
    its country, or the second of two words. Of a longer run nobody can tell where it parts, and it names nothing for sure. A
    country that is somebody's ("Sweden's exports") or stands before "and" parts it too.

    Args:
        clause: the sentence.
        first: index of the run's first token.
        last: one past its last.

    Returns:
        First index and one past the last of each name, in order; none where that is not sure.
    """
    doc = clause.span.doc
    if last - first < 2 or last >= clause.span.end or first == clause.span.start or doc[first - 1].lemma_ != "tell":
        return ((first, last),)
    behind = doc[last]
    country = factbook.country(doc[last - 1].text) is not None
    if not (_is_finite(behind) or (country and (behind.tag_ == "POS" or behind.lower_ == "and"))):
        return ((first, last),)
    return ((first, last - 1), (last - 1, last)) if country or last - first == 2 else ()


def _is_finite(token: Token) -> bool:
    return token.tag_ in _FINITE
