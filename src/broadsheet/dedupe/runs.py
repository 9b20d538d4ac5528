"""Runs of three words as numbers: those of a text, those of them that are indexed, and what two texts share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Numbers = NDArray[np.uint32]
Mask = NDArray[np.bool_]
Places = NDArray[np.intp]

RUN = 3  # words in a run, "shingle" in Broder, "On the resemblance and containment of documents" (1997)
SAMPLE = np.uint64(1 << 41)  # one run in eight is indexed: those of a lower number (Manber 1994; Broder 1997)
OPENING, OPENING_SAMPLE = 48, np.uint64(1 << 42)  # of the first so many one in four: a brief is as a rule another's opening

_MIX = (np.uint64(0xD6E8FEB86659FD93), np.uint64(0xA0761D6478BD642F), np.uint64(0xE7037ED1A0B428DB))
_PLACE = np.uint64(20)  # bits that tell a place in a text; no text of 200,000 characters has so many words, spelled out or not
_PLACES = np.uint64((1 << 20) - 1)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Runs:
    """The runs of a text.

    Attributes:
        distinct: one number of 44 bits for every three words in a row, sorted, each once.
        ranks: where among these each run stands, in the order of the text, shape (words - 2,).
    """

    distinct: Words
    ranks: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The runs by which a text is looked up, each once: chosen by their own number, so that two copies choose alike.

    Attributes:
        runs: of the whole text.
        opening: further ones of its opening.
    """

    runs: list[int]
    opening: list[int]


def runs_of(numbers: Numbers | Words) -> Words:
    """Every three words in a row as one number, in the order of the text, shape (n - 2,)."""
    wide = numbers.astype(np.uint64, copy=False)
    result: Words = (wide[:-2] * _MIX[0] + wide[1:-1] * _MIX[1] + wide[2:] * _MIX[2]) >> _PLACE
    return result


def ordered(runs: Words, bounds: Places) -> Iterator[Runs]:
    """The runs, sorted, of texts that stand one after the other, each from one of the bounds to the next, in words.

    Each run carries its place through the sort: to sort places by runs costs many times as much.
    """
    stretches = list(zip(bounds[:-1].tolist(), _lasts(bounds).tolist(), strict=True))
    placed = runs << _PLACE
    placed |= np.arange(len(runs), dtype=np.uint64)
    for start, last in stretches:
        placed[start:last].sort()
    keys = placed >> _PLACE
    first = np.ones(len(runs), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    first[bounds[:-1][bounds[:-1] < len(runs)]] = True
    placed &= _PLACES
    ranks = np.empty(len(runs), dtype=np.intp)
    ranks[placed.view(np.int64)] = first.cumsum()
    for start, last in stretches:
        own = ranks[start:last]
        yield Runs(distinct=keys[start:last][first[start:last]], ranks=own - own.min() if last > start else own)


def _lasts(bounds: Places) -> Places:
    """The end of the runs of each text: the last words of one make none with the first of the next."""
    result: Places = np.maximum(bounds[:-1], bounds[1:] - (RUN - 1))
    return result


def samples(runs: Words, bounds: Places) -> Iterator[Sample]:
    """What is indexed of texts that stand one after the other, each from one of the bounds to the next, in words."""
    lasts = _lasts(bounds)
    whole = _chosen(runs, runs < SAMPLE, bounds[:-1], lasts)
    further = runs - SAMPLE < OPENING_SAMPLE - SAMPLE
    openings = _chosen(runs, further, bounds[:-1], np.minimum(bounds[:-1] + OPENING, lasts))
    return (Sample(runs=some, opening=opening) for some, opening in zip(whole, openings, strict=True))


def _chosen(runs: Words, mask: Mask, starts: Places, ends: Places) -> Iterator[list[int]]:
    """The marked runs of each stretch, each once."""
    places = mask.nonzero()[0]
    found = runs[places].tolist()
    for start, end in zip(places.searchsorted(starts).tolist(), places.searchsorted(ends).tolist(), strict=True):
        yield list(dict.fromkeys(found[start:end]))


def shared(one: Runs, two: Runs) -> tuple[Mask, Mask]:
    """Which runs of each text the other has, in the order of the texts."""
    mine, theirs = np.zeros(len(one.distinct), dtype=np.bool_), np.zeros(len(two.distinct), dtype=np.bool_)
    if len(mine) and len(theirs):
        at = one.distinct.searchsorted(two.distinct)
        np.minimum(at, len(mine) - 1, out=at)
        theirs = one.distinct[at] == two.distinct
        mine[at[theirs]] = True
    return mine[one.ranks], theirs[two.ranks]
