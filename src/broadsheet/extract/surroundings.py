"""What every line of a page looks like among its neighbours, in numbers: the columns that the second look (`trees`) judges by.

The chain has looked first. Here its odds of the lines around are set side by side with what can be counted: how long the lines
are, what the gap between two paragraphs holds, whether a line takes up the words and names of the text above it or below.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from broadsheet.extract.chain import STATES
from broadsheet.extract.cues import DATELINE
from broadsheet.extract.facts import Facts
from broadsheet.extract.gaps import gaps, measures
from broadsheet.extract.seams import LEANS, MEASURES

Matrix = NDArray[np.float64]
#: The kinds of lines, as the columns of what the chain and the trees say.
KINDS: Final = STATES[:6]
#: What a column holds where there is nothing to measure.
_NOTHING = -9.0
#: So many paragraphs above and below a line are the text it may belong to.
_TEXT = 4
_SHAPES = ("prose", "sentence", "stub", "long", "heading", "bit", "name", "date", "credit", "more", "web")
#: Marks of a line itself, and those that tell something of the line next to it.
_OWN_MARKS = (
    "advert:s",
    "again",
    "ago:s",
    "as_head",
    "by:m",
    "by:s",
    "caption:l",
    "caption:m",
    "caption:s",
    "case=all",
    "case=caps",
    "case=most",
    "clock",
    "credit:s",
    "credit_glued:m",
    "credit_line:m",
    "credit_line:s",
    "credit_tail:m",
    "date:alone",
    "date:short",
    "dated:s",
    "dateline_below",
    "end=colon",
    "inner=0",
    "legal:s",
    "link:s",
    "name",
    "navigate:s",
    "open=bullet",
    "open=lower",
    "open=quote",
    "quote:l",
    "quote:m",
    "?",
    "reader:0",
    "reader:1",
    "reading:s",
    "recommend:m",
    "recommend:s",
    "roundup:m",
    "roundup:s",
    "seen",
    "share:s",
    "starts_as_above",
    "subscribe:m",
    "subscribe:s",
    "template:s",
    "unfold:s",
    "unseen",
)
_NEAR_MARKS = (
    "by:s",
    "caption:m",
    "credit_line:s",
    "date:alone",
    "dateline:l",
    "end=colon",
    "name",
    "recommend:s",
    "share:s",
    "unfold:s",
)
_SAID = (*KINDS, "start")
_SIZES = ("words", "ends", "prose", "shape")
_PLACE = (
    "to_body_above",
    "to_body_below",
    *(f"above:{kind}" for kind in KINDS),
    *(f"below:{kind}" for kind in KINDS),
    "gap:starts",
    "gap:likeliest",
    "gap:is_likeliest",
    "gap:likelier_above",
    "gap:likelier_below",
    "since_start",
)
_ECHOES = ("echo_above", "echo_below", "echo_lean", "terms", "names_above", "names_below", "names_over", "terms_over")
_LINE = ("leans", "dateline", "blank", "seen_on")


def _shifted(names: Sequence[str], reach: int) -> list[str]:
    return [f"{step:+d} {name}" for step in range(-reach, reach + 1) for name in names]


#: The columns of `rows`, in their order.
COLUMNS: Final = (
    *_shifted(_SAID, 3),
    *_shifted(_SIZES, 2),
    *_OWN_MARKS,
    *(f"{step:+d} {name}" for step in (-1, 1) for name in _NEAR_MARKS),
    *_PLACE,
    *_ECHOES,
    *_LINE,
    *(f"gap {name}" for name in MEASURES),
)


def rows(
    facts: Sequence[Facts], named: Sequence[Sequence[str]], odds: Matrix, path: Sequence[int], blank: Sequence[bool]
) -> Matrix:
    """The columns of every line.

    Args:
        facts: of the page's lines that are not blank.
        named: their features' names.
        odds: what the chain holds of every line; shape (lines, states), rows sum to one.
        path: its best sequence of states.
        blank: whether a blank line stands above the line.

    Returns:
        Shape (lines, `COLUMNS`); what cannot be measured is a number below all others.
    """
    kinds = [STATES[state].rstrip("+") for state in path]
    said = _said(odds)
    marks = _marks(named, _OWN_MARKS)
    near = _marks(named, _NEAR_MARKS)
    parts = (
        _window(said, 3),
        _window(_sizes(facts), 2),
        marks,
        _moved(near, -1),
        _moved(near, 1),
        _place(facts, kinds, said),
        _echoes(facts),
        _line(facts, named, blank),
        _gap_measures(facts, path, blank),
    )
    return np.concatenate(parts, axis=1)


def _said(odds: Matrix) -> Matrix:
    """The chain's odds of every kind, whether or not an article begins there, and of a beginning."""
    starts = odds[:, len(KINDS) :]
    kinds = odds[:, : len(KINDS)].copy()
    kinds[:, : starts.shape[1]] += starts
    return np.concatenate([kinds, starts.sum(axis=1, keepdims=True)], axis=1)


def _moved(values: Matrix, step: int) -> Matrix:
    """What the line `step` lines below has; `_NOTHING` beyond the page's edge."""
    out = np.full_like(values, _NOTHING)
    if abs(step) < len(values):
        low, high = max(0, -step), len(values) - max(0, step)
        out[low:high] = values[low + step : high + step]
    return out


