"""Editions at their hours, faults that stop nothing, and nothing lost by a kill."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet import pipeline
from broadsheet.pipeline.schedule import Schedule
from broadsheet.records.moments import in_utc
from broadsheet.records.source import Source
from broadsheet.store import Store
from tests.pipeline.desk import decided
from tests.pipeline.followed import FEED, FERRY, LONG, PLAN, SOURCE, TEXT, Newsroom
from tests.pipeline.outlets import HOUR, START, Outlets, article, feed


def test_the_first_paper_is_made_when_all_have_answered(room: Newsroom):
    room.run(0.01)
    assert room.titles() == ["Ferry stops"]
    assert room.store.revisions.as_of() is not None


def test_editions_and_newsletters_are_made_at_their_hours(room: Newsroom):
    room.run(30)
    at = [(kind, (moment - START) / HOUR) for kind, moment in room.printed if kind != "stories"]
    assert at == [("edition", 1), ("newsletter", 2), ("edition", 13), ("edition", 25), ("newsletter", 26)]


def test_pages_wait_no_longer_than_the_plan_says(room: Newsroom):
    room.run(0.5)
    room.printed.clear()
    second = "https://halm.example/second"
    room.outlets.at |= {FEED: feed((FERRY, "Ferry", START), (second, "Bridge", START)), second: article("Bridge opens", *LONG)}
    room.run(12)
    came = room.outlets.times(second)[0]
    made = [moment for kind, moment in room.printed if kind == "stories" and moment > came]
    assert made[0] - came == PLAN.watch


def test_what_an_editor_decides_does_not_wait_for_news(room: Newsroom):
    room.run(15)
    before = room.store.jobs.get("stories", "")
    assert before is not None
    assert before.state == "resting"
    decided(room.store, "pin", room.store.revisions.newest()[0].id, at=room.outlets.now.isoformat())
    after = room.store.jobs.get("stories", "")
    assert after is not None
    assert (after.state, after.due) == ("waiting", min(before.due, in_utc(room.outlets.now)))


def test_what_an_editor_decides_while_pages_are_written_is_written_next(room: Newsroom, monkeypatch: pytest.MonkeyPatch):
    from broadsheet.pipeline import schedule

    written: list[str] = []

    def write(store: Store, *, as_of: str, **more: Any) -> Any:
        told = pipeline.write(store, as_of=as_of, **more)
        if not written:
            decided(store, "pin", store.revisions.newest()[0].id, at=as_of)
        written.append(as_of)
        return told

    monkeypatch.setattr(schedule, "write", write)
    room.run(0.2)
    assert len(written) >= 2
    assert room.store.jobs.get("stories", "").state == "resting"


def test_an_edition_that_was_missed_is_made_at_the_next_start(room: Newsroom):
    room.run(0.5)
    room.outlets.now = START + 9 * HOUR
    room.printed.clear()
    room.run(0.5)
    assert ("edition", START + 9 * HOUR) in room.printed


def test_a_source_that_is_added_meanwhile_is_found(room: Newsroom):
    other = "https://brae.example/feed"
    room.outlets.at[other] = feed()
    room.run(2)
    room.store.sources.add(Source(address=other, name="Brae Courier"))
    room.run(2)
    assert len(room.outlets.times(other)) >= 1


def test_a_fault_of_our_own_stops_nothing(room: Newsroom, monkeypatch: pytest.MonkeyPatch):
    from broadsheet.pipeline import following

    def crash(*_: object) -> None:
        raise RuntimeError("out of ink")

    monkeypatch.setattr(following, "account_of", crash)
    room.run(2)
    assert room.store.sources.state(FEED).error == "crashed: RuntimeError: out of ink"
    monkeypatch.undo()
    monkeypatch.setattr(room.outlets, "_answer", crash)
    room.run(3)
    assert room.store.sources.state(FEED).error == "broken answer: RuntimeError: out of ink"


def test_a_failed_edition_is_tried_again(room: Newsroom, monkeypatch: pytest.MonkeyPatch):
    tries: list[str] = []

    def paper_jam(self: Newsroom, kind: str, as_of: str) -> None:
        tries.append(kind)
        if kind == "edition" and tries.count(kind) < 3:
            raise OSError("paper jam")

    monkeypatch.setattr(Newsroom, "_print", paper_jam)
    room.run(2)
    assert tries.count("edition") == 3
    assert [facts["problem"] for event, facts in room.told if event == "failed"] == ["OSError: paper jam"] * 2


def test_jobs_of_a_killed_process_are_taken_up(room: Newsroom):
    room.store.jobs.plan("source", FEED, START)
    room.store.jobs.take(START, START + 10 * HOUR, kinds=["source"], most=9)
    room.run(1)
    assert room.titles() == ["Ferry stops"]


@pytest.mark.parametrize("place", range(0, 24, 5))
def test_killed_at_a_write_and_started_again(monkeypatch: pytest.MonkeyPatch, place: int):
    """Whichever transaction is the last one: every article is there once, and what is remembered is the same."""
    from broadsheet.store.database import Database

    class Killed(BaseException):
        pass

    def followed(kill_at: int | None) -> list[Any]:
        with Store.open("sqlite://") as store:
            store.sources.add(SOURCE)
            room = Newsroom(store, Outlets(at={FEED: feed((FERRY, "Ferry", START)), FERRY: article("Ferry stops", *TEXT)}))
            count, run = [0], Database.run

            def counted(self: Database, *arguments: Any) -> int:
                count[0] += 1
                if count[0] - 1 == kill_at:
                    raise Killed
                return run(self, *arguments)

            monkeypatch.setattr(Database, "run", counted)
            try:
                room.run(2)
            except Killed:
                monkeypatch.setattr(Database, "run", run)
                room.run(2)
            monkeypatch.setattr(Database, "run", run)
            assert store.problems() == []
            return [room.titles(), [(one.address, one.page) for one in store.fetched.all()], store.pages.ids()]

    assert followed(place) == followed(None)


def test_stopping_ends_the_work_with_the_record_at_hand(room: Newsroom, monkeypatch: pytest.MonkeyPatch):
    """Of two articles the first is placed when the word comes; the second is placed by the next process."""
    brae = "https://halm.example/brae"
    room.outlets.at[FEED] = feed((FERRY, "Ferry", START), (brae, "Brae", START))
    room.outlets.at[brae] = article("Brae votes on a bridge", *(text.replace("ferry", "bridge") for text in TEXT[::-1]))
    made, progress = [], Schedule._progress

    def stopping(self: Schedule, stage: str, done: int, total: int | None) -> None:
        made.append((stage, done))
        if (stage, done) == ("place", 1):
            self.stop()
        progress(self, stage, done, total)

    monkeypatch.setattr(Schedule, "_progress", stopping)
    room.run(5)
    assert made[-1] == ("place", 1)
    assert (room.store.articles.count(), room.told[-1][0]) == (1, "stopped")
    assert {job.state for job in room.store.jobs.all()} == {"waiting"}
    monkeypatch.undo()
    room.run(1)
    assert room.store.articles.count() == 2
