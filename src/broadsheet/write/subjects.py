"""What a story is about: the top terms of IPTC's Media Topics, by the words that are at home under one of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from broadsheet.language.words import listed
from broadsheet.records.pool import Subject
from broadsheet.write.standing import stems

LEAST = 2
"""Different words of a subject that a story's top has, or the story is of none."""
AHEAD = 1.5
"""So many times the words of any other subject: a story between two desks belongs to neither."""

NAMES = {
    "01000000": "arts, culture, entertainment and media",
    "02000000": "crime, law and justice",
    "03000000": "disaster, accident and emergency incident",
    "04000000": "economy, business and finance",
    "05000000": "education",
    "06000000": "environment",
    "07000000": "health",
    "09000000": "labour",
    "11000000": "politics and government",
    "12000000": "religion",
    "13000000": "science and technology",
    "14000000": "society",
    "15000000": "sport",
    "16000000": "conflict, war and peace",
    "17000000": "weather",
}
"""Codes of the top terms that a desk is made of."""

WORDS = {
    "01000000": listed(
        "film museum novel author theatre concert album orchestra exhibition painter painting sculpture sculptor festival "
        "opera poet library actor actress composer musician gallery cinema choir stage playwright book publisher "
        "broadcaster"
    ),
    "02000000": listed(
        "court judge jury trial verdict sentenced convicted acquitted defendant prosecutor lawyer plaintiff lawsuit "
        "murder manslaughter robbery burglary theft fraud arrested police detained suspect prison jail bail smuggling "
        "tribunal witness indicted bribe"
    ),
    "03000000": listed(
        "flood earthquake quake landslide wildfire blaze explosion collapse crash wreck shipwreck capsized rescuer "
        "rescued evacuated evacuation survivor drowned avalanche eruption volcano derailed firefighter missing burst "
        "disaster"
    ),
    "04000000": listed(
        "economy inflation bank share stock exporter export import trade tariff investor profit revenue company factory "
        "buyer unemployment budget tax currency merger bankruptcy loan bond growth industry market shareholder firm"
    ),
    "05000000": listed(
        "school pupil teacher university student exam curriculum lesson classroom headteacher campus college tuition"
    ),
    "06000000": listed(
        "climate emission pollution wildlife species conservation biodiversity glacier carbon recycling endangered "
        "habitat ecosystem deforestation"
    ),
    "07000000": listed(
        "hospital patient doctor nurse disease virus outbreak vaccine vaccination epidemic infection infected surgery "
        "clinic cancer parasite medicine medical illness symptom"
    ),
    "09000000": listed("strike striker union walkout wage picket docker lockout pay worker crew overtime"),
    "11000000": listed(
        "president presidential election parliament minister vote voter ballot party coalition candidate treaty summit "
        "diplomat ambassador senate lawmaker cabinet referendum constitution opposition premier chancellor envoy ruling "
        "sworn"
    ),
    "12000000": listed("church mosque temple bishop priest imam pope pilgrim monastery synagogue rabbi parish cathedral"),
    "13000000": listed(
        "scientist researcher telescope satellite spacecraft laboratory physics fossil archaeologist genome software "
        "astronomer rocket algorithm physicist biologist"
    ),
    "14000000": listed("migrant refugee asylum census poverty welfare discrimination immigration homelessness pension"),
    "15000000": listed(
        "match goal league championship cup team coach tournament olympic medal stadium player season defeated final "
        "goalkeeper penalty referee fan athlete scored scorer midfielder"
    ),
    "16000000": listed(
        "war troop army missile ceasefire shelling rebel militia offensive airstrike drone soldier battle occupation "
        "artillery nuclear weapon frontline truce"
    ),
    "17000000": listed("storm rain snow forecast heatwave temperature hurricane blizzard gust forecaster thunderstorm frost gale"),
}
"""The words of the terms below each in IPTC's tree, as papers use them. A word stands under one term alone."""


def subjects(told: Iterable[str]) -> tuple[Subject, ...]:
    """The one top term that a story is plainly about, none if no term or more than one has the words.

    Args:
        told: headline and the sentences of what happened.
    """
    held = stems(" ".join(told))
    counted = {code: len(held & known) for code, known in _words().items()}
    (best, most), (_, second) = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:2]
    if most < LEAST or most < AHEAD * second:
        return ()
    return (Subject(scheme="medtop", code=best, label=NAMES[best], score=round(most / (most + second), 3)),)


@cache
def _words() -> dict[str, frozenset[str]]:
    return {code: stems(" ".join(words)) for code, words in WORDS.items()}
