"""On what terms a figure holds: per what, of what part, as of when, and who says so; the paper is of Wednesday, 7 May 2031."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.annotate import annotate
from broadsheet.models import grammar
from tests.annotate.conftest import article


def words(extent, text):
    return extent.of(text) if extent else None


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("The spring gives 7 litres a minute.", "a minute"),
        ("Income rose to 40,000 dollars per capita.", "per capita"),
        ("They earn $15 an hour.", "an hour"),
        ("Oil cost $60 a barrel.", "a barrel"),
        ("It has 12 wells per 100,000 people.", "per 100,000 people"),
        ("The town lost 400 homes a year ago.", None),
        ("The town lost 400 homes.", None),
        ("He slept three hours a night.", None),
    ],
)
def test_a_rate_is_told_apart(read_text, text, per):
    (figure,) = read_text(text).figures
    assert words(figure.per, text) == per


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Some 40 boats sank in the port alone.", ["in the port alone"]),
        ("In the port alone, 40 boats sank.", ["In the port alone"]),
        ("About 3 million homes nationwide lack water.", ["nationwide"]),
        ("A total of 40 people were hurt.", ["total"]),
        (
            "The flood left 14 dead in Bresk, six in Orlec and one in Tavna, police said.",
            ["in Bresk", "in Orlec", "in Tavna"],
        ),
        ("The storm left 14 dead.", [None]),
    ],
)
def test_of_what_part(read_text, text, scope):
    assert [words(figure.scope, text) for figure in read_text(text).figures] == scope


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("As of Friday, 40 people were missing.", ["2031-05-02"]),
        ("The bank had 200 million crowns in loans at March 31.", ["2031-03-31"]),
        ("By the end of March, 300 homes had been rebuilt.", ["2031-03-31"]),
        ("In 2029, exports rose to 4 million tonnes.", ["2029"]),
        ("Exports rose to 4 million tonnes in 2029 from 3 million tonnes in 2028.", ["2029", "2028"]),
        ("Unemployment stood at 5 percent in April.", ["2031-04"]),
        ("By the end of June, 300 homes will be rebuilt.", [None]),
        ("The storm killed 12 people on Friday.", [None]),
        ("Sales rose to 4 million crowns from 3 million crowns a year earlier.", [None, "2030"]),
        ("It has had 4 mills since 2019.", [None]),
    ],
)
def test_a_date_of_its_own(read_text, text, days):
    assert [figure.as_of for figure in read_text(text).figures] == days


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Police said 40 boats had sunk.", "Police"),
        ("The ministry counted 40 boats.", "The ministry"),
        ("Ana Reva, the mayor, put the toll at 40.", "Ana Reva"),
        ("The mayor put 40 boats in the harbour.", None),
        ("The storm counted 40 boats.", None),
        ("Some 28 percent of voters said they would stay, compared with 20 percent in March.", None),
        ("The union said that 40 boats had sunk; the ministry counted 12 boats.", {"The union", "the ministry"}),
        ("The union said 40 boats had sunk, while the ministry counted 12 boats.", {"The union", "the ministry"}),
        ("The union said 40 boats had sunk, more than the official count of 12 boats.", {"The union", None}),
        ("The union said 40 boats had sunk, fewer than the 90 that the rebels claimed.", {"The union", None}),
        ("The union said 40 boats had sunk, thrice the number of 12 given by the ministry.", {"The union", None}),
    ],
)
def test_who_says_so(read_text, text, holder):
    wanted = holder if isinstance(holder, set) else {holder}
    assert {words(figure.holder, text) for figure in read_text(text).figures} == wanted


def test_an_office_that_says_so_is_the_one_who_holds_it(read_text):
    found = read_text("Ana Reva, the mayor of Velm, spoke on Monday. The mayor said 40 homes had burned.")
    (reva,) = (entity.id for entity in found.entities if entity.name == "Ana Reva")
    assert [figure.holder_entity for figure in found.figures] == [reva]


@pytest.mark.parametrize(
    "text",
    [
        "The court split in a 5-to-4 vote.",
        "He flew to meet the Group of 20 leaders.",
        "The council passed H.R. 8 again.",
        "She told “60 Minutes” about it.",
        "The other two, Reva and Oun, left.",
    ],
)
def test_what_only_looks_like_a_count(read_text, text):
    assert read_text(text).figures == ()


@pytest.mark.parametrize("text", ["The men were between the ages of 18 and 29.", "A boy will turn 18 before the vote."])
def test_ages_are_no_counts(read_text, text):
    assert {figure.label for figure in read_text(text).figures} == {"age"}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The storm left 40 dead and 300 homeless.", [("40 dead", "people"), ("300 homeless", "people")]),
        ("Police found 14 missing boats.", [("14 missing boats", "boat")]),
    ],
)
def test_those_who_suffer_stand_behind_their_number(read_text, text, figures):
    assert [(words(figure.extent, text), figure.unit) for figure in read_text(text).figures] == figures


SENTENCES = [
    "Exports rose to 4 million tonnes in 2029 from 3 million tonnes in 2028.",
    "As of Friday, about 40 people were missing in Norland.",
    "The spring gives 7 litres a minute, Ana Reva said on Monday.",
    "They earn $15 to $20 an hour in the port alone.",
    "The ministry put the toll at 1,200.",
    "By the end of March, two-thirds of the homes had been rebuilt.",
    "Turnout fell 2.5 percentage points on Tuesday.",
]
texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4)


def found(text, day):
    return annotate(article(text, published=day), grammar.load()).figures


@settings(max_examples=25)
@given(texts, st.dates(date(1990, 1, 1), date(2080, 1, 1)))
def test_terms_lie_beside_their_figure_and_say_when(sentences, day):
    text = " ".join(sentences)
    figures = found(text, day.isoformat())
    assert figures == found(text, day.isoformat())
    for figure in figures:
        assert (figure.value_high or figure.value) >= figure.value > 0
        assert figure.per is None or figure.per.start == figure.extent.end + 1
        assert all(0 <= part.start < part.end <= len(text) for part in (figure.scope, figure.holder, figure.per) if part)
        if figure.as_of is not None:
            assert date.fromisoformat((figure.as_of + "-01-01")[:10]) <= day


@settings(max_examples=15)
@given(texts, st.randoms(use_true_random=False))
def test_paragraphs_in_another_order_hold_the_same_figures(sentences, dice):
    unique = list(dict.fromkeys(sentences))
    other = unique.copy()
    dice.shuffle(other)

    def told(order):
        text = "\n".join(order)
        return {(figure.extent.of(text), figure.value, figure.unit, figure.as_of) for figure in found(text, "2031-05-07")}

    assert told(unique) == told(other)


def test_a_paper_of_a_week_later_has_figures_as_of_a_week_later():
    first, later = (found(SENTENCES[1], day)[0] for day in ("2031-05-07", "2031-05-14"))
    assert date.fromisoformat(later.as_of) - date.fromisoformat(first.as_of) == timedelta(7)
    assert replace(first, as_of=None) == replace(later, as_of=None)
