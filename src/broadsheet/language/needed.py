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


def needed(pattern: re.Pattern[str]) -> tuple[Words, ...]:
    r"""Of each of these, a word in small letters stands in every match of a pattern; what tells most comes first.

    >>> [sorted(words) for words in needed(re.compile(r"(?:a|one|\d+) (?:week|month)s? ago"))]
    [['month', 'week'], [' ago']]
    >>> [sorted(words) for words in needed(re.compile(r"(?<=in )(?:last )?[Ss]pring(?! of)|\bfall"))], needed(re.compile(r"\d+"))
    ([['fall', 'spring']], ())
    """
    found = map(_barest, _needs(parser.parse(pattern.pattern, pattern.flags)))
    telling = dict.fromkeys(words for words in found if all(map(str.strip, words)))
    return tuple(sorted(telling, key=_telling, reverse=True))


def holds(text: str, needs: Iterable[Words]) -> bool:
    """Whether a text in small letters has what a pattern needs.

    >>> holds("a week ago", needed(re.compile("weeks? ago"))), holds("weeks", needed(re.compile("weeks? ago")))
    (True, False)
    """
    return all(any(word in text for word in words) for words in needs)


def _telling(words: Words) -> tuple[int, int]:
    """How much it tells that one of these must be there: the longer the shortest, the more; then the fewer."""
    return min(len(word.strip()) for word in words), -len(words)


def _barest(words: Words) -> Words:
    return frozenset(word for word in words if not any(other in word for other in words - {word}))


def _needs(tree: Iterable[tuple[Any, Any]]) -> Iterator[Words]:
    run = ""
    for kind, held in _flat(tree):
        letter = _letter(kind, held)
        if letter is not None:
            run += letter
            continue
        if run:
            yield frozenset({run})
        run = ""
        yield from _of_one(kind, held)
    if run:
        yield frozenset({run})


def _of_one(kind: Any, held: Any) -> Iterator[Words]:
    """What one part needs: of branches every one must need something, what may be left out needs nothing."""
    if kind is kinds.BRANCH:
        each = [max(_needs(branch), key=_telling, default=NOTHING) for branch in held[1]]
        if all(each):
            yield NOTHING.union(*each)
    elif kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and held[0]:
        yield from _needs(held[2])


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
