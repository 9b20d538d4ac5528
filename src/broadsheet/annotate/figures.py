"""Numbers that are news: what they count, in which unit, and who says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.annotate.naming import Name
from broadsheet.annotate.quotes import Said
from broadsheet.annotate.reading import ENDLESS, Clause, Reading, plain
from broadsheet.language.numbers import Number, numbers
from broadsheet.language.roles import is_office
from broadsheet.language.units import DURATIONS
from broadsheet.language.verbs import participle
from broadsheet.language.words import listed
from broadsheet.records.annotation import Figure, When
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

PEOPLE = listed("""
people person civilian soldier troop troops worker employee man woman child student passenger resident victim protester
demonstrator refugee migrant officer police prisoner hostage patient voter member civilian fighter militant survivor
journalist teacher nurse doctor family household tourist villager rebel detainee casualty fan spectator inhabitant user
customer subscriber citizen adult pupil guest pilgrim rescuer firefighter staff
""")
_HARMED = listed(
    """
kill injure wound die hurt arrest detain displace evacuate hospitalize hospitalise miss drown infect trap rescue
behead execute abduct kidnap shoot
"""
)
_NAMED_BEFORE = listed(
    """
no number flight route highway section article chapter page room channel area line gate platform group version phase
stage level type class season episode game day district ward act title proposition resolution bill amendment
"""
)
_SCORE = re.compile(r"^\d{1,3} ?[-–] ?\d{1,3}$")
_ADDRESS = re.compile(
    r"^ (?:[NSEW]\.? )?[A-Z][\w.]+(?: [A-Z][\w.]+)? (?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Boulevard|Blvd|Way|Square|Place)\b"
)
_FRACTION = re.compile(r"^[- ](?:half|halves|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|quarter)s?\b")
_AGED = re.compile(
    r"\b(?:[Aa]ge[ds]?|people|voters|men|women|adults|children|kids|those|anyone)(?: aged)? (?:under |over |between )?$"
)
_PHONE = re.compile(r"^[\d\s().+-]*\d{3}[-. ]\d{3,4}\b")
_HANGING = ("nummod", "quantmod", "compound", "amod", "nmod", "npadvmod", "conj")
_SCALE_WORDS = listed("million billion trillion thousand hundred")
_POINTING = listed("the these those both his her their its our this that")


@dataclass(frozen=True, slots=True)
class Known:
    """What else was found in the article: names and times are no figures, and reports tell who says a figure."""

    names: Sequence[Name]
    times: Sequence[When]
    said: Sequence[Said]


def figures(reading: Reading, known: Known) -> list[Figure]:
    """The figures of the parsed part, in order."""
    named = [name.extent for name in known.names]
    dated = [when.extent for when in known.times if when.kind in ("date", "time", "set")]
    out = []
    for clause in (clause for clause in reading.clauses if len(clause.span) <= ENDLESS):
        for number in numbers(plain(clause.extent.of(reading.text))):
            moved = _moved(number, clause.extent.start)
            if not _is_figure(moved, clause, reading.text) or any(moved.extent.overlaps(other) for other in named + dated):
                continue
            out.append(_figure(moved, clause, reading.text, known.said))
    return out


def _moved(number: Number, base: int) -> Number:
    extent = Extent(number.extent.start + base, number.extent.end + base)
    core = Extent(number.core.start + base, number.core.end + base)
    return Number(extent, core, number.value, number.high, number.unit, number.qualifier, number.worded)


def _is_figure(number: Number, clause: Clause, text: str) -> bool:
    """Whether a number counts or measures something: no name, score, address, ordinal or pronoun "one"."""
    words, after = number.extent.of(text), text[number.extent.end : number.extent.end + 40]
    if (_SCORE.match(words) and number.unit == "") or _ADDRESS.match(after) or _PHONE.match(words + after):
        return False
    tokens = clause.tokens(number.core)
    if not tokens or after[:1] in ("@", "/", "#"):
        return False
    if number.unit or _is_age(number, clause, text):
        return True
    noun = counted(clause, number)
    return noun is not None and noun.tag_ != "NNP" and not _FRACTION.match(after) and not _is_label(tokens[0], number, clause)


def _is_label(first: Token, number: Number, clause: Clause) -> bool:
    """Whether a bare number names or points rather than counts: "Route 9", "one of them", "the two"."""
    before = first.nbor(-1) if first.i > clause.span.start else None
    if before is not None and (
        before.lower_.strip(".") in _NAMED_BEFORE or (before.pos_ == "PROPN" and before.ent_type_ != "" and not number.worded)
    ):
        return True
    if first.text.istitle() and (first.pos_ == "PROPN" or first.i > clause.span.start) and number.worded:
        return True
    pointed = before is not None and before.lower_ in _POINTING and number.value <= 12
    return number.worded and (pointed or _is_pronoun(number, clause.tokens(number.core)[-1]))


def _is_pronoun(number: Number, token: Token) -> bool:
    """Whether "one" is hardly more than an article or stands for somebody, and does not count the dead or hurt."""
    return number.value == 1 and not _is_harm(token) and not _is_harm(token.head)


def counted(clause: Clause, number: Number) -> Token | None:
    """The noun that a number counts; the number itself where it stands for people ("12 were killed")."""
    tokens = clause.tokens(number.core)
    if not tokens:
        return None
    token, inside = tokens[-1], {token.i for token in clause.tokens(number.extent)}
    for _ in range(4):
        if token.dep_ in _HANGING and token.head.i != token.i:
            token = token.head
            if token.pos_ in ("NOUN", "PROPN") and not token.like_num and token.i not in inside:
                return token
        else:
            break
    of = next((child for child in token.children if child.dep_ == "prep" and child.lower_ == "of" and child.i > token.i), None)
    thing = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
    if thing is not None and thing.pos_ in ("NOUN", "PROPN"):
        return thing
    alone = token.like_num and token.dep_ in ("nsubjpass", "nsubj", "dobj", "pobj", "attr") and _verb(token) is not None
    return token if alone and token.text.lower() not in _SCALE_WORDS else None


def _object(clause: Clause, number: Number) -> Token | None:
    """What a sum or a share is of: "$5 million in aid", "a third of the voters"."""
    inside = clause.tokens(number.extent)
    places = {token.i for token in inside}
    for token in inside:
        for child in token.children:
            if child.dep_ == "prep" and child.i not in places and child.lower_ in ("in", "of", "for"):
                return next((obj for obj in child.children if obj.dep_ == "pobj" and obj.pos_ in ("NOUN", "PROPN")), None)
    return None


def _verb(token: Token) -> Token | None:
    """The verb that tells what happened to what is counted."""
    if token.dep_ in ("nsubj", "nsubjpass", "dobj") and token.head.pos_ in ("VERB", "AUX"):
        return token.head
    following = [child for child in token.children if child.dep_ in ("acl", "relcl") and child.pos_ == "VERB"]
    return following[0] if following else None


def _figure(number: Number, clause: Clause, text: str, said: Sequence[Said]) -> Figure:
    noun = _object(clause, number) if number.unit == "percent" else None
    noun = noun or counted(clause, number) or _object(clause, number)
    unit = number.unit or _counted_unit(noun)
    if _is_age(number, clause, text):
        unit, label, lemma = "years", "age", "age"
    else:
        label, lemma = _label(number, noun, clause), _lemma(noun)
    return Figure(
        extent=_with_noun(number, noun, clause),
        value=number.value,
        value_high=number.high,
        unit=unit,
        qualifier="exact" if _spans(number, text) else number.qualifier,
        label=label,
        noun=lemma,
        sentence=clause.index,
        holder=_holder(number.extent, said),
    )


def _spans(number: Number, text: str) -> bool:
    """Whether "over three years" means throughout them."""
    return number.unit in DURATIONS and text[max(0, number.extent.start - 8) : number.extent.start].rstrip().lower().endswith(
        (" over", " above")
    )


def _is_age(number: Number, clause: Clause, text: str) -> bool:
    """Whether the number is somebody's age: "NAME, 45,", "45-year-old", "aged 45"."""
    after = text[number.extent.end : number.extent.end + 12]
    before = text[max(0, number.extent.start - 24) : number.extent.start]
    if re.match(r"[- ](?:years?[- ])?olds?\b", after) or (
        number.value < 120 and number.unit in ("", "years") and _AGED.search(before)
    ):
        return True
    tokens = clause.tokens(number.core)
    person = tokens[0].head if tokens[0].dep_ == "appos" else None
    alone = number.unit == "" and before.endswith(", ") and after[:1] in (",", ".", ";")
    return alone and number.value < 120 and (person is None or (person.ent_type_ in ("PERSON", "") and person.pos_ == "PROPN"))


