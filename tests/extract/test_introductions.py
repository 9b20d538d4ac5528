"""Articles whose opening is lost."""

from __future__ import annotations

from broadsheet.extract import Extract
from broadsheet.extract.introductions import lost_openings, openings
from broadsheet.records.page import Page

HARBOUR = (
    "The harbour board of Sallow said on Monday that the north pier would stay shut until the divers had been down again.",
    "Its engineer, Orla Venn, told the Brae council that the piles had moved by a hand's breadth since the winter storms.",
    "“We would rather close a pier than lose a boat,” Venn said, and the council agreed to pay for a second survey.",
    "Fishermen in Sallow said the closure would cost them the spring, and asked Brae for help with the fees.",
)
BIKE = (
    "The workshop in Hollin builds forty bicycles a year, all of them by hand.",
    "Pell complained that nobody in the valley could mend the gears of his bicycle from Hollin.",
    "“I wrote to everybody,” he said. “Nobody wrote back.”",
    "On Friday, Pell was called to the station and shown a crate with his name on it.",
    "He said the men had asked for nothing but a picture.",
    "Two of them rode with Pell around the yard until the neighbours came out to look.",
    "Pell has not yet thanked the workshop.",
)


def test_a_bare_surname_that_takes_over_shows_a_lost_opening():
    assert [at for at, lost in enumerate(lost_openings([*HARBOUR, *BIKE])) if lost] == [5]


def test_people_given_in_full_are_introduced():
    told = [line.replace("Pell complained", "Jon Pell complained") for line in BIKE]
    assert not any(lost_openings([*HARBOUR, *told]))


def test_the_paragraph_above_goes_with_those_it_names():
    names = [{"Sallow"}, {"Brae", "Venn"}, {"Venn"}, {"Brae"}, {"Hollin"}, {"Hollin"}, set(), {"Pell"}, set(), {"Pell"}, {"Pell"}]
    assert openings([*HARBOUR, *BIKE], names) == [4]


def test_two_articles_are_told_apart_without_headline_or_dateline():
    (cutting,) = Extract()([Page(name="two.txt", kind="text", body="\n".join([*HARBOUR, *BIKE]))])
    assert [article.text.split("\n")[0] for article in cutting.articles] == [HARBOUR[0], BIKE[0]]
