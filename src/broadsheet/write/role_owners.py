"""Whose an office is, as far as the articles of a story tell: a land's, a body's, somebody's who is named in full."""

from __future__ import annotations

import re

from broadsheet.language.demonyms import DEMONYMS, country
from broadsheet.models import factbook
from broadsheet.records.annotation import RoleSpan
from broadsheet.write.cast import Member
from broadsheet.write.dossier import Dossier, kept
from broadsheet.write.role_bar import is_of_a_field, names_by_capitals_alone

_FEDERAL = re.compile(r"(?:[Tt]he )?Federal (?!Reserve|Bureau|Aviation|Trade|Communications)")
_FORCES = re.compile(
    r" (?:of|in) the (?:Army|Navy|Air Force|Defen[cs]e Forces?|Armed Forces|Opposition|Cabinet|Government|Parliament|Treasury)$"
)
_OF_ANY_LAND = re.compile(
    r"(?:[Tt]he )?(?:[Cc]hief |[Ss]enior )?(?:Government|Opposition|Cabinet|Parliament|Treasury|Army|Navy) [a-z]"
)
"""What many a land has, and bodies of one land that are called so."""

_IS_TOLD_WHO = re.compile(r"(?!Mrs?\.?$|Ms\.?$|Dr\.?$)[A-Z]")
"""Before a surname: a first name or an office."""


def by_surname(dossier: Dossier, member: Member, role: str) -> bool:
    """Whether a role names another person by the surname alone: "a spokesman for Mr. Brenn", "Brenn's former adviser"."""
    owner = re.match(r"([A-Z][\w-]+)[’']s? ", role)
    if (
        owner
        and country(owner[1]) is None
        and not any(one.name == owner[1] and one.kind != "person" for one in dossier.cast.members)
    ):
        return True
    others = {one.surname for one in dossier.cast.members if one.kind == "person" and one is not member}
    named = (found for found in re.finditer(r"\b[A-Z][\w-]+", role) if found[0] in others)
    return any(not _IS_TOLD_WHO.match((role[: found.start()].split() or [""])[-1]) for found in named)


def names_nobody(dossier: Dossier, article: str, role: RoleSpan) -> bool:
    """Whether an office that says little alone has capitals beside it which the reading of the article takes for no name.

    "Special Grain Chief" and "Transport Councillor" may be ranks and fields; the mayor "of Velm" and "Velm's" are somebody's.
    """
    if not names_by_capitals_alone(role.text):
        return False
    named = (mention.extent for mention in dossier.annotated(article).mentions if mention.kind != "person" and not mention.pronoun)
    return not any(extent.overlaps(role.extent) for extent in named)


def is_of_some_land(dossier: Dossier, article: str, role: RoleSpan) -> bool:
    """Whether a minister or secretary is told of without a land or a body, in a story in which several lands come up.

    A body of one word ("Defence", "Cabinet") is of any land, and so are "the Army" and what is "Federal".
    """
    federal = _FEDERAL.match(role.text) is not None and country(role.text.partition("Federal ")[2]) is None
    if federal or _FORCES.search(role.text) or _OF_ANY_LAND.match(role.text):
        return len(_lands(dossier)) != 1
    if not is_of_a_field(role.text) or len(_lands(dossier)) < 2:
        return False
    annotated = dossier.annotated(article)
    named = (m for m in annotated.mentions if m.kind in ("place", "organisation") and m.extent.overlaps(role.extent))
    return not any(m.kind == "place" or " " in m.extent.of(annotated.article.text) for m in named)


@kept
def _lands(dossier: Dossier) -> frozenset[str]:
    """The countries of which a story tells, by their names or by what comes from them."""
    places = (found.name for one in dossier.cast.members if one.kind == "place" and (found := factbook.country(one.name)))
    said = (DEMONYMS.get(word) for voice in dossier.voices for word in re.findall(r"\b[A-Z][a-z]+\b", voice.article.text))
    return frozenset(land for land in (*places, *said) if land)
