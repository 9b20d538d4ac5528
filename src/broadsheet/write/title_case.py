"""Titles Written Like This, put as a sentence is written: only names keep their capitals.

A capital is what tells a name, so no reader, and no gate, can tell names in such a title. Its article's own sentences can.
"""

from __future__ import annotations

import re

from broadsheet.language.words import STOP_WORDS
from broadsheet.records.annotation import Annotated
from broadsheet.write.grounding_tokens import stem

MOSTLY = 0.7
"""Share of a title's longer words that have capitals where all are meant to have them."""

LONGER = 4
"""Letters from which on a title's style gives a word a capital, whatever it is."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PLAIN = re.compile(r"A|[A-Z][a-z]+(?:['’]s?)?")
_LOWER = re.compile(r"(?<![\w'’])[a-z]+")


def as_a_sentence(annotated: Annotated, title: str) -> str:
    """A title whose words all have capitals, with capitals for its first word and its names only; any other as it is.

    A word is lowered if it is small, or if the article has it, or a form of it, in lower case and in nobody's name. Where
    another word is left that the article never writes with a capital, it may be a name or none: the title stays as it is.
    """
    longer = [word[0] for word in _WORD.finditer(title) if len(word[0]) >= LONGER]
    if len(longer) < 2 or sum(word[0].isupper() for word in longer) < MOSTLY * len(longer):
        return title
    first = _WORD.search(title)
    text = annotated.article.text
    named = {word for entity in annotated.entities for name in (entity.name, *entity.aliases) for word in _WORD.findall(name)}
    usual = frozenset(map(stem, _LOWER.findall(text)))

    def styled(found: re.Match[str]) -> str:
        word = found[0]
        bare = _bare(word)
        opens = first is not None and found.start() == first.start()
        common = word.lower() in STOP_WORDS or (bare not in named and stem(bare.lower()) in usual)
        return word if opens or not _PLAIN.fullmatch(word) or not common else word.lower()

    made = _WORD.sub(styled, title)
    left = {_bare(word[0]) for word in _WORD.finditer(made) if first and word.start() > first.start() and word[0][0].isupper()}
    return made if left <= {_bare(word) for word in _WORD.findall(text)} else title


def _bare(word: str) -> str:
    """A word without its possessive ending."""
    return re.sub(r"['’]s?$", "", word)
