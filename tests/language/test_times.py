import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.language.times import times

WEDNESDAY = "2031-05-07"


def found(text, published=WEDNESDAY, direction="past"):
    return [(time.extent.of(text), time.value) for time in times(text, published, lambda _: direction)]


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("It broke on Monday, 3 March 2031.", "Monday, 3 March 2031", "2031-03-03"),
        ("It broke on March 3, 2031.", "March 3, 2031", "2031-03-03"),
        ("It broke on the 3rd of March.", "the 3rd of March", "2031-03-03"),
        ("It broke on 2031-03-03.", "2031-03-03", "2031-03-03"),
        ("It broke on 3/27/31.", "3/27/31", "2031-03-27"),
        ("It broke on Monday.", "Monday", "2031-05-05"),
        ("It broke last Monday.", "last Monday", "2031-05-05"),
        ("It broke on Wednesday.", "Wednesday", "2031-05-07"),
        ("It broke last Wednesday.", "last Wednesday", "2031-04-30"),
        ("It broke early Tuesday.", "early Tuesday", "2031-05-06"),
        ("It broke on Monday night.", "Monday night", "2031-05-05TNI"),
        ("It broke yesterday.", "yesterday", "2031-05-06"),
        ("It broke this morning.", "this morning", "2031-05-07TMO"),
        ("It broke at 3:30 p.m. Monday.", "3:30 p.m. Monday", "2031-05-05T15:30"),
        ("It broke two days ago.", "two days ago", "2031-05-05"),
        ("It broke three months ago.", "three months ago", "2031-02"),
        ("It broke a year ago.", "a year ago", "2030"),
        ("It broke last week.", "last week", "2031-W18"),
        ("It broke earlier this week.", "earlier this week", "2031-W19"),
        ("It broke last year.", "last year", "2030"),
        ("It broke in March.", "March", "2031-03"),
        ("It broke in December.", "December", "2030-12"),
        ("In April 6,400 dams broke.", "April", "2031-04"),
        ("In March 3.5 percent broke.", "March", "2031-03"),
        ("In March 25 million broke.", "March", "2031-03"),
        ("By May 12,000 dams broke.", "May", "2031-05"),
        ("On April 6, 400 dams broke.", "April 6", "2031-04-06"),
        ("It broke last April.", "last April", "2030-04"),
        ("It broke in late 2029.", "late 2029", "2029"),
        ("It broke in the summer of 2029.", "the summer of 2029", "2029-SU"),
        ("It broke in the first quarter.", "the first quarter", "2031-Q1"),
        ("It broke in the third quarter of 2029.", "the third quarter of 2029", "2029-Q3"),
        ("It broke in the late 1970s.", "the late 1970s", "197"),
        ("It broke in the 11th century.", "the 11th century", "10"),
        ("It rained for two weeks.", "two weeks", "P2W"),
        ("It rained for several days.", "several days", "PXD"),
        ("It rained for half an hour.", "half an hour", "PT30M"),
        ("It was a three-day storm.", "three-day", "P3D"),
        ("It rains every day.", "every day", "P1D"),
        ("It is raining now.", "now", "PRESENT_REF"),
        ("It rained recently.", "recently", "PAST_REF"),
        ("It will rain in the future.", "the future", "FUTURE_REF"),
    ],
)
def test_values(text, expression, value):
    assert found(text) == [(expression, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It opens on Monday.", "2031-05-12"),
        ("It opens in March.", "2032-03"),
        ("It opens on May 3.", "2031-05-03"),
        ("It opens by July.", "2031-07"),
    ],
)
def test_the_future_looks_ahead(text, value):
    assert found(text, direction="future")[0][1] == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The dam broke on 3 May. The next day the army came.", ["2031-05-03", "2031-05-04"]),
        ("The dam broke on May 3, the mayor said on Tuesday. That night it rained.", ["2031-05-03", "2031-05-06", "2031-05-03TNI"]),
        ("The summit was held on May 3. Two days after the summit, she left.", ["2031-05-03", "2031-05-05"]),
        ("She left two days after the summit.", ["P2D"]),
        ("He came back three days later.", ["XXXX-XX-XX"]),
        ("It was lost in 2019 and won back four years later.", ["2019", "2023"]),
        ("It sold 40 in 2016, up from 30 a year earlier.", ["2016", "2015"]),
        ("She joined in January 2009 and left in October of that year.", ["2009-01", "2009-10", "2009"]),
        ("He left in March. His wife followed later that month.", ["2031-03", "2031-03"]),
        ("The quake struck on Tuesday. It began at 3:30 a.m.", ["2031-05-06", "2031-05-06T03:30"]),
        ("It began at 3:30 a.m. Monday.", ["2031-05-05T03:30"]),
        ("It opened in June. The month after, it closed.", ["2030-06", "2030-07"]),
    ],
)
def test_what_hangs_on_another_time(text, values):
    assert [value for _, value in found(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It ran from June to October 2029.", ["2029-06", "2029-10"]),
        ("It ran from Nov. 3 to Jan. 5, 2030.", ["2029-11-03", "2030-01-05"]),
        ("It snows from October to March.", ["2030-10", "2031-03"]),
        ("It rains between June and early October.", ["2030-06", "2030-10"]),
    ],
)
def test_a_range_shares_its_years(text, values):
    assert [value for _, value in found(text)] == values


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("It is kept on the first Monday in September.", "the first Monday in September", "2030-09-02"),
        ("It closed on Good Friday.", "Good Friday", "2031-04-11"),
        ("He died on Christmas Eve, 2029.", "Christmas Eve, 2029", "2029-12-24"),
        ("January nineteen ninety-seven was cold.", "January nineteen ninety-seven", "1997-01"),
        ("It began on Wednesday, Oct. 1.", "Wednesday, Oct. 1", "2031-10-01"),
        ("It broke the day before yesterday.", "the day before yesterday", "2031-05-05"),
        ("It was the year two thousand.", "the year two thousand", "2000"),
    ],
)
def test_named_and_counted_days(text, expression, value):
    assert found(text) == [(expression, value)]


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("They meet on Wednesday of next week.", "Wednesday of next week", "2031-05-14"),
        ("They met on Wednesday last week.", "Wednesday last week", "2031-04-30"),
        ("They met last week, on Friday.", "last week, on Friday", "2031-05-02"),
        ("They met on Friday of that week.", "Friday of that week", "XXXX-WXX-5"),
        ("They meet next Thursday.", "next Thursday", "2031-05-15"),
        ("They met a week ago Monday.", "a week ago Monday", "2031-04-28"),
        ("They met two weeks ago on Friday.", "two weeks ago on Friday", "XXXX-WXX-5"),
        ("They meet a week from Friday.", "a week from Friday", "2031-05-16"),
        ("They met ten years ago today.", "ten years ago today", "2021-05-07"),
        ("They met a month ago Sunday.", "a month ago Sunday", "2031-04-04"),
        ("They met five years ago this week.", "five years ago this week", "2026-W19"),
        ("They met two years ago in March.", "two years ago in March", "2029-03"),
        ("It rained overnight.", "overnight", "2031-05-06TNI"),
        ("Prices rose in the last year.", "the last year", "P1Y"),
        ("Prices have risen since year-end.", "year-end", "2030"),
        ("It earned 4 in the second half of 2029.", "the second half of 2029", "2029-H2"),
        ("It opened in the year-earlier third quarter.", "the year-earlier third quarter", "2029-Q3"),
        ("It burned last spring.", "last spring", "2030-SP"),
        ("It works from 9 p.m. EST on Tuesday.", "9 p.m. EST on Tuesday", "2031-05-06T21:00-05:00"),
        ("It works from 9 p.m. ET on Tuesday.", "9 p.m. ET on Tuesday", "2031-05-06T21:00"),
    ],
)
def test_days_and_spans_by_their_distance(text, expression, value):
    assert found(text) == [(expression, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The year ended June 30 was poor.", "2030-06-30"),
        ("The ferry has been tied up since Aug. 4.", "2030-08-04"),
        ("It had 20 boats at Sept. 30.", "2030-09-30"),
        ("The strike began on May 31.", "2031-05-31"),
    ],
)
def test_what_ended_is_over(text, value):
    assert found(text)[-1][1] == value


