from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.write.answers import MOST_CHARACTERS, MOST_PARTS, Answerer, answer
from broadsheet.write.answers_features import FEATURES
from broadsheet.write.answers_question import read
from tests.write.telling import annotated

FLOOD = annotated(
    "a",
    "The Orla dam above Velmont broke on Tuesday night, and 14 people were killed. "
    "Interior Minister Ada Brenn said the spillway had been blocked by timber for a week. "
    "“We warned the operator twice,” said Tomas Riel, who leads the engineers' union. "
    "The operator, Norwater, will pay 3 million crowns to the families. "
    "Schools stay closed because the road to Velmont is under water. "
    "Brenn is to visit Harth on Friday.",
    title="Dam breaks above Velmont",
    people=["Ada Brenn", "Tomas Riel"],
    bodies=["Norwater"],
    places=["Velmont", "Harth", "Orla"],
    roles={"Ada Brenn": "Interior Minister", "Tomas Riel": "leads the engineers' union"},
    figures=[("14 people", 14, "people"), ("3 million crowns", 3e6, "CRW")],
    times=[("Tuesday night", "2031-03-03TNI", "day"), ("Friday", "2031-03-07", "day")],
    said=[("We warned the operator twice", "Tomas Riel"), ("the spillway had been blocked by timber for a week", "Ada Brenn")],
)
FESTIVAL = annotated(
    "b",
    "The spring festival in Harth drew 9,000 visitors. Its director, Jon Pell, thanked the choirs.",
    people=["Jon Pell"],
    places=["Harth"],
    figures=[("9,000 visitors", 9000, "visitor")],
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many people died when the dam broke?", "14 people were killed"),
        ("Who leads the engineers' union?", "Tomas Riel"),
        ("Why are the schools closed?", "because the road"),
        ("How much will Norwater pay to the families?", "3 million crowns"),
        ("What did Ada Brenn say about the spillway?", "blocked by timber"),
        ("Which town is Brenn to visit on Friday?", "visit Harth"),
        ("When did the dam break?", "on Tuesday night"),
        ("how many visitors came to the festival in harth?", "9,000 visitors"),
    ],
)
def test_first_sentence_answers(question, words):
    found = answer(question, [FLOOD, FESTIVAL])
    assert not found.refused
    assert words in found.parts[0].text


@pytest.mark.parametrize(
    "question",
    [
        "Who won the chess tournament in Oslerby?",
        "Which airline flew Ada Brenn to the coast?",
        "What is the name of Tomas Riel's eldest daughter?",
        "How many bridges did Quentin Marsh design?",
        "What?",
        "",
    ],
)
def test_unanswerable_is_refused(question):
    found = answer(question, [FLOOD, FESTIVAL])
    assert found.refused
    assert found.parts == ()


def test_refusal_shows_nearest_passages():
    found = answer("Which airline flew Ada Brenn to the coast?", [FLOOD, FESTIVAL])
    assert "Brenn" in found.nearest[0].text


def test_nothing_to_search():
    assert answer("Who leads the union?", []).refused


def test_citations_are_the_words():
    found = answer("Who leads the engineers' union?", [FLOOD, FESTIVAL])
    texts = {"a": FLOOD.article.text, "b": FESTIVAL.article.text}
    for part in found.parts:
        assert [extent.of(texts[article]) for article, extent in part.citations] == [part.text] * len(part.citations)


def test_same_sentence_twice_is_cited_twice():
    again = annotated("c", "Schools stay closed because the road to Velmont is under water.", places=["Velmont"])
    found = answer("Why are the schools closed?", [FLOOD, again])
    assert {article for article, _ in found.parts[0].citations} == {"a", "c"}


def test_article_given_twice_is_heard_once():
    once, twice = answer("Who leads the engineers' union?", [FLOOD]), answer("Who leads the engineers' union?", [FLOOD, FLOOD])
    assert once == twice


def test_surname_stands_for_full_name():
    text = "Ada Brenn became minister in May. The report blames Brenn for the delay."
    found = answer("Whom does the report blame for the delay?", [annotated("d", text, people=["Ada Brenn"])])
    assert found.parts[0].text == "The report blames Brenn for the delay."


WORDS = st.lists(st.sampled_from([*FLOOD.article.text.split(), "who", "what", "why", "how", "many", "?"]), max_size=12)


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_answers_keep_their_bounds(words):
    found = Answerer([FLOOD, FESTIVAL]).answer(" ".join(words))
    assert 0 <= found.confidence <= 1
    assert found.refused == (not found.parts)
    assert len(found.parts) <= MOST_PARTS
    assert sum(len(part.text) for part in found.parts) <= MOST_CHARACTERS


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=80))
def test_any_question_is_taken(question):
    found = answer(question, [FLOOD])
    assert found == answer(question, [FLOOD])


