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