def _counted_unit(noun: Token | None) -> str:
    if noun is None:
        return ""
    lemma = noun.lemma_.lower()
    if lemma in PEOPLE or noun.lower_ in PEOPLE or is_office(lemma) or _is_harm(noun):
        return "people"
    return "" if noun.pos_ == "NUM" or noun.like_num else lemma


def _is_harm(token: Token) -> bool:
    verb = _verb(token)
    return verb is not None and verb.lemma_.lower() in _HARMED


def _lemma(noun: Token | None) -> str:
    if noun is None or noun.like_num or noun.pos_ not in ("NOUN", "PROPN"):
        return "people" if noun is not None and _is_harm(noun) else ""
    return "people" if noun.lower_ == "people" else noun.lemma_.lower()


def _with_noun(number: Number, noun: Token | None, clause: Clause) -> Extent:
    """The number and its unit, or the noun right behind it with the words between ("10,000 troops")."""
    if number.unit or noun is None or noun.like_num:
        return number.extent
    end = clause.at(noun).end
    near = noun.i - max(token.i for token in clause.tokens(number.core)) <= 4
    return Extent(number.extent.start, end) if near and end > number.extent.end else number.extent


def _label(number: Number, noun: Token | None, clause: Clause) -> str:
    """What is counted with the verb where that tells: "people killed", "troops sent", "aid"."""
    if number.unit in DURATIONS:
        return _measured(number, clause)
    thing = _thing(number, noun, clause)
    verb = _verb(noun) if noun is not None else None
    head = thing or ("people" if noun is not None and _is_harm(noun) else "")
    if (
        verb is None
        or verb.lemma_.lower() in ("be", "have", "say", "include", "do", "make", "take", "get", "see", "tell")
        or number.unit
    ):
        return head or _measured(number, clause)
    return f"{head} {participle(verb.lemma_.lower())}".strip()


