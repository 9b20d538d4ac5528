"""What every match of a pattern must hold: a text that has none of it need not be searched.

Method: the prefilter of RE2 (Cox, "Regular Expression Matching with a Trigram Index", 2012), with whole words instead of trigrams.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Words = frozenset[str]
NOTHING: Words = frozenset()
_ANYWHERE = (kinds.ASSERT, kinds.ASSERT_NOT, kinds.AT)
"""What takes no room of its own: the letters before and behind it stand side by side."""


def needed(pattern: re.Pattern[str]) -> Words:
    r"""Words in small letters, one of which stands in every match of a pattern; none if that is not known.

    >>> sorted(needed(re.compile(r"(?:a|one|\d+) (?:week|month)s?")))
    ['month', 'week']
    >>> sorted(needed(re.compile(r"(?<=in )(?:last )?[Ss]pring(?! of)|\bfall"))), needed(re.compile(r"\d+"))
    (['fall', 'spring'], frozenset())
    """
    found = _needed(parser.parse(pattern.pattern, pattern.flags))
    return frozenset(word for word in found if not any(other in word for other in found - {word}))


def _needed(tree: Iterable[tuple[Any, Any]]) -> Words:
    """That of all parts of a sequence which tells most: whose shortest word is the longest, then that of the fewest words."""
    return max(_choices(tree), key=lambda words: (min(map(_length, words), default=0), -len(words)), default=NOTHING)


def _length(word: str) -> int:
    return len(word.strip())


def _choices(tree: Iterable[tuple[Any, Any]]) -> Iterator[Words]:
    run = ""
    for kind, held in _flat(tree):
        letter = _letter(kind, held)
        if letter is not None:
            run += letter
            continue
        if run:
            yield frozenset({run})
        run = ""
        yield _of_one(kind, held)
    if run:
        yield frozenset({run})


def _of_one(kind: Any, held: Any) -> Words:
    """What one part needs: of branches every one must need something, what may be left out needs nothing."""
    if kind is kinds.BRANCH:
        each = [_needed(branch) for branch in held[1]]
        return NOTHING.union(*each) if all(each) else NOTHING
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and held[0]:
        return _needed(held[2])
    return NOTHING


def _flat(tree: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """The parts in order, groups opened, without what takes no room."""
    for kind, held in tree:
        if kind is kinds.SUBPATTERN:
            yield from _flat(held[-1])
        elif kind not in _ANYWHERE:
            yield kind, held


def _letter(kind: Any, held: Any) -> str | None:
    """The small letter that a part is, if it is one, be it large or small in the text."""
    if kind is kinds.LITERAL:
        return chr(held).casefold()
    if kind is kinds.IN and all(one is kinds.LITERAL for one, _ in held):
        letters = {chr(code).casefold() for _, code in held}
        return letters.pop() if len(letters) == 1 else None
    return None
