"""How we got here: what counts as background, when it was, and in which order it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.records.story import Story
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft
from broadsheet.write.sections.how_we_got_here import section
from tests.write.stories import story
from tests.write.telling import annotated

LEAD = "Vessia and Ostrel signed the border treaty in Merun on Tuesday. "
NAMES = {"places": ["Vessia", "Ostrel", "Merun"]}


def events(*articles, earlier=(), as_of="2031-03-05"):
    dossier = Dossier(story(*articles, earlier=tuple(earlier)), as_of)
    draft = Draft(dossier)
    made = section(dossier, draft)
    pools = draft.pools()
    return [
        (pools["events"][k], draft.statement(pools["events"][k].statements[0]).text) for k in (made.items if made else ())
    ], draft


def told(sentence, *times, **options):
    return annotated("a1", LEAD + sentence, times=[("Tuesday", "2031-03-04", "day"), *times], **{**NAMES, **options})


def test_oldest_first_with_precision():
    article = told(
        "The border treaty talks of Vessia and Ostrel began in January 2030. Vessia closed the border to Ostrel in 2012.",
        ("January 2030", "2030-01", "month"), ("2012", "2012", "year"),
    )  # fmt: skip
    found, _ = events(article)
    assert [(e.when.text, e.when.precision, e.when.start, e.when.end) for e, _ in found] == [
        ("2012", "year", "2012-01-01", "2012-12-31"),
        ("January 2030", "month", "2030-01-01", "2030-01-31"),
    ]
    assert {e.tense for e, _ in found} == {"past"}
    assert sum(e.weight for e, _ in found) == pytest.approx(1.0, abs=0.01)


def test_own_event_is_no_background():
    assert events(told("The border treaty of Vessia was read in Ostrel on Monday.", ("Monday", "2031-03-03", "day")))[0] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The treaty of Vessia and Ostrel is the first since 2012.",
        "Vessia thanked the envoys of Ostrel who drew the treaty border in 2012.",
        "Vessia kept the border treaty map of Ostrel after the 2012 war.",
        "Vessia would have signed the border treaty with Ostrel in 2012.",
        "Vessia was planning to sign the border treaty with Ostrel in 2012.",
        "“We lost the border treaty with Ostrel in 2012,” Vessia said of it.",
        "The 2012 border treaty of Vessia and Ostrel lay on the table.",
    ],
)
def test_date_of_something_else(sentence):
    said = [("We lost the border treaty with Ostrel in 2012,", "Vessia")] if "“" in sentence else []
    assert events(told(sentence, ("2012", "2012", "year"), said=said))[0] == []


def test_since_needs_something_that_lasts():
    found, _ = events(
        told("Vessia and Ostrel have kept no border treaty since 2012.", ("2012", "2012", "year"), tenses={1: "present"})
    )
    assert [(e.when.start, e.when.text) for e, _ in found] == [("2012-01-01", "since 2012")]


def test_what_was_begun_has_the_date_of_what_was_done():
    found, _ = events(told("Vessia began to close the border to Ostrel in 2012.", ("2012", "2012", "year")))
    assert [e.when.text for e, _ in found] == ["2012"]


def test_future_is_no_background():
    article = told("Vessia and Ostrel will open the border in 2012.", ("2012", "2012", "year"), tenses={1: "future"})
    assert events(article)[0] == []


def test_relative_date_needs_the_articles_day():
    sentence = "Vessia and Ostrel opened the border treaty talks last year."
    time = ("last year", "2030", "year")
    dated = told(sentence, time, relative=["last year"])
    found, draft = events(dated)
    assert [(e.when.relative, draft.pools()["articles"][e.when.anchored_on].id) for e, _ in found] == [(True, "a1")]
    assert events(told(sentence, time, relative=["last year"], published=None))[0] == []


def test_undated_story_keeps_its_newest_days_to_itself():
    article = annotated(
        "a1",
        "Vessia and Ostrel signed the border treaty on March 4, 2031. The border treaty talks of Vessia and Ostrel began in 2028.",
        times=[("March 4, 2031", "2031-03-04", "day"), ("2028", "2028", "year")],
        published=None,
        **NAMES,
    )
    assert [e.when.text for e, _ in events(article, as_of="2032-01-01")[0]] == ["2028"]


def test_one_event_told_twice_is_one():
    one = told("Vessia closed the border to Ostrel in 2012.", ("2012", "2012", "year"))
    other = annotated(
        "a2", "In 2012 Vessia closed the border to Ostrel and its traders.", times=[("2012", "2012", "year")], **NAMES
    )
    found, _ = events(one, other)
    assert [e.origins for e, _ in found] == [2]


def test_told_is_not_repeated():
    article = told("Vessia closed the border to Ostrel in 2012.", ("2012", "2012", "year"))
    dossier = Dossier(story(article), "2031-03-05")
    draft = Draft(dossier)
    draft.tell(1)
    assert section(dossier, draft) is None


def chapter(number, text, published):
    article = annotated(f"c{number}", text, published=published, **NAMES)
    return Story(id=f"st_c{number}", thread="th_1", articles=(article,), copies={}, placements={})


def test_chapters_stand_in_their_order():
    first = chapter(1, "Vessia and Ostrel agreed to talk about their border after a year of silence.", "2030-05-01")
    second = chapter(2, "Envoys of Vessia and Ostrel met in Merun and drew a first line on the map.", None)
    third = chapter(3, "Vessia and Ostrel initialled a draft of the treaty in the town hall of Merun.", "2031-02-01")
    found, draft = events(told("It rained."), earlier=(first, second, third))
    assert [e.from_story for e, _ in found] == ["st_c1", "st_c2", "st_c3"]
    assert [e.when.start for e, _ in found] == ["2030-05-01", None, "2031-02-01"]
    assert (found[1][0].when.text, found[1][0].when.precision) == ("undated", "unknown")
    assert {entry.id: entry.x_story for entry in draft.pools()["articles"].values()}["c2"] == "st_c2"


def test_a_chapter_that_nothing_places_is_not_told():
    first = chapter(1, "Vessia and Ostrel agreed to talk about their border after a year of silence.", None)
    second = chapter(2, "Envoys of Vessia and Ostrel met in Merun and drew a first line on the map.", "2030-05-01")
    found, draft = events(told("It rained."), earlier=(first, second))
    assert [e.from_story for e, _ in found] == ["st_c2"]
    assert "c1" not in {entry.id for entry in draft.pools()["articles"].values()}


def test_recap_tells_by_its_subheads():
    article = annotated(
        "r1",
        "March 1\nRain began to fall on the hills of Vessia and did not stop.\n"
        "March 3\nThe dam at Merun broke before dawn and water ran to Ostrel.",
        times=[("March 1", "2031-03-01", "day"), ("March 3", "2031-03-03", "day")],
        leans={0: "fragment", 2: "fragment"},
        **NAMES,
    )
    recap = replace(article, article=replace(article.article, role="recap"))
    found, _ = events(recap)
    assert [(e.when.start, text[:9]) for e, text in found] == [("2031-03-01", "Rain bega"), ("2031-03-03", "The dam a")]


def test_chapter_is_not_told_again_by_the_background():
    first = chapter(1, "Vessia and Ostrel opened talks about the border treaty in Merun.", "2030-05-14")
    again = told("Vessia and Ostrel opened talks about the border treaty in May 2030.", ("May 2030", "2030-05", "month"))
    found, _ = events(again, earlier=(first,))
    assert [e.from_story for e, _ in found] == ["st_c1"]


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("Vessia likened the border treaty to the pact of Ostrel in 2012.", "2012", "2012"),
        ("Traders of Vessia and Ostrel visited the border treaty office founded in 2012.", "2012", "2012"),
        ("A border treaty of Vessia and Ostrel drafted in 2012 also ended the toll.", "2012", "2012"),
        ("Trade of Vessia and Ostrel across the border fell to 59 from 186 in 2012.", "2012", "2012"),
        ("Talks of Vessia and Ostrel began, and three years later the border treaty was drafted.", "three years later", "2012"),
        ("The border trade of Vessia and Ostrel doubled in fiscal 2012.", "fiscal 2012", "2012"),
        ("Ostrel kept the treaty border open; Vessia had closed it in 2012.", "2012", "2012"),
        ("The envoy - she left Vessia in 2012 - read the border treaty of Ostrel.", "2012", "2012"),
        ("It was “a treaty of the border”, said an aide to Vessia, the envoy of Ostrel in 2012.", "2012", "2012"),
        ("The border trade of Vessia and Ostrel doubled over the last year.", "the last year", "2030"),
    ],
)
def test_date_that_hangs_on_no_verb_or_is_counted_from_elsewhere(sentence, words, value):
    assert events(told(sentence, (words, value, "year"), relative=[words] if "year" in words else []))[0] == []


def test_month_of_the_headline_is_the_story_itself():
    sentence = "Trade of Vessia and Ostrel across the border doubled in January, the treaty office said."
    month = ("January", "2031-01", "month")
    assert events(told(sentence, month, relative=["January"], title="Trade doubles in January"))[0] == []
    assert [e.when.start for e, _ in events(told(sentence, month, relative=["January"]))[0]] == ["2031-01-01"]


def test_stretch_of_time_has_its_end():
    sentence = "From 2012 to 2019 Vessia kept the border to Ostrel closed, before the treaty."
    found, _ = events(told(sentence, ("2012", "2012", "year"), ("2019", "2019", "year")))
    assert [(e.when.text, e.when.start, e.when.end) for e, _ in found] == [("2012 to 2019", "2012-01-01", "2019-12-31")]


def test_a_time_of_day_alone_is_no_date():
    text = "Vessia closed the border to Ostrel in 2012. The border treaty talks of Vessia and Ostrel began at 7:16 p.m. with tea."
    found, _ = events(told(text, ("2012", "2012", "year"), ("7:16 p.m.", "2030-01-07", "day")))
    assert [event.when.text for event, _ in found] == ["2012"]
