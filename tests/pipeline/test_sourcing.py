"""What the sources of a story's origins mean for its place in the paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.pipeline.sourcing import desks_told, sources_of, weights
from broadsheet.records.importance import front_page
from broadsheet.records.pool import ArticleEntry
from broadsheet.records.source import Fetched, Source
from broadsheet.records.story_page import StoryPage
from broadsheet.store import Store
from tests.publish.ferry import ferry
from tests.publish.pages import lone

NOON = "2031-05-06T12:00:00+00:00"
ENTRY = next(iter(lone()[1].articles.values()))


def entry(name: str, origin: str | None = None, **said: object) -> ArticleEntry:
    url = f"https://halm.example/{name}"
    return replace(ENTRY, id=name, origin=origin or name, page=f"page of {name}", url=url, role="report", **said)  # type: ignore[arg-type]


def story(*entries: ArticleEntry, name: str = "s") -> StoryPage:
    return replace(lone()[1], id=name, articles={each.id: each for each in entries})


def source(desk: str | None = None, weight: float = 1.0) -> Source:
    return Source(address=f"https://{desk}.example/feed", name=str(desk), desk=desk, weight=weight)


@pytest.mark.parametrize(
    ("desks", "desk"),
    [
        (["Islands"], "Islands"),
        ([None], None),
        (["Islands", "Islands", "Trade"], "Islands"),
        (["Islands", "Trade"], None),
        (["Islands", None], None),
        (["Islands", "Islands", None], "Islands"),
    ],
)
def test_the_desk_is_that_of_most_origins(desks: list[str | None], desk: str | None):
    page = story(*(entry(str(number)) for number in range(len(desks))))
    sources = {f"page of {number}": source(name) for number, name in enumerate(desks) if name}
    assert desks_told([page], sources) == ({"s": desk} if desk else {})


def test_copies_and_digests_have_no_say():
    copies = [entry(name, "a", copy_kind="reprint") for name in "bcd"]
    digest = replace(entry("e"), role="digest")
    sources = {"page of a": source("Islands"), **{f"page of {name}": source("Trade") for name in "bcde"}}
    assert desks_told([story(entry("a"), *copies, digest)], sources) == {"s": "Islands"}


def test_an_origin_whose_address_has_a_later_page_is_known_by_that():
    later = replace(entry("b", "a", copy_kind="update"), url="https://halm.example/a")
    reprint = entry("c", "a", copy_kind="reprint")
    assert desks_told([story(entry("a"), later)], {"page of b": source("Islands")}) == {"s": "Islands"}
    assert desks_told([story(entry("a"), reprint)], {"page of c": source("Trade")}) == {}


def test_each_origin_counts_as_its_source_weighs():
    """Three origins of weights 3, 3 and unknown: log2(1 + 7) over log2(1 + 3)."""
    page, other = story(entry("a"), entry("b"), entry("c")), story(entry("d"), name="other")
    sources = {"page of a": source("Islands", 3.0), "page of b": source("Trade", 3.0)}
    assert weights([page, other], sources) == {"s": 1.5}
    assert weights([page], {"page of a": source("Islands", 0.0)}) == {"s": pytest.approx(0.7925, abs=1e-4)}


def test_sources_that_weigh_the_same_change_nothing():
    assert weights([story(entry("a"))], {"page of a": source("Islands")}) == {}


def test_a_weight_moves_a_story_and_is_shown_among_its_parts():
    heavy, light = ferry()[1], replace(ferry()[1], id="light")
    first, second = front_page([heavy, light], NOON, {"light": 1.5})
    assert (first.id, first.stats.importance_parts["sources"]) == ("light", 1.5)
    assert first.stats.importance == pytest.approx(1.5 * second.stats.importance, abs=1e-3)
    assert "sources" not in second.stats.importance_parts
    assert front_page([heavy, light], NOON, {}) == front_page([heavy, light], NOON)


def test_a_page_is_known_with_the_source_that_told_of_it(store: Store):
    muted = replace(source("Islands"), muted=True)
    store.sources.add(muted)
    for name, told_by in (("a", muted.address), ("b", "https://removed.example/feed"), ("c", muted.address)):
        page = None if name == "c" else f"page of {name}"
        store.fetched.put(Fetched(address=name, source=told_by, page=page, first_seen="1", last_seen="1"))
    assert sources_of(store) == {"page of a": muted}