COUNT = annotated(
    "c",
    "The mill of Velmont was built in 1968. "
    "The council refused the loan on Monday. "
    "“The plan never added up,” said Ada Brenn, the treasurer. "
    "Velmont sold 900 tonnes of flour last year. "
    "A ticket costs 8 pellams. "
    "The statement by a spokesman for the mill came late. "
    "Tomas Riel, a spokesman for the mill, spoke at noon.",
    title="The mill of Velmont",
    people=["Ada Brenn", "Tomas Riel"],
    places=["Velmont"],
    roles={"Tomas Riel": "a spokesman for the mill"},
    figures=[("900 tonnes", 900, "tonne"), ("8 pellams", 8, "pellam")],
    times=[("1968", "1968", "day"), ("last year", "2030", "day")],
    said=[("The plan never added up", "Ada Brenn")],
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When was the mill built?", "built in 1968"),
        ("How much is a ticket?", "8 pellams"),
        ("Who is the spokesman for the mill?", "Tomas Riel"),
        ("How much flour did Velmont sell in 2030?", "900 tonnes"),
    ],
)
def test_what_the_question_turns_on_stands_in_the_answer(question, words):
    found = answer(question, [COUNT])
    assert not found.refused
    assert words in found.parts[0].text


@pytest.mark.parametrize(
    "question",
    [
        "How much flour did Velmont sell in 2017?",
        "Who is the spokesman for the mill of Oslerby?",
        "How much did the roof cost?",
    ],
)
def test_another_year_place_or_thing_is_refused(question):
    assert answer(question, [COUNT]).refused


@pytest.mark.parametrize(
    ("question", "granted"),
    [
        ("Who designed the cover of the report on the mill?", ("cover",)),
        ("Why did Ada Brenn go to prison over the mill?", ("prison",)),
        ("When did Ada Brenn resign over the plan?", ("resign",)),
        ("Which football club does Tomas Riel run?", ("football",)),
    ],
)
def test_what_a_question_takes_for_granted_must_be_told_somewhere(question, granted):
    assert read(question).granted == granted
    answerer = Answerer([COUNT])
    asked = read(question)
    assert answerer.share(asked, answerer.rank(asked)) < 1


def test_what_is_granted_and_told_is_held_against_no_answer():
    answerer = Answerer([COUNT])
    asked = read("Who refused the loan for the mill?")
    assert asked.granted == ("loan",)
    assert answerer.share(asked, answerer.rank(asked)) == 1


def test_a_second_sentence_holds_what_is_asked_for_as_well_as_the_first():
    answerer = Answerer([COUNT])
    asked = read("How many tonnes of flour did Velmont sell?")
    kind = FEATURES.index("type")
    ranked = answerer.rank(asked)
    chosen = answerer.chosen(asked, ranked, margin=99)
    assert len(chosen) < len(ranked)
    assert all(found.measures[kind] >= ranked[0].measures[kind] for found in chosen)


def test_the_reason_that_somebody_gives_in_the_next_sentence_goes_with_what_happened():
    found = answer("Why did the council refuse the loan?", [COUNT])
    assert [part.text for part in found.parts] == [
        "The council refused the loan on Monday.",
        "“The plan never added up,” said Ada Brenn, the treasurer.",
    ]


UNNAMED = annotated(
    "u",
    "A miller from Harth apologised on Monday for a letter about the dam. "
    "Ada Brenn wrote it in a hurry. "
    "“The dam is the worst in Velunia. "
    "It has to go at once,” said Tomas Riel.",
    people=["Ada Brenn", "Tomas Riel"],
    places=["Harth", "Velunia"],
    said=[("The dam is the worst in Velunia. It has to go at once", "Tomas Riel")],
)
NAMED = annotated(
    "n",
    "A miller from Harth, Jon Pell, apologised on Monday for a letter about the dam. Ada Brenn read it.",
    people=["Jon Pell", "Ada Brenn"],
    places=["Harth"],
)


def test_the_name_in_the_next_sentence_goes_with_what_somebody_without_a_name_did():
    found = answer("Which miller apologised for a letter about the dam?", [UNNAMED])
    assert [part.text for part in found.parts] == [
        "A miller from Harth apologised on Monday for a letter about the dam.",
        "Ada Brenn wrote it in a hurry.",
    ]


def test_a_name_beside_the_description_needs_no_other():
    found = answer("Which miller apologised for a letter about the dam?", [NAMED])
    assert [part.text for part in found.parts] == [
        "A miller from Harth, Jon Pell, apologised on Monday for a letter about the dam."
    ]


def test_a_quotation_of_two_sentences_is_given_whole_in_its_order():
    found = answer("What did Tomas Riel say has to go at once?", [UNNAMED])
    assert [part.text for part in found.parts] == ["“The dam is the worst in Velunia.", "It has to go at once,” said Tomas Riel."]


def test_money_needs_no_country():
    text = "The gate of Harth broke on Monday. New hinges for the gate could cost 7 million crowns."
    article = annotated("a1", text, figures=[("7 million crowns", 7e6, "crown")])
    article = replace(article, figures=(replace(article.figures[0], noun=""),))
    found = answer("How much could new hinges cost?", [article])
    assert [part.text for part in found.parts] == ["New hinges for the gate could cost 7 million crowns."]


def test_what_is_asked_after_is_not_its_own_reason():
    text = "Thousands waited in Harth after the gate of the mill failed."
    assert answer("Why did the gate fail?", [annotated("a1", text)]).refused
    why = "The gate of the mill failed because a hinge broke in the night."
    assert [part.text for part in answer("Why did the gate fail?", [annotated("a1", text), annotated("a2", why)]).parts] == [why]
