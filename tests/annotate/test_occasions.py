"""To whom, where and when something was said, and who tells that it was."""

import pytest


def occasion(found, number=0):
    told = found.quotes[number].occasion
    named = {name: getattr(told, name) for name in ("audience", "venue", "when")} if told else {}
    return {name: place.of(found.article.text) for name, place in named.items() if place}


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("Ana Reva told reporters in Velm on Monday.", {"audience": "reporters", "venue": "in Velm", "when": "Monday"}),
        (
            "Ana Reva said in an interview with the Velm Herald on Monday.",
            {"venue": "in an interview with the Velm Herald", "when": "Monday"},
        ),
        ("said Ana Reva, the mayor, at a rally in South Velmland.", {"venue": "at a rally in South Velmland"}),
        ("Ana Reva wrote on Telegram.", {"venue": "on Telegram"}),
        ("Ana Reva told Velm One.", {"audience": "Velm One"}),
        ("Ana Reva told Velm Radio Monday.", {"audience": "Velm Radio", "when": "Monday"}),
        ("Ana Reva said during a three-way debate.", {"venue": "during a three-way debate"}),
        ("she told me by phone.", {"venue": "by phone"}),
        ("Ana Reva said in 2019.", {"when": "2019"}),
        ("Ivo Oun, 58, told the Velm Herald.", {"audience": "the Velm Herald"}),
        ("said Ana Reva, who met reporters in Velm on Monday.", {}),
        ("Ana Reva said with a smile.", {}),
        ("Ana Reva said.", {}),
    ],
)
def test_occasion_of_a_quotation(read_text, cue, expected):
    assert occasion(read_text(f"“The dam will hold for many years,” {cue}")) == expected


def test_occasion_before_the_words(read_text):
    found = read_text("In a statement on Tuesday, the ministry said: “The dam will hold for years.”")
    assert occasion(found) == {"venue": "In a statement", "when": "Tuesday"}


def test_occasion_of_a_participle(read_text):
    text = "Speaking to supporters outside the courthouse on Friday, Ana Reva said that the dam would hold."
    assert occasion(read_text(text)) == {"audience": "supporters", "venue": "outside the courthouse", "when": "Friday"}


def test_what_a_report_tells_is_no_occasion(read_text):
    assert occasion(read_text("Officials said that the dam broke in Velm on Monday.")) == {}


def test_a_second_half_has_the_same_occasion(read_text):
    found = read_text("“The dam will hold,” Ana Reva told the council in Velm. “It was built of stone.”")
    assert [occasion(found, number) for number in (0, 1)] == [{"audience": "the council", "venue": "in Velm"}] * 2


def test_time_of_an_occasion_is_one_of_the_times(read_text):
    found = read_text("“The dam will hold for years,” Ana Reva told reporters on Monday.")
    assert [when.value for when in found.times if when.extent == found.quotes[0].occasion.when] == ["2031-05-05"]


def told(found):
    text = found.article.text
    return [
        (quote.extent.of(text), quote.speaker.extent.of(text), quote.told_by.extent.of(text) if quote.told_by else None)
        for quote in found.quotes
    ]


def test_words_of_somebody_who_is_quoted_by_another(read_text):
    found = read_text("Ana Reva said Ivo Oun told her, “The dam will never hold.”")
    assert told(found) == [("The dam will never hold.", "Ivo Oun", "Ana Reva")]


def test_a_report_of_what_another_denied(read_text):
    found = read_text("According to the Velm Herald, Ivo Oun denied that the dam was unsafe.")
    assert told(found) == [
        ("Ivo Oun denied that the dam was unsafe", "the Velm Herald", None),
        ("that the dam was unsafe", "Ivo Oun", "the Velm Herald"),
    ]


def test_a_quotation_from_another_paper(read_text):
    found = read_text("“The dam will hold,” Ana Reva said, according to the Velm Herald.")
    assert ("The dam will hold,", "Ana Reva", "the Velm Herald") in told(found)
    assert ("“The dam will hold,” Ana Reva said", "the Velm Herald", None) in told(found)
