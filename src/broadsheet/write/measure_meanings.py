"""What figures measure, in words that different wordings share."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator

from broadsheet.language.numbers import Number, numbers
from broadsheet.language.words import listed, words
from broadsheet.records.annotation import Figure
from broadsheet.records.text import Extent
from broadsheet.write.dossier import Dossier, Passage, kept
from broadsheet.write.figure_clauses import clause_around, counts, noun_of
from broadsheet.write.measures import scale_of

_SIGNS = """
dead: dead died dies die killed deaths death fatalities fatality toll perished drowned lives
injured: injured hurt wounded injuries injury wounds casualties
arrested: arrested arrests arrest detained detentions detainees
missing: missing unaccounted
magnitude: magnitude
crowd: attendance turnout crowd marchers demonstrators protesters attended marched rallied lined thronged
"""
_MEANINGS = {name: frozenset(signs.split()) for name, _, signs in (line.partition(": ") for line in _SIGNS.strip().splitlines())}
_LIVES = ("dead", "injured", "arrested", "missing")
_JAILED = re.compile(
    r"^\s*(?:prison|jail)\s+(?:term|sentence)\b|^\s*(?:in|of|behind)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?(?:prison|jail|bars|custody|imprisonment|detention|penitentiary)\b",
    re.IGNORECASE,
)
_SENTENCED = re.compile(
    r"\b(?:sentenced?|jailed|imprisoned|(?:prison|jail) term|to (?:prison|jail))\b[^.;]{0,50}\b(?:for|to|of)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_BANNED = re.compile(
    r"\b(?:banned|barred|suspended|suspension|ban|may not|cannot)\b[^.;]{0,40}\b(?:for|to|of)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_GIVEN = re.compile(
    r"\b(?:gave|gives|given|got|gets|handed|receive[ds]?|(?:must|will|to) (?:now )?serve)\b[^.;,]{0,40}$", re.IGNORECASE
)
_COURT = re.compile(r"\b(?:court|judge|sentenced|jailed|prison|jail|convicted|tribunal|verdict)\b", re.IGNORECASE)
"""What makes years that somebody is given a sentence, in its sentence, the one before or the headline."""

_SERVED = re.compile(r"\b(?:serv(?:e|ed|es|ing)|spen[dt]|of a)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_GATHERED = re.compile(
    r"\b(?:march\w*|rall(?:y|ies|ied)|demonstrat\w*|protest\w*|procession|attend\w*|turnout|crowds?|concert|parade|festival)\b",
    re.IGNORECASE,
)
_COUNTING = re.compile(
    r"\b(?:count\w*|estimat\w*|attend\w*|took part|turned out|join\w*|march\w*|gather\w*|rall\w*)\b", re.IGNORECASE
)
_ANYBODY = """
people person persons man men woman women child children civilian civilians passenger passengers resident residents villager
villagers soldier soldiers worker workers victim victims other others migrant migrants student students protester protesters
"""
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-"
_COMPOUND = re.compile(rf"(?!{_TENS})[\w,.]+ ?- ?[^\W\d]+", re.IGNORECASE)
"""A measure that says of what kind something is: "an 11-yard pass"."""

_OUT_OF = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) of (?:the |its |his |her |their )(?:[^\W\d_]+['’]s? )?$"
    r"|\b(?:first|last|next|past)\s+$"
)
"""Before the whole that something is a part of, or a stretch of a row: "28 of his 68 throws", "the first eight points"."""

_CLAUSE_BEHIND = re.compile(
    r"^ (?:who|that) (?:(?:are|were|remain|have been|had been)(?: (?:still|now|yet|already|reported|listed|feared))* [^\W\d]+"
    r"|died|drowned|perished)\b"
)
"""What is said of the people counted right behind them: "118 people who were still missing"."""

_PEOPLE = frozenset(_ANYBODY.split())
_LINKED = r"(?:of|at|to|was|is|stood at|put at|had reached|reached)"
_ROUNDLY = r"(?:about|around|some|at least|nearly|over|more than|up to)"
_BEFORE = re.compile(
    rf"\b(?P<measure>magnitude|attendance|turnout|crowd|death toll|toll|count)\s+(?:{_LINKED}\s+)?{_ROUNDLY}?\s*$", re.IGNORECASE
)
_MOVED = r"(?:rose|risen|climbed|grew|grown|fell|fallen|stood|stands)"
_ROSE = re.compile(
    r"\b(?P<measure>(?:death )?toll(?: [^.;]{0,60}?)?|number of [^.;]{3,90}?)\s+"
    rf"(?:has |had )?{_MOVED}\s+(?:to|at)\s+{_ROUNDLY}?\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^\s+(?P<measure>dead|killed|injured|wounded|hurt|missing|arrested|detained|deaths|arrests|injuries|attended|marched"
    r"|lined|thronged)\b",
    re.IGNORECASE,
)
MEASURES = frozenset({*(sign for signs in _MEANINGS.values() for sign in signs), "count", "death toll"})
"""Words that name a measure, so that the number beside them needs no noun."""

_GOES = re.compile(
    r"[ -](high|tall|deep|wide|long|thick|across|away|above|below|under|off|from|up|down|north|south|east|west)\b", re.IGNORECASE
)
_MEASURED_AS = re.compile(r"\b(depth|height|width|length)\s+(?:of|is|was)\s+(?:\w+\s+)?$", re.IGNORECASE)
_WAYS = {
    "below": "depth",
    "under": "depth",
    "deep": "depth",
    "tall": "high",
    "height": "high",
    "width": "wide",
    "length": "along",
    "long": "along",
}
_ALONG = re.compile(r" from (?:end|tip|top|side|north|south|east|west) to ")
_PART = re.compile(r"(?:[^\W\d]+ )?of (?:the|those|these|them|its|their|his|her)\b", re.IGNORECASE)
_INSIDE = re.compile(r"\d\s*[:.,/-]\s*$|[#.]$")
_CLOCK = frozenset(
    {"am", "pm", "a.m", "p.m", "a", "p", "m", "o'clock", "caliber", "calibre", *(m.lower() for m in month_name if m)}
)
_PLURALS = listed("people police cattle sheep deer aircraft staff children men women personnel dead injured wounded")
CROWD = 500
"""From this many people on, a plain count of people at a gathering is its attendance."""


@kept
def figures_told(dossier: Dossier) -> tuple[tuple[Figure, ...], ...]:
    """For every passage of the story its figures (`figures_in`)."""
    return tuple(figures_in(passage) for passage in dossier.passages)


def figures_in(passage: Passage) -> tuple[Figure, ...]:
    """The passage's figures, and its numbers that a word beside them explains: "magnitude 6.8", "24 dead"."""
    own = [figure for figure in passage.figures if figure.noun]
    named = [figure for figure in _named(passage) if not any(figure.extent.overlaps(other.extent) for other in own)]
    rest = [figure for figure in passage.figures if not any(figure.extent.overlaps(other.extent) for other in [*own, *named])]
    return tuple(sorted([*own, *named, *rest], key=lambda figure: figure.extent))


