"""Dated background for cards from an encyclopaedia of the user's own. It supports no statement, and the gate never sees it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from broadsheet.language.bodies import ORGANISATION_WORDS
from broadsheet.language.roles import is_office
from broadsheet.language.sentences import split
from broadsheet.language.words import content_words, fold, listed, words
from broadsheet.records.pool import Background

if TYPE_CHECKING:
    from broadsheet.models.encyclopaedia import Encyclopaedia
    from broadsheet.records.annotation import MentionKind

MOST_WORDS, ENOUGH_WORDS = 45, 20
"""A card takes whole sentences of the first paragraph up to so many words, and no more once it has enough."""

_IS = re.compile(r"\b(?P<verb>is|are|was|were) (?:(?:a|an|the|one of the|both an?) )?(?P<what>[^.;]*)")
_ENDS = re.compile(r",| (?:who|which|that|of|in|from|for|on|at|by|with|to|based|located|known|serving|and)\b")
_TRADES = listed("academic cricketer cyclist footballer mathematician musician politician racer rower skater statesman stateswoman")
_PLACES = listed(
    "archipelago bay borough capital city commonwealth commune continent country county desert district governorate island "
    "kingdom lake mountain municipality nation neighborhood neighbourhood parish peninsula port prefecture province region "
    "republic river sea settlement state strait suburb territory town valley village"
)
_BODIES = ORGANISATION_WORDS | listed(
    "airline alliance charity company firm maker manufacturer newspaper operator publisher retailer"
)


def background(encyclopaedia: Encyclopaedia, name: str, kind: MentionKind, role: str) -> Background | None:
    """What the encyclopaedia says of a member of the story, if it surely is the same.

    It says what the name is, of the member's kind and in the present. A person is the same only if something in the opening is
    also in what the articles say of them, and no office is at odds with theirs: many people share a name.

    Args:
        encyclopaedia: an open one.
        name: the member's full name.
        kind: what the articles take the member for.
        role: what the articles say who or what it is; "" where they say nothing.
    """
    found = encyclopaedia.look_up(name)
    text = opening(found.text) if found else ""
    said = _IS.search(text)
    if found is None or said is None or _kind(said["what"]) != kind:
        return None
    if kind == "person" and (said["verb"] != "is" or not _is_the_same(said["what"], name, role)):
        return None
    return Background(text=text, source=f"{encyclopaedia.title}, “{found.title}”", as_of=encyclopaedia.day)


def opening(text: str) -> str:
    """Whole sentences from the beginning: as many as are enough, none that would be too many words; "" if the first would.

    >>> opening("Velm is a town on the Sarn. It has a mill.")
    'Velm is a town on the Sarn. It has a mill.'
    """
    kept: list[str] = []
    for extent in split(text):
        sentence = extent.of(text)
        count = sum(len(each.split()) for each in kept)
        if count >= ENOUGH_WORDS or count + len(sentence.split()) > MOST_WORDS or not sentence.endswith((".", ".”", '."')):
            break
        kept.append(sentence)
    return " ".join(kept)


def _kind(what: str) -> MentionKind | None:
    """What the words after "is a" name: of those before a comma or a clause the last that is an office, a body or a place."""
    for word in reversed(words(fold(_ENDS.split(f"{what} ", maxsplit=1)[0]).lower())):
        if is_office(word) or word in _TRADES:
            return "person"
        if word in _BODIES:
            return "organisation"
        if word in _PLACES:
            return "place"
    return None


def _is_the_same(what: str, name: str, role: str) -> bool:
    """Whether what is said of a person shares a word with the role of the one in the story, and no office is another one."""
    own = set(content_words(fold(name).lower()))
    here, there = content_words(fold(role).lower()), content_words(fold(what).lower())
    shared = (set(here) & set(there)) - own
    return bool(shared) and not any(_differ(word, here, there, own) for word in shared if is_office(word))


def _differ(office: str, here: list[str], there: list[str], own: set[str]) -> bool:
    """Whether an office that both name is of another kind in each: "interior minister", "foreign minister"."""

    def kinds(said: list[str]) -> set[str]:
        return {before for before, word in pairwise(said) if word == office and before not in own}

    one, other = kinds(here), kinds(there)
    return bool(one and other) and not one & other
