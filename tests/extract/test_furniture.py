"""What repeats is furniture; what is carried twice is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract import Extract, Furniture, learn_furniture
from broadsheet.extract.furniture import Trace, grade, learn, traces_of
from broadsheet.records.codec import from_json, from_plain, to_json
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


def days(count: int, *, after: int = 0) -> list[str]:
    """Pages of an outlet, each under the same menu line."""
    return [f"Harbour Courier\nReport {number} of the day\nIts second line {number}" for number in range(after, after + count)]


def test_what_no_page_carries_any_more_is_forgotten() -> None:
    old = learn([*days(3), "Old box\nA story", "Old box\nAnother"], Furniture(), turn=10)
    assert old.trace("Old box") is not None
    sizes = []
    for batch in range(20):
        old = learn(days(10, after=10 * batch + 5), old, turn=10)
        sizes.append((len(old.traces), len(old.texts) + len(old.earlier)))
    assert old.trace("Old box") is None
    menu = old.trace("Harbour Courier")
    assert menu is not None
    assert (menu.pages, old.pages) == (203, 205)
    assert sizes[-1] == sizes[4]
    assert max(texts for _, texts in sizes) <= 20


def test_a_line_is_known_for_a_turn_after_it_came() -> None:
    furniture = learn(["Weekly box\nA", "Weekly box\nB", *days(7)], Furniture(), turn=10)
    known = []
    for batch in range(1, 4):
        furniture = learn(days(10, after=10 * batch), furniture, turn=10)
        known.append(furniture.trace("Weekly box") is not None)
    assert known == [True, False, False]


def test_a_text_that_goes_on_coming_teaches_once() -> None:
    furniture = Furniture()
    for batch in range(9):
        furniture = learn(["A notice\nof the council", *days(6, after=6 * batch)], furniture, turn=10)
        assert furniture.trace("A notice") is None


def test_what_an_earlier_version_learned_is_read() -> None:
    key = next(iter(traces_of("Old box")))
    kept = {"traces": {key: {"pages": 2, "before": ["a"]}}, "pages": 2, "texts": ["b", "c"]}
    furniture = from_plain(Furniture, kept)
    assert furniture.trace("Old box") == Trace(pages=2, before=("a",))
    assert learn(days(1), furniture).pages == 3
