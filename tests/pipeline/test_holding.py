"""A page is written anew only if it could read differently: what is left out is what writing it would have given."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from broadsheet import pipeline
from broadsheet.executor import Bounds
from broadsheet.pipeline import writing
from broadsheet.records.story import Story
from broadsheet.records.story_page import StoryPage
from broadsheet.store import Store
from broadsheet.write import Written, write_until

HERE = Bounds(workers=0)
EVENING = "2031-05-07T22:00:00+00:00"


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the stories that were composed since somebody cleared it."""
    seen: list[str] = []

    def noted(told: Story, **options: Any) -> Written:
        seen.append(told.id)
        return write_until(told, **options)

    monkeypatch.setattr(writing, "write_until", noted)
    return seen


def at(store: Store, as_of: str) -> list[StoryPage]:
    pipeline.write(store, as_of=as_of)
    return store.revisions.newest()


@pytest.fixture
def printed(store: Store, pages: Path, composed: list[str]) -> Store:
    """A strike told by two outlets, last on 6 May, and a vote told by one and copied by another on 7 May."""
    pipeline.read(store, [str(pages)], bounds=HERE)
    assert len(at(store, EVENING)) == len(composed) == 2
    composed.clear()
    return store


def strike(pages: list[StoryPage]) -> StoryPage:
    return next(page for page in pages if page.stats.origins == 2)


def test_the_clock_alone_writes_nothing(printed: Store, composed: list[str]):
    before = printed.revisions.newest()
    assert at(printed, "2031-05-07T22:10:00+00:00") == before
    assert composed == []
    assert printed.revisions.as_of() == "2031-05-07T22:10:00+00:00"
    assert pipeline.write(printed, as_of="2031-05-07T22:20:00+00:00").kept["write"] == 2


def test_a_page_is_written_on_the_day_its_state_changes(printed: Store, composed: list[str]):
    told = strike(printed.revisions.newest())
    states = []
    for day in ("2031-05-08", "2031-05-09", "2031-05-10"):
        composed.clear()
        states.append((strike(at(printed, f"{day}T06:00:00+00:00")).state, told.id in composed))
    assert told.state == "developing"
    assert states == [("active", True), ("active", False), ("quiet", True)]


def test_a_moment_before_the_last_one_is_written_for(printed: Store, composed: list[str]):
    at(printed, "2031-05-09T06:00:00+00:00")
    composed.clear()
    assert strike(at(printed, EVENING)).state == "developing"
    assert len(composed) == 2


def test_other_words_are_written(printed: Store, composed: list[str]):
    pipeline.write(printed, as_of="2031-05-07T22:10:00+00:00", words=20)
    assert len(composed) == 2


def test_what_was_written_before_is_written_once_more(printed: Store, composed: list[str]):
    for story, hold in printed.revisions.holds().items():
        latest = printed.revisions.latest(story)
        assert latest is not None
        assert hold.holds_until == latest.holds_until == ("2031-05-08" if latest.page.stats.origins == 2 else "2031-05-11")
        printed.revisions.keep(replace(latest, holds_until=None))
    at(printed, "2031-05-07T22:10:00+00:00")
    assert len(composed) == 2
    at(printed, "2031-05-07T22:20:00+00:00")
    assert len(composed) == 2


def test_stories_near_by_and_its_past_are_looked_at(printed: Store):
    one, other = pipeline.stories_of(printed)
    around = writing._around
    apart = {
        around(told)
        for told in (
            replace(one, neighbours=()),
            replace(one, neighbours=(other,)),
            replace(one, neighbours=(replace(other, articles=other.articles[:1]),)),
            replace(one, neighbours=(), absorbed=("st_9",)),
        )
    }
    assert len(apart) == 4


def test_a_story_without_a_page_is_looked_at_once(store: Store, pages: Path, composed: list[str]):
    beer = "The brewers of Halm have a new beer for the spring. " * 8
    (pages / "paid.txt").write_text(f"Paid for by Halloran Brewers\n\nMay 7, 2031\n\n{beer}\n", "utf-8")
    pipeline.read(store, [str(pages)], bounds=HERE)
    dropped = [pipeline.write(store, as_of=f"2031-05-07T22:{minute}:00+00:00").drops for minute in (10, 20, 30)]
    assert dropped[0] == dropped[1] == dropped[2] != []
    assert [composed.count(drop.record) for drop in dropped[0]] == [1] * len(dropped[0])
    assert pipeline.write(store, as_of="2031-05-07T22:40:00+00:00", words=20).drops == dropped[0]
    assert composed.count(dropped[0][0].record) == 2
