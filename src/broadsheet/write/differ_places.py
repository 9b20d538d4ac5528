"""One happening, set in two places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from broadsheet.language.numbers import numbers
from broadsheet.language.words import fold
from broadsheet.records.text import Extent
from broadsheet.write.differ import Account, Difference, clause_of, pairs, state_between
from broadsheet.write.dossier import Dossier, Passage

_HAPPENED = re.compile(
    r"\b(?:happened|occurred|took place|struck|hit|crash(?:ed)?|collided|collision|exploded|explosion|derailed|derailment|collapsed"
    r"|capsized|sank|accident|blast|shot|shooting|stabbed|landed|signed|died|killed|found|opened)\b",
    re.IGNORECASE,
)
_NAME = r"(?:[^\W\d_a-z][\w'’-]*)"
_KIND = (
    r"(?:village|town|city|port|island|station|airport|harbour|harbor|bridge|tunnel|square|park|school|hospital|hotel|stadium|prison"
    r"|mine|plant|factory|depot|market|church|district|suburb|province|valley|pass|lake|junction|crossing|motorway|beach|camp|theatre)"
)
_PLACE = re.compile(
    rf"\b(?:in|at|near|outside|inside|on|below|above|by)\s+(?:the\s+)?(?:[a-z]+\s+){{0,3}}?"
    rf"(?:(?P<kind>{_KIND})\s+of\s+(?P<name>{_NAME}(?:\s{_NAME})?)|(?P<name2>{_NAME}(?:\s{_NAME})?)\s+(?P<kind2>(?i:{_KIND})))\b"
)
_AWAY = re.compile(
    rf"\b(?P<far>[\w,.]+)\s+(?P<unit>kilomet(?:re|er)s|km|miles)\s+"
    rf"(?:(?:(?:north|south|east|west)\w*|away|downstream|upstream|inland)\s+)?(?:from|of)\s+(?:the\s+)?(?P<name>{_NAME}(?:\s{_NAME})*)"
)
_NEAREST = 5.0
"""Kilometres or miles from which "from X" and "at X" are two places."""

OPENING = 2
"""Sentences at the top of an article that tell of the story's own happening."""


class Setting(NamedTuple):
    """Where a sentence sets what happened. `kind` is what sort of place it is, "" for a distance from it."""

    kind: str
    name: str
    place: Extent


def place_differences(dossier: Dossier) -> Iterator[Difference]:
    """Two places of one sort for what happened, of which neither article knows the other's; or one place and a way off from it."""
    set_in = {i: found for i, passage in enumerate(dossier.passages) if (found := _settings(passage))}
    for i, j in pairs(dossier, list(set_in)):
        one, other = dossier.passages[i], dossier.passages[j]
        match = next(((a, b) for a in set_in[i] for b in set_in[j] if _two_places(a, b, one, other)), None)
        if match:
            yield Difference(
                kind="place",
                issue="Where it happened",
                sides=(_account(one, match[0]), _account(other, match[1])),
                confidence=0.75,
                state=state_between(one, other),
                why="both say where it happened, and it cannot be both",
            )


def _settings(passage: Passage) -> tuple[Setting, ...]:
    """The places of what happened that the sentence names, if it tells of the story's own happening."""
    text = passage.text
    if (passage.index >= OPENING and not re.search(r"\b(?:happened|occurred|took place)\b", text)) or not _HAPPENED.search(text):
        return ()
    found = []
    for away in _AWAY.finditer(text):
        far = next(iter(numbers(away["far"])), None)
        if far is not None and far.value >= _NEAREST:
            found.append(Setting("", fold(away["name"]).lower(), _in_article(passage, away.start(), away.end())))
    for at in _PLACE.finditer(text):
        kind, name = (at["kind"] or at["kind2"]).lower(), fold(at["name"] or at["name2"]).lower()
        found.append(Setting(kind, f"{name} {kind}" if at["kind2"] else name, _in_article(passage, at.start(), at.end())))
    return tuple(found)


def _in_article(passage: Passage, start: int, end: int) -> Extent:
    return Extent(passage.extent.start + start, passage.extent.start + end)


def _two_places(a: Setting, b: Setting, one: Passage, other: Passage) -> bool:
    if not a.kind or not b.kind:
        return bool(a.kind or b.kind) and a.name == b.name and not _between(a, one, other)
    return a.kind == b.kind and a.name != b.name and not _knows(one, b) and not _knows(other, a)


def _between(a: Setting, one: Passage, other: Passage) -> bool:
    """Whether the sentence with the place names the way off too."""
    held = one if a.kind else other
    return bool(_AWAY.search(held.text))


def _knows(passage: Passage, setting: Setting) -> bool:
    article = passage.article.article
    return setting.name.removesuffix(f" {setting.kind}") in fold(f"{article.title} {article.text}").lower()


def _account(passage: Passage, setting: Setting) -> Account:
    said = " ".join(setting.place.of(passage.article.article.text).split())
    return Account(passage=passage, text=said, clause=clause_of(passage, setting.place))
