import pytest

from tests.annotate.said import direct, said


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (  # a quotation that the next one reopens before it was closed is the next one's
            '"We went," Ivo Oun said. The mill is old. "The water is high. "Nobody in the village was warned," Ana Reva said.',
            "The water is high.",
            "Ana Reva",
        ),
        (  # the last one reported leads to the quotation behind
            '"We went home," Ivo Oun said. The mayor Ana Reva says nobody was warned. "The water was far too high."',
            "The water was far too high.",
            "The mayor Ana Reva",
        ),
        (
            '"We went home," Ivo Oun said. He says nobody was warned. "The water was far too high."',
            "The water was far too high.",
            "Ivo Oun",
        ),
        (
            '"We went home," former envoy to Velm Ana Reva told Norrland Radio on Monday.',
            "We went home,",
            "Ana Reva",
        ),
    ],
)
def test_the_speaker_is_whoever_the_words_around_tell(read_text, text, words, speaker):
    assert [who.removeprefix("former envoy to Velm ") for said, who in direct(read_text(text)) if said == words] == [speaker]


@pytest.mark.parametrize("body", ["Union of Velm Harth Section", "First National Bank of Velm Harth Branch"])
@pytest.mark.parametrize("office", ["manager", "deputy chairman"])
def test_the_officer_speaks_and_not_the_body_before_the_office(read_text, body, office):
    annotated = read_text(
        f'Prices fell. However, {body} {office} Ana Reva said "the dollar will not fall until the end of the year."'
    )
    (speaker,) = {quote.speaker.entity for quote in annotated.quotes if quote.direct}
    assert [entity.name for entity in annotated.entities if entity.id == speaker] == ["Ana Reva"]


def test_a_speaker_is_not_lost_with_the_mark_before_the_name(read_text):
    said, teller = "We're seeking to have the firm leave Norrland - that means get out,", "Orla Tench, comptroller of New York City"
    assert direct(read_text(f'"{said}" {teller} told a news conference.')) == [(said, teller)]


def test_a_quotation_behind_somebody_elses_report_is_nobodys_where_that_leads_to_nothing(read_text):
    text = '"We went home," Ivo Oun said. Ana Reva says nobody was warned. The mill stood empty. "The water was far too high."'
    assert direct(read_text(text))[1] == ("The water was far too high.", None)


def test_who_is_asked_does_not_ask(read_text):
    found = said(read_text("Ana Reva said the gate was open, but when asked whether the mill was safe she went home."))
    assert not [words for _, words, speaker in found if words.startswith("whether") and speaker]


def test_an_office_in_capitals_is_the_person_beside_it(read_text):
    found = read_text("The Federal Minister for the Harbour, Ana Reva, says inspectors will look at the gates. Ana Reva went home.")
    assert found.quotes[0].speaker.entity == next(e.id for e in found.entities if e.name == "Ana Reva")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The Post: The mayor, Ana Reva, said: “The water was far too high for us.” What do you say to her?",
            "The mayor, Ana Reva",
        ),
        ("The Post: In Velm it is said: “The water was far too high for us.” What do you say to that?", None),
    ],
)
def test_what_a_question_quotes_is_not_said_by_who_asks(read_text, text, speaker):
    turns = "\nOun: It was high enough.\nThe Post: And who was asked about it?\nOun: Nobody was asked about it at all."
    found = direct(read_text(text + turns))
    assert [who for said, who in found if said.startswith("The water")] == [speaker]
