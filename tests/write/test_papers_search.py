"""The search of whole articles: a fact in other words is found, what is not there is not."""

from __future__ import annotations

import pytest

from broadsheet.write.papers_facts import ABSENT, SAYS
from broadsheet.write.papers_search import Searched, nameless_parts
from tests.write.telling import annotated

FACT = "The harbour board bought 1,200 tonnes of gravel from the Tessel quarry for 3.4 million crowns."
OTHER = "The ferry to Ostrand sails at noon. A band will play on the quay. The fare stays at nine crowns."


def score(text: str, fact: str = FACT) -> float:
    return Searched([annotated("b1", text, outlet="mercury")]).matches(fact)["b1"].score


@pytest.mark.parametrize(
    "reworded",
    [
        "1,200 tonnes of gravel were bought from the Tessel quarry by the harbour board for 3.4 million crowns.",
        "The board of the harbour purchased twelve hundred tons of gravel from the quarry at Tessel.",
        "Gravel came from Tessel. The harbour board acquired 1,200 tonnes of it. The price was 3,400,000 crowns.",
    ],
)
def test_a_fact_in_other_words_is_found(reworded):
    assert score(f"{OTHER} {reworded} Gulls watched.") > 2 * ABSENT


def test_a_fact_that_is_not_there_is_not_found():
    assert score(OTHER) < ABSENT


def test_the_same_sentence_says_the_same():
    found = Searched([annotated("b1", f"Gulls watched the quay. {FACT}", outlet="mercury")]).matches(FACT)["b1"]
    assert found.score > SAYS
    assert found.sentence == 1


def test_the_title_is_searched_too():
    article = annotated("b1", OTHER, title="Harbour board buys 1,200 tonnes of gravel from Tessel for 3.4 million crowns")
    found = Searched([article]).matches(FACT)["b1"]
    assert found.sentence == -1
    assert found.score > ABSENT


def test_a_rounded_number_is_the_number():
    exact = score(
        f"{OTHER} The storm left 298 households in Velm without heat.", "The storm left about 300 households in Velm without heat."
    )
    other = score(
        f"{OTHER} The storm left 298 households in Velm without heat.", "The storm left about 700 households in Velm without heat."
    )
    assert exact > other


def test_nothing_to_look_for_finds_nothing():
    assert Searched([annotated("b1", OTHER)]).matches("It is.") == {}
    assert Searched([]).matches(FACT) == {}


def test_words_that_are_quoted_are_looked_for_as_one_part_however_short():
    parts = [
        [token.form for token in part] for part in nameless_parts("The mayor spoke of “a rotten bargain” and of the “bridge”.")
    ]
    assert ["rotten", "bargain"] in parts
    assert ["bridge"] not in parts


def test_the_pieces_of_a_fact_are_found_over_a_whole_article_and_names_count_for_nothing():
    searched = Searched(
        [
            annotated("b1", "Gravel lay there. It rained. The quarry was shut. A band played. The harbour froze. Nobody came."),
            annotated("c1", f"{OTHER} Tessel waits."),
        ]
    )
    found = searched.scattered(FACT)
    assert found["c1"] < 0.3 < found["b1"] < 1
    assert searched.scattered("Tessel.") == {}