def _thing(number: Number, noun: Token | None, clause: Clause) -> str:
    """The noun with the words that narrow it, without the number."""
    if noun is None or noun.like_num or noun.pos_ not in ("NOUN", "PROPN"):
        return ""
    inside = {token.i for token in clause.tokens(number.extent)}
    kept = [
        token
        for token in noun.lefts
        if token.dep_ in ("amod", "compound", "nmod")
        and token.i not in inside
        and not token.like_num
        and token.lower_ not in ("least", "most", "more", "estimated")
    ]
    words = [token.text_with_ws for head in kept for token in head.subtree if token.i not in inside and not token.like_num]
    return " ".join("".join([*words, noun.text]).split())


def _measured(number: Number, clause: Clause) -> str:
    """For a bare measure: what it is a measure of, as its verb and subject tell ("prices rose")."""
    tokens = clause.tokens(number.extent)
    token = tokens[-1]
    for _ in range(6):
        if token.pos_ in ("VERB", "AUX") or token.head is token:
            break
        if token.dep_ == "pobj" and token.head.head.pos_ == "NOUN" and token.head.head.i not in {t.i for t in tokens}:
            return token.head.head.lower_
        token = token.head
    if token.pos_ not in ("VERB", "AUX"):
        return ""
    subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    named = subject.text if subject is not None and subject.pos_ in ("NOUN", "PROPN") else ""
    form = token.lower_ if token.lemma_ != "be" else ""
    return f"{named} {form}".strip()


def _holder(place: Extent, said: Sequence[Said]) -> Extent | None:
    """Who says the figure: the speaker of the narrowest report or quotation around it."""
    around = [one for one in said if one.speech and one.extent.holds(place) and one.by is not None and one.by.speaker is not None]
    best = min(around, key=lambda one: one.extent.end - one.extent.start, default=None)
    return best.by.speaker if best is not None and best.by is not None else None
