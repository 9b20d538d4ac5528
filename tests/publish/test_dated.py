"""A statement's weekdays as a page shows them."""

from __future__ import annotations

import pytest

from broadsheet.publish.views.evidence import dated
from broadsheet.records.text import NamedDay, Statement

TEXT = "On Friday the council refused the mill a loan, and on Tuesday the mill closed."


def pieces(newest, *days, text=TEXT):
    named = tuple(NamedDay(words=words, day=day) for words, day in days)
    statement = Statement(text=text, made="verbatim", spans=("p1",), support="verbatim", origins=1, x_days=named)
    return [(piece.words, piece.day, piece.shown) for piece in dated(statement, newest) if piece.words]


def test_a_day_of_the_newest_reports_week_needs_no_date():
    assert pieces("2031-03-04T18:00:00+01:00", ("Friday", "2031-02-28")) == [
        ("On ", None, False),
        ("Friday", "2031-02-28", False),
        (" the council refused the mill a loan, and on Tuesday the mill closed.", None, False),
    ]


@pytest.mark.parametrize(("newest", "shown"), [("2031-03-06", False), ("2031-03-07", True), ("2031-03", True), (None, True)])
def test_a_day_that_could_be_taken_for_another_has_its_date_shown(newest, shown):
    assert pieces(newest, ("Friday", "2031-02-28"))[1] == ("Friday", "2031-02-28", shown)


def test_the_pieces_are_the_text_whatever_it_became():
    told = pieces("2031-03-04", ("Friday", "2031-02-28"), ("Monday", "2031-03-03"), ("Tuesday", "2031-03-04"))
    assert "".join(words for words, _, _ in told) == TEXT
    assert [day for _, day, _ in told if day] == ["2031-02-28", "2031-03-04"]


def test_no_day_is_none():
    with pytest.raises(ValueError, match="out of range"):
        NamedDay(words="Friday", day="2031-02-31")
