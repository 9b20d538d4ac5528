"""The labeller's odds."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from broadsheet.extract.chain import STATES, Chain


def by_listing(chain: Chain, scores: np.ndarray) -> np.ndarray:
    """The same odds from all paths, one by one."""
    odds = np.zeros_like(scores)
    for path in product(range(len(STATES)), repeat=len(scores)):
        weight = np.exp(
            chain.first[path[0]]
            + sum(chain.moves[a, b] for a, b in pairwise(path))
            + sum(row[state] for row, state in zip(scores, path, strict=True))
        )
        odds[range(len(path)), path] += weight
    return odds / odds.sum(axis=1, keepdims=True)


def random_chain() -> tuple[Chain, np.random.Generator]:
    dice = np.random.default_rng(7)
    return Chain({}, np.zeros((0, len(STATES))), dice.normal(size=(len(STATES),) * 2), dice.normal(size=len(STATES))), dice


def test_odds_are_those_of_all_paths():
    chain, dice = random_chain()
    scores = dice.normal(size=(3, len(STATES)))
    assert chain.odds(scores) == pytest.approx(by_listing(chain, scores))


def test_odds_of_a_long_page_stay_finite():
    chain, dice = random_chain()
    odds = chain.odds(dice.normal(scale=40, size=(5_000, len(STATES))))
    assert np.isfinite(odds).all()
    assert odds.sum(axis=1) == pytest.approx(1.0)


def test_a_page_without_lines_has_no_odds():
    chain, _ = random_chain()
    assert chain.odds(chain.scores([])).shape == (0, len(STATES))
