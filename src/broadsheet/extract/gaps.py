"""The gaps between a page's paragraphs, measured: what speaks for another article's beginning there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from broadsheet.extract.facts import Facts
from broadsheet.extract.likeness import valley
from broadsheet.extract.seams import MEASURES, Passage, shape_measures

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gap:
    """The stretch between two paragraphs.

    Attributes:
        above: place of the paragraph above among the page's lines that are not blank.
        below: place of the paragraph below.
    """

    above: int
    below: int


def gaps(kinds: Sequence[str]) -> list[Gap]:
    """The gaps between successive body lines."""
    body = [at for at, kind in enumerate(kinds) if kind == "body"]
    return [Gap(above, below) for above, below in pairwise(body)]


def measures(facts: Sequence[Facts], kinds: Sequence[str], marked: Sequence[bool], blank: Sequence[bool]) -> Matrix:
    """What can be measured of every gap.

    Args:
        facts: of the page's lines that are not blank.
        kinds: what those lines were found to be.
        marked: where the labeller already sees an article begin.
        blank: whether a blank line stands above the line.

    Returns:
        Shape (gaps, measures), columns as in `MEASURES`.
    """
    found = gaps(kinds)
    if not found:
        return np.zeros((0, len(MEASURES)))
    passage = Passage([facts[found[0].above], *(facts[gap.below] for gap in found)])
    near, mid, far = passage.near, passage.mid, passage.far
    rows = []
    for k, gap in enumerate(found, 1):
        inside = [kinds[at] for at in range(gap.above + 1, gap.below)]
        own = {
            **(_NOTHING if not inside else {name: float(min(inside.count(kind), 3)) for name, kind in _CONTENT}),
            "recommended": float(any("recommend:s" in facts[at].marks for at in range(gap.above + 1, gap.below))),
            "marked": float(any(marked[gap.above + 1 : gap.below + 1])),
            "gap_blank": float(blank[gap.below]),
            "near": near[k],
            "mid": mid[k],
            "far": far[k],
            "depth": valley(mid, k),
            "near_rank": _rank(near, k),
        }
        own |= shape_measures(passage, k)
        own |= {
            "anew_cast": min(own["anew"], 2) * (1 - own["cast"]),
            "depth_cast": own["depth"] * (1 - own["cast"]),
            "again_cast": own["again"] * (1 - own["mid"]),
        }
        rows.append([own[name] for name in MEASURES])
    return np.array(rows)


_CONTENT = (("headlines", "headline"), ("bylines", "byline"), ("captions", "caption"), ("teasers", "teaser"), ("junk", "junk"))
_NOTHING = dict.fromkeys((name for name, _ in _CONTENT), 0.0)


def _rank(scores: Sequence[float], at: int) -> float:
    """Share of the neighbouring gaps that are more alike than this one."""
    around = [*scores[max(1, at - 5) : at], *scores[at + 1 : at + 6]]
    return sum(score > scores[at] for score in around) / len(around) if around else 0.5
