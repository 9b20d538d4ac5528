"""The longest common subsequence against the textbook's table."""

from __future__ import annotations

import random

import numpy as np
import pytest

from broadsheet.language.subsequences import MOST, longest_shared


def by_table(one, other):
    row = [0] * (len(other) + 1)
    for word in one:
        above, row = row, [0]
        for i, against in enumerate(other):
            row.append(above[i] + 1 if word == against else max(above[i + 1], row[i]))
    return row[-1]


@pytest.mark.parametrize("seed", range(5))
def test_all_pairs_are_those_of_the_table(seed):
    chance = random.Random(seed)
    texts = [[chance.choice("abcdefgh") for _ in range(chance.randrange(0, 80))] for _ in range(12)]
    others = [[chance.choice("abcdefghij") for _ in range(chance.randrange(0, MOST + 1))] for _ in range(7)]
    assert longest_shared(texts, others).tolist() == [[by_table(text, other) for other in others] for text in texts]


def test_only_the_first_words_of_the_second_are_compared():
    assert longest_shared([["x"] * 3], [["o"] * MOST + ["x"], ["x"] * 70]).tolist() == [[0, 3]]


def test_no_texts_have_no_lengths():
    assert longest_shared([], [["a"]]).shape == (0, 1)
    assert longest_shared([["a"]], []).shape == (1, 0)
    assert np.array_equal(longest_shared([[]], [[]]), [[0]])
