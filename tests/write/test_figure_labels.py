"""What a card says its figure counts."""

from __future__ import annotations

import pytest

from broadsheet.write.dossier import Passage
from broadsheet.write.figure_labels import label
from tests.write.stories import with_subjects
from tests.write.telling import annotated

LABELS = {
    "At least 11 villagers were killed when the dam broke on Tuesday.": ("11 villagers", "villagers were killed"),
    "Fire crews pumped out 35 cellars, the mayor of Velm said.": ("35 cellars", "Fire crews pumped out 35 cellars"),
    "The chamber said that prices in July were 3.1 percent higher.": ("3.1 percent", "prices in July were 3.1 percent higher"),
    "The council of Velm spent $1,200.50 on sand.": ("$1,200.50", "The council of Velm spent $1,200.50 on sand"),
    "Two thousand refugees have crossed the river, he said.": ("Two thousand refugees", "refugees have crossed the river"),
    "It gives 40 percent of the income to the town.": ("40 percent", "40 percent of the income"),
    "It went down with debts of about 2 billion crowns.": ("2 billion crowns", "debts of about 2 billion crowns"),
    "He spoke of three provinces where unemployment stands at 17 percent.": ("17 percent", "unemployment stands at 17 percent"),
    "The treaty between Velm and Ostrand is 31 pages long.": ("31 pages", "The treaty between Velm and Ostrand is 31 pages long"),
    "Two hundred and thirty canoes were built in Velm.": ("Two hundred and thirty canoes", "canoes were built in Velm"),
    "Between 20 and 30 people were hurt in Velm.": ("20 and 30 people", "people were hurt in Velm"),
    "Some 1,200 to 1,500 houses were flooded in Velm.": ("1,200 to 1,500 houses", "houses were flooded in Velm"),
    "There were 300 tents on the green of Velm.": ("300 tents", "tents on the green of Velm"),
    "At least 46 people are still missing a day after the dam broke.": ("46 people", "people are still missing"),
}
NO_LABELS = {
    "She moved 300 people to the upper town.": "300 people",
    "In Velm, 300 people.": "300 people",
    "The council that met on Monday in the old town hall of Velm gave out 300 sandbags to the households by the river.":
        "300 sandbags",
    "She named the ferrymen, 300 of whom have drowned.": "300",
    "It had 300 sandbags.": "300 sandbags",
    "Unemployment there stood at 6 percent in May.": "6 percent",
    "The council fears theirs will cost 70 percent more.": "70 percent",
}  # fmt: skip


SUBJECTS = ["Fire crews", "prices", "Unemployment", "There", "The council of Velm", "The treaty between Velm and Ostrand"]


def labelled(text, words):
    article = annotated("a1", text, figures=[(words, 1.0, "people")])
    article = with_subjects(article, *[subject for subject in SUBJECTS if subject in text])
    return label(Passage(article, 0, "a1"), article.figures[0])


@pytest.mark.parametrize("text", LABELS)
def test_label(text):
    words, wanted = LABELS[text]
    assert labelled(text, words) == wanted
    assert wanted in text


@pytest.mark.parametrize("text", NO_LABELS)
def test_no_label(text):
    assert labelled(text, NO_LABELS[text]) == ""
