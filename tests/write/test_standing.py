"""Whether a sentence can stand on a page: whose voice it has, and what it takes as known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.write.phrasing import phrase
from broadsheet.write.standing import can_stand, is_whole, needs_introduction, speaks_itself, stems
from tests.write.stories import drafted
from tests.write.telling import annotated, at


@pytest.mark.parametrize(
    "text",
    [
        "The ministry told me that the plan was dead.",
        "A wet book that you open loses its gloss.",
        "My grandfather fished there for years.",
        "The Velm Post: On Friday the dam was called a heap.",
        "Did the mayor who unveiled the stone, in a hat, know.",
        "Do not drink the water of the lake.",
        "Why it matters: The lake feeds three towns.",
        "Driving the news:\N{NO-BREAK SPACE}The lake of Velm is full.",
    ],
)
def test_a_papers_own_voice_is_not_printed(text):
    assert speaks_itself(text)


@pytest.mark.parametrize(
    "text", ["World War I ended in 1918.", "“We ran,” said Ada Pell.", "The rate rose to 4 percent: a record.", "Doris Vane won."]
)
def test_what_others_say_is(text):
    dossier, _ = drafted(annotated("a1", text))
    assert phrase(dossier, dossier.passages[0]) is not None or len(text.split()) < 4


@pytest.mark.parametrize(
    ("text", "subject", "needs"),
    [
        ("The bell survived the flood.", "The bell", True),
        ("The engraving, the jeweller said, was old.", "The engraving", True),
        ("The dam broke.", "The dam", False),
        ("The government fell.", "The government", False),
        ("The bell of Velm survived the flood.", "The bell of Velm", False),
        ("The bell that was stolen survived the flood.", "The bell that was stolen", False),
        ("The Velm bell survived the flood.", "The Velm bell", False),
        ("In the margin somebody had written a name.", "somebody", True),
        ("In the morning somebody had written a name.", "somebody", False),
        ("A spokeswoman said that the dam was safe.", "A spokeswoman", True),
        ("A spokeswoman for the Velm council said that the dam was safe.", "A spokeswoman for the Velm council", False),
    ],
)
def test_the_thing_needs_to_have_been_named(text, subject, needs):
    sentence = replace(annotated("a1", text).sentences[0], subject=at(text, subject))
    assert needs_introduction(sentence, text, text, stems("A dam above Velm broke on Monday.")) is needs


def test_a_thing_not_named_yet_keeps_a_sentence_from_prose_only():
    text = "The bell survived the flood in the tower."
    article = annotated("a1", text)
    article = replace(article, sentences=(replace(article.sentences[0], subject=at(text, "The bell")),))
    dossier, _ = drafted(article)
    passage = dossier.passages[0]
    assert phrase(dossier, passage) is not None
    assert phrase(dossier, passage, introduced=stems("A dam broke.")) is None
    assert phrase(dossier, passage, introduced=stems("Monks got a bell back.")) is not None


def test_a_live_blogs_present_is_not_printed():
    text = "Arlen goes low to the left and the keeper is there."
    article = annotated("a1", text, tenses={0: "present"})
    for role, printed in (("report", True), ("liveblog", False)):
        dossier, _ = drafted(replace(article, article=replace(article.article, role=role)))
        assert (phrase(dossier, dossier.passages[0]) is not None) is printed


def test_every_pronoun_that_points_out_of_the_sentence_must_get_a_name():
    text = "Orla Tench is the mayor of Velm. She said the council would close it."
    article = annotated("a1", text, people=["Orla Tench"], leans={1: "pronoun"})
    she, it = at(text, "She"), at(text, "it.")
    named = (*article.mentions, replace(article.mentions[0], extent=she, pronoun=True))
    for points, expected in (((she,), "Orla Tench said the council would close it."), ((she, it), None)):
        sentences = (article.sentences[0], replace(article.sentences[1], points=points))
        dossier, _ = drafted(replace(article, mentions=named, sentences=sentences))
        made = phrase(dossier, dossier.passages[1])
        assert (made and made.text) == expected


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The mill at Velm was home to...", False),
        ("The mill at Velm was home to…", False),
        ("The mayor of Velm spared his rivals, particularly Govs.", False),
        ("“Give us the mill, or …” the baker of Velm said.", True),
        ("The baker of Velm said: “Give us the mill …”", True),
    ],
)
def test_a_sentence_that_trails_off_is_not_whole(text, whole):
    assert is_whole(text) is whole


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("That the mayor of Velm gave up the seat surprised nobody in the town.", False),
        ("“That mill must go,” the mayor of Velm said on Monday.", True),
        ("The council of Velm named the former mayor of Orsk on Monday.", True),
        ("Velm and Orsk voted on Monday, and only the former agreed to the plan.", True),
        ("The council of Velm asked Orla Tench and Ada Pell, and the former said no.", False),
        ("Thatchers in Velm said that the mayor had given up the seat.", True),
    ],
)
def test_what_a_sentence_takes_as_known_or_sets_itself_against(text, stands):
    dossier, _ = drafted(annotated("a1", text))
    assert can_stand(dossier.passages[0]) is stands
