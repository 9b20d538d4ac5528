"""Titles in capitals, put as a sentence is written: names keep theirs, and what may be a name is not guessed at."""

from __future__ import annotations

import pytest

from broadsheet.write.headline import headline
from broadsheet.write.title_case import as_a_sentence, spelling
from tests.write.stories import drafted
from tests.write.telling import annotated

TOLD = (
    "The Velm Council unveiled a bill on Monday that would help Bill Orrin and other farmers with their debt. "
    "Its deal with the Ostrand bank ends on May Day."
)


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Velm Council Unveils Help For Farmers With Debt", "Velm Council unveils help for farmers with debt"),
        ("Farmers' Debt: Council Has A Deal With Ostrand Bank", "Farmers' debt: Council has a deal with Ostrand bank"),
        ("Velm Council helps farmers with their debt", "Velm Council helps farmers with their debt"),
        ("VELM COUNCIL UNVEILS HELP FOR FARMERS", "VELM COUNCIL UNVEILS HELP FOR FARMERS"),
        ("Velm Council's Deal Saddens Quarrie Farmers", "Velm Council's Deal Saddens Quarrie Farmers"),
        ("Council Helps Bill Orrin With Debt", "Council helps Bill Orrin with debt"),
        ("AVDB Unveils Deal With Ostrand Bank", "AVDB unveils deal with Ostrand bank"),
        ("Council Can't Help Farmers With Falsely Told Debt", "Council can't help farmers with falsely told debt"),
        ("Council Unveils Help For Farmers On May Day", "Council unveils help for farmers on May Day"),
    ],
)
def test_only_names_keep_their_capitals(title, made):
    article = annotated("a1", TOLD, people=["Bill Orrin"], bodies=["Velm Council"])
    assert as_a_sentence(article, title) == made


def test_a_surname_that_is_a_verb_too_keeps_its_capital():
    article = annotated("a1", TOLD.replace("Bill Orrin", "Anna May"), people=["Anna May"], bodies=["Velm Council"])
    assert as_a_sentence(article, "Council Helps Anna May With Debt") == "Council helps Anna May with debt"


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Velm Council Seeks Loan From Ostrand Bank", "Velm Council seeks loan from Ostrand bank"),
        ("Velm Council Seeks Help By May 1", "Velm Council seeks help by May 1"),
        ("Council Helps Farmer Bill Orrin", "Council helps Farmer Bill Orrin"),
        ("Velm Council Gates Its Loan", "Velm Council Gates its loan"),
    ],
)
def test_a_verb_with_its_ending_and_what_another_article_writes_small_are_no_names(title, made):
    """ "Gates" is a verb as well, but an article of the story has it with a capital."""
    other = "The town asked for a loan in May, which Hedvig Gates, a farmer, had refused."
    article = annotated("a1", TOLD, people=["Bill Orrin"], bodies=["Velm Council"])
    assert as_a_sentence(article, title, spelling([TOLD, other])) == (made if "Gates" not in title else title)


def test_a_title_in_capitals_heads_a_page_as_a_sentence():
    """The gate takes a row of capitals for a name, which stands nowhere."""
    told = "The Velm council opened the lower sluice on Monday night after three days of rain had filled the whole valley."
    dossier, draft = drafted(annotated("a1", told, title="Velm Council Opened Lower Sluice After Rain", places=["Velm"]))
    key = headline(dossier, draft)
    assert key is not None
    assert draft.statement(key).text == "Velm council opened lower sluice after rain"
