"""Who speaks, by a name or a description that can be printed, and who that is."""

from __future__ import annotations

import re

from broadsheet.language.speech import PLAIN, SPEECH
from broadsheet.language.words import STOP_WORDS, words
from broadsheet.records.annotation import Annotated, Quote
from broadsheet.write.cast import Member
from broadsheet.write.dossier import Dossier
from broadsheet.write.grounding_roles import OFFICES
from broadsheet.write.grounding_tokens import stem
from broadsheet.write.introductions import introduction
from broadsheet.write.predicates import predicate

_NOBODY = "i you he she it they we who one him her them this that these those someone somebody others many some"
_PRONOUNS = frozenset(_NOBODY.split())
_BODIES = """
official officials police spokespeople witness witnesses resident residents ministry department office agency army military
court company statement prosecutors lawyers attorneys doctors scientists researchers engineers firefighters rescuers aides
diplomat diplomats commanders investigators authorities organisers organizers activists survivor survivors neighbour neighbor
relative relatives union club school university bank government party committee council commission hospital airline
"""
_SPEAKING = OFFICES | frozenset(_BODIES.split())
"""Nouns by which somebody who speaks is described."""

_IRREGULAR = "said told wrote written spoke spoken sang swore sworn read thought taught began shown according"
_SPEECH = frozenset(map(stem, SPEECH)) | frozenset(map(stem, _IRREGULAR.split()))
_PLAIN_SPEECH = frozenset(map(stem, PLAIN)) | frozenset(map(stem, ("said", "told", "wrote", "according")))
_FOLK = re.compile(r"(?:ans|ats|ists|ers|ives|ites|ish|ese)$")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
NEAR = 250
"""Code points between words and their speaker, where no verb joins them."""

LONGEST_ROLE, LONGEST_DESCRIPTION = 10, 12


def speaker_of(dossier: Dossier, annotated: Annotated, quote: Quote) -> tuple[Member | None, str]:
    """The speaker and the name to print; no member where only a description is known, an empty name where it would be a guess."""
    if quote.speaker is None:
        return None, ""
    spoken = quote.speaker.extent.of(annotated.article.text)
    member = dossier.cast.of(annotated.article.id, quote.speaker.entity)
    if member is None:
        return None, " ".join(spoken.split()) if quote.speaker.entity is None and describes(spoken) else ""
    member = _person_of(dossier, member)
    if spoken.lower() in _PRONOUNS and not _is_known_person(member):
        return None, ""
    if quote.cue is None and not _is_plain(member, quote):
        return None, ""
    sure = _is_safe(annotated, quote) and _is_named(member) and not _could_be_another(dossier, member, spoken)
    return (member, member.name) if sure else (None, "")


def is_speech(text: str, quote: Quote) -> bool:
    """Whether the cue tells of words said or written; without a cue its place beside the speaker must do."""
    if not quote.speech:
        return False
    if quote.cue is None:
        return quote.direct
    return bool({stem(word) for word in words(quote.cue.of(text))} & (_SPEECH if quote.direct else _PLAIN_SPEECH))


def _is_known_person(member: Member) -> bool:
    """Whether a pronoun may stand for the member: a person whom the story names more than once."""
    return member.kind == "person" and member.mentions > 1


def _is_plain(member: Member, quote: Quote) -> bool:
    """Whether words without a verb of speech still have a plain speaker: a person, named near them."""
    assert quote.speaker is not None
    gap = max(quote.speaker.extent.start - quote.extent.end, quote.extent.start - quote.speaker.extent.end)
    return member.kind == "person" and gap <= NEAR


def _is_safe(annotated: Annotated, quote: Quote) -> bool:
    """Whether no mention at the speaker's place is a guess."""
    assert quote.speaker is not None
    return all(m.safe for m in annotated.mentions if m.extent.overlaps(quote.speaker.extent) and m.entity == quote.speaker.entity)


def _is_named(member: Member) -> bool:
    """A person by at least two names; a body by anything but the name of a people or a following."""
    if member.kind == "person":
        return " " in member.name
    if " " in member.name:
        return member.kind in ("organisation", "place", "other")
    known = member.name.isupper() or member.mentions > 1
    return member.kind == "organisation" and known and not _FOLK.search(member.name)


def _person_of(dossier: Dossier, member: Member) -> Member:
    """The one person whose surname a bare name is, where it was not taken for a person's."""
    if member.kind == "person" or " " in member.name:
        return member
    people = [m for m in dossier.cast.members if m.kind == "person" and " " in m.name and m.surname == member.name]
    return people[0] if len(people) == 1 else member


def _could_be_another(dossier: Dossier, member: Member, spoken: str) -> bool:
    """Whether a bare surname is that of two people of the story."""
    if member.kind != "person" or member.name.split()[0] in spoken.split():
        return False
    return member.surname in spoken and dossier.cast.surnames[member.surname] > 1


def describes(spoken: str) -> bool:
    """Whether the words say by themselves who speaks: "a harbour official", "police", a full name; no pronoun, no bare surname."""
    tokens = words(spoken)
    if not tokens or tokens[0] in _PRONOUNS or len(tokens) > LONGEST_DESCRIPTION or "\n" in spoken:
        return False
    if {"he", "she", "his", "her", "their", "its"} & set(tokens):
        return False
    if all(word[:1].isupper() for word in spoken.split()):
        return len(tokens) >= 2
    telling = [token for token in tokens if token not in STOP_WORDS]
    return bool(set(tokens) & _SPEAKING) and (len(telling) >= 2 or tokens[0] in ("police", "prosecutors", "authorities"))


def role_of(dossier: Dossier, member: Member | None) -> str | None:
    """What the newest article that says so beside the name calls the speaker."""
    for article, role in reversed(member.roles if member else ()):
        text = _ARTICLE.sub("", " ".join(role.text.split()))
        short = len(text.split()) <= LONGEST_ROLE and not text.lower().startswith(("who ", "one "))
        if member and short and predicate(role.text) and introduction(dossier, member, article, role):
            return text
    return None
