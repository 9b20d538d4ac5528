"""What no paper says: only what every report leaves open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft
from broadsheet.write.sections import whats_next
from broadsheet.write.sections.open_questions import section
from tests.write.stories import story
from tests.write.telling import annotated

BLAST = (
    "An explosion tore through a paint factory in Velmont on Tuesday. The explosion shook windows across the town and was heard "
    "in Harth, nine kilometres away. Smoke stood over the river until the evening, and trains were held at the next station. The "
    "factory makes varnish for furniture and belongs to a family from Harth. The mayor of Velmont asked people to keep their "
    "windows shut and to stay off the bridge. Buses ran on other roads. The school next to the factory was empty because of the "
    "holidays of spring."
)
TITLE = "Explosion at paint factory in Velmont"


def report(key="a1", text=BLAST, title=TITLE, **options):
    return annotated(key, text, title=title, places=["Velmont", "Harth"], **options)


def notes(*articles, **options):
    dossier = Dossier(story(*articles, **options), "2031-03-05")
    draft = Draft(dossier)
    made = section(dossier, draft)
    return [draft.pools()["notes"][key] for key in (made.body if made else ())]


def test_one_report_without_casualties():
    (note,) = notes(report(text=BLAST.replace("because of", "over")))[:1]
    assert note.text == "The one report does not say how many people were killed or hurt in the explosion."
    assert note.kind == "not_reported"


def test_all_articles_are_searched_and_listed():
    found = notes(report(), report("a2", BLAST.replace("paint", "varnish")))
    assert found[0].text.startswith("No report says how many people were killed")
    assert len(found[0].articles) == 2


@pytest.mark.parametrize(
    "answer", ["Nobody was hurt.", "Two workers died.", "Five people were taken to hospital.", "All workers got out unharmed."]
)
def test_any_answer_closes_it(answer):
    assert not any("killed or hurt" in note.text for note in notes(report(), report("a2", f"{BLAST} {answer}")))


def test_answer_in_a_copy_or_a_title_closes_it():
    assert not any(
        "killed" in note.text for note in notes(report(), report("a2", title="Three dead in explosion"), copies={"a2": "a1"})
    )


def test_cause_is_open_only_if_nothing_touches_on_it():
    without = BLAST.replace("because of", "over")
    assert any("what caused" in note.text for note in notes(report(text=without)))
    assert not any("what caused" in note.text for note in notes(report(text=without + " Police are investigating.")))


def test_other_kinds_of_story_raise_nothing():
    text = BLAST.replace("An explosion tore through", "Voters queued at").replace("The explosion shook", "Voters filled")
    assert notes(report(text=text, title="Velmont votes")) == []


def test_event_in_passing_raises_nothing():
    text = "The choir of Velmont sang in Harth. " * 14 + "Its hall was lost in an explosion long ago."
    assert notes(report(text=text, title="Choir sings in Harth")) == []


def test_cut_article_claims_nothing():
    whole = report()
    cut = replace(whole, article=replace(whole.article, cut="end"))
    assert notes(cut) == []
    assert notes(whole, replace(report("a2"), article=replace(report("a2").article, language="fr"))) == []


def test_short_text_claims_nothing():
    assert notes(report(text=BLAST[:200])) == []


VISIT = "The president of Ostrel will travel to Velmont for a visit in the coming weeks. " + BLAST


def visit(text):
    times = [("May 3", "2031-05-03", "day")] if "May 3" in text else []
    return report(text=text, title="Visit", tenses={0: "future"}, times=times)


def days_open(text):
    dossier = Dossier(story(visit(text)), "2031-03-05")
    draft = Draft(dossier)
    whats_next.section(dossier, draft)
    made = section(dossier, draft)
    return [draft.pools()["notes"][k].text for k in (made.body if made else ()) if "on which day" in draft.pools()["notes"][k].text]


def test_visit_without_a_day():
    assert days_open(VISIT) == ["The one report does not say on which day the visit is to be."]


def test_visit_with_a_day_elsewhere():
    assert days_open(VISIT + " Hotels are booked out for the president's trip on May 3.") == []


STUDY = (
    "People who sleep near the harbour of Velmont wake twice as often as others, a study published on Tuesday found. The study "
    "followed sleepers in forty streets for a winter, and its authors count every passing tram. Researchers at the school of Harth "
    "wrote that trams with rubber wheels were quieter. The town council of Velmont has no trams of that kind, and the maker of the "
    "old ones closed its works years ago. The study appeared in a journal for noise and sleep, and the council has put it on its "
    "list for the meeting of next week in the old hall beside the market."
)


def test_what_may_only_come_raises_nothing():
    assert notes(report(text=STUDY, title="Study could say how trams wake people")) == []


def test_a_study_without_its_payer():
    (note,) = notes(report(text=STUDY, title="Study: harbour trams wake people"))
    assert note.text == "The one report does not say who paid for the study."
    assert notes(report(text=f"{STUDY} The ministry financed it.", title="Study: harbour trams wake people")) == []


UNCLEAR = "It was not immediately clear how many barrels of varnish had burned in the paint factory."


def test_what_a_report_calls_unknown_is_open():
    found = notes(report(text=f"{BLAST} {UNCLEAR}"))
    assert found[0].text == "The one report does not say how many barrels of varnish had burned in the paint factory."
    assert found[0].statements


@pytest.mark.parametrize(
    "told",
    [
        UNCLEAR.replace("It was", "It was at first"),
        f"{UNCLEAR} Ninety barrels of varnish burned in the paint factory.",
        "“It was not clear how many barrels of varnish had burned in the paint factory,” the mayor said.",
        "It was not clear how many of them had burned.",
    ],
)
def test_what_was_unknown_once_or_is_told_or_leans_is_not(told):
    assert not any("burned" in note.text for note in notes(report(text=f"{BLAST} {told}")))


ACCUSED = "The council of Velmont accused treasurer Orla Tench of taking bread. " + BLAST


def accusing(text, **options):
    return annotated("a1", text, title="Council and bread", people=["Orla Tench", "Tench"], places=["Velmont", "Harth"], **options)


def test_whom_the_news_accuses_and_nobody_hears():
    assert [n.text for n in notes(accusing(ACCUSED))] == ["The one report does not say what Orla Tench says to the accusation."]


@pytest.mark.parametrize("heard", ["Tench called it a mistake.", "Her lawyer came.", "Tench, 41, rejected it."])
def test_whoever_answers_is_heard(heard):
    assert not any("Tench" in note.text for note in notes(accusing(f"{ACCUSED} {heard}")))


def test_whoever_acts_in_a_title_is_heard():
    article = accusing(ACCUSED)
    titled = replace(article, article=replace(article.article, title="Tench slams council"))
    assert not any("Tench" in note.text for note in notes(titled))


def test_who_lodged_the_charges_is_not_accused():
    text = BLAST.replace("An explosion", "After charges lodged by treasurer Orla Tench an explosion")
    assert not any("Tench" in note.text for note in notes(accusing(text)))