def _named(passage: Passage) -> Iterator[Figure]:
    for number in numbers(passage.text):
        before = passage.text[: number.extent.start]
        found = _BEFORE.search(before) or _ROSE.search(before) or _AFTER.match(passage.text[number.extent.end :])
        if found and not number.unit and _measure(found["measure"].lower()):
            yield _figure(passage, number, found)


def _figure(passage: Passage, number: Number, found: re.Match[str]) -> Figure:
    measure = _measure(found["measure"].lower())
    end = number.extent.end + (found.end() if found.re is _AFTER else 0)
    return Figure(
        extent=Extent(passage.extent.start + number.extent.start, passage.extent.start + end),
        value=number.value,
        value_high=number.high,
        unit="magnitude" if measure == "magnitude" else "people",
        label=measure,
        noun=measure,
        sentence=passage.index,
        qualifier=number.qualifier,
    )


def _measure(said: str) -> str:
    """The measure that words such as "number of people known to have been killed" name, in one word."""
    if not said.startswith("number of"):
        return "toll" if "toll" in said else said
    tokens = words(said)
    return next((token for token in tokens if any(token in _MEANINGS[name] for name in _LIVES)), "")


def meaning(passage: Passage, figure: Figure) -> str:
    """What is measured: `dead`, `injured`, `arrested`, `missing`, `crowd`, `magnitude`, `prison`, `ban`, else the noun counted."""
    clause = re.split(
        r"\band (?=\d|[A-Za-z]+ (?:others|were|was)\b)", clause_around(passage, figure.extent).of(passage.article.article.text)
    )[-1]
    if scale_of(figure.unit)[0] == "time":
        before = passage.article.article.text[passage.extent.start : figure.extent.start]
        return "prison" if _is_sentence(passage, figure) else "ban" if _BANNED.search(before) else ""
    tight = frozenset(words(f"{figure.label} {figure.noun}"))
    if figure.unit == "magnitude":
        return "magnitude"
    if counts_people(figure):
        who = _CLAUSE_BEHIND.match(passage.article.article.text[figure.extent.end : passage.extent.end])
        near = frozenset(words(f"{clause}{who[0] if who else ''}"))
        found = next((name for said in (tight, near) for name in _LIVES if _MEANINGS[name] & said), "")
        if found or _is_crowd(passage, figure, tight, clause):
            return found or "crowd"
    return f"{figure.noun.lower() or figure.unit.lower()} {_direction(passage, figure)}".rstrip()


