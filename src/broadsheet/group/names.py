"""Names in an article that was not annotated: runs of capitalised words, with the reasons to doubt a capital."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from broadsheet.language.names import HONORIFICS, key
from broadsheet.language.roles import is_office
from broadsheet.language.time_words import MONTHS, WEEKDAYS
from broadsheet.language.words import STOP_WORDS, fold, listed
from broadsheet.records.annotation import Annotated

_CAPITAL = r"[^\W\d_a-z][\w'’]*(?:-[\w'’]+)*"
_RUN = re.compile(rf"{_CAPITAL}(?: (?:(?:of|de|da|del|van|von|der|al|bin|the) ){{0,2}}{_CAPITAL})*")
_INSIDE = re.compile(rf"(?<=[\w,;] ){_CAPITAL}")
_LOWER = re.compile(r"(?<![\w'’])[a-z][\w'’-]+")
_NO_NAMES = frozenset(MONTHS) | frozenset(WEEKDAYS) | HONORIFICS
_SMALL = listed("of de da del van von der al bin the")
_PORTFOLIOS = listed(
    "prime vice foreign interior home finance defence defense health trade energy justice state former acting chief"
)

_ADJECTIVE = re.compile(r"(?:ian|ean|ish|ese|an|i|n)$")
_VOWELS = re.compile(r"[aeiouy]+$")


def annotated_names(annotated: Annotated) -> dict[str, int]:
    """Names found by `annotate`, each as often as it is mentioned."""
    often = Counter(mention.entity for mention in annotated.mentions)
    named = [entity for entity in annotated.entities if entity.kind != "work"]
    return {key(entity.name): max(1, often[entity.id]) for entity in named if key(entity.name)}


def names_in(title: str, text: str) -> dict[str, int]:
    """Name → how often. A capital counts if the word stands within a sentence or beside another name, and never in lower case.

    >>> names_in("", "The dam of Port Velm broke. Mayor Ana Reva fled Port Velm on Monday, and Reva said so. Water came.")
    {'port velm': 2, 'ana reva': 2}
    """
    text, title = fold(text), fold(title)
    usual = set(_LOWER.findall(text)) | STOP_WORDS
    inside = {word.removesuffix("'s") for word in _INSIDE.findall(text)}
    found: Counter[str] = Counter()
    for run in [*_runs(text, inside), *(run.split(" ") for run in _RUN.findall(title))]:
        for name in _split(run, usual):
            if len(name) > 1 or name[0] in inside or not text:
                found[key(" ".join(name))] += 1
    found.pop("", None)
    return _merged(found)


def _runs(text: str, inside: set[str]) -> Iterator[list[str]]:
    """Runs of capitals; one that opens a sentence loses its first word if the second is known to stand alone."""
    for match in _RUN.finditer(text):
        run = match[0].split(" ")
        opens = match.start() < 2 or text[match.start() - 2] in ".!?:\"'"
        yield run[1:] if opens and len(run) > 1 and run[1].removesuffix("'s") in inside else run


def _split(run: list[str], usual: set[str]) -> Iterator[list[str]]:
    """The names in a run of capitals: offices, days and words known in lower case divide it, and so does a possessive."""
    name: list[str] = []
    for word in run:
        plain = word.removesuffix("'s")
        if _divides(plain.lower(), usual):
            yield from _whole(name)
            name = []
            continue
        name.append(plain)
        if plain != word:
            yield from _whole(name)
            name = []
    yield from _whole(name)


def _divides(word: str, usual: set[str]) -> bool:
    return word not in _SMALL and (len(word) < 2 or word in usual or word in _NO_NAMES or word in _PORTFOLIOS or is_office(word))


def _whole(name: list[str]) -> Iterator[list[str]]:
    """The name without small words at its ends, if anything is left."""
    while name and name[0].lower() in _SMALL:
        name = name[1:]
    while name and name[-1].lower() in _SMALL:
        name = name[:-1]
    if name:
        yield name


def _merged(found: Counter[str]) -> dict[str, int]:
    """Short forms counted under the one longer name that they end or begin, if there is just one."""
    merged: Counter[str] = Counter()
    for name, count in found.items():
        longer = [other for other in found if other != name and (other.endswith(" " + name) or other.startswith(name + " "))]
        merged[longer[0] if len(longer) == 1 else name] += count
    return dict(merged)


@lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """A name's word in a form in which a country, its people and its adjective are the same.

    >>> root("velmia") == root("velmian"), root("orrin")
    (True, 'orr')
    """
    return _VOWELS.sub("", _ADJECTIVE.sub("", word)) or word if len(word) > 4 else word
