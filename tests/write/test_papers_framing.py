"""Framing: two words for one thing that judge differently, compared only about the same thing and in the paper's own voice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.records.annotation import Annotated
from broadsheet.write.papers_facts import Comparison
from broadsheet.write.papers_framing import framing, judging_uses, judging_words
from broadsheet.write.papers_labels import ALL
from tests.write.stories import drafted
from tests.write.telling import annotated

LEMMAS = {"killed": "kill", "murdered": "murder", "rioters": "rioter", "protesters": "protester", "claimed": "claim", "said": "say"}


def lemmatised(article: Annotated) -> Annotated:
    sentences = tuple(replace(s, terms=tuple(LEMMAS.get(term, term) for term in s.terms)) for s in article.sentences)
    return replace(article, sentences=sentences)


def labels(one: str, other: str) -> list[str]:
    articles = [lemmatised(annotated("a1", one, outlet="Post")), lemmatised(annotated("b1", other, outlet="Sun"))]
    dossier, draft = drafted(*articles)
    comparison = Comparison(dossier)
    return [mark.label for mark in framing(comparison, draft, articles[:1], judging_uses(comparison))]


def test_another_verb_for_the_same_deed_is_framing():
    one = "Soldiers murdered nine farmers in the village of Ostrand on Monday."
    other = "Soldiers killed nine farmers in the village of Ostrand on Monday."
    assert labels(one, other) == ["writes “murdered” where Sun writes “killed”"]


def test_another_label_for_the_same_people_is_framing():
    one = "Police dispersed rioters in the main square of Velm on Sunday evening."
    other = "Police dispersed protesters in the main square of Velm on Sunday evening."
    assert labels(one, other) == ["writes “rioters” where Sun writes “protesters”"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soldiers murdered nine farmers in Ostrand on Monday.", "A falling crane killed two tourists in Velm harbour last year."),
        ("“They murdered nine farmers in Ostrand,” the mayor said.", "Soldiers killed nine farmers in Ostrand on Monday."),
        ("Soldiers killed nine farmers in Ostrand on Monday.", "Soldiers killed nine farmers in Ostrand on Monday."),
    ],
    ids=["of another thing", "in somebody's mouth", "the same word"],
)
def test_what_is_no_framing(one, other):
    assert labels(one, other) == []


def test_a_paper_that_uses_both_words_frames_nothing():
    one = "Soldiers murdered nine farmers in Ostrand on Monday. The nine farmers were killed at dawn in Ostrand by the soldiers."
    assert labels(one, "Soldiers killed nine farmers in the village of Ostrand on Monday.") == []


def test_words_within_quotation_marks_are_the_speakers():
    assert judging_words(["The mayor called it “a massacre of farmers” on Monday."]) == [()]
    assert "massacre" in ALL
