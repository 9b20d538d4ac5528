"""Trees that are asked all at once say what they say one by one."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.extract import trees
from broadsheet.extract.surroundings import COLUMNS, KINDS

PLAIN = json.loads(files("broadsheet.extract").joinpath("tree_weights.json").read_text("utf-8"))


def one_by_one(classes, row):
    """Walk every tree from its root."""
    sums = []
    for forest in classes:
        sums.append(0.0)
        for tree in forest:
            at = 0
            while tree["left"][at] != at:
                at = tree["left"][at] + int(row[tree["column"][at]] > tree["bound"][at])
            sums[-1] += tree["value"][at]
    return sums


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_forest_agrees_with_a_walk_of_its_trees(seed):
    rows = np.random.default_rng(seed).normal(scale=2.0, size=(3, len(COLUMNS)))
    judgement = trees.packaged()
    for forest, classes in ((judgement.kinds, PLAIN["kinds"]), (judgement.starts, PLAIN["starts"])):
        assert forest.scores(rows) == pytest.approx(np.array([one_by_one(classes, row) for row in rows]))


def test_odds_are_odds():
    rows = np.random.default_rng(3).normal(size=(50, len(COLUMNS)))
    judgement = trees.packaged()
    kinds, starts = judgement.kind_odds(rows), judgement.start_odds(rows)
    assert kinds.shape == (50, len(KINDS))
    assert kinds.sum(axis=1) == pytest.approx(1.0)
    assert ((starts > 0) & (starts < 1)).all()


def test_no_rows_no_odds():
    rows = np.zeros((0, len(COLUMNS)))
    assert trees.packaged().kind_odds(rows).shape == (0, len(KINDS))
    assert trees.packaged().start_odds(rows).shape == (0,)


def test_trees_of_other_columns_are_refused():
    with pytest.raises(ValueError, match="other columns"):
        trees.from_plain(PLAIN | {"columns": ["height"]})


def test_a_tree_of_one_leaf_adds_its_value():
    leaf = {"column": [0], "bound": [None], "left": [0], "value": [1.5]}
    plain = {"columns": list(COLUMNS), "thresholds": [0.4, 0.5], "kinds": [[leaf]] * len(KINDS), "starts": [[leaf]]}
    assert trees.from_plain(plain).starts.scores(np.zeros((2, len(COLUMNS)))).tolist() == [[1.5], [1.5]]
