"""Where an article has somebody's full name and what they are side by side."""

from __future__ import annotations

import re

from broadsheet.records.annotation import RoleSpan
from broadsheet.records.text import Extent
from broadsheet.write.cast import Member
from broadsheet.write.dossier import Dossier

NEAR = 8
"""A role stands at most this many code points from the name: a comma, a blank, "is the"."""


def introduction(dossier: Dossier, member: Member, article: str, role: RoleSpan) -> Extent | None:
    """The stretch that holds the role and the full name next to it. A surname alone may be somebody else's."""
    annotated = dossier.annotated(article)
    text = annotated.article.text
    held = {entity for a, entity in member.held if a == article}
    named = [m.extent for m in annotated.mentions if m.entity in held and m.safe and m.extent.of(text) == member.name]
    gap, extent = min(((_gap(extent, role.extent), extent) for extent in named), default=(NEAR + 1, None))
    if extent is None or gap > NEAR:
        return None
    between = text[min(extent.end, role.extent.end) : max(extent.start, role.extent.start)]
    both = Extent(min(extent.start, role.extent.start), max(extent.end, role.extent.end))
    return both if re.fullmatch(r"[\s,–—(-]*(?:(?:is|was)\s+)?", between) else None


def _gap(one: Extent, other: Extent) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
