"""The columns by which a page's lines are judged a second time."""

from __future__ import annotations

import numpy as np
import pytest

from broadsheet.extract import chain
from broadsheet.extract.features import features
from broadsheet.extract.surroundings import COLUMNS, rows
from tests.extract import pages


def columns_of(text: str) -> tuple[dict[str, np.ndarray], list[str]]:
    """Column name → its values, and the lines that are not blank."""
    lines = text.split("\n")
    at, facts, named = features(lines)
    learned = chain.packaged()
    scores = learned.scores(named)
    blank = [i == 0 or at[i] - at[i - 1] > 1 for i in range(len(at))]
    found = rows(facts, named, learned.odds(scores), learned.best_path(scores), blank)
    assert found.shape == (len(at), len(COLUMNS))
    return dict(zip(COLUMNS, found.T, strict=True)), [lines[place] for place in at]


def test_column_names_are_told_apart():
    assert len(set(COLUMNS)) == len(COLUMNS)


def test_neighbours_stand_in_the_columns_of_their_distance():
    found, _ = columns_of("\n".join(pages.DAM))
    assert found["-1 words"][1:] == pytest.approx(found["+0 words"][:-1])
    assert found["+2 body"][:-2] == pytest.approx(found["+0 body"][2:])


def test_beyond_the_edge_is_below_every_value():
    found, _ = columns_of("\n".join(pages.DAM))
    assert found["-1 start"][0] < 0
    assert found["+3 start"][-1] < 0


def test_kinds_sum_to_one_however_an_article_begins():
    found, _ = columns_of("\n".join(["Dam breaks above Port Velm", *pages.DAM]))
    total = sum(found[f"+0 {kind}"] for kind in ("headline", "byline", "caption", "body", "teaser", "junk"))
    assert total == pytest.approx(1.0)


def test_a_line_echoes_the_text_whose_words_it_shares():
    text = "\n".join([*pages.FERRY[1:], "The dam at Port Velm breaks", *pages.DAM])
    found, lines = columns_of(text)
    at = lines.index("The dam at Port Velm breaks")
    assert found["echo_below"][at] > found["echo_above"][at]
    assert found["echo_lean"][at] == pytest.approx(found["echo_below"][at] - found["echo_above"][at])


def test_the_blank_line_above_counts():
    found, lines = columns_of(f"{pages.DAM[0]}\n{pages.DAM[1]}\n\n{pages.DAM[2]}")
    assert found["blank"].tolist() == [1.0, 0.0, 1.0]
    assert len(lines) == 3
