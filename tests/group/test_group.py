from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from broadsheet.group import Group
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.story import story_id, thread_id

from .making import FLOOD_1, FLOOD_2, GIFT, MISSILE, TRIAL, VISIT_1, VISIT_2, VISIT_3, article, placed


def original(each: Article) -> Copy:
    return Copy(article=each.id, origin=each.id)


def put(group: Group, *articles: Article) -> Group:
    for each in articles:
        group.place(Annotated(article=each), original(each))
    return group


def test_story_is_named_after_its_founder() -> None:
    where = placed(FLOOD_1)["flood1"]
    assert (where.story, where.thread) == (story_id("flood1"), thread_id(story_id("flood1")))


def test_same_event_is_one_story() -> None:
    where = placed(FLOOD_1, FLOOD_2)
    assert where["flood1"].story == where["flood2"].story


def test_other_event_is_another_story() -> None:
    where = placed(FLOOD_1, TRIAL)
    assert (where["flood1"].story, where["flood1"].thread) != (where["trial"].story, where["trial"].thread)


def test_headlines_alone() -> None:
    where = placed(*(article(each.id, each.title, published=each.published) for each in (FLOOD_1, FLOOD_2, TRIAL)))
    assert where["flood1"].story == where["flood2"].story != where["trial"].story


def test_same_words_a_year_later_are_another_story() -> None:
    later = replace(FLOOD_2, id="later", published="2032-03-05")
    where = placed(FLOOD_1, later)
    assert where["flood1"].story != where["later"].story


def test_chapters_of_an_affair_share_a_thread() -> None:
    where = placed(VISIT_1, VISIT_2, VISIT_3)
    assert len({where[name].thread for name in ("visit1", "visit2", "visit3")}) == 1


def test_chapters_far_apart_are_stories_of_their_own() -> None:
    where = placed(VISIT_1, VISIT_2, VISIT_3)
    assert where["visit3"].story not in (where["visit1"].story, where["visit2"].story)


def test_a_famous_name_alone_makes_no_thread() -> None:
    where = placed(VISIT_1, VISIT_2, VISIT_3, MISSILE, GIFT, TRIAL)
    affair = where["visit3"].thread
    assert affair not in {where[name].thread for name in ("missile", "gift", "trial")}


def test_copy_goes_with_its_origin() -> None:
    copied = replace(FLOOD_1, id="copy", title="Unrelated words about chess", published="2031-06-01")
    group = Group()
    first = group.place(Annotated(article=FLOOD_1), original(FLOOD_1))
    second = group.place(Annotated(article=copied), Copy(article="copy", origin="flood1", kind="same", likeness=0.9))
    assert (second.story, second.score) == (first.story, 0.9)


def test_digest_founds_nothing_that_others_join() -> None:
    digest = replace(FLOOD_1, id="digest", role="digest", published="2031-03-03")
    group = Group()
    first = group.place(Annotated(article=digest), original(digest))
    second = group.place(Annotated(article=FLOOD_2), original(FLOOD_2))
    assert first.story != second.story


def test_digest_joins_its_story() -> None:
    digest = replace(FLOOD_2, id="digest", role="digest")
    where = placed(FLOOD_1, digest)
    assert where["digest"].story == where["flood1"].story


def test_recap_glues_nothing() -> None:
    recap = article("recap", "A week of floods and courts", f"{FLOOD_1.text}\n{TRIAL.text}", role="recap", published="2031-03-04")
    where = placed(recap, FLOOD_1, FLOOD_2, TRIAL)
    assert where["flood1"].story == where["flood2"].story != where["trial"].story


def test_why_names_what_is_shared() -> None:
    why = placed(FLOOD_1, FLOOD_2)["flood2"].why
    assert "one day apart" in why
    assert any("Hedda Prill" in reason or "Varnby" in reason for reason in why)


def test_placed_twice_stays_where_it_was() -> None:
    group = Group()
    first = group.place(Annotated(article=FLOOD_1), original(FLOOD_1))
    assert group.place(Annotated(article=FLOOD_1), original(FLOOD_1)) == first


def test_remembering_is_as_good_as_placing() -> None:
    batch = [FLOOD_1, replace(FLOOD_1, id="copy"), TRIAL, VISIT_1, FLOOD_2, VISIT_2, VISIT_3, MISSILE]
    copies = {each.id: original(each) for each in batch} | {"copy": Copy(article="copy", origin="flood1", kind="same")}
    whole = Group()
    wanted = [whole.place(Annotated(article=each), copies[each.id]) for each in batch]
    for stop in range(len(batch)):
        group = Group()
        for each, placement in zip(batch[:stop], wanted[:stop], strict=True):
            group.remember(Annotated(article=each), placement)
        rest = [group.place(Annotated(article=each), copies[each.id]) for each in batch[stop:]]
        assert rest == wanted[stop:]


