"""The general reasons why two accounts that look contradictory are not: another referent, time, place or base."""

from __future__ import annotations

import re

from broadsheet.language.words import fold, words
from broadsheet.write.dossier import Passage

_EARLIER = re.compile(
    r"\b(?:first reports?|initial(?:ly)?|at first|earlier|previous(?:ly)?|formerly|original(?:ly)?|revised|corrected|contrary to"
    r"|last (?:year|month|week|spring|summer|autumn|fall|winter)"
    r"|had (?:been )?(?:said|put|given|set|reported|expected|forecast|estimated|thought)|was still|risen"
    r"|rose to|up from|down from|updated|no longer)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:will|would|plan(?:s|ned|ning)?|want(?:s|ed)?|aim(?:s|ed)?|expect(?:s|ed)?|hop(?:e|es|ed)|target(?:s|ed)?|goal"
    r"|forecasts?|predict(?:s|ed)?|could|may|might|intend(?:s|ed)?|propos(?:e|es|ed|al)|promis(?:e|es|ed)|meant to|set to"
    r"|due to be|scheduled)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:than|compared|since|against|versus|year-on-year|month-on-month|annual(?:ly)?|a year earlier)\b", re.IGNORECASE
)
_ZONED = re.compile(r"\b(?:local time|universal time|GMT|UTC|[ECMP][SD]?T|CES?T|BST|time zones?)\b")
_OPPOSED = """
primary secondary
north south east west northern southern eastern western
men women
boys girls
upper lower
first second third
home away
morning afternoon evening night
senior junior
members students
import imports export exports
domestic foreign
monthly annual weekly daily
indoor outdoor
inner outer
public private
"""
_CONTRASTS = [frozenset(line.split()) for line in _OPPOSED.strip().splitlines()]
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|of|from|outside|off|to|into|on|around|across|over|through|inside|between)\s+(?:the\s+)?$", re.IGNORECASE
)
_MORE = re.compile(
    r"\b(?:more|another|other|others|further|additional|extra|remaining|also|later|then|again|separate(?:ly)?)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def about_other_things(one: Passage, other: Passage) -> bool:
    """Whether the two sentences speak of different referents, times, places or bases, so that they cannot contradict each other."""
    pair = (one, other)
    return any(_uneven(pattern, pair) for pattern in (_PLANNED, _COMPARED, _MORE)) or any(
        differs(pair) for differs in (_contrasted, _elsewhere, _other_time, _other_year, _other_people)
    )


def _uneven(pattern: re.Pattern[str], pair: tuple[Passage, Passage]) -> bool:
    return len({bool(pattern.search(passage.text)) for passage in pair}) == 2


def says_it_is_older(passage: Passage) -> bool:
    """Whether the sentence itself says that its figure or date is not the latest."""
    return bool(_EARLIER.search(passage.text))


def names_a_time_zone(passage: Passage) -> bool:
    """Whether the sentence counts time by a named clock."""
    return bool(_ZONED.search(passage.text))


def _contrasted(pair: tuple[Passage, Passage]) -> bool:
    """Whether each sentence has another member of a set whose members exclude one another."""
    mine, theirs = (set(words(passage.text)) for passage in pair)
    for group in _CONTRASTS:
        a, b = mine & group, theirs & group
        if a and b and not a & b:
            return True
    return False


def _elsewhere(pair: tuple[Passage, Passage]) -> bool:
    """Whether one sentence is set in a place that the other article never names."""
    return any(
        place not in other.article.article.text and place not in other.article.article.title
        for one, other in (pair, pair[::-1])
        for place in places_in(one)
    ) and all(places_in(passage) or _article_places(passage) for passage in pair)


def places_in(passage: Passage) -> list[str]:
    """The names of places in a sentence that a preposition shows to be places."""
    text = passage.article.article.text
    held = [m.extent for m in passage.article.mentions if m.kind == "place" and passage.extent.holds(m.extent)]
    return [
        extent.of(text) for extent in held if _LOCATIVE.search(text[max(passage.extent.start, extent.start - 16) : extent.start])
    ]


def _article_places(passage: Passage) -> bool:
    return any(m.kind == "place" for m in passage.article.mentions)


def _other_time(pair: tuple[Passage, Passage]) -> bool:
    """Whether both sentences name days, months or years, and no two of them can be the same."""
    mine, theirs = (_days(passage) for passage in pair)
    return bool(mine and theirs) and not any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs)


def _days(passage: Passage) -> list[str]:
    return [w.value[:10] for w in passage.times if w.kind == "date" and w.value[:4].isdigit() and "W" not in w.value]


def _other_year(pair: tuple[Passage, Passage]) -> bool:
    """Whether one sentence goes back to a past year that the other does not name."""
    mine, theirs = (past_years(passage) for passage in pair)
    return mine != theirs


def past_years(passage: Passage) -> set[str]:
    """The years before the article's own that a sentence names."""
    now = (passage.article.article.published or "9999")[:4]
    return {year for year in _YEAR.findall(passage.text) if year < now}


def _other_people(pair: tuple[Passage, Passage]) -> bool:
    """Whether both sentences are about people, and about nobody in common."""
    mine, theirs = (people_in(passage) for passage in pair)
    return bool(mine and theirs) and not mine & theirs


def people_in(passage: Passage) -> set[str]:
    """Surnames of those whom the sentence names or means by a pronoun; who only speaks in it is left out."""
    named = {entity.id: entity.name for entity in passage.article.entities if entity.kind == "person"}
    spoken = [quote.speaker.extent for quote in passage.quotes if quote.speaker] + [f.holder for f in passage.figures if f.holder]
    return {
        fold(named[m.entity]).split()[-1].lower()
        for m in passage.article.mentions
        if m.entity in named and passage.extent.holds(m.extent) and not any(m.extent.overlaps(place) for place in spoken)
    }
