"""To whom, where and when something was said: what hangs on its cue and is no part of the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from broadsheet.annotate.reading import Clause
from broadsheet.language.roles import is_office
from broadsheet.language.words import listed
from broadsheet.records.annotation import Occasion, When
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

_TELLING = listed("tell inform remind assure warn ask advise notify address")
"""Verbs whose object is who is told."""

_HEARERS = listed("""
reporter journalist newspaper magazine lawmaker supporter voter crowd audience press media congregation jury court panel
parliament congress senate house committee commission council board assembly cabinet police investigator worker employee
staff resident network station agency channel broadcaster gathering delegate follower viewer listener reader donor class
""")
_EVENTS = listed("""
interview statement rally conference briefing speech debate hearing testimony post tweet thread letter email e-mail message
video address broadcast remarks memo memorandum podcast show programme program meeting summit ceremony event column op-ed
editorial article essay appearance call phone telephone filing ruling release session blog forum panel breakfast luncheon
dinner fundraiser trial court inquiry inquest convention visit reception vigil funeral service sermon lecture report caucus
teleconference livestream newsletter note text affidavit deposition presentation protest march
""")
"""What people speak at or in, and what they write."""

_MEDIA = listed("television tv radio air camera facebook twitter instagram telegram youtube tiktok reddit linkedin online")
_IN = listed("in at on during after before outside inside near by via through over")
_PLACING = listed("in at outside inside near")
_CALLS = listed("phone telephone email e-mail text letter")
_SPEAKING = listed("speak talk appear testify write post answer respond address preach lecture read")
_NOT_TOLD = listed("story truth lie tale joke secret question")
_STOPS = frozenset(",;:\"'“”‘’()–—-.")
_LONGEST_AUDIENCE, _LONGEST_VENUE, _CLIMB = 8, 10, 5


def occasion(clause: Clause, cue: Token, said: Extent, times: Sequence[When]) -> Occasion | None:
    """The occasion of words, read off their cue; only what stands outside the words, and on the cue's side of reported ones.

    Args:
        clause: the cue's sentence.
        cue: a verb of speech, "according" or the like.
        said: the words with their quotation marks.
        times: the article's time expressions.
    """
    free = [token for token in _hanging(cue) if not said.overlaps(clause.at(token))]
    audience = next((place for token in free if (place := _audience(clause, token, cue))), None)
    when = next((time.extent for time in times if _dates(clause, time, cue, said)), None)
    venue = next((place for token in free if (place := _venue(clause, token, [said, audience, when]))), None)
    return Occasion(audience=audience, venue=venue, when=when) if audience or venue or when else None


def _hanging(head: Token) -> Iterator[Token]:
    """What hangs on the cue, on who is told, and on the speaking that goes with it ("speaking at a rally, she said")."""
    for child in head.children:
        yield child
        if child.dep_ in ("prep", "pobj", "dobj", "dative") or _goes_with(child):
            yield from _hanging(child)


def _goes_with(verb: Token) -> bool:
    return verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.lemma_.lower() in _SPEAKING


def _audience(clause: Clause, token: Token, cue: Token) -> Extent | None:
    """Who is told: the object of "told", or what "to" leads to."""
    verb = token.head
    if token.dep_ in ("dobj", "dative") and token.pos_ != "ADP":
        return _hearer(clause, token) if verb.lemma_.lower() in _TELLING and _is_active(verb) else None
    leads = token.dep_ in ("prep", "dative") and token.lower_ == "to" and (verb == cue or _goes_with(verb))
    noun = next((child for child in token.children if child.dep_ == "pobj"), None)
    return _hearer(clause, noun) if leads and noun is not None and cue.lower_ != "according" else None


def _is_active(verb: Token) -> bool:
    return not any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def _hearer(clause: Clause, noun: Token) -> Extent | None:
    lemma = noun.lemma_.lower()
    people = noun.ent_type_ in ("PERSON", "ORG", "NORP") or is_office(lemma) or lemma in _HEARERS or noun.pos_ == "PROPN"
    if noun.pos_ == "PRON" or lemma in _NOT_TOLD or not people or _is_day(noun):
        return None
    last = max([_name_end(noun), *(child.right_edge.i for child in noun.children if child.dep_ == "prep" and child.lower_ == "of")])
    return _cut(clause, noun.left_edge.i, last + 1, [], longest=_LONGEST_AUDIENCE)


def _name_end(noun: Token) -> int:
    """The last word of a name of which the grammar took only the first for the noun: "told Velm One"."""
    if noun.pos_ != "PROPN":
        return noun.i
    more = takewhile(lambda token: token.text[0].isupper() and token.pos_ in ("PROPN", "NUM"), noun.doc[noun.i + 1 :])
    last = list(more)[-1:] or [noun]
    return noun.i if _is_day(last[0]) else last[0].i


def _is_day(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME")


def _venue(clause: Clause, preposition: Token, taken: Sequence[Extent | None]) -> Extent | None:
    """A phrase of place, of an event or of a medium, without what is told elsewhere of the occasion."""
    if preposition.dep_ != "prep" or preposition.lower_ not in _IN:
        return None
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if noun is None or _is_day(noun) or not _is_venue(preposition, noun):
        return None
    others = [place for place in taken if place is not None]
    if any(place.overlaps(clause.at(noun)) or place.overlaps(clause.at(preposition)) for place in others):
        return None
    return _cut(clause, preposition.i, noun.right_edge.i + 1, others, longest=_LONGEST_VENUE)


def _is_venue(preposition: Token, noun: Token) -> bool:
    lemma, leads = noun.lemma_.lower(), preposition.lower_
    if leads in ("by", "via", "over", "through"):
        return lemma in _CALLS or noun.lower_ in _MEDIA
    if lemma in _EVENTS or noun.lower_ in _MEDIA or leads == "outside":
        return True
    named = noun.pos_ == "PROPN" and noun.ent_type_ not in ("PERSON", "NORP")
    placed = leads in _PLACING and noun.ent_type_ in ("GPE", "LOC", "FAC")
    return placed or (named and (leads == "at" or (leads == "on" and noun.ent_type_ not in ("GPE", "LOC"))))


def _cut(clause: Clause, first: int, end: int, taken: Sequence[Extent], *, longest: int) -> Extent | None:
    """The place of some tokens up to a mark, a verb or what is taken; None where that leaves too many to be a phrase."""
    doc, last = clause.span.doc, first
    while last < min(end, clause.span.end):
        token = doc[last]
        joins = token.text == "-" and not doc[last - 1].whitespace_
        ends = (token.text in _STOPS and not joins) or token.tag_ in ("WDT", "WP", "WRB", "VBD", "VBZ", "VBP", "VBG", "MD")
        if ends or any(place.overlaps(clause.at(token)) for place in taken):
            break
        last += 1
    while last > first and (doc[last - 1].pos_ in ("ADP", "DET", "CCONJ", "PART", "SCONJ", "SPACE")):
        last -= 1
    return clause.place(first, last) if 0 < last - first <= longest else None


def _is_title(tokens: Sequence[Token]) -> bool:
    """Whether words of time are a programme's name: "on This Week"."""
    return all(token.text[:1].isupper() and not token.is_sent_start for token in tokens) and tokens[0].pos_ == "DET"


def _dates(clause: Clause, time: When, cue: Token, said: Extent) -> bool:
    """Whether a time hangs on the cue, through nothing but prepositions and the nouns of its occasion."""
    if time.kind not in ("date", "time") or not clause.extent.holds(time.extent) or said.overlaps(time.extent):
        return False
    tokens = clause.tokens(time.extent)
    token = clause.span.doc[tokens[0].i : tokens[-1].i + 1].root
    if token.dep_ not in ("pobj", "npadvmod", "tmod", "advmod", "dobj") or _is_title(tokens):
        return False
    for _ in range(_CLIMB):
        token = token.head
        if token == cue:
            return True
        loose = token.pos_ not in ("ADP", "SCONJ", "NOUN", "PROPN") or token.lower_ in ("since", "until", "by")
        if loose and not _goes_with(token):
            return False
    return False