def test_a_weekday_since_which_something_lasts_is_over():
    assert found("It is closed since Monday.", direction="present")[0][1] == "2031-05-05"


def test_what_is_dealt_in_for_a_month_is_to_come():
    assert found("Oil for July delivery fell, and the June contract rose.") == [("July", "2031-07"), ("June", "2031-06")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It held 200 million at March 31, up from 180 million a year earlier.", "2030-03-31"),
        ("Prices rose 5 percent in April from a year earlier.", "2030-04"),
        ("The house, built in March 2019, replaced one that burned a year earlier.", "2018"),
        ("It fell to 4 in the third quarter, and will rise by the third quarter of 2032, from 9 a year earlier.", "2029-Q3"),
    ],
)
def test_a_year_earlier_is_compared_like_for_like(text, value):
    assert found(text)[-1] == ("a year earlier", value)


def test_what_opens_a_paragraph_looks_back_over_the_one_before():
    long = "It tried all it could to raise the price of its boats, and asked every one of its old friends for help with that. " * 3
    assert found(f"In March, it got a letter. {long}\nThe following month, it closed.")[-1][1] == "2031-04"
    assert found("In March, it got a letter.\nIt grew.\nThe following month, it closed.")[-1][1] == "XXXX-XX"


def test_a_month_that_is_awaited_lies_ahead():
    assert found("Come September, all pupils ought to be back.")[0] == ("September", "2031-09")


