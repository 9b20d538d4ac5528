"""Which numbers count or measure something, and which are names, scores, ages, addresses or pronouns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from broadsheet.annotate.counted import counted, is_harm, is_people
from broadsheet.annotate.reading import Clause
from broadsheet.language.numbers import Number
from broadsheet.language.words import listed

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMED_BEFORE = listed("""
no number flight route highway section article chapter page room channel area line gate platform group version phase
stage level type class season episode game day district ward act title proposition resolution bill amendment
am fm
""")
_SCORE = re.compile(r"^\d{1,3} ?[-–] ?\d{1,3}$")
_PAIRED = re.compile(r"^ ?[-–] ?\d|^: \d\d\b")
_PAIRING = re.compile(r"\d ?[-–] ?$|\d: $")
_BY = re.compile(r"^[ -]{0,3}(?:by[ -]{1,3}|[x×][ -]{0,3})(?P<other>[a-z]+\b|\d{1,3}(?![\d,]))", re.IGNORECASE)
_EMERGENCY = re.compile(r"^ (?:emergency|call|caller|dispatcher|operator|tape|cent(?:er|re))s?\b|^[-]call")
_DIALLED = re.compile(r"\b(?:call|dial|phon|rang|ring)(?:s|ed|ing|e|es)? $")
_KIND = re.compile(
    r"^ ?- ?(?:pointer|seater|wheeler|footer|yarder|incher|pounder|parter|some|all|star|way|front|tier)s?\b", re.IGNORECASE
)
_HOURS = r"noon|midnight|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d\d?"
_CLOCK = re.compile(rf"^ ?(?:o['’]clock|[ap]\. ?m\b|[ap]m\b)|^ minutes? (?:to|past) (?:{_HOURS})\b(?! ?(?:%|hours?|minutes?))")
_ADDRESS = re.compile(
    r"^ (?:[NSEW]\.? )?[A-Z][\w.]+(?: [A-Z][\w.]+)? (?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Boulevard|Blvd|Way|Square|Place)\b"
)
_FRACTION = re.compile(r"^[- ](?:half|halves|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|quarter)s?\b")
_AGED = re.compile(
    r"\b(?:[Aa]ge[ds]?(?: of)? (?:under |over |between )?"
    r"|(?:people|voters|men|women|adults|children|kids)(?: aged)? (?:under |over |between )?"
    r"|(?:those|anyone) (?:aged|under|over|between) )$"
)
_TURNING = re.compile(r"\bturn(?:s|ed|ing)? $")
_BIRTHDAY = re.compile(r"^(?:[,.;:!?)]|$| (?:on|in|this|last|next|today|yesterday|tomorrow|before|after|by|prior)\b)")
_AGED_TO = re.compile(r"\bage[sd]? (?:of )?(?:between )?\d{1,3} (?:and|to|or) $")
_VOTED = re.compile(r"^-to-\w")
_VOTING = re.compile(r"\w-to-$")
_NUMBERED = re.compile(r"\b(?:Group|Committee|Gang) of $|\b(?:[A-Z]\.){2} $")
"""Before the number of a body or a bill: "the Group of 20", "H.R. 8"."""
_OPENING, _CLOSING = re.compile(r"[\"“‘']$"), re.compile(r"[,.]?[\"”’']")
_OLD = re.compile(r"^(?:[- ]years?[- ]old|[- ]year[- ]olds|-olds?| (?:months?|weeks?|days?) old)\b")
_PHONE = re.compile(r"^[\d\s().+-]*\d{3}[-. ]\d{3,4}\b")
_MEASURED = re.compile(
    r"\b(?:in|for|within|after|by|of|to|just|only|than|least|most|about|another|every|took|takes?|lasts?|lasted|is|was|or|and) $",
    re.IGNORECASE,
)
_LAST_DAY = 31
"""Of a month."""
_POINTING = listed("the these those both his her their its our this that my your")
_PAIR = listed("the these those")
_ONLY = listed("just only exactly but least than mere single")


def is_figure(number: Number, clause: Clause, text: str) -> bool:
    """Whether a number counts or measures something: no name, score, address, ordinal or pronoun "one"."""
    tokens, after = clause.tokens(number.core), text[number.extent.end : number.extent.end + 40]
    if not tokens or after[:1] in ("@", "/", "#") or _is_notation(number, text):
        return False
    if number.unit or is_age(number, clause, text):
        return text[number.extent.end : number.extent.end + 1] == "-" or not _is_someday(number, text)
    noun = counted(clause, number)
    return noun is not None and noun.tag_ != "NNP" and not _FRACTION.match(after) and not _is_label(tokens[0], number, clause)


def _is_notation(number: Number, text: str) -> bool:
    """Whether the marks around it make it a score, a time of day, an address, a telephone number, a size or a kind of thing."""
    place = number.extent
    words, after = place.of(text), text[place.end : place.end + 40]
    if _CLOCK.match(text[number.core.end : number.core.end + 20]) or _ADDRESS.match(after) or _PHONE.match(words + after):
        return True
    if _is_title(number, text):
        return True
    if number.unit:
        return False
    if _VOTED.match(after) or _VOTING.search(text[: place.start][-8:]) or _NUMBERED.search(text[: place.start][-14:]):
        return True
    paired = number.high is None and not number.worded and (_PAIRED.match(after) or _PAIRING.search(text[: place.start][-6:]))
    dialled = len(words) == 3 and words.isdigit() and (_EMERGENCY.match(after) or _DIALLED.search(text[: place.start][-12:]))
    if dialled or re.match(r"0\d", words):
        return True
    return bool(_SCORE.match(words) or paired or _KIND.match(after) or _is_size(words, after))


def _is_title(number: Number, text: str) -> bool:
    """Whether a number with a capital word is all that stands in quotation marks, as the name of a programme or a work does."""
    place = number.extent
    last = place.of(text).split()[-1]
    quoted = _OPENING.search(text[max(0, place.start - 1) : place.start]) and _CLOSING.match(text[place.end : place.end + 2])
    return bool(quoted) and last[0].isupper() and not last.isupper()


def _is_size(words: str, after: str) -> bool:
    """Whether two numbers are joined by "by": "four-by-four", "2 by 4"."""
    joined = _BY.match(after)
    return joined is not None and (joined["other"].lower() in words.lower().split() or joined["other"].isdigit())


def _is_someday(number: Number, text: str) -> bool:
    """Whether "one day" tells no length: "hopes one day to return", but not "within one day"."""
    before = text[max(0, number.extent.start - 16) : number.extent.start]
    return number.worded and number.value == 1 and number.unit == "days" and not _MEASURED.search(before)


def _is_label(first: Token, number: Number, clause: Clause) -> bool:
    """Whether a bare number names or points rather than counts: "Route 9", "one of them", "the two"."""
    before = first.nbor(-1) if first.i > clause.span.start else None
    if before is not None and (before.lower_.strip(".") in _NAMED_BEFORE or _is_numbered(before, number)):
        return True
    last = clause.tokens(number.core)[-1]
    if not number.worded or _counts_next(last):
        return False
    inner = before is not None and not before.is_punct
    pointed = before is not None and before.lower_ in _POINTING and before.tag_ != "IN" and number.value <= 12
    pointed = pointed or (before is not None and before.lower_ == "other" and first.dep_ != "nummod")
    return (first.text.istitle() and (first.pos_ == "PROPN" or inner)) or pointed or _is_pronoun(number, last) or _is_listed(last)


def _is_numbered(before: Token, number: Number) -> bool:
    """Whether a number belongs to the name before it ("Gate 9"); no month has a day of three digits: "in April 640 patients"."""
    dated = before.ent_type_ == "DATE" and number.value > _LAST_DAY
    return before.pos_ == "PROPN" and before.ent_type_ != "" and not number.worded and not dated


def _counts_next(last: Token) -> bool:
    """Whether a number of two or more stands before the plural that it counts: "his two maps", but not "the two countries"."""
    noun = last.head
    if last.dep_ != "nummod" or noun.tag_ != "NNS" or noun.i <= last.i or last.lower_ == "one":
        return False
    pair = last.lower_ == "two" and noun.i == last.i + 1 and last.i > 0 and last.nbor(-1).lower_ in _PAIR
    return not pair


def _is_pronoun(number: Number, token: Token) -> bool:
    """Whether "one" is hardly more than an article or stands for somebody, and does not count the dead or hurt."""
    if number.value != 1 or is_harm(token) or (is_harm(token.head) and is_people(token.head)):
        return False
    return not (token.dep_ == "nummod" and token.i > 0 and token.nbor(-1).lower_ in _ONLY)


def _is_listed(token: Token) -> bool:
    """Whether it numbers points of a list: "one, his temper, and two, his language"."""
    if token.i + 1 >= len(token.doc) or token.i == 0:
        return False
    return token.nbor(1).text in (",", ":") and token.nbor(-1).lower_ in (",", "and", ":", ";")


def is_age(number: Number, clause: Clause, text: str) -> bool:
    """Whether the number is somebody's age: "NAME, 45,", "45-year-old", "aged 45"."""
    after = text[number.core.end : number.core.end + 14]
    before = text[max(0, number.extent.start - 24) : number.extent.start]
    if number.value < 120 and number.unit in ("", "years") and _AGED_TO.search(before):
        return True
    if _OLD.match(after) or (number.value < 120 and number.unit in ("", "years") and _AGED.search(before)):
        return True
    if number.unit == "" and number.value < 120 and _TURNING.search(before) and _BIRTHDAY.match(after):
        return True
    tokens = clause.tokens(number.core)
    person = tokens[0].head if tokens[0].dep_ == "appos" else None
    alone = number.unit == "" and not number.worded and before.endswith(", ") and text[number.extent.end :][:1] in (",", ".", ";")
    return alone and number.value < 120 and (person is None or (person.ent_type_ in ("PERSON", "") and person.pos_ == "PROPN"))
