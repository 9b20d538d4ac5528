"""Names that an editor corrected: whose, where, and where not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.language.respelling import read_corrected
from broadsheet.records.annotation import Annotated
from broadsheet.records.reading import Correction, Reading
from broadsheet.records.text import Extent, Respelt
from tests.write.telling import annotated

BREN = Correction(printed="Ada Bren", correct="Ada Brenn")


def read(*articles: Annotated, one: Correction = BREN) -> list[Annotated]:
    return list(read_corrected(articles, [one])[0])


@pytest.mark.parametrize(
    ("printed", "as_read"),
    [
        ("Ada Bren left. Bren’s boat was slow.", "Ada Brenn left. Brenn’s boat was slow."),
        ("ADA BREN left. He is 40.", "ADA BRENN left. He is 40."),
        ("Ada Bren left. “Bren is slow,” said Ivo Oun.", "Ada Brenn left. “Bren is slow,” said Ivo Oun."),
        ("Ada Bren left Brenford.", "Ada Brenn left Brenford."),
        ("Ada Brenner left.", "Ada Brenner left."),
    ],
)
def test_a_name_is_read_right_but_within_a_quotation(printed, as_read):
    name = printed[:8]
    assert read(annotated("a", printed, people=[name]))[0].article.text == as_read


def test_a_surname_alone_is_put_right_where_another_article_of_the_story_has_the_full_name():
    full, short = annotated("a", "Ada Bren left.", people=["Ada Bren"]), annotated("b", "Bren was late.", people=["Bren"])
    assert [one.article.text for one in read(full, short)] == ["Ada Brenn left.", "Brenn was late."]
    assert [one.entities[0].name for one in read(full, short)] == ["Ada Brenn", "Brenn"]


def test_a_place_of_the_surname_stays():
    told = annotated("a", "Ada Bren left for Bren.", people=["Ada Bren"], places=["Bren"])
    article = replace(told, mentions=tuple(m for m in told.mentions if m.kind == "place" or m.extent.start == 0))
    assert read(article)[0].article.text == "Ada Brenn left for Bren."
    assert [one.name for one in read(article)[0].entities] == ["Ada Brenn", "Bren"]


@pytest.mark.parametrize(
    ("title", "as_read"),
    [
        ("Bren leaves", "Brenn leaves"),
        ("Oun: “Bren must go”", "Oun: “Bren must go”"),
        ("Ada Bren leaves Bren", "Ada Brenn leaves Brenn"),
    ],
)
def test_a_title_is_read_right_too(title, as_read):
    assert read(annotated("a", "Ada Bren left.", title=title, people=["Ada Bren"]))[0].article.title == as_read


def test_a_title_keeps_a_word_that_something_else_is_called_by():
    article = annotated("a", "Ada Bren left Bren.", title="Ada Bren leaves Bren", people=["Ada Bren"], places=["Bren"])
    assert read(article)[0].article.title == "Ada Brenn leaves Bren"


def test_what_was_found_stands_where_it_is_read():
    text = "Ada Bren, the mayor, lost 40 boats. Bren left."
    article = annotated("a", text, people=["Ada Bren"], roles={"Ada Bren": "the mayor"}, figures=[("40 boats", 40, "boat")])
    found = read(article, one=Correction(printed="Ada Bren", correct="Ada Maria Brenn"))[0]
    words = found.article.text
    assert words == "Ada Maria Brenn, the mayor, lost 40 boats. Brenn left."
    assert found.figures[0].extent.of(words) == "40 boats"
    assert found.entities[0].roles[0].extent.of(words) == "the mayor"
    assert [sentence.extent.of(words) for sentence in found.sentences] == [
        "Ada Maria Brenn, the mayor, lost 40 boats.",
        "Brenn left.",
    ]


def test_an_article_without_the_name_is_untouched():
    article = annotated("a", "Ivo Oun left.", people=["Ivo Oun"])
    assert read_corrected([article], [BREN]) == ((article,), {})


def test_places_lead_from_the_printed_text_to_the_one_that_is_read_and_back():
    article = annotated("a", "Bren met Bren and Oun.").article
    reading = Reading(printed=article, names=tuple(Respelt(extent=Extent(at, at + 4), name="Brennan") for at in (0, 9)))
    assert reading.text == "Brennan met Brennan and Oun."
    for word in ("met", "and", "Oun"):
        there = reading.read(Extent(article.text.index(word), article.text.index(word) + 3))
        assert there.of(reading.text) == word
        assert reading.as_printed(there).of(article.text) == word
    assert reading.as_printed(Extent(2, 14)) == Extent(0, 13)
