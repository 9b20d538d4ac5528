"""Where an article has somebody's full name and what they are side by side."""

from __future__ import annotations

import re

from broadsheet.language.roles import RANKS, is_office
from broadsheet.records.annotation import RoleSpan
from broadsheet.records.text import Extent
from broadsheet.write.cast import Member
from broadsheet.write.dossier import Dossier

NEAR = 40
"""A role stands at most this many code points from the name: a comma, a blank, "is the", a rank."""

_RANKS = "|".join(
    [f"[{rank[0]}{rank[0].lower()}]{rank[1:]}" for rank in (*RANKS, "Inspector", "Superintendent", "Constable", "Senator")]
    + [r"(?:Dr|Prof|Gen|Col|Sen|Rev|Mr|Mrs|Ms)\.?"]
)
_BEFORE_A_RANK = r"[Rr]etired|[Vv]ice|[Rr]ear|[Aa]ir|[Cc]hief|[Ss]enior|[Aa]ssociate|[Aa]ssistant|[Aa]cting|[Dd]etective"
_RANK = rf"(?:(?:{_BEFORE_A_RANK}|{_RANKS})[ -])*(?:{_RANKS})"
_BETWEEN = re.compile(rf"(?: \([A-Z]{{2,8}}\))?[\s,–—(-]*(?:(?:who )?(?:is|was)\s+|(?<=\s){_RANK}\s+)?")
_BEHIND = re.compile(rf"(?: ([a-z]+) (?=[A-Z]){_RANK}|, {_RANK}| \([A-Z]{{2,8}}\)?)$")
"""What stands between an office and a name and is no part of it: a rank, a form of address, initials in brackets."""


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
    return both if _BETWEEN.fullmatch(between) else None


def without_rank(role: RoleSpan) -> RoleSpan:
    """The role without a rank or initials that stand between it and the name: "the head of the Navy, Admiral" is a head."""
    found = _BEHIND.search(role.text)
    if found is None:
        return role
    spokesman = found[1] is not None and is_office(found[1])
    end = found.end(1) if spokesman else found.start()
    if not spokesman and (found[1] or " of " not in role.text[:end]):
        return role
    return RoleSpan(text=role.text[:end], extent=Extent(role.extent.start, role.extent.start + end))


def _gap(one: Extent, other: Extent) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
