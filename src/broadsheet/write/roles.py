"""Who somebody is, as a sentence: "Ada Brenn is Interior Minister", made of a name and the words that stand beside it."""

from __future__ import annotations

import re

from broadsheet.language.words import STOP_WORDS, listed, words
from broadsheet.records.annotation import RoleSpan
from broadsheet.records.text import Extent
from broadsheet.write.cast import Member
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Drafted

LONGEST_ROLE = 16
NEAR = 4
"""A role stands at most this many code points from the name: a comma, a blank, "is the"."""

_HELD = listed(
    "president premier minister chancellor governor mayor king queen pope emperor secretary speaker commissioner ambassador "
    "chairman chairwoman ceo treasurer leader lady prince princess"
)
"""Offices that one person holds at a time: "is foreign minister", without an article."""

_RANKS = listed(
    "judge justice professor captain general colonel major admiral lieutenant sergeant inspector detective doctor officer "
    "senator representative congressman congresswoman bishop priest rabbi imam sheriff"
)
"""Ranks that many hold: "is a judge", small and with an article."""

_OF_SOMEBODY = listed(
    "father mother son daughter brother sister husband wife uncle aunt cousin nephew niece partner friend neighbour neighbor "
    "colleague head chief boss member leader aide man woman victim suspect defendant resident successor predecessor rival "
    "candidate nominee"
)
"""Words that say nothing without whose: they need an "of", "in" or "for" after them."""

_UNUSABLE = re.compile(
    r"^(?:late|then|of|from|with|and|or|no|not|his|her|their|its|my|our|your)\b|[“”\"\n;:()]|\w\.$|\bsaid\b", re.IGNORECASE
)
_FORMER = re.compile(r"^(?:former|ex-|one-time|retired|ousted|deposed)", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:a|an|the|one of)\b", re.IGNORECASE)


def role_sentence(dossier: Dossier, member: Member, article: str, role: RoleSpan) -> Drafted | None:
    """The sentence that a role makes with its member's name, resting on the words where the two stand side by side.

    None where the words would not make English, or where name and role do not touch.
    """
    annotated = dossier.annotated(article)
    text = annotated.article.text
    if len(member.name.split()) < 2 and member.kind == "person":
        return None
    beside = _beside(dossier, member, article, role)
    said = predicate(role.text) if member.kind == "person" else _what_it_is(role.text)
    if beside is None or said is None:
        return None
    places = [(article, beside)]
    spelled = _spelled(dossier, member, article)
    if spelled is None:
        return None
    if member.name not in beside.of(text):
        places.append((article, spelled))
    return Drafted(text=f"{member.name} {said}.", places=tuple(places), made="joined")


def predicate(role: str) -> str | None:
    """What a role says of a person, with its verb; None where it says nothing by itself.

    >>> [predicate(role) for role in ("Interior Minister", "baker", "former mayor of Velm", "who leads the union", "Judge")]
    ['is Interior Minister', 'is a baker', 'is a former mayor of Velm', 'leads the union', 'is a judge']
    >>> [predicate(role) for role in ("opposition leader", "a friend", "brother", "Sen.", "the head of Norwater")]
    ['is opposition leader', None, None, None, 'is the head of Norwater']
    """
    if role.lower().startswith("who "):
        return role[4:] if not _UNUSABLE.search(role[4:]) else None
    if _UNUSABLE.search(role) or len(role.split()) > LONGEST_ROLE:
        return None
    if _says_nothing(role):
        return None
    if _ARTICLE.match(role):
        return "is " + role[0].lower() + role[1:]
    if _FORMER.match(role):
        return "is a" + ("n " if role[0].lower() in "aeio" else " ") + role[0].lower() + role[1:]
    return _bare(role)


def _says_nothing(role: str) -> bool:
    """A bare "friend" or "chief" without whose."""
    kept = [word for word in words(role) if word not in ("a", "an", "the")]
    return not kept or (len(kept) == 1 and kept[0] in _OF_SOMEBODY)


def _bare(role: str) -> str:
    head = _head(role)
    if role.lower() in _RANKS:
        return f"is a{'n' if role[0].lower() in 'aeio' else ''} {role.lower()}"
    if head in _HELD or _last(role)[:1].isupper() or " of " in role or " for " in role:
        return f"is {role}"
    return f"is a{'n' if role[0].lower() in 'aeio' else ''} {role}"


def _head(role: str) -> str:
    """The noun that names the office: the last word before the first preposition."""
    before = re.split(r" (?:of|for|at|in|to|on|and|with|from) |,", role)[0]
    found = words(before)
    return found[-1] if found else ""


def _last(role: str) -> str:
    return role.rsplit(maxsplit=1)[-1]


def _what_it_is(role: str) -> str | None:
    """What a description says of a body or a place; it must say more than "a company"."""
    telling = [word for word in words(role) if word not in STOP_WORDS]
    if _UNUSABLE.search(role) or not _ARTICLE.match(role) or len(telling) < 3 or len(role.split()) > LONGEST_ROLE:
        return None
    return "is " + role[0].lower() + role[1:]


def _beside(dossier: Dossier, member: Member, article: str, role: RoleSpan) -> Extent | None:
    """The stretch that holds the role and the name next to it."""
    annotated = dossier.annotated(article)
    held = {entity for a, entity in member.held if a == article}
    named = [m.extent for m in annotated.mentions if m.entity in held and not m.pronoun and m.safe]
    near = [(_gap(extent, role.extent), extent) for extent in named]
    gap, extent = min(near, default=(NEAR + 1, None))
    if extent is None or gap > NEAR + 4:
        return None
    both = Extent(min(extent.start, role.extent.start), max(extent.end, role.extent.end))
    between = annotated.article.text[min(extent.end, role.extent.end) : max(extent.start, role.extent.start)]
    return both if re.fullmatch(r"[\s,–—(-]*(?:(?:is|was)\s+)?", between) else None


def _gap(one: Extent, other: Extent) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _spelled(dossier: Dossier, member: Member, article: str) -> Extent | None:
    """Where the article spells the member's name out."""
    annotated = dossier.annotated(article)
    held = {entity for a, entity in member.held if a == article}
    text = annotated.article.text
    return next((m.extent for m in annotated.mentions if m.entity in held and m.extent.of(text) == member.name), None)


def at_odds(one: str, other: str) -> bool:
    """Whether two roles are different offices of the same kind: "Foreign Minister", "Defence Minister"; "Deputy Minister".

    >>> at_odds("Foreign Minister", "Defence Minister"), at_odds("Minister", "Deputy Minister")
    (True, True)
    >>> [at_odds(role, "Foreign Minister") for role in ("Minister", "former Foreign Minister", "a farmer")]
    [False, False, False]
    """
    a, b = _office(one), _office(other)
    if a is None or b is None or a[-1] != b[-1]:
        return False
    lower = {"deputy", "vice", "assistant", "acting"}
    if (lower & set(a)) != (lower & set(b)):
        return True
    return not (set(a) <= set(b) or set(b) <= set(a))


def _office(role: str) -> tuple[str, ...] | None:
    """The words of an office that one person holds, up to its noun; None for anything else, and for former offices."""
    before = re.split(r" (?:of|for|at|in|to|on|and|with|from) |,", role)[0]
    found = tuple(word for word in words(before) if word not in ("the", "a", "an"))
    return found if found and found[-1] in _HELD and not _FORMER.match(role) else None
