"""Whether an office or a candidacy has passed by the time of the story: who has left, moved on or lost is what they were."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.records.annotation import Annotated, RoleSpan
from broadsheet.write.cast import Member
from broadsheet.write.dossier import Dossier

_LEAVING = r"fir(?:es|ed|ing)|sack(?:s|ed|ing)|oust(?:s|ed|ing)|dismiss(?:es|ed|ing)|remov(?:es|ed|ing)|suspend(?:s|ed|ing)"
_MOVING = (
    r"nam(?:es|ed|ing)|appoint(?:s|ed|ing)|tap(?:s|ped|ping)|nominat(?:es|ed|ing)|promot(?:es|ed|ing)|elevat(?:es|ed|ing)|"
    r"replac(?:es|ed|ing)|succeed(?:s|ed|ing)"
)
_QUITTING = r"resign|quit|step down|step aside|leave office|retire|be fired|be replaced"
_GOING = (
    r"resign(?:s|ed)|quits?|retire[sd]?|departed|left (?:office|his|her|the)\b|(?:steps|stepped|stepping) (?:down|aside)|"
    r"(?:was|were|been|is|being) (?:fired|sacked|ousted|dismissed|removed|relieved|suspended|replaced|shown the door|forced out)|"
    r"(?:was |is |has been )?(?:agreed|asked|offered|planned|plans|decided|expected|due|set|forced|urged|ordered|going|will|"
    r"would|intends?)(?: also)?(?: to)? (?:" + _QUITTING + r")|announced (?:his|her) (?:resignation|retirement|departure)|"
    r"(?:announced|said)[^.;]{0,40}\b(?:he|she) (?:will|would|is to|was to|plans to|intends to) (?:" + _QUITTING + ")"
)
_RISING = (
    r"(?:was|were|been|being|be) (?:named|appointed|tapped|promoted|nominated|sworn in|confirmed)|took over|takes over|became|"
    r"becomes|become|take over|step in|serve as (?:acting|interim)|"
    r"(?:was|were|been|being|be) (?:re-)?(?:elected|chosen|installed) "
    r"(?!in\b|on\b|by\b|with\b|last\b|this\b|to an?\b|to (?:his|her)\b)"
)
_LEFT = r"(?:fired|sacked|ousted|dismissed|removed|suspended) (?:by|from|over|after|for)"
_TITLE = 30
"""Code points of a title before a name that opens its sentence."""

_SAYING = r"met|meets|joined|thanked|said|says|told|tells|adds|added|wrote|writes|according to|asked|argued|warned|announced"
_LONG_AGO = r"(?:once|(?:\w+ly )?had (?:\w+ly )?(?:\w+ed|written|said|told|taught|thought|built|been))"
"""Behind the name of somebody who did something before the story, and need not live now."""

_MEETING = (
    r"\b(?:(?:talks|meetings?|summit|negotiations|discussions) [^.;]{0,30}(?:with|between)|meet|(?:visit|trip|message|letter) to|"
    r"(?:spoke|spoken|speak|dine[ds]?|sign\w* [^.;]{0,40}) with|telephone[ds]?|greet(?:ed|s))"
)
"""Before one of two who meet."""

_GRIM = re.compile(
    r"\b(?:dead|died|dies|deaths?|killed|killing|murder\w*|slain|late|memory|funeral|buried|legacy|remains|"
    r"body|tomb|grave|corpse)\b",
    re.IGNORECASE,
)
_ON_THE_WAY_OUT = re.compile(
    r"\b(?:resign(?:s|ed|ing|ation)?|(?:step|stepp)(?:s|ed|ing)? (?:down|aside)|retir(?:e[sd]?|ing|ement)|quits?|quitting|oust\w*|"
    r"(?:fire|sack|dismiss|replac|suspend|remov)(?:s|e|es|d|ed|ing) (?:him|her)\b|successor|outgoing|departure|no longer|"
    r"leav(?:e|es|ing) (?:office|the post|the job|his|her)\b|farewell|lame[- ]duck|term (?:ends|ended|expires|expired|is up)\b|"
    r"(?:last|final) (?:days?|weeks?|months?|address|speech|news conference) (?:in|as|of (?:his|her))\b)",
    re.IGNORECASE,
)
"""Words of a sentence after which nobody whom it names is sure to have their office still, whoever it is that goes."""

_LOST = r"lost|conceded|dropped out|withdrew|bowed out|ended (?:his|her) (?:bid|campaign|candidacy|race)"
_SOON = 240
"""Code points behind a role within which its end is looked for."""

_DECIDED = re.compile(
    r"\b(?:president|mayor|governor|senator)-elect\b|\binaugurat\w+|\bswor\w+ in\b|\bconce(?:ded?|ssion)\b|\b(?:whose|her|his) "
    r"(?:loss|defeat)\b|\b(?:lost|won) the (?:\w+ )?(?:election|race|vote|presidency|runoff|primary)\b|\btransition team\b",
    re.IGNORECASE,
)
"""A vote that is over: nobody of whom the story tells is a candidate in it."""


def has_left(dossier: Dossier, name: str) -> bool:
    """Whether an article or its title says of a name that it left an office, is to, or was given another."""
    known = _known_as(dossier, name)
    gone = re.compile(
        rf"\b(?i:{_LEAVING}|{_MOVING})(?: [A-Z][\w.’'-]+){{0,6}} {known}\b|"
        rf"{known},?(?: [^,.;]{{0,160}},)? "
        rf"(?i:(?:(?:who|has|had|is|was|will|also|then) )*(?:{_GOING}|{_RISING}|{_LEFT}))"
    )
    named = re.compile(rf"\b{known}\b")
    return any(
        gone.search(f"{voice.article.title}\n{voice.article.text}")
        or any(named.search(told) and _ON_THE_WAY_OUT.search(told) for told in _told(voice))
        for voice in dossier.voices
    )


def _known_as(dossier: Dossier, name: str) -> str:
    """A pattern of what an article may call somebody: by the surname too, where nobody else of the story has it."""
    surname = name.rpartition(" ")[2]
    return rf"(?:{re.escape(name)}|{re.escape(surname)})" if dossier.cast.surnames[surname] == 1 else re.escape(name)


def _told(voice: Annotated) -> Iterator[str]:
    """The title of an article, and its sentences."""
    yield voice.article.title
    yield from (sentence.extent.of(voice.article.text) for sentence in voice.sentences)


def is_met(dossier: Dossier, member: Member) -> bool:
    """Whether a person speaks or acts in the story, and so is there: of others who are only named it may tell long after.

    Who stands beside a death in any sentence must speak.
    """
    held = dict.fromkeys(member.held)
    voices = [voice for voice in dossier.voices if any((voice.article.id, entity) in held for entity in _entities(voice))]
    if any(quote.speaker and (voice.article.id, quote.speaker.entity) in held for voice in voices for quote in voice.quotes):
        return True
    surname = re.escape(member.surname)
    says = re.compile(rf"\b{surname},? (?:{_SAYING})\b|\b(?:said|says) (?:[A-Z][\w.’'-]* ){{0,6}}{surname}(?=[,.])")
    told_of = [told for voice in voices for told in _told(voice) if member.surname in told and not says.search(told)]
    if any(map(_GRIM.search, told_of)):
        return False
    owns = re.compile(rf"\b{surname}[’']")
    saying = re.compile(
        rf"{_MEETING} [^.;]{{0,80}}\b{surname}\b|"
        rf"\b(?:{_SAYING})\b[^.;]{{0,40}}\b{surname}\b|\b{surname}\b[^.;]{{0,80}}\b(?:{_SAYING})\b"
    )
    before = re.compile(rf"\b{surname},? {_LONG_AGO}\b")
    for voice in voices:
        for sentence in voice.sentences:
            told = sentence.extent.of(voice.article.text)
            subject = sentence.subject.of(voice.article.text) if sentence.subject else told[: len(member.name) + _TITLE]
            acts = member.surname in subject and not owns.search(subject)
            if member.surname in told and not before.search(told) and (acts or saying.search(told)):
                return True
    return False


def _entities(voice: Annotated) -> list[str]:
    return [entity.id for entity in voice.entities]


def has_lost(dossier: Dossier, article: str, role: RoleSpan, member: Member) -> bool:
    """Whether a candidate's vote is over, or the article tells soon behind the name how it ended: "She lost by 13 points"."""
    if any(_DECIDED.search(f"{voice.article.title}\n{voice.article.text}") for voice in dossier.voices):
        return True
    surname = re.escape(member.surname)
    text = dossier.annotated(article).article.text[role.extent.end : role.extent.end + _SOON]
    who = rf"(?:{surname}|[Hh]e|[Ss]he)"
    return re.search(rf"\b{who} (?:has |had )?(?:{_LOST})\b|\b(?:beat|defeated|trounced) {surname}\b", text) is not None
