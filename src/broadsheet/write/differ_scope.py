"""The general reasons why two accounts that look contradictory are not: another referent, time, place or base."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from dataclasses import replace

from broadsheet.language.words import fold, listed, words
from broadsheet.records.annotation import When
from broadsheet.records.text import Extent
from broadsheet.write.dossier import Passage

_EARLIER = re.compile(
    r"\b(?:first reports|an? (?:first|early) report"
    r"|initial(?:ly)?|at first|earlier|previous(?:ly)?|formerly|original(?:ly)?|revised|corrected|contrary to"
    r"|last (?:year|month|week|spring|summer|autumn|fall|winter|season)"
    r"|had (?:been )?(?:said|put|given|set|reported|expected|forecast|estimated|thought)|was still|risen"
    r"|rose to|up from|down from|updated|no longer)\b",
    re.IGNORECASE,
)
_HOPED = re.compile(
    r"\b(?:would|plan(?:s|ned|ning)?|want(?:s|ed)?|aim(?:s|ed)?|expect(?:s|ed)?|hop(?:e|es|ed)|target(?:s|ed)?|goal"
    r"|forecasts?|predict(?:s|ed)?|could|(?-i:may)|might|intend(?:s|ed)?|propos(?:e|es|ed|al)|promis(?:e|es|ed)|meant to)\b",
    re.IGNORECASE,
)
"""What is wished for or foreseen, and may come out otherwise."""

_PLANNED = re.compile(rf"{_HOPED.pattern}|\b(?:will|set to|due to be|scheduled|fixed|decided)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:combined|than(?! (?:allowed|permitted|expected|planned|ever|at any|any))|compared"
    rf"|since (?:\d{{4}}|last|the (?:start|beginning|end)|{'|'.join((*day_name, *month_name[1:]))})"
    r"|(?<!votes )against(?= (?:\d|an? |one |two |last |(?:the )?(?:previous|same|year)))"
    r"|versus|year-on-year|month-on-month|annual(?:ly)?|yearly|per year|a year)\b",
    re.IGNORECASE,
)
_ZONED = re.compile(r"\b(?:local time|universal time|GMT|UTC|[ECMP][SD]?T|CES?T|BST|time zones?)\b")
_OPPOSED = """
primary secondary
north south east west northern southern eastern western
men women
adult adults child children
boys girls
upper lower
first second third
home away
morning afternoon evening night
senior junior
members students
audience jury public
import imports export exports
domestic foreign
monthly annual weekly daily
indoor outdoor
inner outer
public private
"""
_CONTRASTS = [frozenset(line.split()) for line in _OPPOSED.strip().splitlines()]
_SORTS = listed("mount lake river port city county north south east west upper lower great saint street")
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|of|from|outside|off|to|into|on|around|across|over|through|inside|between)\s+(?:the\s+)?$", re.IGNORECASE
)
_MORE = re.compile(
    r"\b(?:more|another|other|others|further|additional|extra|remaining|also|later|then|again|separate(?:ly)?)\b", re.IGNORECASE
)
_SPOKEN = re.compile(
    r"\b(?:said|says|announced|ruled|reported|published|released|disclosed|revealed|decided|stated|declared|told\s(?:\w+\s){1,3})"
    r"\s*(?:on\s+|late\s+|early\s+)*$",
    re.IGNORECASE,
)
"""What stands before a day on which somebody spoke."""

_TERM = re.compile(r"\b(?:by|until|till)\s+(?:the\s+)?$", re.IGNORECASE)
"""What stands before a day by which something is to be over."""

_SEVERE = re.compile(
    r"\b(?:in (?:a )?hospital|hospitali[sz]ed|intensive care|critical(?:ly)?|serious(?:ly)?|severe(?:ly)?|badly|slight(?:ly)?"
    r"|light(?:ly)?)\b",
    re.IGNORECASE,
)
"""A part of those who came to harm."""

MUCH_LESS = 2.0
"""A part of one place is at most this part of the whole."""

_FORESEEN = re.compile(
    r"\b(?:expects?|forecasts?|predicts?|projects?|projection|poll|pollsters?|surveyed|interviewed|foresees?)\b", re.IGNORECASE
)

_THERE = re.compile(
    r"\bthere\b(?!['’]|\s+(?:is|are|was|were|has|have|had|will|would|may|might|could|should|must|seems?|appears?)\b)"
)
"""Another place than the one the reader thinks of, said without its name."""

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def about_other_things(one: Passage, other: Passage, *, scheduled: bool = False) -> bool:
    """Whether the two sentences speak of different referents, times, places or bases, so that they cannot contradict each other.

    `scheduled` says that both tell of a day to come, so that "opens" and "will open" are no difference.
    """
    return about_other_people(one, other) or set_elsewhere(one, other) or of_other_scope(one, other, scheduled=scheduled)


def of_other_scope(one: Passage, other: Passage, *, scheduled: bool = False) -> bool:
    """Whether the words speak of different times, bases or parts, whoever they are about and wherever it is."""
    return of_other_base(one, other, scheduled=scheduled) or _uneven(_MORE, (one, other))


def of_a_part(smaller: Passage, greater: Passage, times: float) -> bool:
    """Whether the smaller of two counts may be of a part: of one place that the other account does not name, or of the worse off.

    `times` is how often it goes into the greater one.
    """
    within = times >= MUCH_LESS and any(not _names(greater, place) for place in places_in(smaller))
    return within or bool(_SEVERE.search(smaller.text)) > bool(_SEVERE.search(greater.text))


def foreseen_by_two(one: Passage, other: Passage) -> bool:
    """Whether either foresees something or asks people, and nobody is named in both: two forecasts may differ."""
    named = [{fold(e.name).lower() for e in p.article.entities if any(m.entity == e.id for m in p.mentions)} for p in (one, other)]
    return any(_FORESEEN.search(p.text) for p in (one, other)) and not named[0] & named[1]


def set_apart(one: Passage, other: Passage) -> bool:
    """Whether time, base, part or place of the two differ, whoever they are about."""
    return of_other_scope(one, other) or set_elsewhere(one, other)


def of_other_base(one: Passage, other: Passage, *, scheduled: bool = False, settled: bool = False) -> bool:
    """The same for words in which "more" and "other" may belong to something else than what is compared.

    `settled` says that both tell of one thing that is fixed, so that "will hold 300" and "with 300" are no difference.
    """
    pair = (one, other)
    patterns = (_COMPARED, _THERE) if scheduled else (_HOPED if settled else _PLANNED, _COMPARED, _THERE)
    uneven = any(_uneven(pattern, pair) for pattern in patterns)
    return uneven or contrasted(one, other) or _other_time(pair) or _other_year(pair)


def narrowed(passage: Passage, extent: Extent) -> Passage:
    """A part of a sentence as a passage of its own, with the times that stand in it."""
    article = passage.article
    sentences = tuple(replace(s, extent=extent) if i == passage.index else s for i, s in enumerate(article.sentences))
    times = tuple(w for w in article.times if w.sentence != passage.index or extent.holds(w.extent))
    return replace(passage, article=replace(article, sentences=sentences, times=times))


def _uneven(pattern: re.Pattern[str], pair: tuple[Passage, Passage]) -> bool:
    return len({bool(pattern.search(passage.text)) for passage in pair}) == 2


def says_it_is_older(passage: Passage) -> bool:
    """Whether the sentence itself says that its figure or date is not the latest."""
    return bool(_EARLIER.search(passage.text))


def names_a_time_zone(passage: Passage) -> bool:
    """Whether the sentence counts time by a named clock."""
    return bool(_ZONED.search(passage.text))


def contrasted(one: Passage, other: Passage) -> bool:
    """Whether each sentence has another member of a set whose members exclude one another."""
    mine, theirs = set(words(one.text)), set(words(other.text))
    for group in _CONTRASTS:
        a, b = mine & group, theirs & group
        if a and b and not a & b:
            return True
    return False


def set_elsewhere(one: Passage, other: Passage) -> bool:
    """Whether one sentence is set in a place that the other article never names."""
    pair = (one, other)
    return any(not _names(second, place) for first, second in (pair, pair[::-1]) for place in places_in(first)) and all(
        places_in(passage) or _article_places(passage) for passage in pair
    )


def names_another_place(one: Passage, other: Passage) -> bool:
    """Whether one sentence names a place, in whatever part it plays, that the other article does not."""
    for first, second in ((one, other), (other, one)):
        text = first.article.article.text
        held = [m.extent.of(text) for m in first.mentions if m.kind == "place"]
        if any(not _names(second, place) for place in held):
            return True
    return False


def _names(passage: Passage, place: str) -> bool:
    """Whether the article has the place, or the word of it that is a name: "Mount Orl" and "the Orl plateau" are one."""
    article = passage.article.article
    said = set(words(f"{article.title} {article.text}"))
    return any(word in said for word in words(place) if len(word) > 3 and word not in _SORTS)


def places_in(passage: Passage) -> list[str]:
    """The names of places in a sentence that a preposition shows to be places."""
    text = passage.article.article.text
    held = [m.extent for m in passage.mentions if m.kind == "place"]
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
    """The days, months and years in a sentence on which more was done than speak."""
    dated = [w for w in passage.times if w.kind == "date" and w.value[:4].isdigit() and "W" not in w.value]
    text = passage.article.article.text
    return [w.value[:10] for w in dated if not is_of_speech(text, w) and not _TERM.search(text[: w.extent.start][-12:])]


def is_of_speech(text: str, when: When) -> bool:
    """Whether a time in an article's text is that at which somebody spoke."""
    return bool(_SPOKEN.search(text[: when.extent.start][-40:]))


def _other_year(pair: tuple[Passage, Passage]) -> bool:
    """Whether one sentence goes back to a past year that the other does not name."""
    mine, theirs = (past_years(passage) for passage in pair)
    return mine != theirs


def past_years(passage: Passage) -> set[str]:
    """The years before the article's own that a sentence names."""
    now = (passage.article.article.published or "9999")[:4]
    return {year for year in _YEAR.findall(passage.text) if year < now}


def about_other_people(one: Passage, other: Passage) -> bool:
    """Whether both sentences are about people, and about nobody in common."""
    mine, theirs = people_in(one), people_in(other)
    return bool(mine and theirs) and not mine & theirs


def people_in(passage: Passage) -> set[str]:
    """Surnames of those whom the sentence names or means by a pronoun; who only speaks in it is left out."""
    named = {entity.id: entity.name for entity in passage.article.entities if entity.kind == "person"}
    spoken = [quote.speaker.extent for quote in passage.quotes if quote.speaker] + [f.holder for f in passage.figures if f.holder]
    return {
        fold(named[m.entity]).split()[-1].lower()
        for m in passage.mentions
        if m.entity in named and not any(m.extent.overlaps(place) for place in spoken)
    }
