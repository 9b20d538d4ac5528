"""The headline: a stated title that its article bears out, else the sentence that needs no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.write.headline import headline, standfirst
from broadsheet.write.shortening import as_headline, shortened
from broadsheet.write.standing import HEADLINE_POINTS
from tests.write.stories import drafted
from tests.write.telling import annotated

SLUICE = "The Velm council opened the lower sluice on Monday night. Two farms at Ostrand were cut off by the water for a day."


def headline_of(*articles):
    dossier, draft = drafted(*articles)
    key = headline(dossier, draft)
    return draft.statement(key).text if key else None


def test_a_title_that_the_text_bears_out_is_taken():
    assert headline_of(annotated("a1", SLUICE, title="Velm council opened lower sluice")) == "Velm council opened lower sluice"


@pytest.mark.parametrize(
    "title",
    ["Why the Velm council opened the lower sluice", "Watch the sluice go", "Farmers fear for harvest as rivers burst banks"],
)
def test_a_question_a_teaser_and_an_unborne_title_are_not(title):
    """No sentence says what the last one says."""
    assert headline_of(annotated("a1", SLUICE, title=title)) == "The Velm council opened the lower sluice on Monday night"


@pytest.mark.parametrize(
    "pointing", ["It is to reopen in May", "From Saturday it will carry trams", "One, of brass, has gone to the museum"]
)
def test_a_sentence_that_points_back_heads_a_story_only_where_there_is_no_other(pointing):
    other = "The iron bridge at Ostrand was closed for repairs after the flood of last winter."
    assert HEADLINE_POINTS.match(pointing)
    assert headline_of(annotated("a1", f"{pointing}. {other}", title="12")).startswith("The iron bridge at Ostrand was closed")


@pytest.mark.parametrize("plain", ["One in five homes is empty", "Anna Berg lost her seat", "The council said that it would wait"])
def test_what_points_at_its_own_words_may_head_a_story(plain):
    assert not HEADLINE_POINTS.match(plain)


@pytest.mark.parametrize(
    ("further", "taken"),
    [
        ("Two farms below the old sluice of Velm were cut off by the water for a day.", True),
        ("The Velm council opened the lower sluice at Velm late on Monday night after all.", False),
        ("“Nobody told the farms below the sluice at Velm that the water would come,” said Anna Berg.", False),
        ("Anna Berg keeps forty sheep and a dog on a hill that no water has ever reached.", False),
    ],
)
def test_the_standfirst_tells_something_new_of_what_the_titles_tell_in_the_reporters_words(further, taken):
    told = "The Velm council opened the lower sluice on Monday night."
    dossier, draft = drafted(annotated("a1", f"{told} {further}", title="Velm council opened lower sluice"))
    top = headline(dossier, draft)
    assert top
    draft.tell(0)
    key = standfirst(dossier, draft)
    assert (key is not None and draft.statement(key).text == further) == taken


@pytest.mark.parametrize(("role", "taken"), [("report", True), ("interview", False)])
def test_how_an_interview_opens_is_no_context_of_the_news(role, taken):
    told = "The Velm council opened the lower sluice on Monday night."
    aside = "Hanna Orr has measured mountain rivers for thirty years and been listened to for five days."
    news = annotated("a1", told, title="Velm council opened lower sluice")
    talk = annotated("a2", aside, title="Hanna Orr on what mountain rivers do")
    dossier, draft = drafted(news, replace(talk, article=replace(talk.article, role=role)))
    draft.tell(0)
    key = standfirst(dossier, draft)
    assert (key is not None and draft.statement(key).text == aside) == taken


def test_the_title_that_tells_what_the_others_tell_heads_the_page():
    """A short one whose words every article uses somewhere does not."""
    told = "Velm and Ostrand signed a pact on the shared sluice on Monday. Two houses stand beside the sluice."
    feature = annotated("a1", told, title="Two houses beside the sluice")
    report = annotated("a2", told, title="Velm and Ostrand sign pact on shared sluice")
    other = annotated("a3", told, title="Velm, Ostrand sign sluice pact after long talks")
    assert headline_of(feature, report, other) == "Velm and Ostrand sign pact on shared sluice"


def test_a_features_title_gives_way_to_one_of_news():
    told = "A buyer came to Velm on Monday and bid for the sluice. The Ostrand buyer bid 3 million crowns for the Velm sluice."
    feature = annotated("a1", told, title="A buyer came to Velm and bid for the sluice", published="2031-03-05")
    news = annotated("a2", told.replace("Monday", "Sunday"), title="Ostrand buyer bid for Velm sluice", published="2031-03-04")
    assert headline_of(feature, news) == "Ostrand buyer bid for Velm sluice"
    assert headline_of(feature) == "A buyer came to Velm and bid for the sluice"


def test_a_title_without_a_verb_gives_way_to_the_news_own_first_sentence():
    assert headline_of(annotated("a1", SLUICE, title="The lower sluice and two farms")) == (
        "The Velm council opened the lower sluice on Monday night"
    )


def test_a_title_with_a_name_that_no_sentence_has_is_not_taken():
    told = "The Velm council opened the lower sluice on Monday night because of rain."
    assert headline_of(annotated("a1", told, title="Velm council opens lower sluice after Ostrand rain")) != (
        "Velm council opens lower sluice after Ostrand rain"
    )
    further = f"{told} The keeper went home. The rain fell on Ostrand first."
    assert headline_of(annotated("a1", further, title="Velm council opened sluice on rain at Ostrand")) == (
        "Velm council opened sluice on rain at Ostrand"
    )


MARSH = "Norrland opened the lower sluice of the marsh at Velm on Monday because of three days of rain."


def test_a_name_of_a_title_may_stand_in_another_report_which_is_cited_too():
    told = "The council opened the lower sluice on Monday because of rain. Two farms were cut off."
    dossier, draft = drafted(
        annotated("a1", told, title="Council opened lower sluice of Norrland because of rain"),
        annotated("a2", MARSH, title="The marsh in the rain"),
    )
    key = headline(dossier, draft)
    assert draft.statement(key).text == "Council opened lower sluice of Norrland because of rain"
    assert draft.sources(key) == ("a1", "a2")


def test_a_title_that_its_own_article_spells_out_goes_before_one_that_borrows_a_name():
    told = "The council opened the lower sluice of the marsh at Velm on Monday because of rain. Two farms were cut off."
    own, borrowed = "Council opened sluice of marsh on rain", "Council opened sluice of marsh in Norrland on rain"
    articles = annotated("a1", told, title=borrowed), annotated("a2", told, title=own)
    assert headline_of(*articles, annotated("a3", MARSH, title="Rain on marsh in Norrland")) == own


def test_initials_in_a_title_are_those_of_a_name_in_the_text():
    told = "The Ander Velm Drainage Board opened the lower sluice on Monday because of rain. Two farms were cut off."
    theirs, others = "Lower sluice opened by AVDB on Monday", "Lower sluice opened by OXDB on Monday"
    assert headline_of(annotated("a1", told, title=theirs)) == theirs
    assert headline_of(annotated("a1", told, title=others)) != others


def test_of_a_title_of_two_sentences_the_first_heads_the_page():
    title = "Velm council opened the lower sluice. What are the farms to do?"
    assert headline_of(annotated("a1", SLUICE, title=title)) == "Velm council opened the lower sluice"


@pytest.mark.parametrize(
    ("title", "named"), [("Why Tench refused", "Tench"), ("Why Orla Tench refused", "Orla Tench"), ("The mill", "Orla Tench")]
)
def test_a_sentence_that_is_a_word_too_long_has_the_surname_that_a_title_has(title, named):
    told = "Orla Tench refused to sell the old paper mill in Velm to any other buyer"
    article = annotated("a1", f"{told}. Rye was dear.", title=title, people=["Orla Tench"])
    assert headline_of(article) == told.replace("Orla Tench", named)


@pytest.mark.parametrize(
    ("told", "headed"),
    [
        (
            "The first storks of this year left the roof of the hall in Velm on Monday at 11:40, when the clock had struck.",
            "The first storks of this year left the roof of the hall in Velm",
        ),
        (
            "A grey heron came aboard the ferry at the market of Velm on Wednesday and slept on three seats to the terminus.",
            "A grey heron came aboard the ferry at the market of Velm on Wednesday",
        ),
        (
            "Norrland will stop exporting rye for six months after the wettest winter in years, the farm minister said on Sunday.",
            "Norrland will stop exporting rye for six months, the farm minister said on Sunday",
        ),
        (
            "The president of Norrland issued a decree late on Tuesday night asserting that the house had no right to meet.",
            "The president of Norrland issued a decree late on Tuesday night asserting that the house had no right to meet",
        ),
    ],
)
def test_a_long_sentence_loses_its_end_and_never_its_news(told, headed):
    assert shortened(told) == headed


def test_a_name_that_lost_its_office_is_still_what_the_pronoun_means():
    """Among the first four words a pronoun would be taken for one that points back."""
    told = "Norrland Farm Minister Anna Berg on Monday said she would keep the rye in the barns of the valley."
    other = "The barns of the valley hold the rye of a year."
    headed = headline_of(annotated("a1", f"{told} {other}", title="Rye in barns of Velm valley", people=["Anna Berg"]))
    assert headed == "Anna Berg said she would keep the rye in the barns of the valley"


def test_of_sentences_that_tell_what_the_titles_tell_a_short_one_goes_first():
    long = (
        "The council of Velm and the bank of Ostrand have agreed that the sluice, the mill and the barns which the flood of "
        "last winter broke shall be built again with a loan of 40 years."
    )
    short = "The council of Velm will build the broken sluice again."
    assert (
        headline_of(annotated("a1", f"{long} {short}", title="Velm sluice"))
        == "The council of Velm will build the broken sluice again"
    )


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Lower sluice cuts off 2 farms at Ostrand", "Lower sluice cuts off two farms at Ostrand"),
        ("Lower sluice cuts off '2-or-so farms' at Ostrand", "The Velm council opened the lower sluice on Monday night"),
    ],
)
def test_a_figure_of_a_title_stands_as_its_article_writes_it_or_the_title_is_not_taken(title, head):
    text = "The Velm council opened the lower sluice on Monday night. The lower sluice cut off two farms at Ostrand."
    assert headline_of(annotated("a1", text, title=title)) == head


def test_an_aside_between_dashes_goes_whole_or_stays():
    told = "The council of Velm found itself defending -- {}and beginning to explain -- another plan of the old engineers"
    whole = told.format("not ") + " for a second dam"
    assert as_headline(told.format("") + " for a second dam.") == (
        "The council of Velm found itself defending another plan of the old engineers for a second dam"
    )
    assert as_headline(f"{whole}.") == whole


def test_how_something_came_about_is_no_headline_beside_what_did():
    asked = "How the lower sluice of Velm came to be opened on Monday night was the talk of the council."
    told = "The mayor of Velm opened the lower sluice with a key of his own on Monday night."
    assert headline_of(annotated("a1", f"{asked} {told}", title="The sluice")).startswith(
        "The mayor of Velm opened the lower sluice"
    )


def test_what_an_item_counts_is_not_cut_off_from_its_headline():
    text = "7,000: Farmers who live by the lake at Velm and will travel on the old grey ferry free of charge from May."
    head = headline_of(annotated("a1", text, title="7,000: Farmers", leans={0: "fragment"}))
    assert head == "7,000 farmers live by the lake at Velm and will travel on the old grey ferry free of charge from May"
