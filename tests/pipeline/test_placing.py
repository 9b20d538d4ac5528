"""An article that brings dedupe or grouping down is set aside with a reason; all others come out as without it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from broadsheet import pipeline
from broadsheet.dedupe import Dedupe
from broadsheet.errors import NothingUsable
from broadsheet.executor import Bounds
from broadsheet.pipeline import compared
from broadsheet.records.article import Article
from broadsheet.steps import Tally
from broadsheet.store import Store
from tests.pipeline.fakes import TitleGroup

HERE = Bounds(workers=0, seconds=5)
POISON = "c-vote.txt"


def read(store: Store, pages: Path, bounds: Bounds = HERE) -> Tally:
    return pipeline.read(store, [str(pages)], bounds=bounds)


def named(store: Store) -> dict[str, str]:
    """Article → the name of its page."""
    pages = {page.id: page.name for page in store.pages.each(store.pages.ids())}
    return {article.id: pages[article.page] for article in store.articles.all()}


def shape(store: Store) -> dict[str, tuple[str, str, str]]:
    """Page → origin, kind and story of its article."""
    name, copies, places = named(store), store.articles.copies(), store.articles.placements()
    return {name[a]: (name[copies[a].origin], copies[a].kind, places[a].story) for a in name}


@pytest.fixture
def sound(pages: Path) -> dict[str, tuple[str, str, str]]:
    with Store.open("sqlite://") as store:
        read(store, pages)
        return shape(store)


@pytest.fixture
def others(sound: dict[str, tuple[str, str, str]]) -> dict[str, tuple[str, str, str]]:
    """The articles that neither are the one that will be poisoned nor copy it."""
    return {page: told for page, told in sound.items() if told[0] != POISON}


def is_poison(article: Article) -> bool:
    return article.title == "Varnby council votes to close brewery" and article.day == "2031-05-06"


def poison_group(monkeypatch: pytest.MonkeyPatch, problem: Callable[[], object], also: str = "") -> None:
    """Grouping breaks over an article, after it has begun to change what it knows."""
    place = TitleGroup.place

    def breaking(self: TitleGroup, annotated: Any, copy: Any, vector: Any = None) -> Any:
        found = place(self, annotated, copy, vector)
        if is_poison(annotated.article) or annotated.article.day == also:
            problem()
        return found

    monkeypatch.setattr(TitleGroup, "place", breaking)


def assert_untouched(store: Store, others: dict[str, tuple[str, str, str]]) -> None:
    """The others are where they were; the copy of the one that is set aside is an original."""
    found = shape(store)
    copy = found.pop("d-copy.txt")
    assert (found, copy[:2]) == (others, ("d-copy.txt", "original"))
    assert others


def fails() -> None:
    raise IndexError("pop from an empty deque")


def test_article_that_breaks_grouping_is_set_aside(store: Store, pages: Path, others: Any, monkeypatch: pytest.MonkeyPatch):
    poison_group(monkeypatch, fails)
    tally = read(store, pages)
    assert tally.by_reason() == {"group": {"crashed": 1}}
    assert_untouched(store, others)
    assert store.drops.by_reason() == {"group": {"crashed": 1}}
    assert (store.cuttings.waiting(), store.problems()) == ([], [])
    assert read(store, pages).kept["place"] == 0


def test_copy_of_what_was_set_aside_becomes_the_origin(store: Store, pages: Path, monkeypatch: pytest.MonkeyPatch):
    for day in (8, 9):
        (pages / f"e-copy-{day}.txt").write_text((pages / "d-copy.txt").read_text().replace("May 7", f"May {day}"))
    poison_group(monkeypatch, fails, also="2031-05-07")
    tally = read(store, pages)
    found = shape(store)
    assert tally.by_reason() == {"group": {"crashed": 2}}
    assert found["e-copy-8.txt"][:2] == ("e-copy-8.txt", "original")
    assert found["e-copy-9.txt"][:2] == ("e-copy-8.txt", "same")
    assert store.problems() == []


def test_grouping_that_hangs_is_ended(store: Store, pages: Path, others: Any, monkeypatch: pytest.MonkeyPatch):
    poison_group(monkeypatch, lambda: time.sleep(60))
    tally = read(store, pages, Bounds(workers=0, seconds=0.2))
    assert tally.by_reason() == {"group": {"too slow": 1}}
    assert_untouched(store, others)


@pytest.mark.parametrize("at", ["place", "take"])
def test_article_that_breaks_dedupe_is_set_aside(store: Store, pages: Path, others: Any, at: str, monkeypatch: pytest.MonkeyPatch):
    where, name = (Dedupe, "place") if at == "place" else (compared, "take")
    whole = getattr(where, name)

    def breaking(*given: Any) -> Any:
        found = whole(*given)
        article = given[-2] if at == "place" else given[0]
        if is_poison(article):
            raise RecursionError("too deep")
        return found

    monkeypatch.setattr(where, name, breaking)
    tally = read(store, pages)
    assert tally.by_reason() == {"dedupe": {"crashed": 1}}
    assert_untouched(store, others)
    assert (store.cuttings.waiting(), store.fingerprints.missing(), store.problems()) == ([], [], [])


def test_only_article_may_be_the_bad_one(store: Store, pages: Path, monkeypatch: pytest.MonkeyPatch):
    for page in pages.iterdir():
        if page.name != POISON:
            page.unlink()
    poison_group(monkeypatch, fails)
    with pytest.raises(NothingUsable):
        read(store, pages)
    assert store.drops.by_reason() == {"group": {"crashed": 1}}
    assert store.cuttings.waiting() == []
    assert store.grouping.get() is not None
