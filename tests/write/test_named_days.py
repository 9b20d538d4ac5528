"""Weekdays of printed sentences and the dates that they mean."""

from __future__ import annotations

import pytest

from broadsheet.write.named_days import named_days
from broadsheet.write.phrasing import phrase
from tests.write.stories import drafted
from tests.write.telling import annotated

TEXT = "The council of Velm refused the mill a loan on Friday. It is to meet again on Tuesday."
TIMES = [("Friday", "2031-02-28", "day"), ("Tuesday", "2031-03-04", "day")]


def days(text=TEXT, times=TIMES, printed=None, published="2031-03-03"):
    article = annotated("a1", text, times=times, relative=[words for words, _, _ in times], published=published)
    dossier, _ = drafted(article)
    places = [("a1", passage.extent) for passage in dossier.passages]
    return [(named.words, named.day) for named in named_days(dossier, printed or text, places)]


def test_a_weekday_has_the_date_that_its_report_gives_it():
    assert days() == [("Friday", "2031-02-28"), ("Tuesday", "2031-03-04")]


def test_they_stand_in_the_order_of_the_printed_words():
    printed = "The council of Velm is to meet again on Tuesday, having refused a loan on Friday."
    assert days(printed=printed) == [("Tuesday", "2031-03-04"), ("Friday", "2031-02-28")]


@pytest.mark.parametrize(
    ("text", "times", "published"),
    [
        ("The council of Velm met on Friday.", [("Friday", "2031-02-28", "day")], None),  # a report without a day
        ("The council of Velm met on Friday.", [("Friday", "2031-02-28", "day")], "2031-03-06"),  # the next one may be meant
        ("The council of Velm met on May 3.", [("May 3", "2031-05-03", "day")], "2031-05-04"),  # the words say it
        ("The council of Velm met on Friday.", [("Friday", "XXXX-WXX-5", "day")], "2031-03-03"),  # nobody knows which
        ("On Friday in Velm the council met as on every Friday.", [("Friday", "2031-02-28", "day")], "2031-03-03"),  # which of two
    ],
)
def test_what_is_not_sure_has_no_date(text, times, published):
    assert days(text, times, published=published) == []


def test_a_printed_sentence_has_them():
    dossier, draft = drafted(annotated("a1", TEXT, times=TIMES, relative=["Friday", "Tuesday"], published="2031-03-03"))
    key = draft.state(phrase(dossier, dossier.passages[0]))
    assert [(named.words, named.day) for named in draft.statement(key).x_days] == [("Friday", "2031-02-28")]