def test_a_day_of_the_past_is_not_sought_in_the_months_ahead():
    assert found("He said so in a Sept. 14 letter.") == [("Sept. 14", "2030-09-14")]


def test_a_capital_within_a_sentence_names_a_programme():
    assert found("He spoke on Velm Tonight.") == []


@pytest.mark.parametrize("text", ["The works will close in March.", "The works will start in March."])
def test_verbs_belong_to_no_time(text):
    assert found(text, direction="future") == [("March", "2032-03")]


@pytest.mark.parametrize("text", ["A second group left.", "Her aide Jan Reva left.", "The Christmas tree fell."])
def test_words_that_are_times_elsewhere(text):
    assert found(text) == []


def test_a_limit_looks_ahead():
    assert found("The council wants it closed by July.")[0][1] == "2031-07"


def test_a_year_earlier_means_the_quarter_just_named():
    assert found("It earned more in the first quarter than a year earlier.")[-1] == ("a year earlier", "2030-Q1")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Monday", "XXXX-WXX-1"),
        ("on May 3", "XXXX-05-03"),
        ("last week", "XXXX-WXX"),
        ("yesterday", "XXXX-XX-XX"),
        ("in 2029", "2029"),
    ],
)
def test_without_a_date_nothing_is_guessed(text, value):
    (time,) = times(text, None)
    assert time.value == value
    assert not time.relative


@pytest.mark.parametrize(
    "text", ["He paid $2,031.", "The march went on.", "It may rain.", "Ana Reva, 45 years old", "the second dam"]
)
def test_what_is_no_time(text):
    assert found(text) == []


def test_a_rate_is_no_duration():
    assert found("It costs $5 million a year.") == []


@given(
    st.text(alphabet="0123456789/-: ,.MayFriqonth’s", max_size=60), st.sampled_from([None, WEDNESDAY, "0001-01-01", "9999-12-31"])
)
def test_any_text_can_be_searched(text, published):
    places = [time.extent for time in times(text, published)]
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert all(a.end <= b.start for a, b in pairwise(places))