def _direction(passage: Passage, figure: Figure) -> str:
    """Which way a length goes, as the words beside it say: height, width and distance of one thing are no disagreement."""
    if scale_of(figure.unit)[0] != "length":
        return ""
    text = passage.article.article.text
    named = _MEASURED_AS.search(text[passage.extent.start : figure.extent.start])
    found = named or _GOES.match(text[figure.extent.end : passage.extent.end])
    if found is None or _ALONG.match(text[figure.extent.end : passage.extent.end]):
        return "along"
    return _WAYS.get(found[1].lower(), found[1].lower())


def _is_sentence(passage: Passage, figure: Figure) -> bool:
    """Whether a span of time is what a court gave, not what was served of it."""
    text = passage.article.article.text
    before, after = text[passage.extent.start : figure.extent.start], text[figure.extent.end : passage.extent.end]
    if _GIVEN.search(before) and figure.unit in ("month", "months", "year", "years"):
        return bool(_COURT.search(_around(passage)))
    return bool(_JAILED.match(after) or _SENTENCED.search(before)) and not _SERVED.search(before)


def _around(passage: Passage) -> str:
    """The headline, the sentence before and the sentence itself."""
    article = passage.article.article
    before = passage.article.sentences[passage.index - 1].extent.of(article.text) if passage.index else ""
    return f"{article.title} {before} {passage.text}"


def is_part(passage: Passage, figure: Figure) -> bool:
    """Whether a figure counts some out of a whole: "three of the five men"."""
    noun = noun_of(passage.article.article.text, figure)
    return bool(noun and _PART.match(noun.of(passage.article.article.text)))


def is_count(passage: Passage, figure: Figure) -> bool:
    """Whether the figure says how many there are: no clock time, no model number, no "12-nation deal"."""
    text = passage.article.article.text
    if figure.value <= 1 or _INSIDE.search(text[max(0, figure.extent.start - 4) : figure.extent.start]):
        return False
    if _COMPOUND.match(figure.extent.of(text)) or _OUT_OF.search(text[max(0, figure.extent.start - 30) : figure.extent.start]):
        return False
    if not counts(figure) or (figure.label == figure.noun and figure.noun in MEASURES):
        return True
    noun = noun_of(text, figure)
    said = noun.of(text) if noun else ""
    last = (words(said) or [""])[-1]
    if set(words(said)) & _CLOCK or not any(c.islower() for c in said):
        return False
    return last in _PLURALS or last.endswith("s")


def _is_crowd(passage: Passage, figure: Figure, tight: frozenset[str], clause: str) -> bool:
    """Attendance: named so, or a great count of people where the sentence before or the headline tells of a gathering."""
    if _MEANINGS["crowd"] & tight:
        return True
    before = passage.article.sentences[passage.index - 1].extent.of(passage.article.article.text) if passage.index else ""
    setting = f"{passage.article.article.title} {before} {clause}"
    return (
        figure.value >= CROWD
        and figure.noun in ("people", "person")
        and bool(_COUNTING.search(clause) and _GATHERED.search(setting))
    )


def counts_people(figure: Figure) -> bool:
    """Whether it is people that are counted."""
    return figure.unit in ("people", "") or figure.noun.lower() in _PEOPLE or figure.unit in _PEOPLE