def _window(values: Matrix, reach: int) -> Matrix:
    return np.concatenate([_moved(values, step) for step in range(-reach, reach + 1)], axis=1)


def _sizes(facts: Sequence[Facts]) -> Matrix:
    return np.array(
        [(math.log1p(fact.words), fact.ends, fact.prose, _SHAPES.index(fact.shape)) for fact in facts], dtype=np.float64
    )


def _marks(named: Sequence[Sequence[str]], wanted: Sequence[str]) -> Matrix:
    """Whether a line has a mark; one with a grade, as `seen`, counts for any grade."""
    column = {name: at for at, name in enumerate(wanted)}
    out = np.zeros((len(named), len(wanted)))
    for row, names in enumerate(named):
        out[row, [column[mark] for mark in map(_mark, names) if mark in column]] = 1.0
    return out


@cache
def _mark(name: str) -> str:
    """A feature's name without its grade. There are some thousand names, all of them the code's own."""
    return next((stem for stem in ("again", "as_head", "seen") if name.startswith(stem)), name)


def _place(facts: Sequence[Facts], kinds: Sequence[str], said: Matrix) -> Matrix:
    """Where a line stands between two paragraphs, and what else stands there."""
    n, width = len(facts), len(KINDS)
    body = [at for at, kind in enumerate(kinds) if kind == "body"]
    sums = np.concatenate([np.zeros((1, width)), said[:, :width].cumsum(axis=0)])
    starts = said[:, width]
    words = np.cumsum([0, *(fact.words if kind == "body" else 0 for fact, kind in zip(facts, kinds, strict=True))])
    out, last = np.zeros((n, len(_PLACE))), 0
    for at in range(n):
        k = bisect_left(body, at)
        above, below = (body[k - 1] if k else -1), (body[k] if k < len(body) else n)
        own = starts[above + 1 : min(below, n - 1) + 1]
        top = own.max(initial=0.0)
        out[at, :2] = min(at - above, 20) if k else _NOTHING, min(below - at, 20) if below < n else _NOTHING
        out[at, 2 : 2 + width] = sums[at] - sums[above + 1]
        out[at, 2 + width : 2 + 2 * width] = sums[below] - sums[at]
        out[at, 2 + 2 * width :] = (
            own.sum(),
            top,
            starts[at] >= top,
            starts[above + 1 : at].max(initial=0.0),
            starts[at + 1 : min(below, n - 1) + 1].max(initial=0.0),
            math.log1p(words[at] - words[last]),
        )
        last = at if starts[at] > _SURE else last
    return out


#: Odds at which a line is taken for a start when words are counted from it.
_SURE = 0.6


def _echoes(facts: Sequence[Facts]) -> Matrix:
    """How far a line takes up the words and names of the text above and below, and how far those two share theirs."""
    prose = [at for at, fact in enumerate(facts) if fact.prose and fact.words >= 10]
    terms = [frozenset(facts[at].tokens) for at in prose]
    names = [facts[at].names for at in prose]
    joined = [_joined(terms, k) for k in range(-_TEXT, len(prose) + 1)]
    called = [_joined(names, k) for k in range(-_TEXT, len(prose) + 1)]
    out = np.zeros((len(facts), len(_ECHOES)))
    for at, fact in enumerate(facts):
        k = bisect_left(prose, at)
        below = min(k + (k < len(prose) and prose[k] == at), len(prose)) + _TEXT
        (said_above, said_below), (names_above, names_below) = ((part[k], part[below]) for part in (joined, called))
        own, size = fact.tokens.keys(), max(1, len(fact.tokens))
        shares = len(own & said_above) / size, len(own & said_below) / size
        out[at] = (
            *shares,
            shares[1] - shares[0],
            size,
            len(fact.names & names_above),
            len(fact.names & names_below),
            len(names_above & names_below) / max(1, min(len(names_above), len(names_below))),
            len(said_above & said_below) / max(1, min(len(said_above), len(said_below))),
        )
    return out


def _joined(parts: Sequence[frozenset[str]], first: int) -> frozenset[str]:
    """All of a run of `_TEXT` paragraphs."""
    return frozenset().union(*parts[max(0, first) : max(0, first + _TEXT)])


def _line(facts: Sequence[Facts], named: Sequence[Sequence[str]], blank: Sequence[bool]) -> Matrix:
    """What is left to say of the line itself."""
    return np.array(
        [
            (bool(LEANS.match(fact.text)), bool(DATELINE.match(fact.text)), gap, _pages(names))
            for fact, names, gap in zip(facts, named, blank, strict=True)
        ],
        dtype=np.float64,
    )


def _pages(names: Sequence[str]) -> int:
    """On how many pages the line was seen, as far as its features tell."""
    return max((int(name.rpartition("#")[2]) for name in names if name.startswith("seen") and "#" in name), default=0)


def _gap_measures(facts: Sequence[Facts], path: Sequence[int], blank: Sequence[bool]) -> Matrix:
    """The measures of the gap between two paragraphs in which a line stands; the paragraph below belongs to it."""
    kinds = [STATES[state].rstrip("+") for state in path]
    measured = measures(facts, kinds, [STATES[state].endswith("+") for state in path], blank)
    out = np.full((len(facts), len(MEASURES)), _NOTHING)
    for gap, row in zip(gaps(kinds), measured, strict=True):
        out[gap.above + 1 : gap.below + 1] = row
    return out
