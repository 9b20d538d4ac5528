"""What's behind the headline: which sentences explain."""

from __future__ import annotations

import pytest

from broadsheet.write.sections.behind_the_headline import reading
from tests.write.stories import drafted
from tests.write.telling import annotated


def weight(text, *said):
    dossier, _ = drafted(annotated("a1", text, people=["Ada Brenn"], said=said))
    return reading(dossier.passages[0]).weight


@pytest.mark.parametrize(
    "text",
    [
        "Prices could rise again, Ada Brenn said.",
        "The dam broke because its gates were shut.",
        "Ada Brenn expects the toll to rise.",
    ],
)
def test_causes_and_forecasts_explain(text):
    assert weight(text) > 0


def test_what_could_not_be_is_no_forecast():
    assert weight("The two councils could not agree on a bridge.") == 0


def test_who_speaks_of_oneself_explains_nothing():
    words = "we may build it again"
    text = f"“{words},” Ada Brenn told the reporters who had come to the valley in the evening after the vote."
    assert weight(text) > 0
    assert weight(text, (words, "Ada Brenn")) == 0


def test_a_quotation_that_is_most_of_a_sentence_is_for_who_said_what():
    words = "Prices could rise again before the winter"
    text = f"“{words},” Ada Brenn said in Velm."
    assert weight(text, (words, "Ada Brenn")) == 0
