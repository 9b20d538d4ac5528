from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from broadsheet.group.event import Event
from broadsheet.group.evidence import FEATURES, Model, days_penalty, model_of, shipped
from broadsheet.models.forest import forest_of

#: Asks for column 0, then, where it is above 1, for column 1.
TREE = {"column": [0, 0, 1, 0, 0], "bound": [1.0, None, 2.0, None, None], "left": [1, 1, 3, 3, 4], "value": [0, 5.0, 0, 6.0, 7.0]}
LEAF = {"column": [0], "bound": [None], "left": [0], "value": [10.0]}


def on(day: int) -> Event:
    return Event(first=day, last=day, dated=True)


def test_trees_are_walked_to_their_leaves_and_summed() -> None:
    rows = np.array([[1.0, 9.0], [1.5, 2.0], [2.0, 3.0]])
    assert forest_of([[TREE, LEAF]]).scores(rows).tolist() == [[15.0], [16.0], [17.0]]


def test_a_forest_without_trees_adds_nothing() -> None:
    assert forest_of([[]]).scores(np.zeros((2, 3))).tolist() == [[0.0], [0.0]]


def test_masks_say_what_walking_says() -> None:
    dice, trees = np.random.default_rng(1), shipped().trees
    rows = dice.random((70, len(FEATURES))) * dice.choice([0.2, 1.0, 3.0], len(FEATURES))
    rows[0] = trees.bound[3]  # what is just at a bound goes left
    assert trees.masks is not None
    assert np.array_equal(trees.scores(rows), replace(trees, masks=None).scores(rows))
    assert trees.scores(rows[:0]).shape == (0, 1)


def test_trees_of_many_leaves_are_walked() -> None:
    inner = range(0, 16, 2)
    chain = {
        "column": [0] * 17,
        "bound": [float(at) if at in inner else None for at in range(17)],
        "left": [at + 1 if at in inner else at for at in range(17)],
        "value": [float(at) for at in range(17)],
    }
    forest = forest_of([[chain]])
    assert forest.masks is None
    assert forest.scores(np.array([[0.0], [4.0], [99.0]])).tolist() == [[1.0], [5.0], [16.0]]


def test_a_forest_is_stored_as_it_was() -> None:
    assert forest_of([[TREE, LEAF]]).plain() == [[TREE, LEAF]]


def test_trees_correct_the_sum() -> None:
    model = Model(weight=np.array([2.0, 0.0]), bias=1.0)
    corrected = replace(model, trees=forest_of([[TREE]]))
    assert (model.log_odds(np.array([[3.0, 0.0]]))[0], corrected.log_odds(np.array([[3.0, 0.0]]))[0]) == (7.0, 13.0)


def test_weights_of_other_features_are_refused() -> None:
    with pytest.raises(ValueError, match="other features"):
        model_of({"bias": 0.0, "weights": {"terms": 1.0}, "trees": []})


def test_the_packaged_trees_ask_only_for_columns_there_are() -> None:
    trees = shipped().trees
    assert len(trees.roots) > 0
    assert set(trees.column.tolist()) <= set(range(len(FEATURES)))


@pytest.mark.parametrize(("days", "counted"), [(0, 0), (1, 1), (2, 2), (3, 4), (5, 8)])
def test_days_beyond_the_second_count_twice(days: int, counted: int) -> None:
    assert days_penalty(on(100), on(100 + days)) == pytest.approx(0.9 * counted)


def test_a_date_on_one_side_only_speaks_against() -> None:
    assert days_penalty(on(100), Event()) == 2.0


def test_what_has_no_date_on_either_side_is_less_likely_one_than_what_is_told_on_one_day() -> None:
    assert days_penalty(Event(), Event()) - days_penalty(on(100), on(100)) == 0.7