PIECES = [
    "on Monday", "last Friday", "next Thursday", "on Wednesday of last week", "a week ago Monday", "yesterday", "tonight",
    "on May 3", "since Aug. 4", "in March", "last summer", "this winter", "by year-end", "in the third quarter", "a year earlier",
    "ten years ago today", "at 9 p.m. EST on Tuesday", "at 14:30", "the next day", "two days later", "on Thanksgiving", "on Easter",
    "in 2029", "on 29 February", "in the last year", "for three weeks", "overnight", "every Monday", "two months ago", "recently",
    "the following month", "from June to October", "a month ago Sunday", "on 2031-02-28", "in the first half of 2030",
]  # fmt: skip
VALUE = re.compile(
    r"(?:[\dX]{4}|\d{2,3})(?:-(?:[\dX]\d?X?(?:-[\dX]{2})?|W[\dX]{2}(?:-(?:WE|\d))?|Q[\dX]|H[12]|SP|SU|FA|WI))?"
    r"(?:T(?:\d\d(?::\d\d)?(?:[+-]\d\d:\d\d)?|MO|AF|EV|NI))?|PT?[\dX.]+(?:[SMHDWYQC]|DE|WE)(?:6M|30M|30S)?|(?:PAST|PRESENT|FUTURE)_REF"
)
pieces = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6)
publication = st.dates(date(1950, 1, 1), date(2090, 12, 31))
directions = st.sampled_from(["past", "present", "future", "none"])


def told(parts):
    return " ".join(f"It broke {part}." for part in parts)


@given(pieces, publication, directions)
def test_every_value_can_be_read_and_every_day_is_one(parts, day, direction):
    for time in times(told(parts), day.isoformat(), lambda _: direction):
        assert VALUE.fullmatch(time.value), time
        if re.match(r"\d{4}-\d\d-\d\d", time.value):
            date.fromisoformat(time.value[:10])


@given(pieces, publication, directions)
def test_the_same_text_has_the_same_times_and_its_places_say_what_they_are(parts, day, direction):
    text = told(parts)
    first = times(text, day.isoformat(), lambda _: direction)
    assert first == times(text, day.isoformat(), lambda _: direction)
    assert all(0 <= time.extent.start < time.extent.end <= len(text) for time in first)
    assert all(a.extent.end <= b.extent.start for a, b in pairwise(first))


@given(pieces, publication, directions, st.randoms(use_true_random=False))
def test_paragraphs_far_apart_do_not_change_one_another(parts, day, direction, dice):
    alone = {part: [time.value for time in times(f"It broke {part}.", day.isoformat(), lambda _: direction)] for part in set(parts)}
    dice.shuffle(parts)
    gap = "\n" + "Nobody knew why it had to be so, and nobody asked. " * 18 + "\n"
    together = times(gap.join(f"It broke {part}." for part in parts), day.isoformat(), lambda _: direction)
    assert [time.value for time in together] == [value for part in parts for value in alone[part]]


WEEKLY = ["on Monday", "last Friday", "next Thursday", "on Wednesday of last week", "a week ago Monday", "yesterday", "tonight",
          "at 9 p.m. on Tuesday", "last week", "a week from Friday", "this weekend", "two weeks ago", "three days ago"]  # fmt: skip


@given(st.sampled_from(WEEKLY), publication, directions)
def test_a_paper_of_a_week_later_means_a_week_later(part, day, direction):
    one, other = (
        times(f"It broke {part}.", published.isoformat(), lambda _: direction)[0].value for published in (day, day + timedelta(7))
    )
    assert (first_day(other) - first_day(one), other[10:]) == (timedelta(7), one[10:])


def first_day(value):
    """The first day of a day or week."""
    week = re.match(r"(\d{4})-W(\d\d)", value)
    return date.fromisocalendar(int(week[1]), int(week[2]), 1) if week else date.fromisoformat(value[:10])
