"""What the articles that were found have in common: outlets, people, places, kinds, subjects, disputes."""

from __future__ import annotations

from heapq import nsmallest

import numpy as np

from broadsheet.search.catalogue import Catalogue, Numbers

Counts = dict[str, list[tuple[str, int]]]
"""Kind → values with how many articles have them, most first."""


def counted(catalogue: Catalogue, seqs: Numbers, most: int) -> Counts:
    """Outlets and traits of articles with how many of them have each, `most` of a kind; of equal ones those first by name."""
    codes, numbers = np.unique(np.concatenate(list(catalogue.borne_by(seqs))).astype(np.int64), return_counts=True)
    kinds: dict[str, list[tuple[int, str]]] = {}
    for code, number in zip(codes.tolist(), numbers.tolist(), strict=True):
        kind, value = catalogue.traits.names[code]
        kinds.setdefault(kind, []).append((-number, value))
    best = {kind: nsmallest(most, values) for kind, values in kinds.items()}
    first = sorted(best, key=lambda kind: (best[kind][0][0], kind))
    return {kind: [(value, -number) for number, value in best[kind]] for kind in first}
