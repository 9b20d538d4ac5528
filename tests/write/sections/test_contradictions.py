"""Where the accounts differ: what is claimed, and the general reasons why most differences are none."""

from __future__ import annotations

import pytest

from broadsheet.records.reader import difference_id
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft
from broadsheet.write.sections.contradictions import section
from tests.write.stories import drafted, story
from tests.write.telling import annotated

DEAD = "The flood at Velm killed 14 people, the council said."


def one(text=DEAD, words="14 people", value=14.0, unit="people", key="a1", **options):
    options = {"places": ["Velm"], "outlet": "Lisse Courier"} | options
    return annotated(key, text, figures=[(words, value, unit)], **options)


def other(text, words, value, unit="people", **options):
    return one(text, words, value, unit, key="a2", **({"outlet": "Northern Post"} | options))


def cards(*articles):
    dossier, draft = drafted(*articles)
    made = section(dossier, draft)
    pool = draft.pools()["contradictions"]
    return [pool[key] for key in made.items] if made else [], draft


def test_two_tolls():
    (card,), draft = cards(one(), other("In Velm 19 people died in the flood, the ministry said.", "19 people", 19.0))
    assert (card.kind, card.state, card.issue) == ("number", "open", "How many people died")
    assert [side.value for side in card.sides] == [14.0, 19.0]
    assert [side.holders[0].outlet for side in card.sides] == ["lisse-courier", "northern-post"]
    for side in card.sides:
        assert len(side.spans) <= 2
        assert sum(len(draft.span(span).exact) for span in side.spans) <= 400
        assert side.text in draft.span(side.spans[0]).exact


def test_later_toll_is_an_update():
    (card,), _ = cards(one(), other("In Velm 19 people died in the flood.", "19 people", 19.0, published="2031-03-05"))
    assert card.state == "newer_supersedes"


@pytest.mark.parametrize("reports", ["First reports", "A first report", "An early report"])
def test_first_reports_are_superseded(reports):
    (card,), _ = cards(one(), other(f"{reports} said that 19 people died in the flood at Velm.", "19 people", 19.0))
    assert card.state == "newer_supersedes"


def test_what_goes_on_is_told_as_of_now_and_as_of_then():
    a = one("In Velm 19 people were missing after the flood.", "19 people", 19.0)
    (card,), _ = cards(a, other("In Velm 17 people are still missing after the flood.", "17 people", 17.0))
    assert card.state == "newer_supersedes"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("In Velm 14 people died in the flood.", "14 people", 14.0),
        ("In Ostrand 19 people died in the flood.", "19 people", 19.0),
        ("In Velm 19 more people died in the flood.", "19 more people", 19.0),
        ("In Velm 19 people could die in the flood.", "19 people", 19.0),
        ("In Velm 19 people lost their homes in the flood.", "19 people", 19.0),
    ],
    ids=["same", "other place", "in addition", "forecast", "other predicate"],
)
def test_no_contradiction(text, words, value):
    assert cards(one(), other(text, words, value, places=["Velm", "Ostrand"]))[0] == []


def test_same_origin_does_not_contradict_itself():
    dossier, draft = drafted(one(), other("In Velm 19 people died in the flood.", "19 people", 19.0), copies={"a2": "a1"})
    assert section(dossier, draft) is None


@pytest.mark.parametrize(
    ("words", "value", "unit", "words2", "value2", "unit2"),
    [
        ("40,000 refugees", 40000.0, "refugee", "39,870 refugees", 39870.0, "refugee"),
        ("32 kilometres", 32.0, "km", "20 miles", 20.0, "miles"),
    ],
)
def test_one_value_in_two_wordings(words, value, unit, words2, value2, unit2):
    a = one(f"The column from Velm was {words} long on Monday.", words, value, unit)
    b = other(f"The column from Velm was {words2} long on Monday.", words2, value2, unit2)
    assert cards(a, b)[0] == []


TREATY = "The two ministers signed the water treaty in Velm on Monday."
NO_TREATY = "The two ministers went home without signing the water treaty, a clerk in Velm said."


def plain(key, text, **options):
    return annotated(key, text, outlet={"a1": "Lisse Courier", "a2": "Northern Post"}[key], **options)


def test_denial():
    (card,), draft = cards(plain("a1", TREATY), plain("a2", NO_TREATY))
    assert (card.kind, card.issue) == ("denial", "Whether anybody signed the water treaty")
    assert {draft.span(side.spans[0]).exact.split()[0] for side in card.sides} == {"The"}


@pytest.mark.parametrize(
    "text",
    [
        "The two ministers went home without signing the trade pact, a clerk in Velm said.",
        "The two ministers never mentioned the water treaty in Velm.",
        "The ministers will not sign the water treaty in Velm.",
    ],
    ids=["other object", "other verb", "plan"],
)
def test_no_denial(text):
    assert cards(plain("a1", TREATY), plain("a2", text))[0] == []


LAUNCH = "The comet probe Petra was launched from Cape Ostrand on Tuesday 6 May."


def dated(key, text, words, value, **options):
    return plain(key, text, times=[(words, value, "day")], **options)


def test_two_days_of_one_event():
    other_day = "The comet probe Petra was launched from the Cape on Wednesday 7 May, its team said."
    a, b = dated("a1", LAUNCH, "Tuesday 6 May", "2031-05-06"), dated("a2", other_day, "Wednesday 7 May", "2031-05-07")
    (card,), _ = cards(a, b)
    assert (card.kind, card.issue) == ("date", "The day of the launch")
    assert [side.text for side in card.sides] == ["Tuesday 6 May", "Wednesday 7 May"]


@pytest.mark.parametrize(
    "text",
    [
        "The comet probe Petra was launched from Cape Ostrand on Wednesday 7 May local time.",
        "The comet probe Petra was launched from Cape Ostrand, it was announced on Wednesday 7 May.",
        "The weather satellite Moss was launched from a ship on Wednesday 7 May.",
    ],
    ids=["time zone", "around it", "another"],
)
def test_no_other_day(text):
    after = {"published": "2031-05-08"}
    a = dated("a1", LAUNCH, "Tuesday 6 May", "2031-05-06", **after)
    b = dated("a2", text, "Wednesday 7 May", "2031-05-07", **after)
    assert cards(a, b)[0] == []


def test_what_a_reader_settled_is_not_printed_again():
    said = one(), other("In Velm 19 people died in the flood, the ministry said.", "19 people", 19.0)
    (card,), draft = cards(*said)
    articles = draft.pools()["articles"]
    spans = [draft.span(key) for side in card.sides for key in side.spans[:1]]
    name = difference_id((articles[span.article].id, span.start, span.end) for span in spans)
    for settled, printed in (((name,), False), (("another",), True)):
        dossier = Dossier(story(*said, settled=settled), as_of="2031-03-05T12:00:00Z")
        assert (section(dossier, Draft(dossier)) is not None) is printed
