"""Articles whose opening is lost: somebody acts under a bare surname whom no paragraph before has introduced.

News introduces people in full and calls them by surname afterwards. Where a surname that never stands with a first name on the
page suddenly becomes the main actor, the paragraph that introduced it is missing, and so is the beginning of its article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

_ACTOR = re.compile(
    r"(?:^|[.!?][”\"’]? )(?P<name>[A-ZÀ-Þ][a-zà-ÿ]{3,}) (?:[a-z]{2,}ed|said|says|was|has|had|told|took|went|got|made)\b"
)
_PERSON = re.compile(r"(?:^|[.!?][”\"’]? )(?:He|She)\b|[”\"],? (?:he|she) [a-z]+")
AHEAD, BEHIND = 10, 40
"""Paragraphs that are looked at below and above."""

FIRMLY = 1.5
"""So many times more names must a paragraph share with the text below than with the text above to belong below."""

REACH = 15
"""Paragraphs above and below whose names count for that."""

OFTEN = 3
"""Paragraphs ahead that must name the actor again."""


def lost_openings(paragraphs: Sequence[str]) -> list[bool]:
    """For every paragraph, whether it is the first to name an actor whose introduction is missing.

    >>> tail = ["On Friday, Pell paid.", "He said it was fair.", "Pell laughed.", "And so Pell left."]
    >>> lost_openings(["The ferry sailed.", "Pell complained that nobody had told him.", *tail])
    [False, True, False, False, False, False]
    """
    return [_is_first_sight(paragraphs, at) for at in range(len(paragraphs))]


def _is_first_sight(paragraphs: Sequence[str], at: int) -> bool:
    return any(_is_unknown_actor(paragraphs, at, match["name"]) for match in _ACTOR.finditer(paragraphs[at]))


def _is_unknown_actor(paragraphs: Sequence[str], at: int, name: str) -> bool:
    ahead = paragraphs[at + 1 : at + 1 + AHEAD]
    if _naming(paragraphs[max(0, at - BEHIND) : at], name) or len(_naming(ahead, name)) < OFTEN:
        return False
    in_full = re.compile(rf"[A-ZÀ-Þ][\w.’'-]* {name}\b")
    if any(in_full.search(text) for text in (paragraphs[at], *ahead)):
        return False
    return any(_PERSON.search(text) for text in paragraphs[at : at + 4])


def _naming(paragraphs: Sequence[str], name: str) -> list[str]:
    """Those in which the name stands as a word."""
    holding = [text for text in paragraphs if name in text]
    return [text for text in holding if re.search(rf"\b{name}\b", text)]


def openings(paragraphs: Sequence[str], names: Sequence[Set[str]]) -> list[int]:
    """Where articles with a lost opening begin: numbers of paragraphs.

    The paragraphs right above the first sight of an actor are the new article's as far as they have clearly more names in
    common with the text below than with the text above.

    Args:
        paragraphs: the page's, in order.
        names: of every paragraph.
    """
    return [_first_of_article(names, at) for at, lost in enumerate(lost_openings(paragraphs)) if lost and at]


def _first_of_article(names: Sequence[Set[str]], at: int) -> int:
    while at > 1 and _leans_down(names, at - 1, at):
        at -= 1
    return at


def _leans_down(names: Sequence[Set[str]], at: int, edge: int) -> bool:
    """Whether paragraph `at` shares more names with the text from `edge` on than with the text above it."""
    below = set().union(*names[edge : edge + REACH])
    above = set().union(*names[max(0, at - REACH) : at])
    return len(names[at] & below) > FIRMLY * len(names[at] & above)
