"""What is new: later reports before earlier ones, and no count that a later one has raised."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.write.currency import MOST_DAYS, OVERTAKEN, PER_DAY, bygone, currency, outnumbered, overtaken
from broadsheet.write.headline import headline
from broadsheet.write.sections.whats_happened import considered, section
from tests.write.stories import drafted
from tests.write.telling import annotated

FIRST = "Nine people were killed when the pier at Velm fell. Two boats were lost."
LATER = "Twenty people were killed when the pier at Velm fell on Monday. Divers went on with their search."


def report(key, text, day, *figures, title="Pier at Velm falls"):
    counted = [(words, value, "people") for words, value in figures]
    return annotated(key, text, title=title, published=day, figures=counted)


def stale(*articles):
    dossier, _ = drafted(*articles)
    return {dossier.passages[index].text for index in overtaken(dossier)}


def test_a_count_of_the_dead_that_a_later_report_raises_is_overtaken():
    early = report("a1", FIRST, "2031-03-03", ("Nine people", 9))
    late = report("a2", LATER, "2031-03-04", ("Twenty people", 20))
    assert stale(early, late) == {"Nine people were killed when the pier at Velm fell."}


@pytest.mark.parametrize("day", ["2031-03-03", None, "2031-03-02"])
def test_a_report_that_is_not_later_overtakes_nothing(day):
    early = report("a1", FIRST, "2031-03-03", ("Nine people", 9))
    assert stale(early, report("a2", LATER, day, ("Twenty people", 20))) == set()


def test_of_one_day_the_later_time_counts():
    early = report("a1", FIRST, "2031-03-03T08:00:00+00:00", ("Nine people", 9))
    late = report("a2", LATER, "2031-03-03T18:00:00+00:00", ("Twenty people", 20))
    assert len(stale(early, late)) == 1


def test_a_lower_later_count_is_of_a_part():
    early = report("a1", LATER, "2031-03-03", ("Twenty people", 20))
    assert stale(early, report("a2", FIRST, "2031-03-04", ("Nine people", 9))) == set()


def test_another_years_count_is_of_another_event():
    then = "It was the worst since 1998, when ninety people were killed at Ostrand."
    early = report("a1", FIRST, "2031-03-03", ("Nine people", 9))
    assert stale(early, report("a2", then, "2031-03-04", ("ninety people", 90))) == set()


def test_a_toll_without_a_noun_is_the_toll():
    late = report("a2", "The death toll from the fall of the pier rose to 20 on Tuesday.", "2031-03-04", ("20", 20))
    assert len(stale(report("a1", FIRST, "2031-03-03", ("Nine people", 9)), late)) == 1


def test_currency_falls_with_the_days_and_not_for_ever():
    days = ["2031-03-10", "2031-03-09", "2031-03-01"]
    dossier, _ = drafted(*(report(f"a{i}", "Two boats were lost at Velm.", day) for i, day in enumerate(days)))
    assert currency(dossier).tolist() == pytest.approx([1.0, PER_DAY, PER_DAY**MOST_DAYS])


def test_what_is_overtaken_heads_no_page_while_there_is_news():
    early = report("a1", FIRST, "2031-03-03", ("Nine people", 9), title="Nine killed as pier falls at Velm")
    late = report("a2", LATER, "2031-03-04", ("Twenty people", 20), title="Twenty killed as pier falls at Velm")
    dossier, draft = drafted(early, late)
    assert currency(dossier).min() == pytest.approx(OVERTAKEN * PER_DAY)
    assert draft.statement(headline(dossier, draft)).text == "Twenty killed as pier falls at Velm"
    told = [draft.statement(key).text for key in section(dossier, draft).body]
    assert told[0].startswith("Twenty people")
    assert not any("Nine" in text for text in told)


SEARCH = "Divers looked for 12 missing people below the pier at Velm on Tuesday. The pier had stood for forty years."
MORE = "Parish clerks at Velm have a list of 30 people who were still missing after the pier fell. They go on counting."
AGAIN = "The coast guard put the number of missing people at the pier at 12 on Tuesday. Its boats stayed out."


def doubted(*articles):
    dossier, _ = drafted(*articles)
    return {dossier.passages[index].text for index in outnumbered(dossier)}


def counted_otherwise():
    one = report("a1", SEARCH, "2031-03-04", ("12 missing people", 12), title="Divers look for 12 missing at Velm pier")
    other = report("a2", MORE, "2031-03-04", ("30 people", 30), title="Parish clerks at Velm count 30 missing after pier fell")
    third = report("a3", AGAIN, "2031-03-04", ("12", 12), title="Coast guard counts 12 missing at Velm pier")
    return one, other, third


def test_a_count_that_more_reports_give_otherwise_is_outnumbered():
    one, other, third = counted_otherwise()
    assert doubted(one, other, third) == {MORE.split(". ", maxsplit=1)[0] + "."}
    assert doubted(one, other) == set()


def test_counts_that_are_overtaken_side_with_nobody():
    old = [report(f"a{i}", FIRST.replace("Two", str(i)), "2031-03-03", ("Nine people", 9)) for i in range(3)]
    late = report("b1", LATER, "2031-03-04", ("Twenty people", 20))
    assert doubted(*old, late) == set()


def test_what_is_outnumbered_opens_no_page():
    one, other, third = counted_otherwise()

    def opening(*articles):
        choice = considered(drafted(*articles)[0], 45)
        return {choice.sentences[index] for index in choice.openers}

    clerks = MORE.split(". ", maxsplit=1)[0] + "."
    assert clerks in opening(one, other)
    assert clerks not in opening(one, other, third)


def test_a_title_with_an_outnumbered_count_gives_way():
    """Though it tells most of what the reports tell."""
    clerks = "Parish clerks at Velm have list of 30 people still missing"
    titles = ("Divers and the pier", clerks, "Coast guard put number of missing at 12")
    told = [replace(r, article=replace(r.article, title=t)) for r, t in zip(counted_otherwise(), titles, strict=True)]
    assert headline_of(*told[:2]) == clerks
    assert headline_of(*told) == titles[2]


def headline_of(*articles):
    dossier, draft = drafted(*articles)
    key = headline(dossier, draft)
    assert key is not None
    return draft.statement(key).text


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("In 2011 the bridge of Velm had no lamps. The mayor was in town to light them.", ["The mayor was in town to light them."]),
        ("In 2011 the bridge of Velm had no lamps. The mayor lights them on Monday.", []),
        ("In 2031 the bridge of Velm has no lamps. The mayor was in town to light them.", []),
        ("The bridge of Velm was built in 2011. The mayor was in town to light its lamps.", []),
        ("In 2011 the bridge of Velm had no lamps.\nThe mayor was in town to light them.", []),
    ],
)
def test_what_goes_on_with_a_past_year_without_saying_so_is_bygone(text, bare):
    tense = {1: "present"} if "lights" in text else {}
    dossier, _ = drafted(annotated("a1", text, published="2031-03-03", tenses=tense))
    assert [dossier.passages[index].text for index in bygone(dossier)] == bare
    assert not {dossier.passages[index].text for index in considered(dossier, 75).sentences} & set(bare)


DARK = "In 2011 the bridge of Velm had no lamps on either of its two sides."
NEWS = "The bridge of Velm gets lamps on both sides this spring, the council says."


@pytest.mark.parametrize(
    ("text", "day", "old"),
    [
        (DARK, "2031-03-03", True),
        (DARK, None, True),
        (DARK, "2012-01-09", False),
        (DARK.replace("In", "Since"), "2031-03-03", False),
        (DARK.replace("had", "has"), "2031-03-03", False),
    ],
)
def test_an_old_event_is_not_told_as_news_where_nothing_else_is(text, day, old):
    dossier, draft = drafted(annotated("a1", text, published=day, tenses={0: "present"} if "has" in text else {}))
    assert (section(dossier, draft) is None) is old


def test_an_old_event_is_told_behind_the_news_and_not_before_it():
    then = "In 2011 the bridge of Velm burned down to its piles, and ferries took its place for two years."
    dossier, draft = drafted(
        annotated("a1", f"{NEWS}\n{then}", title="Ferries took bridge's place for two years", published="2031-03-03")
    )
    told = section(dossier, draft)
    assert told is not None
    assert [draft.statement(key).text for key in told.body] == [NEWS, then]


def test_a_sentence_on_a_past_year_is_not_the_news_beside_others():
    then = "In 2011 the pier at Velm burned down to its posts in a fire that was seen at Ostrand."
    now = "The pier at Velm has been shut to visitors since divers found cracks in two of its posts."
    dossier, _ = drafted(annotated("a1", f"{then}\n{now}", title="Pier at Velm", times=[("2011", "2011", "year")]))
    assert currency(dossier).tolist() == pytest.approx([OVERTAKEN, 1.0])
