"""What repeats is furniture; what is carried twice is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract import Extract, Furniture, learn_furniture
from broadsheet.extract.furniture import grade, learn, traces_of
from broadsheet.records.codec import from_json, to_json
from broadsheet.records.page import Page
from tests.extract.pages import CHESS, DAM, FERRY

BOX = [
    "Elsewhere on this site",
    "Win a weekend in Lund Vale",
    "The harbour fair opens its gates again on Saturday, with two stages and a regatta at noon.",
]


def page(*lines: str) -> Page:
    return Page(name=lines[0], kind="text", body="\n".join(lines))


def test_box_under_different_texts_is_graded_high() -> None:
    furniture = learn_furniture([page(*DAM, *BOX, *FERRY), page(*CHESS, *BOX, *DAM), page(*FERRY, *BOX, *CHESS)])
    assert grade(furniture.trace(BOX[0])) >= 2


def test_article_carried_twice_keeps_its_lines() -> None:
    pages = [page("Dam breaks above Port Velm", *DAM, "Share", "Print"), page("Dam breaks above Port Velm", *DAM, "Share", "Print")]
    pages[1] = page("Home", "Dam breaks above Port Velm", *DAM, "Print")
    furniture = learn_furniture(pages)
    assert grade(furniture.trace(DAM[2])) == 1
    (article,) = Extract(furniture).cut(pages[0]).articles
    assert article.text.split("\n") == DAM


def test_one_page_twice_teaches_nothing() -> None:
    furniture = learn_furniture([page(*DAM), page(*DAM)])
    assert furniture.pages == 1
    assert furniture.trace(DAM[0]) is None
    assert furniture.traces == {}


def test_survives_json() -> None:
    furniture = learn_furniture([page(*DAM, *BOX), page(*CHESS, *BOX)])
    assert furniture.traces
    assert from_json(Furniture, to_json(furniture)) == furniture


TEXTS = st.lists(
    st.sampled_from(["\n".join([*DAM, *BOX]), "\n".join([*BOX, *CHESS]), "\n".join(FERRY), "Share\nPrint"]), max_size=4
)


@given(TEXTS, TEXTS)
def test_merging_is_symmetric(left: list[str], right: list[str]) -> None:
    one, two = (Furniture(traces=traces_of("\n".join(texts)), pages=1) for texts in (left, right))
    assert one.merged(two) == two.merged(one)


@given(st.permutations(["\n".join([*DAM, *BOX]), "\n".join([*CHESS, *BOX]), "\n".join([*BOX, *FERRY])]))
def test_order_of_pages_does_not_matter(texts: list[str]) -> None:
    assert learn(texts) == learn(sorted(texts))


@given(st.permutations(["\n".join([*DAM, *BOX]), "\n".join([*CHESS, *BOX]), "\n".join(FERRY), "Share\nPrint"]), st.integers(0, 4))
def test_nor_does_the_batch_they_came_in(texts: list[str], first: int) -> None:
    assert learn(texts[first:], learn(texts[:first], Furniture())) == learn(sorted(texts), Furniture())


def test_page_read_again_teaches_nothing() -> None:
    once = learn(["\n".join(DAM), "\n".join(BOX)], Furniture())
    assert learn(["\n".join(BOX)], once) == once


@given(st.permutations(["\n".join(DAM), "\n".join(CHESS), "\n".join([*DAM, *BOX])]))
def test_memory_is_bounded_and_keeps_what_repeats(texts: list[str]) -> None:
    small = learn(texts, Furniture()).bounded(2)
    assert sum(trace.pages == 1 for trace in small.traces.values()) == 2
    assert small.repeated() == learn(sorted(texts))
