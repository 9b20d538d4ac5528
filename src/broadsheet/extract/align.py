"""Finds an extractor's text again in the page's rendered lines, so that what is kept can be proved to stand there.

An extractor gives paragraphs, not places. Lines that stand once in both texts are paired in order (patience diff, after B. Cohen),
between them runs of words that do, and what is left is compared word by word.
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
    own = [_WORD.findall(line) if len(line) <= _LONGEST else [] for line in lines]
    wanted = [_WORD.findall(line) for line in text.split("\n")]
    out = [0.0] * len(own)
    left = right = 0
    for a, b in [*_rising(_shared_lines(own, wanted)), (len(own), len(wanted))]:
        out[left:a] = _shares(own[left:a], [word for line in wanted[right:b] for word in line])
        if a < len(own):
            out[a] = 1.0
        left, right = a + 1, b + 1
    return out


def _shared_lines(left: Sequence[Sequence[str]], right: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Places of lines that stand once in both, in the order of the left text."""
    once_left, once_right = (_sole([tuple(line) if len(line) >= _RUN else () for line in lines]) for lines in (left, right))
    return [(at, once_right[line]) for line, at in once_left.items() if line and line in once_right]


def _shares(lines: Sequence[Sequence[str]], wanted: Sequence[str]) -> list[float]:
    """What share of each line's words is paired with one that is wanted."""
    if not wanted:
        return [0.0] * len(lines)
    matched = _matched([word for line in lines for word in line], wanted)
    out, at = [], 0
    for line in lines:
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
    once_left, once_right = (_sole(list(zip(*(words[at:] for at in range(_RUN)), strict=False))) for words in (left, right))
    return [(at, once_right[run]) for run, at in once_left.items() if run in once_right]


def _sole(pieces: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """The place of every piece that stands there once, in order."""
    count = Counter(pieces)
    return {piece: at for at, piece in enumerate(pieces) if count[piece] == 1}


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
