"""Who is in a sentence, and what they do: an office or a body decides, a bystander and a gesture are colour."""

from __future__ import annotations

from broadsheet.language.words import content_words, listed
from broadsheet.write.cast import Member
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.roles import is_held

OFFICE, BYSTANDER, GESTURE = 1.5, 0.4, 0.4
"""What a sentence is worth that names an office or a body, none but bystanders, or tells of a gesture without a figure.

They are rules of thumb and not learned: which sentences other papers report too does not tell them apart in political news,
where nearly everybody who is named has an office.
"""

ROLES = {"opinion": 0.5, "liveblog": 0.6}
"""What a sentence of such an article is worth as a paper's own fact: a judgement, a moment."""

_GESTURES = listed(
    "sit lean lie kneel wear fold nod smile grin laugh cry weep sip drink eat chew stare gaze glance hum sing shrug wave wipe "
    "scratch yawn knit smoke stroll whisper sash shoe coat hat coffee "
    "sat sitting wearing wore folded nodded smiled laughed stared sang"
)
"""Words of posture, dress and refreshment."""


def involvement(dossier: Dossier, passage: Passage) -> float:
    """A factor for a sentence's newsworthiness by those whom it names and by what it tells of them."""
    members = _members(dossier, passage)
    persons = [member for member in members if member.kind == "person"]
    worth = ROLES.get(passage.article.article.role, 1.0)
    if _GESTURES.intersection((*passage.sentence.terms, *content_words(passage.text))) and not passage.figures:
        worth *= GESTURE
    if persons and not any(_is_involved(dossier, member) for member in persons):
        return worth * BYSTANDER
    return worth * OFFICE if any(_is_office(member, passage) for member in members) else worth


def _members(dossier: Dossier, passage: Passage) -> list[Member]:
    entities = {m.entity for m in passage.article.mentions if passage.extent.holds(m.extent)}
    found = (dossier.cast.of(passage.article.article.id, entity) for entity in sorted(entities))
    return [member for member in found if member is not None]


def _is_involved(dossier: Dossier, member: Member) -> bool:
    """Whether somebody holds an office, or more than one origin names them."""
    return _holds(member) or len({dossier.origin(article) for article, _ in member.held}) > 1


def _is_office(member: Member, passage: Passage) -> bool:
    own = (passage.article.article.outlet or "").lower()
    return _holds(member) if member.kind == "person" else member.kind == "organisation" and member.name.lower() not in own


def _holds(member: Member) -> bool:
    return any(is_held(role.text) for _, role in member.roles)
