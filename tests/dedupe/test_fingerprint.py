from __future__ import annotations

import numpy as np
import pytest

from broadsheet.dedupe.fingerprint import canonical, take

from .making import FLOOD, article


def test_runs_and_words_fit() -> None:
    mark = take(article("a", FLOOD))
    assert (len(mark.runs), len(mark.quoted)) == (mark.size - 2, mark.size - 2)


def test_stop_words_are_known() -> None:
    assert take(article("a", "the dam of Varnby")).stops.tolist() == [True, False, True, False]


def test_quoted_runs_are_marked() -> None:
    mark = take(article("a", "He said “the dam is lost” today, and left"))
    assert mark.quoted.tolist() == [False, False, True, True, False, False, False]


def test_digits_do_not_change_a_line() -> None:
    one = "You may quote up to 50 words of any report with a link to us"
    marks = [take(article("a", text)) for text in (one, one.replace("50", "60"))]
    assert marks[0].lines[0].digest == marks[1].lines[0].digest
    assert not np.array_equal(marks[0].runs, marks[1].runs)


def test_short_texts_have_no_runs() -> None:
    assert take(article("a", "Two words")).runs.shape == (0,)


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("HTTPS://WWW.Courier.test/News/1/", "courier.test/News/1"),
        ("http://courier.test/n?utm_medium=a&p=2&fbclid=x", "courier.test/n?p=2"),
        ("http://courier.test", "courier.test"),
        (None, None),
        ("", None),
    ],
)
def test_canonical_addresses(url: str | None, plain: str | None) -> None:
    assert canonical(url) == plain
