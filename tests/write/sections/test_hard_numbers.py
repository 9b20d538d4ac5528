"""Hard numbers: which figures are news, and what a card says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.write.sections.hard_numbers import MOST, section
from tests.write.stories import drafted, with_subjects
from tests.write.telling import annotated, at

FLOOD = "The flood at Velm killed 14 people on Tuesday, the council said. About 3,000 sandbags were handed out in the town."
FIGURES = [("14 people", 14.0, "people"), ("3,000 sandbags", 3000.0, "sandbag")]


def cards(*articles, **options):
    dossier, draft = drafted(*articles, **options)
    made = section(dossier, draft)
    pool = draft.pools()["numbers"]
    return [pool[key] for key in made.items] if made else [], draft


def velm(number):
    text = f"In Velm {number} people died in the flood."
    article = annotated("a2", text, figures=[(f"{number} people", float(number), "people")], outlet="Northern Post")
    return with_subjects(article, f"{number} people")


def flood(key="a1", **options):
    return annotated(key, FLOOD, figures=FIGURES, outlet="Lisse Courier", **options)


def test_gravest_first_with_its_hedge():
    numbers, draft = cards(flood())
    assert [n.text for n in numbers] == ["14 people", "About 3,000"]
    assert [draft.span(n.spans[0]).exact for n in numbers] == ["14 people", "About 3,000"]
    assert {n.holder for n in numbers} == {"Lisse Courier"}
    assert {n.as_of for n in numbers} == {"2031-03-04"}


def test_evidence_takes_no_allowance():
    numbers, draft = cards(flood())
    assert draft.statement(numbers[0].statement).text.startswith("The flood at Velm killed 14 people")
    assert draft.refusals == {}


def test_same_figure_of_two_origins_is_one_card():
    other = velm(14)
    numbers, draft = cards(flood(), other)
    assert [n.value for n in numbers] == [14.0, 3000.0]
    assert draft.statement(numbers[0].statement).why == ("2 independent origins give it",)


def test_what_something_is_said_not_to_be_is_no_number():
    for said, told in (("are not", False), ("weren’t", False), ("are more than", True)):
        text = f"The names on the list {said} 300,000 votes."
        numbers, _ = cards(annotated("a1", text, figures=[("300,000 votes", 300000.0, "vote")]))
        assert bool(numbers) is told, said


def test_rounded_figure_is_the_same():
    one = annotated("a1", "The camp took in 39,870 refugees on Monday.", figures=[("39,870 refugees", 39870.0, "refugee")])
    other = annotated("a2", "The camp took in 40,000 refugees on Monday.", figures=[("40,000 refugees", 40000.0, "refugee")])
    labelled = [replace(a, figures=tuple(replace(f, label="refugees in the camp") for f in a.figures)) for a in (one, other)]
    numbers, _ = cards(*labelled)
    assert [n.label for n in numbers] == ["The camp took in 39,870 refugees on Monday"]


def test_competing_values_stand_side_by_side():
    other = velm(19)
    numbers, _ = cards(flood(), other)
    assert [n.value for n in numbers] == [14.0, 19.0, 3000.0]
    assert [n.holder for n in numbers[:2]] == ["Lisse Courier", "Northern Post"]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("The mayor, a 52-year-old doctor, left the hall in a hurry.", "52", 52.0, "people"),
        ("The mayor of Velm, aged 52, left the town hall in a hurry.", "52", 52.0, "people"),
        ("The council of Velm last met in 2024 to discuss the new dam.", "2024", 2024.0, ""),
        ("The council of Velm talked about the dam for three hours.", "three hours", 3.0, "hours"),
        ("The council of Velm bought two boats for the fire brigade.", "two boats", 2.0, "boat"),
        ("The council of Velm said that they moved 300 people.", "300 people", 300.0, "people"),
    ],
)  # fmt: skip
def test_no_news_in_it(text, words, value, unit):
    numbers, _ = cards(annotated("a1", text, figures=[(words, value, unit)]))
    assert numbers == []


def test_at_most_eight():
    text = " ".join(f"The council of Velm bought {n} pumps of kind{n} on Monday." for n in range(20, 40))
    numbers, _ = cards(annotated("a1", text, figures=[(f"{n} pumps of kind{n}", float(n), "pump") for n in range(20, 40)]))
    assert len(numbers) == MOST


def test_nothing_to_print():
    numbers, draft = cards(annotated("a1", "The council of Velm met on Monday."))
    assert numbers == []
    assert draft.pools()["statements"] == {}


def toll(key, number, day):
    text = f"In Velm {number} people died in the flood."
    found = annotated(key, text, figures=[(f"{number} people", float(number), "people")], outlet=f"Post {key}", published=day)
    return with_subjects(found, f"{number} people")


def test_a_toll_that_was_raised_stands_behind_the_newest():
    numbers, _ = cards(toll("a1", 9, "2031-03-04"), toll("a2", 14, "2031-03-05"), toll("a3", 23, "2031-03-06"))
    assert [(n.value, n.previous, n.as_of) for n in numbers] == [(23.0, 14.0, "2031-03-06")]


def test_what_is_no_count_of_the_same_was_not_told_before():
    numbers, _ = cards(toll("a1", 9, "2031-03-04"), toll("a2", 900, "2031-03-05"), toll("a3", 23, "2031-03-06"))
    assert {n.value: n.previous for n in numbers}[23.0] == 9.0


def test_a_name_before_the_holders_noun_is_no_holder():
    text = "The flood killed 14 people on Tuesday, the Velm labour office said."
    article = annotated("a1", text, bodies=["Velm"], figures=[("14 people", 14.0, "people")], outlet="Lisse Courier")
    held = replace(article, figures=tuple(replace(f, holder=at(text, "the Velm labour office")) for f in article.figures))
    numbers, _ = cards(held)
    assert [n.holder for n in numbers] == ["the Velm labour office"]


@pytest.mark.parametrize(
    ("told", "holder"),
    [
        ("A spokesman for Minister Ana Reva", "a spokesman for Minister Ana Reva"),
        ("An aide to her", "Lisse Courier"),
        ("Minister Ana Reva", "Ana Reva"),
    ],
)
def test_what_a_spokesman_says_the_minister_has_not(told, holder):
    text = f"{told} said that 300 miners had left Velm, and Ana Reva went home."
    article = annotated("a1", text, people=["Ana Reva"], figures=[("300 miners", 300.0, "people")], outlet="Lisse Courier")
    minister = article.entities[0].id
    held = tuple(replace(f, holder=at(text, told), holder_entity=minister) for f in article.figures)
    numbers, _ = cards(with_subjects(replace(article, figures=held), "300 miners"))
    assert [n.holder for n in numbers] == [holder]


def test_lives_and_things_are_not_named_twice():
    dead = annotated("a1", "One worker was killed when the pier fell.", figures=[("One worker", 1.0, "people")])
    ill = annotated("a1", "Some 20 patients will start the treatment.", figures=[("20 patients", 20.0, "people")])
    told = [(n.text, n.label) for article in (dead, ill) for n in cards(article)[0]]
    assert told == [("One", "worker was killed"), ("Some 20", "patients will start the treatment")]


def test_a_number_of_a_name_is_none():
    text = "The delay of Nine Mile Unit Two costs 40 million crowns."
    article = annotated("a1", text, figures=[("Nine Mile", 9.0, "mile"), ("40 million crowns", 4e7, "crown")])
    assert [n.text for n in cards(with_subjects(article, "The delay of Nine Mile Unit Two"))[0]] == ["40 million crowns"]


@pytest.mark.parametrize(("holder", "printed"), [("Jones and Vining Inc", "Jones and Vining Inc"), ("Brenn’s", "Brenn’s")])
def test_a_holder_of_several_names_is_told_whole(holder, printed):
    text = f"The flood killed 14 people on Tuesday, {holder} said."
    article = annotated("a1", text, figures=[("14 people", 14.0, "people")])
    held = replace(article, figures=tuple(replace(f, holder=at(text, holder)) for f in article.figures))
    assert [n.holder for n in cards(held)[0]] == [printed]
