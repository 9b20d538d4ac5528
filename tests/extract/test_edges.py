"""Kinds put right at the edges of a text."""

from __future__ import annotations

from broadsheet.extract.corrections import correct
from broadsheet.extract.facts import look
from broadsheet.extract.plaintext import Label
from broadsheet.records.text import Extent

TEXT = (
    "Premier Orla Venn told the council on Monday that Brae would sell the ferries before the summer, whatever Tam Quist said.",
    "The sale was first put forward by Tam Quist, who runs the yard in Port Sallow, and Orla Venn had turned it down in April.",
    "Both Quist and Venn were asked on Tuesday whether Brae had been promised new ships, and neither of them would say.",
)


def lines(*kinds_and_texts: tuple[str, str]) -> list[Label]:
    made = [Label(Extent(0, len(text)), text, kind, facts=look(text)) for kind, text in kinds_and_texts]
    correct(made)
    return made


def test_an_opening_paragraph_that_names_the_people_below_is_text():
    lead = "The ferries of Brae will be sold to a yard in Port Sallow, Orla Venn and Tam Quist announced together on Monday night."
    made = lines(("headline", "Brae sells its ferries"), ("junk", lead), *(("body", text) for text in TEXT))
    assert made[1].kind == "body"


def test_a_paragraph_about_the_page_stays_out():
    pitch = "Subscribe to the Brae newsletter and read what Orla Venn and Tam Quist told our reporters in Port Sallow every day."
    made = lines(("headline", "Brae sells its ferries"), ("junk", pitch), *(("body", text) for text in TEXT))
    assert made[1].kind == "junk"


def test_a_paragraph_about_others_stays_out():
    other = (
        "The bakers of Hollin have put up the price of a loaf for the third time since Jana Moss took over their guild last year."
    )
    made = lines(("headline", "Brae sells its ferries"), ("junk", other), *(("body", text) for text in TEXT))
    assert made[1].kind == "junk"


def test_no_article_begins_with_a_sentence_that_goes_on():
    made = lines(
        *(("body", text) for text in TEXT),
        ("headline", "He added that the price had not been settled."),
        ("headline", "The buyer flies in on Friday with his lawyers."),
    )
    assert [mark.kind for mark in made[-2:]] == ["body", "body"]


def test_what_the_first_paragraph_leans_on_opens_the_text():
    lead = "The newspapers of Brae report that Premier Orla Venn will travel to Port Sallow next week to look at the two ferries."
    goes_on = "This will be the first visit of Orla Venn to the yard, and she will find it changed, now that the slipway is gone."
    made = lines(("headline", "Venn to visit the yard"), ("headline", lead), ("body", goes_on), *(("body", text) for text in TEXT))
    assert made[1].kind == "body"


def test_a_standfirst_stays_above_a_paragraph_that_opens_a_text():
    standfirst = "The newspapers of Brae report that Premier Orla Venn will travel to Port Sallow next week to see the ferries."
    rain = "It was raining on Friday when Orla Venn came to the yard in Port Sallow, and the two old ferries lay in the wet grass."
    others = "These are the weeks in which Hollin buries its dead, and Jana Moss has not slept in her own bed since the harvest."
    for first in (TEXT[0], rain, others):
        made = lines(("headline", "Venn to visit the yard"), ("headline", standfirst), ("body", first), ("body", TEXT[1]))
        assert made[1].kind == "headline"
