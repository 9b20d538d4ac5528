"""A reader's word is obeyed at once, kept, and outlives every later reading."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet import pipeline
from broadsheet.errors import NotFound, UsageError
from broadsheet.records.story import TOLD, story_id, thread_id
from broadsheet.store import Store
from tests.group.making import FLOOD_1, FLOOD_2
from tests.pipeline.telling import COURT, FLOOD_3, FOUNDER, SECOND, read_in, where

COPY = replace(FLOOD_2, id="copy", title="Dam at Varnby gone, families evacuated", published="2031-03-06")
pytestmark = pytest.mark.usefixtures("real_rooms")


def test_an_article_leaves_a_story_at_once(store: Store, ids: dict[str, str]):
    story = where(store)[FOUNDER]
    obeyed = pipeline.keep_apart(store, ids[SECOND], story)
    assert (obeyed.number, obeyed.moved) == (1, {ids[SECOND]: story_id(ids[SECOND])})
    placement = store.articles.placements()[ids[SECOND]]
    assert placement.thread == thread_id(story), "it may still be a chapter of the same affair"
    assert placement.why == ("a reader said that it does not tell the story it stood with",)
    assert store.articles.placements()[ids[FOUNDER]].story == story


def test_it_never_comes_back(store: Store, ids: dict[str, str], tmp_path: Path):
    pipeline.keep_apart(store, ids[SECOND], where(store)[FOUNDER])
    read_in(store, tmp_path / "second", FLOOD_3)
    assert where(store)[FOUNDER] != where(store)[SECOND]
    pipeline.read(store, [str(tmp_path / "first"), str(tmp_path / "second")])
    assert where(store)[FOUNDER] != where(store)[SECOND]


def test_its_copies_go_along(store: Store, tmp_path: Path):
    named = read_in(store, tmp_path / "first", FLOOD_1, FLOOD_2, COPY)
    assert len(set(where(store).values())) == 1
    pipeline.keep_apart(store, named[COPY.title], where(store)[FOUNDER])
    assert where(store)[COPY.title] == where(store)[SECOND] == story_id(named[SECOND])
    assert where(store)[FOUNDER] == story_id(named[FOUNDER])


def test_the_founder_keeps_the_id_when_it_is_the_one_to_leave(store: Store, tmp_path: Path):
    named = read_in(store, tmp_path / "first", FLOOD_1, FLOOD_2, FLOOD_3)
    story = where(store)[FOUNDER]
    pipeline.keep_apart(store, named[FOUNDER], story)
    assert where(store)[FOUNDER] == story
    assert where(store)[SECOND] == where(store)[FLOOD_3.title] == story_id(named[SECOND])
    assert [(held.kind, held.story) for held in store.successions.all()][-1] == ("split", story)


def test_an_article_is_put_into_a_story(store: Store, ids: dict[str, str], tmp_path: Path):
    story = where(store)[FOUNDER]
    pipeline.bring_together(store, ids[COURT], story)
    assert where(store)[COURT] == story
    assert store.articles.placements()[ids[COURT]].why == (TOLD,)
    assert store.successions.current(story_id(ids[COURT])) == story
    read_in(store, tmp_path / "second", FLOOD_3)
    assert where(store)[COURT] == where(store)[FOUNDER] == story


def test_whole_stories_are_joined_under_the_older_id(store: Store, ids: dict[str, str]):
    flood, trial = where(store)[FOUNDER], where(store)[COURT]
    older = min(
        (flood, trial), key=lambda story: list(store.articles.placements()).index(ids[FOUNDER if story == flood else COURT])
    )
    pipeline.bring_together(store, trial, flood)
    assert set(where(store).values()) == {older}
    assert store.successions.current(flood) == store.successions.current(trial) == older


def test_taking_back_lets_the_evidence_decide(store: Store, ids: dict[str, str]):
    story = where(store)[FOUNDER]
    apart = pipeline.keep_apart(store, ids[SECOND], story)
    pipeline.take_back(store, apart.number)
    assert where(store)[SECOND] == story
    together = pipeline.bring_together(store, ids[COURT], story)
    pipeline.take_back(store, together.number)
    assert where(store)[COURT] == story_id(ids[COURT])
    assert store.constraints.all() == ()


def test_a_word_that_breaks_another_is_refused(store: Store, ids: dict[str, str]):
    story = where(store)[FOUNDER]
    pipeline.keep_apart(store, ids[SECOND], story)
    with pytest.raises(UsageError, match="do not tell one story") as refused:
        pipeline.bring_together(store, ids[SECOND], story)
    assert refused.value.hint == "`broadsheet constraints --remove 1` takes that back"
    pipeline.bring_together(store, ids[COURT], story)
    with pytest.raises(UsageError, match="tell one story"):
        pipeline.keep_apart(store, ids[COURT], story)
    assert [held.number for held in store.constraints.all()] == [1, 2]


def test_what_cannot_be_meant_is_refused(store: Store, ids: dict[str, str]):
    with pytest.raises(UsageError, match="nothing but this article"):
        pipeline.keep_apart(store, ids[COURT], where(store)[COURT])
    with pytest.raises(UsageError, match="called after it"):
        pipeline.bring_together(store, ids[FOUNDER], where(store)[FOUNDER])
    with pytest.raises(NotFound, match="no such article"):
        pipeline.keep_apart(store, "pg_none#1", where(store)[FOUNDER])
    with pytest.raises(NotFound, match="no such story"):
        pipeline.keep_apart(store, ids[COURT], "st_none")
    with pytest.raises(NotFound, match="nothing was said"):
        pipeline.take_back(store, 7)
    assert store.constraints.all() == ()


def test_a_word_about_an_old_id_means_the_story_that_goes_on(store: Store, ids: dict[str, str]):
    old = story_id(ids[COURT])
    pipeline.bring_together(store, ids[COURT], where(store)[FOUNDER])
    with pytest.raises(UsageError, match="tell one story"):
        pipeline.keep_apart(store, ids[COURT], old)
    pipeline.keep_apart(store, ids[SECOND], old)
    assert where(store)[SECOND] != where(store)[FOUNDER]


def revised(store: Store) -> dict[str, list[tuple[str, str]]]:
    """Merges and splits that the pages tell, by story."""
    pipeline.write(store, as_of="2031-03-09T12:00:00+00:00")
    told = {page.id: [(one.kind, one.target) for one in page.changes] for page in store.revisions.newest()}
    return {story: [pair for pair in pairs if pair[0] in ("merged", "split")] for story, pairs in told.items()}


def test_the_ledger_tells_of_stories_that_joined_and_parted(store: Store, ids: dict[str, str]):
    story, trial = where(store)[FOUNDER], where(store)[COURT]
    assert revised(store) == {story: [], trial: []}
    pipeline.keep_apart(store, ids[SECOND], story)
    apart = story_id(ids[SECOND])
    assert revised(store) == {story: [("split", apart)], apart: [("split", story)], trial: []}
    assert next(page for page in store.revisions.newest() if page.id == apart).split_from == story
    pipeline.bring_together(store, story, trial)
    assert where(store)[FOUNDER] == trial, "of two the older goes on"
    kept = {trial: [("merged", story)], apart: [("split", story)]}
    assert revised(store) == kept
    pipeline.write(store, as_of="2031-03-19T12:00:00+00:00")
    assert revised(store) == kept, "another moment must not lose them, nor tell them again"


def test_what_happened_before_the_first_page_is_nobodys_news(store: Store, ids: dict[str, str]):
    story = where(store)[FOUNDER]
    pipeline.keep_apart(store, ids[SECOND], story)
    pipeline.bring_together(store, where(store)[COURT], story)
    assert set(map(tuple, revised(store).values())) == {()}


def test_the_address_of_a_thread_that_is_none_any_more_leads_on(store: Store, ids: dict[str, str]):
    story = where(store)[FOUNDER]
    pipeline.keep_apart(store, ids[SECOND], story)
    now = "2031-03-09T12:00:00+00:00"
    pipeline.write(store, as_of=now)
    printed = pipeline.edition(store, title="The Post", zone="UTC", as_of=now)
    assert ([thread.id for thread in printed.threads], printed.thread_redirects) == ([thread_id(story)], {})
    pipeline.take_back(store, 1)
    pipeline.bring_together(store, ids[SECOND], story)
    pipeline.write(store, as_of=now)
    joined = pipeline.edition(store, title="The Post", zone="UTC", as_of=now)
    assert (joined.threads, joined.thread_redirects) == ((), {thread_id(story): story})
