"""What a number counts: the noun beside it, the noun of a number before it, or people whom something befell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.annotate.reading import Clause
from broadsheet.language.numbers import Number
from broadsheet.language.roles import is_office
from broadsheet.language.words import listed

if TYPE_CHECKING:
    from spacy.tokens import Token

_PEOPLE = listed("""
people person civilian soldier troop troops worker employee man woman child student passenger resident victim protester
demonstrator refugee migrant officer police prisoner hostage patient voter member civilian fighter militant survivor
journalist teacher nurse doctor tourist villager rebel detainee casualty fan spectator inhabitant user schoolteacher
customer subscriber citizen adult pupil guest pilgrim rescuer firefighter staff kid baby infant toddler teenager teen youth
boy girl parent sibling twin stepchild grandchild wife sailor farmer driver commuter pedestrian cyclist motorist immigrant attendee
applicant graduate juror taxpayer homeowner bystander attacker gunman assailant suspect peacekeeper reservist marine serviceman
lawmaker life lady gentleman human mourner worshipper believer holidaymaker traveller traveler hiker climber runner
""")
_HARMED = listed("""
kill injure wound die hurt arrest detain displace evacuate hospitalize hospitalise miss drown infect trap rescue behead execute
abduct kidnap shoot stab strangle asphyxiate suffocate poison torture murder deport jail imprison rape
""")
_PLIGHT = listed("hospital ill sick dead missing homeless custody asylum unconscious alive pregnant unemployed")
"""Words of a predicate that only people, or at least nobody but the living, can have."""
_SUFFERERS = listed("dead injured wounded missing homeless unemployed sick elderly poor")
_BODIES = listed("""
crowd team force group crew staff army audience population workforce contingent congregation delegation brigade battalion turnout
attendance electorate squad garrison
""")
_TALLIES = listed("number toll total count tally majority minority average record maximum minimum quorum balance")
_CHANGES = listed("rise fall climb grow increase drop jump shrink decline decrease soar surge double swell reach hit stand")
_MORE_THINGS = listed("count model monitor anchor running cardinal head major host")
"""Words for people that count as often for things."""
_HANGING = ("nummod", "quantmod", "compound", "amod", "nmod", "npadvmod", "conj")
_SCALE_WORDS = listed("million billion trillion thousand hundred")


def counted(clause: Clause, number: Number) -> Token | None:
    """The noun that a number counts; the number itself where it stands for people or things ("12 were killed")."""
    tokens = clause.tokens(number.core)
    if not tokens:
        return None
    token, inside = tokens[-1], {token.i for token in clause.tokens(number.extent)}
    if not number.unit and (sufferers := _sufferers(token)) is not None:
        return sufferers
    for _ in range(0 if not number.unit and _leads_away(token) else 4):
        if token.dep_ not in _HANGING or token.head.i == token.i:
            break
        token = token.head
        if token.pos_ in ("NOUN", "PROPN") and not token.like_num and token.i not in inside:
            return token
    return _part_of(token) or _member_of(token) or (token if _stands_alone(token) else None)


def _sufferers(token: Token) -> Token | None:
    """Those whose plight stands right behind their number: "left 14 dead", but not "14 missing boats"."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is None or following.lower_ not in _SUFFERERS:
        return None
    return following if following.head.i <= following.i or following.head.pos_ not in ("NOUN", "PROPN") else None


def _leads_away(token: Token) -> bool:
    """Whether what follows a bare number is no noun of its own: "three in the harbour"."""
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ in ("in", "from", "at", "by", "on", "with")


def _part_of(token: Token) -> Token | None:
    """The noun behind "of": "three of the ships"; of "three of them" the number itself."""
    of = next((child for child in token.children if child.dep_ == "prep" and child.lower_ == "of" and child.i > token.i), None)
    thing = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
    if thing is None:
        return None
    if thing.pos_ in ("NOUN", "PROPN") or thing.lower_ in _SUFFERERS:
        return thing
    return token if token.like_num and thing.lower_ in ("them", "us", "whom", "which", "you", "these", "those") else None


