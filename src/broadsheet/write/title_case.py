"""Titles Written Like This, put as a sentence is written: only names keep their capitals.

A capital is what tells a name, so no reader, and no gate, can tell names in such a title. Its article's own sentences can.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from broadsheet.language.roles import is_office
from broadsheet.language.words import STOP_WORDS
from broadsheet.models.grammar import is_form_of_a_verb, is_quality
from broadsheet.records.annotation import Annotated
from broadsheet.write.grounding_tokens import stem

MOSTLY = 0.7
"""Share of a title's longer words that have capitals where all are meant to have them."""

LONGER = 4
"""Letters from which on a title's style gives a word a capital, whatever it is."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PLAIN = re.compile(r"A|[A-Z][a-z]+(?:['’]s?)?")
_CONTRACTED = re.compile(r"[A-Z][a-z]*(?:n['’]t|['’](?:ll|ve|re|d))")
_DATED = re.compile(r" (?:\d|Day\b)")
_CAPITAL = re.compile(r"\b[A-Z]\w+(?:['’]s?)?")
_LOWER = re.compile(r"(?<![\w'’])[a-z]+")


@dataclass(frozen=True)
class Spelling:
    """How articles spell words outside titles.

    Attributes:
        small: stems of the words that they write in lower case.
        capital: words that they write with a capital, without a possessive ending.
    """

    small: frozenset[str]
    capital: frozenset[str]


def spelling(texts: Iterable[str]) -> Spelling:
    """How texts spell their words."""
    small, capital = set[str](), set[str]()
    for text in texts:
        small.update(_LOWER.findall(text))
        capital.update(_CAPITAL.findall(text))
    return Spelling(frozenset(map(stem, small)), frozenset(map(_bare, capital)))


def as_a_sentence(annotated: Annotated, title: str, told: Spelling | None = None) -> str:
    """A title whose words all have capitals, with capitals for its first word and its names only; any other as it is.

    A word is lowered if it is small, or if an article of the story has it, or a form of it, in lower case and in nobody's name,
    or if it is a verb with its ending, an adjective or an adverb that no article writes with a capital; an office before a name
    keeps its own. Where another word is left that the title's own article never writes with a capital, it may be a name or none:
    the title stays as it is. Initials ("UNO") have their capitals in any style.

    Args:
        annotated: the title's article.
        title: its title.
        told: how the story's articles spell words; None for the title's own alone.
    """
    longer = [word[0] for word in _WORD.finditer(title) if len(word[0]) >= LONGER]
    if len(longer) < 2 or sum(word[0].isupper() for word in longer) < MOSTLY * len(longer):
        return title
    first = _WORD.search(title)
    text = annotated.article.text
    named = {word for entity in annotated.entities for name in (entity.name, *entity.aliases) for word in _WORD.findall(name)}
    spelled = _WORD.findall(title)
    offices = {word for word, after in pairwise(spelled) if is_office(word.lower()) and after in named}
    spelt = told or spelling([text])

    def styled(found: re.Match[str]) -> str:
        word = found[0]
        bare = _bare(word)
        opens = first is not None and found.start() == first.start()
        lowered = bare.lower()
        verb = bare not in spelt.capital and (is_form_of_a_verb(lowered) or is_quality(lowered))
        dated = word == "May" and (word in named or _DATED.match(title, found.end()) is not None)
        common = (word.lower() in STOP_WORDS and not dated) or (bare not in named and (stem(lowered) in spelt.small or verb))
        if opens or word in offices:
            return word
        return word.lower() if _CONTRACTED.fullmatch(word) or (common and _PLAIN.fullmatch(word)) else word

    made = _WORD.sub(styled, title)
    left = {_bare(word[0]) for word in _WORD.finditer(made) if first and word.start() > first.start() and _PLAIN.fullmatch(word[0])}
    return made if left - offices <= {_bare(word) for word in _WORD.findall(text)} else title


def _bare(word: str) -> str:
    """A word without its possessive ending."""
    return re.sub(r"['’]s?$", "", word)
