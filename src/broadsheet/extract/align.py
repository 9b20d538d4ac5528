"""Finds an extractor's text again in the page's rendered lines, so that what is kept can be proved to stand there.

An extractor gives paragraphs, not places. Runs of words that stand once in both texts are paired in order (patience diff, after
B. Cohen), the stretches between them are compared word by word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+")
#: Words of a run that pairs the two texts.
_RUN = 4
#: Stretches are compared word by word up to this product of lengths.
_MOST_COMPARED = 1_500_000
#: A line longer than this is no paragraph but something folded into one line.
_LONGEST = 5_000


def covered(lines: Sequence[str], text: str) -> list[float]:
    """What share of each line's words stands in the text, in the text's order.

    Args:
        lines: the page's rendered lines.
        text: what an extractor took for the article.

    Returns:
        For every line a share from 0 to 1; a line without words has 0.

    >>> covered(["Menu", "The ferry sailed at noon.", "Share this"], "The ferry sailed at noon.")
    [0.0, 1.0, 0.0]
    """
    wanted = _WORD.findall(text)
    own = [_WORD.findall(line) if len(line) <= _LONGEST else [] for line in lines]
    words = [word for line in own for word in line]
    matched = _matched(words, wanted)
    out, at = [], 0
    for line in own:
        out.append(sum(matched[at : at + len(line)]) / len(line) if line else 0.0)
        at += len(line)
    return out


def _matched(left: Sequence[str], right: Sequence[str]) -> list[bool]:
    """For every word of `left` whether it is paired with one of `right`."""
    flags = [False] * len(left)
    begin = (0, 0)
    for a, b in [*_rising(_shared_runs(left, right)), (len(left), len(right))]:
        if a < begin[0] or b < begin[1]:
            continue
        _compare(left, right, (begin, (a, b)), flags)
        run = 0
        while a + run < len(left) and b + run < len(right) and left[a + run] == right[b + run]:
            flags[a + run] = True
            run += 1
        begin = (a + run, b + run)
    return flags


def _shared_runs(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Places of runs that stand once in both, in the order of the left text."""
    once_left, once_right = _once(left), _once(right)
    return sorted((at, once_right[run]) for run, at in once_left.items() if run in once_right)


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs = [tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]
    count = Counter(runs)
    return {run: at for at, run in enumerate(runs) if count[run] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence whose second numbers rise."""
    tails: list[int] = []
    last: list[int] = []
    back: list[int] = []
    for at, (_, value) in enumerate(pairs):
        spot = bisect_left(tails, value)
        back.append(last[spot - 1] if spot else -1)
        if spot == len(tails):
            tails.append(value)
            last.append(at)
        else:
            tails[spot], last[spot] = value, at
    out, at = [], last[-1] if last else -1
    while at >= 0:
        out.append(pairs[at])
        at = back[at]
    return out[::-1]


def _compare(
    left: Sequence[str], right: Sequence[str], corners: tuple[tuple[int, int], tuple[int, int]], flags: list[bool]
) -> None:
    """Pair the words of a stretch one by one; a stretch too large is left unpaired."""
    (a, b), (c, d) = corners
    if c <= a or d <= b or (c - a) * (d - b) > _MOST_COMPARED:
        return
    for block in SequenceMatcher(None, left[a:c], right[b:d], autojunk=False).get_matching_blocks():
        if block.size >= 2 or (d - b) <= 2:
            flags[a + block.a : a + block.a + block.size] = [True] * block.size
