"""Raw pages go when they are old or too many, and no citation breaks by it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from broadsheet.records.editorial import EditorialDecision
from broadsheet.store import Store, log
from broadsheet.store.retention import Keep
from tests.store.making import article_of, page_of, put

TODAY = "2031-05-01"
MONTH = Keep(days=30)


def fill(store: Store, published: str | None, name: str, more: int = 0) -> str:
    """A page with one article and so many numbers beside it; its id."""
    text = f"The ferry to Halm stopped, says {name}."
    page = page_of(name, " ".join([text, *(str(number * number) for number in range(more))]))
    put(store, page, article_of(page, text=text, published=published))
    store.pages.learned([page.id])
    return page.id


def ids(store: Store, keep: Keep, today: str = TODAY) -> list[str]:
    return [page.name for page in store.retention.plan(keep, today).going]


def test_old_page_goes_and_its_article_stays(store: Store):
    old, new = fill(store, "2031-03-01T08:00:00Z", "old.txt"), fill(store, "2031-04-20", "new.txt")
    text = store.articles.get(f"{old}#1").text
    expiry = store.retention.plan(MONTH, TODAY)
    assert ([page.id for page in expiry.going], expiry.staying, expiry.bound) == ([old], 1, 0)
    assert store.pages.get(old), "a plan changes nothing"
    assert store.retention.expire(expiry, TODAY) == 1
    assert (store.pages.get(old), store.pages.expired_on(old), store.pages.expired()) == (None, TODAY, {old: "old.txt"})
    assert store.articles.get(f"{old}#1").text == text
    assert [page.id for page in store.pages.shown()] == [new]
    assert store.problems() == []
    assert ids(store, MONTH) == []


def test_expired_page_is_not_taken_apart_or_in_again(store: Store):
    old = fill(store, "2031-03-01", "old.txt")
    failed = page_of("failed.txt", "Nothing was found.")
    store.pages.add(failed)
    store.pages.learned([failed.id])
    store.pages.quarantine(failed.id, "1")
    store.retention.expire(store.retention.plan(Keep(megabytes=0), TODAY), TODAY)
    assert sorted(store.pages.expired().values()) == ["failed.txt", "old.txt"]
    assert store.pages.uncut("2") == []
    assert store.pages.add(failed) is False
    cutting = store.cuttings.get(old)
    assert cutting
    assert (cutting.lines, len(cutting.articles)) == ((), 1)


def test_pages_without_a_date_age_from_the_first_look(store: Store):
    fill(store, None, "undated.txt")
    assert ids(store, MONTH) == []
    store.retention.expire(store.retention.plan(MONTH, TODAY), TODAY)
    assert ids(store, MONTH, "2031-05-31") == []
    assert ids(store, MONTH, "2031-06-01") == ["undated.txt"]


def test_largest_room_lets_the_oldest_go(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("broadsheet.store.retention.MEGABYTE", 1)
    for day in ("03", "01", "02"):
        fill(store, f"2031-03-{day}", f"{day}.txt")
    whole = store.retention.plan(Keep(), TODAY).staying_bytes
    assert ids(store, Keep(megabytes=whole)) == []
    assert ids(store, Keep(megabytes=whole - 1)) == ["01.txt"]
    assert ids(store, Keep(megabytes=1)) == ["01.txt", "02.txt", "03.txt"]


def test_pages_that_are_worked_on_stay(store: Store):
    page = page_of()
    store.pages.add(page)
    assert ids(store, Keep(megabytes=0)) == []
    store.pages.learned([page.id])
    assert ids(store, Keep(megabytes=0)) == []


def test_what_an_editor_stands_on_stays(store: Store):
    cited, named, neither = (fill(store, "2030-01-01", name) for name in ("cited.txt", "named.txt", "neither.txt"))
    store.decisions.add(EditorialDecision(kind="note", editor="Mira", at=TODAY, id="ed_1", articles=(f"{cited}#1",)))
    store.decisions.add(EditorialDecision(kind="one", editor="Mira", at=TODAY, id="ed_2", there=((f"{named}#1", "Tav"),)))
    assert ids(store, MONTH) == ["neither.txt"]
    assert store.retention.plan(MONTH, TODAY).bound == 2
    assert sorted(ids(store, Keep(days=30, cited=False))) == ["cited.txt", "named.txt", "neither.txt"]
    assert neither


def test_room_is_given_back(address: str, tmp_path: Path):
    with Store.open(address) as store:
        for number in range(30):
            fill(store, "2031-01-01", f"{number}.txt", more=9_000)
        store.give_back()
        before = store.room()
        store.retention.expire(store.retention.plan(MONTH, TODAY), TODAY)
        freed = store.give_back(whole="://" in address)
        after = store.room()
    assert freed > 0.3 * before.tables["pages"]
    assert (after.free, after.log) == (0, 0)
    assert after.tables["pages"] < 0.2 * before.tables["pages"]
    if "://" not in address:
        assert Path(address).stat().st_size == after.whole < before.whole


def test_older_file_is_written_anew_once(tmp_path: Path):
    path = tmp_path / "paper.db"
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")  # so that it is made without room to give back
        made.execute("DROP TABLE alembic_version")
    with Store.open(str(path)) as store:
        fill(store, "2031-01-01", "old.txt", more=90_000)
        store.retention.expire(store.retention.plan(MONTH, TODAY), TODAY)
        assert (store.give_back(), store.room().free > 0) == (0, True)
        assert store.give_back(whole=True) > 0
        assert store.room().free == 0


def test_log_is_bounded_under_readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(log, "LOG_BYTES", 100_000)
    monkeypatch.setattr(log, "PAUSE", 10)
    path = tmp_path / "paper.db"
    with Store.open(str(path)) as store, Store.open(str(path), writes=False) as reader:
        with reader.reading():
            reader.pages.count()
            for number in range(10):
                fill(store, None, f"{number}.txt", more=3_000)
            grown = store.room().log
            assert grown > 1_000_000, "an older state is read: the log cannot be cut off"
        for number in range(10):
            fill(store, None, f"after {number}.txt", more=3_000)
        assert store.room().log < 400_000
