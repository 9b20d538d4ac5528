"""How old reports are beside one another, and what that keeps out of the news."""

from __future__ import annotations

import pytest

from broadsheet.write.currency import days_behind, of_another_week
from broadsheet.write.headline import standfirst
from broadsheet.write.sections.whats_happened import considered, section
from broadsheet.write.standing import stems
from tests.write.stories import drafted
from tests.write.telling import annotated

REFUSED = "VELM, Norrland, Feb. 14 (Agency) — The council of Velm on Friday refused the mill a loan of six million crowns."
CLOSED = "VELM, Norrland, March 10 (Agency) — The mill at Velm closed its gates on Monday and sent six hundred people home."
DATED = "The mill at Velm has told its people that nobody will be paid in April. The gates of the mill were locked."
FEB, MARCH = [("Feb. 14", "XXXX-02-14", "day")], [("March 10", "XXXX-03-10", "day")]


def undated(key, text, times=(), title="Mill at Velm closes its gates"):
    return annotated(key, text, times=times, published=None, title=title)


def dated(key="a9", day="2031-03-11"):
    return annotated(key, DATED, published=day, title="Mill at Velm closes its gates")


def behind(*articles):
    return days_behind(drafted(*articles)[0])


def test_an_undated_report_is_as_old_as_its_dateline_says():
    assert behind(undated("a1", REFUSED, FEB), undated("a2", CLOSED, MARCH), dated()) == {"a1": 25, "a2": 1, "a9": 0}


def test_a_datelines_year_is_the_nearest_one():
    late = undated("a1", CLOSED.replace("March 10", "Dec. 30"), [("Dec. 30", "XXXX-12-30", "day")])
    assert behind(late, dated(day="2032-01-02")) == {"a1": 3, "a9": 0}
    assert behind(late, dated(day="2031-12-28")) == {"a1": 0, "a9": 2}


@pytest.mark.parametrize(("day", "days"), [("2031-03-02", 2), ("2032-03-02", 2)])
def test_a_leap_day_is_one_where_there_is_none(day, days):
    leap = undated("a1", CLOSED.replace("March 10", "Feb. 29"), [("Feb. 29", "XXXX-02-29", "day")])
    assert behind(leap, dated(day=day)) == {"a1": days, "a9": 0}


def test_datelines_alone_say_how_far_apart_reports_are():
    assert behind(undated("a1", REFUSED, FEB), undated("a2", CLOSED, MARCH)) == {"a1": 25, "a2": 0}  # of a leap year


def test_a_day_further_down_dates_no_report():
    told = "The mill at Velm has closed. It had been open since March 10 and six hundred people worked in it."
    assert behind(undated("a1", told, MARCH), dated()) == {"a9": 0}


def test_a_weekday_of_weeks_before_is_no_news():
    articles = undated("a1", REFUSED, FEB), undated("a2", CLOSED, MARCH), dated()
    dossier, draft = drafted(*articles)
    assert {dossier.passages[index].text for index in of_another_week(dossier)} == {REFUSED}
    told = " ".join(draft.statement(key).text for key in section(dossier, draft).body)
    assert "closed its gates" in told
    assert "refused" not in told


def test_a_report_of_days_before_opens_no_page():
    old = annotated("a1", DATED.replace("April", "May"), published="2031-03-05", title="Mill at Velm closes its gates")
    dossier, _ = drafted(old, undated("a2", CLOSED, MARCH), dated())
    choice = considered(dossier, 45)
    assert {dossier.passages[index].article.article.id for index in choice.openers} == {"a2", "a9"}


def test_an_undated_report_gives_way_to_one_whose_day_is_known():
    told = "The mill at Velm has shut its gates for good. The people of the mill were told nothing of it."

    def openers(*articles):
        dossier, _ = drafted(*articles)
        return {dossier.passages[index].article.article.id for index in considered(dossier, 45).openers}

    assert openers(undated("a1", told)) == {"a1"}
    assert openers(undated("a1", told), dated()) == {"a9"}


def test_a_weekday_of_weeks_before_is_no_context_under_the_headline():
    told = "The council of Velm on Friday refused the mill at Velm the loan that it had asked for, and closes its books in May."
    later = annotated("a2", "The mill at Velm is shut. Its gates were locked.", published="2031-03-11", title="Mill at Velm shut")

    def context(day):
        dossier, draft = drafted(annotated("a1", told, published=day, title="Council of Velm refuses mill a loan"), later)
        draft.introduced |= stems("the council of Velm, the mill and its loan")
        key = standfirst(dossier, draft)
        return draft.statement(key).text if key else None

    assert [context(day) for day in ("2031-03-07", "2031-02-14")] == [told, None]
