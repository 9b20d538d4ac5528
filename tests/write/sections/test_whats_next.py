"""What's next: what counts as announced, and when."""

from __future__ import annotations

import pytest

from broadsheet.records.story import Story
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft
from broadsheet.write.sections.whats_next import section
from tests.write.stories import story
from tests.write.telling import annotated

LEAD = "Vessia and Ostrel signed the border treaty in Merun. "
FRIDAY = ("Friday", "2031-03-07", "day")


def coming(sentence, *times, as_of="2031-03-05", tense="future", **options):
    article = annotated(
        "a1", LEAD + sentence, times=times, places=["Vessia", "Ostrel"], tenses=dict.fromkeys((1, 2, 3), tense), **options
    )
    dossier = Dossier(story(article), as_of)
    draft = Draft(dossier)
    made = section(dossier, draft)
    pool = draft.pools()["events"]
    return [pool[key] for key in made.items] if made else []


def test_scheduled_with_its_day():
    (event,) = coming("The parliament of Vessia is due to vote on it on Friday.", FRIDAY, relative=["Friday"])
    assert (event.tense, event.when.start, event.when.precision, event.when.text) == ("scheduled", "2031-03-07", "day", "Friday")
    assert event.when.anchored_on


def test_expected_without_a_fixed_day():
    (event,) = coming("Ostrel will reopen its embassy in May.", ("May", "2031-05", "month"))
    assert (event.tense, event.when.start, event.when.end) == ("expected", "2031-05-01", "2031-05-31")


def test_a_day_behind_the_subject_dates_the_subject():
    assert coming("Scenes from the treaty talks in Merun Friday will keep Vessia awake.", FRIDAY, relative=["Friday"]) == []
    (event,) = coming("The envoy on Friday will visit Ostrel.", FRIDAY, relative=["Friday"])
    assert event.when.start == "2031-03-07"


def test_overdue_once_the_day_has_passed():
    (event,) = coming("Ostrel will reopen its embassy on Friday.", FRIDAY, as_of="2031-03-09")
    assert event.tense == "overdue"
    (event,) = coming("Ostrel will reopen its embassy on Friday.", FRIDAY, as_of="2031-03-07")
    assert event.tense == "expected"


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("The parliament of Vessia was due to vote on it on Friday.", "past"),
        ("The parliament of Vessia would vote on it on Friday if Ostrel asked.", "past"),
        ("The vote in Vessia on Friday has been called off and will not be held.", "future"),
        ("“The parliament of Vessia will vote on Friday,” said the envoy of Ostrel.", "past"),
        ("The parliament of Vessia heard of it on Friday.", "past"),
    ],
)
def test_not_announced(sentence, tense):
    said = [("The parliament of Vessia will vote on Friday,", "envoy")] if "“" in sentence else []
    assert coming(sentence, FRIDAY, tense=tense, said=said) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The envoy of Ostrel plans to explain what she meant in the speech she gave on Friday.",
        "The parliament of Vessia will not vote on Friday, as the envoy of Ostrel had hoped.",
        "The vote of Vessia planned for Friday would have ended the treaty.",
    ],
)
def test_a_time_of_something_else_or_of_what_will_not_be(sentence):
    assert coming(sentence, FRIDAY, tense="future") == []


def test_plan_of_which_somebody_spoke_on_that_day():
    sentence = "The envoy of Ostrel blamed Vessia for showing no plan to clear the border during the speech on Friday."
    said = [("no plan to clear the border during the speech on Friday", "envoy")]
    assert coming(sentence, FRIDAY, tense="past", said=said) == []


def test_past_day_is_not_ahead():
    assert coming("The parliament of Vessia will publish the vote of Monday.", ("Monday", "2031-03-03", "day")) == []


def test_relative_day_of_an_undated_article():
    assert coming("The parliament of Vessia will vote on Friday.", FRIDAY, relative=["Friday"], published=None) == []


def test_coming_weeks_have_no_day():
    (event,) = coming("The president of Vessia will travel to Ostrel in the coming weeks.")
    assert (event.when.start, event.when.precision, event.when.text) == (None, "unknown", "in the coming weeks")


def test_nearest_first_undated_last():
    found = coming(
        "The president of Vessia will travel to Ostrel in the coming weeks. Judges will read the treaty in May. "
        "Ferries will sail again on Friday.",
        ("May", "2031-05", "month"), FRIDAY,
    )  # fmt: skip
    assert [event.when.start for event in found] == ["2031-03-07", "2031-05-01", None]


def test_two_papers_are_one_event():
    texts = ["Ferries of Vessia will sail again on Friday.", "The ferries of Vessia will sail again on Friday, Ostrel says."]
    articles = [annotated(f"a{i}", text, times=[FRIDAY], places=["Vessia"], tenses={0: "future"}) for i, text in enumerate(texts)]
    dossier = Dossier(story(*articles), "2031-03-05")
    draft = Draft(dossier)
    made = section(dossier, draft)
    assert [draft.pools()["events"][key].origins for key in made.items] == [2]


def test_fear_of_what_will_come_is_no_plan():
    assert coming("The vote stirred alarm that ferries will stop on Friday.", FRIDAY, tense="past") == []
    assert coming("The envoy said the ferries of Vessia will stop on Friday.", FRIDAY, tense="past",
                  said=[("the ferries of Vessia will stop on Friday", "envoy")]) != []  # fmt: skip


def test_day_of_an_interview_is_not_ahead():
    assert coming("The envoy will lose the vote of Vessia, she said in an interview on Friday.", FRIDAY) == []


def test_first_since_a_year_is_not_of_that_year():
    assert coming("The meeting will be the first in Vessia since 2015.", ("2015", "2015", "year"), published=None) == []
    assert coming("The meeting will be held in Vessia in 2015.", ("2015", "2015", "year"), published=None) == []
    assert coming("The meeting will be held in Vessia in 2033.", ("2033", "2033", "year"), published=None) != []


VISIT = "The president of Vessia will visit Ostrel on Friday to open the bridge."


def visit(as_of, told):
    later = annotated("b1", told, places=["Vessia", "Ostrel"], published="2031-03-08")
    chapter = Story(id="st_2", thread="th_1", articles=(later,), copies={}, placements={})
    first = annotated("a1", LEAD + VISIT, times=[FRIDAY], places=["Vessia", "Ostrel"], tenses={1: "future"}, relative=["Friday"])
    dossier = Dossier(story(first, later=(chapter,)), as_of)
    draft = Draft(dossier)
    made = section(dossier, draft)
    return [draft.pools()["events"][key].tense for key in made.items] if made else []


def test_visit_that_a_later_chapter_tells_is_no_longer_to_come():
    told = "The president of Vessia opened the bridge during her visit to Ostrel on Friday. Two bands played."
    assert visit("2031-03-09", told) == []
    assert visit("2031-03-09", "The harbour of Ostrel was closed by ice.") == ["overdue"]
    assert visit("2031-03-06", told) == ["expected"]


def test_soon_is_not_for_ever():
    sentence = "The president of Vessia will travel to Ostrel in the coming weeks."
    assert [event.tense for event in coming(sentence, as_of="2031-04-20")] == ["expected"]
    assert coming(sentence, as_of="2031-06-20") == []


def test_what_a_clause_tells_in_passing_is_not_announced():
    assert coming("The envoy of Ostrel will not meet her before the vote that is set for Friday.", FRIDAY) == []
    assert coming("Most towns that will vote on Friday lie on the border of Vessia.", FRIDAY, tense="present") == []
