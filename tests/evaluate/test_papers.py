"""The measure of "What the papers say": the reader, the rewordings and the planting, on an invented story."""

from __future__ import annotations

from collections import Counter

import pytest

from broadsheet.evaluate.papers import alone, nearest, plantings, told
from broadsheet.evaluate.rewording import reworded

ROW = {
    "story": "st",
    "articles": [
        {"id": "a", "title": "Bridge shut", "text": "The bridge in Velm was shut. Rust was found on nine beams."},
        {"id": "b", "title": "Trout", "text": "Anglers may keep two trout. The bailiff said so."},
    ],
}
PAGE = {
    "articles": {"a1": {"id": "a"}, "a2": {"id": "b"}},
    "spans": {"p1": {"article": "a1", "exact": "Rust was found on nine beams."}},
    "statements": {"s1": {"text": "Rust was found on nine beams.", "spans": ["p1"]}},
    "papers": {"w1": {"articles": ["a1"], "says": ["s1"]}},
    "notes": {"m1": {"kind": "only_here", "statements": ["s1"]}, "m2": {"kind": "all_agree", "statements": []}},
}


def test_the_reader_knows_a_sentence_by_its_article_and_not_without_it():
    assert told([ROW], [PAGE]) == {"sentences": 1.0, "told": 1.0, "told_hidden": 0.0}


def test_nobody_is_named_where_no_word_is_shared():
    assert nearest(Counter(["gravel"]), {"a": Counter(["trout"])}) is None


def test_a_fact_is_planted_in_every_wording_in_the_other_article():
    planted = list(plantings(ROW, PAGE))
    assert [fact for _, fact in planted] == ["Rust was found on nine beams."] * 3
    row = planted[0][0]
    assert row["articles"][0] == ROW["articles"][0]
    assert row["articles"][1]["text"] == "Anglers may keep two trout.\nRust was discovered on 9 beams.\nThe bailiff said so."
    assert list(alone(PAGE)) == ["Rust was found on nine beams."]


@pytest.mark.parametrize(
    ("variant", "expected"),
    [
        (0, "The council purchased 1200 tonnes of gravel for $3400000, the mayor stated."),
        (1, "According to the mayor, 1200 tonnes of gravel were purchased by the council for $3400000."),
        (2, "According to the mayor, the council purchased 1200 tonnes of gravel for $3400000."),
    ],
)
def test_other_words_say_the_same(variant, expected):
    sentence = "The council bought 1,200 tonnes of gravel for $3.4 million, the mayor said."
    assert reworded(sentence, variant) == expected


def test_a_plain_clause_is_turned_round():
    turned = reworded("The council bought the old mill in Velm.", 1)
    assert turned == "The old mill was purchased by the council in Velm."
