"""Stories have lasting names, and articles an order."""

from __future__ import annotations

from itertools import permutations

from broadsheet.records.article import Article
from broadsheet.records.story import chronology, story_id, thread_id


def article(name: str, published: str | None = None, **bounds: str) -> Article:
    return Article(id=name, page=name, place=1, title=name, text=name, ranges=(), published=published, **bounds)  # type: ignore[arg-type]


def test_names_are_lasting() -> None:
    assert story_id("pg_1#1") == story_id("pg_1#1") != story_id("pg_1#2")
    assert (story_id("a")[:3], thread_id("a")[:3]) == ("st_", "th_")


def test_articles_in_order_of_publication() -> None:
    wanted = [
        article("unknown-a"),
        article("unknown-b"),
        article("bounded", not_before="2030", not_after="2030-12-31"),
        article("before", not_after="2031-01-05"),
        article("day", "2031-03-04"),
        article("east", "2031-03-04T09:00:00+05:00"),
        article("west", "2031-03-04T05:00:00+00:00"),
        article("next", "2031-03-05"),
        article("later", not_before="2031-04"),
    ]
    for some in (wanted, wanted[::-1], wanted[::2] + wanted[1::2]):
        assert sorted(some, key=chronology) == wanted


def test_order_is_total() -> None:
    same = [article(name, "2031-03-04") for name in "abc"]
    assert {tuple(a.id for a in sorted(some, key=chronology)) for some in permutations(same)} == {("a", "b", "c")}


def test_odd_times_are_no_error() -> None:
    assert chronology(article("a", "2031-03-04 at noon"))[1] == "2031-03-04 at noon"