def _member_of(token: Token) -> Token | None:
    """The noun whose size a number is: "a crowd of 300", "deaths rose to 23", "put the number of missing at 46"."""
    if not token.like_num or token.dep_ != "pobj" or token.head.pos_ not in ("ADP", "SCONJ", "PART"):
        return None
    word, above = token.head.lower_, token.head.head
    if word == "of" and above.lemma_.lower() in _BODIES | _TALLIES:
        return above
    if word in ("to", "at", "from") and above.pos_ == "VERB":
        return _tallied(above)
    return _size(above) if word == "at" and above.pos_ == "NOUN" else None


def _tallied(verb: Token) -> Token | None:
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "dobj") and child.pos_ == "NOUN"]
    changes = verb.lemma_.lower() in _CHANGES
    return next((_size(one) or one for one in subjects if changes or _size(one) is not None), None)


def _size(noun: Token) -> Token | None:
    """Of "number of ships" the ships; of "toll" itself; None of a noun that is no count."""
    if noun.lemma_.lower() not in _TALLIES:
        return None
    thing = next((obj for of in noun.children if of.lower_ == "of" for obj in of.children if obj.dep_ in ("pobj", "pcomp")), None)
    return thing if thing is not None else noun


def _stands_alone(token: Token) -> bool:
    alone = token.like_num and token.dep_ in ("nsubjpass", "nsubj", "dobj", "pobj", "attr") and verb_of(token) is not None
    return alone and token.text.lower() not in _SCALE_WORDS


def whole(clause: Clause, number: Number) -> Token | None:
    """What a sum or a share is of: "$5 million in aid", "a third of the voters", "half the seats"."""
    inside = clause.tokens(number.extent)
    places = {token.i for token in inside}
    for token in inside:
        for child in token.children:
            if child.dep_ == "prep" and child.i not in places and child.lower_ in ("in", "of", "for"):
                return next((obj for obj in child.children if obj.dep_ == "pobj" and obj.pos_ in ("NOUN", "PROPN")), None)
    return None


def verb_of(token: Token) -> Token | None:
    """The verb that tells what happened to what is counted."""
    if token.dep_ in ("nsubj", "nsubjpass", "dobj") and token.head.pos_ in ("VERB", "AUX"):
        return token.head
    following = [child for child in token.children if child.dep_ in ("acl", "relcl") and child.pos_ == "VERB"]
    return following[0] if following else None


def is_harm(token: Token) -> bool:
    """Whether what is told of it befalls people: "were killed", "fell ill", "were taken to hospital"."""
    verb = verb_of(token)
    if verb is None:
        return False
    near = (word.lower_ for child in verb.children for word in (child, *child.children) if word.i > verb.i)
    return verb.lemma_.lower() in _HARMED or any(word in _PLIGHT for word in near)


def is_bare(noun: Token | None) -> bool:
    """Whether the number stands without a noun of what it counts."""
    return noun is None or noun.like_num or noun.lower_ in ("more", "others", "other")


def is_people(noun: Token) -> bool:
    """Whether a counted noun, or a bare number by what befell it, means people."""
    lemma = noun.lemma_.lower()
    named = (
        lemma in _PEOPLE
        or noun.lower_ in _PEOPLE
        or (is_office(lemma) and lemma not in _MORE_THINGS)
        or noun.lower_ in _SUFFERERS
        or _is_body(noun)
    )
    return named or noun.ent_type_ == "NORP" or lemma == "toll" or (is_bare(noun) and is_harm(noun))


def _is_body(noun: Token) -> bool:
    """Whether it is a body of people that is counted by heads: "a crowd of 300", but not "three teams"."""
    heads = (obj for of in noun.children if of.lower_ == "of" for obj in of.children)
    return noun.lemma_.lower() in _BODIES and any(obj.like_num for obj in heads)


def lemma_of(noun: Token | None) -> str:
    """The noun in the singular and lower case; "people" for those who are meant without a noun; else empty."""
    if noun is None or is_bare(noun) or noun.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return "people" if noun is not None and is_people(noun) else ""
    if noun.lower_ == "people" or noun.lower_ in _SUFFERERS:
        return "people"
    return noun.lower_.removesuffix("s") if noun.ent_type_ == "NORP" else noun.lemma_.lower()


def unit_of(noun: Token | None) -> str:
    """`people`, the singular noun counted, or nothing for a number that stands alone."""
    if noun is None:
        return ""
    if is_people(noun):
        return "people"
    return "" if noun.pos_ == "NUM" or is_bare(noun) else noun.lemma_.lower()