def test_settling_twice_changes_nothing() -> None:
    group = Group()
    for each in (FLOOD_1, FLOOD_2, TRIAL, VISIT_1, VISIT_2):
        group.place(Annotated(article=each), original(each))
    group.settle()
    assert group.settle() == ()


def test_settling_says_what_it_moved() -> None:
    group = Group()
    first = group.place(Annotated(article=FLOOD_1), original(FLOOD_1))
    twin = replace(FLOOD_2, id="twin")
    group.remember(Annotated(article=twin), replace(first, article="twin", story=story_id("twin"), thread="th_x"))
    assert [(moved.article, moved.story) for moved in group.settle()] == [("twin", first.story)]
    assert group.where("twin").thread == first.thread


def test_order_of_arrival_does_not_matter() -> None:
    batch = [FLOOD_1, FLOOD_2, TRIAL, MISSILE]
    assert len({tuple(sorted(p.story for p in placed(*some).values())) for some in permutations(batch)}) == 1


@pytest.mark.parametrize("text", ["", " \n\t", "\ud800\udfff", "!!! ???", "a" * 100_000, "洪水 が 町 を"])
def test_odd_texts_are_placed(text: str) -> None:
    assert placed(article("odd", "", text), FLOOD_1)["odd"].story == story_id("odd")


def test_odd_dates_are_unknown() -> None:
    assert placed(article("odd", "Dam breaks", published="2031-99-99"))["odd"].score == 1.0


def test_a_report_after_a_long_silence_founds_a_story_of_its_own() -> None:
    group = Group()
    first = group.place(Annotated(article=FLOOD_1), original(FLOOD_1))
    group.place(Annotated(article=replace(TRIAL, published="2031-04-15")), original(TRIAL))
    late = group.place(Annotated(article=FLOOD_2), original(FLOOD_2))
    group.settle()
    assert group.where("flood2").story == late.story != first.story


def test_a_report_a_few_days_late_finds_its_story() -> None:
    group = Group()
    for each in (FLOOD_1, replace(TRIAL, published="2031-03-12"), FLOOD_2):
        group.place(Annotated(article=each), original(each))
    group.settle()
    assert group.where("flood2").story == group.where("flood1").story


def test_what_a_days_end_joins_is_told_once() -> None:
    group = Group()
    first = group.place(Annotated(article=FLOOD_1), original(FLOOD_1))
    twin = replace(FLOOD_2, id="twin", published="2031-03-04")
    group.remember(Annotated(article=twin), replace(first, article="twin", story=story_id("twin"), thread="th_x"))
    assert group.moved() == ()
    group.place(Annotated(article=replace(TRIAL, published="2031-03-05")), original(TRIAL))
    assert [(moved.article, moved.story) for moved in group.moved()] == [("twin", first.story)]
    assert group.moved() == ()
    assert "very alike in wording" in group.where("twin").why


def test_an_undated_story_waits_for_the_end_of_the_batch() -> None:
    undated = replace(FLOOD_2, id="undated", published=None)
    group = put(Group(), undated, FLOOD_1, replace(TRIAL, published="2031-03-05"))
    assert group.where("undated").story != group.where("flood1").story
    group.settle()
    assert group.where("undated").story == group.where("flood1").story


OLD_FLOOD = (
    replace(FLOOD_2, id="undated", published=None),
    FLOOD_1,
    replace(TRIAL, published="2031-05-05"),
    replace(GIFT, published="2031-05-06"),
)


def test_a_story_stays_open_while_an_undated_report_waits() -> None:
    group = put(Group(), *OLD_FLOOD)
    group.settle()
    assert group.where("undated").story == group.where("flood1").story


def test_an_undated_report_that_has_waited_long_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadsheet.group.group.PATIENCE", 1)
    group = put(Group(), *OLD_FLOOD)
    group.moved()
    assert group.where("undated").story == group.where("flood1").story
    late = replace(FLOOD_1, id="late", published=None)
    put(group, late)
    assert group.where("late").story != group.where("flood1").story  # whose story has closed


def test_what_was_held_open_closes_with_the_batch() -> None:
    group = put(Group(), *OLD_FLOOD)
    group.settle()
    late = replace(FLOOD_1, id="late", published=None)
    put(group, late)
    group.settle()
    assert group.where("late").story != group.where("flood1").story


def test_what_is_held_open_survives_in_the_state() -> None:
    first = put(Group(), *OLD_FLOOD[:3])
    second = Group.restored(first.state())
    for group in (first, second):
        put(group, OLD_FLOOD[3]).settle()
    assert {second.where(each.id) for each in OLD_FLOOD} == {first.where(each.id) for each in OLD_FLOOD}
    assert second.where("undated").story == second.where("flood1").story


def test_how_long_undated_reports_have_waited_is_in_the_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadsheet.group.group.PATIENCE", len(OLD_FLOOD))
    group = put(Group.restored(put(Group(), *OLD_FLOOD[:3]).state()), OLD_FLOOD[3])
    group.moved()
    assert group.where("undated").story == group.where("flood1").story
