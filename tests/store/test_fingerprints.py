"""What copies are found by is kept, found by day and by text, and let go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from broadsheet.store import Store, fingerprints
from broadsheet.store.fingerprints import Kept
from tests.store.making import article_of, page_of, put

DAYS = {"1": "2031-05-06", "2": "2031-05-08", "3": None}


@pytest.fixture
def store() -> Iterator[Store]:
    """Three articles, the second a copy of the first; of a fourth, which waits, something is kept too."""
    with Store.open("sqlite://") as opened:
        for name, day in DAYS.items():
            page = page_of(name, f"page {name}")
            put(opened, page, article_of(page, title=name), origin=of("1") if name == "2" else None)
            opened.fingerprints.keep([Kept(article=of(name), day=day, digest=b"d" if name < "3" else b"u", mark=name.encode())])
        opened.fingerprints.keep([Kept(article="waits", day="2031-05-06", digest=b"d", mark=b"w")])
        yield opened


def of(name: str) -> str:
    return f"{page_of(name, f'page {name}').id}#1"


def test_those_of_some_days_come_with_their_origins(store: Store):
    found = [(kept.mark, origin) for kept, origin in store.fingerprints.between("2031-05-06", "2031-05-08")]
    assert found == [(b"1", of("1")), (b"2", of("1"))]
    assert [kept.mark for kept, _ in store.fingerprints.between("2031-05-07", "2031-05-31")] == [b"2"]
    assert [kept.mark for kept, _ in store.fingerprints.latest(2)] == [b"3", b"2"]


def test_the_first_of_a_text_is_found(store: Store):
    kept, origin = store.fingerprints.with_digest(b"d") or pytest.fail("not found")
    assert (kept.mark, origin) == (b"1", of("1"))
    assert store.fingerprints.with_digest(b"x") is None


def test_what_is_kept_anew_stands_in_place_of_the_old(store: Store):
    store.fingerprints.keep([Kept(article=of("1"), day="2031-05-09", digest=b"n", mark=b"new")])
    assert [kept.mark for kept, _ in store.fingerprints.between("2031-05-06", "2031-05-09")] == [b"2", b"new"]
    assert store.fingerprints.missing() == []


def test_of_articles_placed_long_ago_the_digest_stays(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fingerprints, "RECENT", 1)
    store.fingerprints.thin()
    assert [kept.mark for kept, _ in store.fingerprints.latest(3)] == [b"3", None, None]
    assert store.fingerprints.with_digest(b"d") is not None


def test_nothing_is_kept_of_what_was_forgotten(store: Store):
    store.forgotten.forget(of("1"))
    found = store.fingerprints.with_digest(b"d")
    assert found == (replace(found[0], article=of("2")), of("2")) if found else pytest.fail("its copy is still there")
    page = page_of("4")
    put(store, page, article_of(page))
    assert store.fingerprints.missing() == [f"{page.id}#1"]
