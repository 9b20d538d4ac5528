"""What holds of every page: nothing is lost, nothing stands twice, and neither order nor repetition changes anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.extract import Extract, Furniture, learn_furniture, rebuild
from broadsheet.language.characters import pieces
from broadsheet.read import read_sources
from broadsheet.records.codec import to_json
from broadsheet.records.page import Cutting, Page
from tests.conftest import ROOT
from tests.extract import pages as invented

EXAMPLES = ROOT / "src/broadsheet/examples/pages"


@cache
def example_pages() -> tuple[Page, ...]:
    return tuple(found for found in read_sources([str(EXAMPLES)]) if isinstance(found, Page))


@cache
def known() -> Furniture:
    return learn_furniture(example_pages())


@cache
def cuttings() -> tuple[Cutting, ...]:
    return tuple(Extract(known()).cut(page) for page in example_pages())


def in_articles(cutting: Cutting) -> Counter[int]:
    """How often every place of the rendered page stands in an article's text."""
    return Counter(at for article in cutting.articles for piece in article.ranges for at in range(piece.page_start, piece.page_end))


def in_dropped(cutting: Cutting) -> Counter[int]:
    """The same for the lines that are in no article's text."""
    left_out = [line.extent for line in cutting.lines if line.kind not in ("body", "blank") or line.article is None]
    return Counter(at for extent in left_out for at in range(*extent))


def shown(cutting: Cutting) -> Iterator[int]:
    """The places of the page at which a character is seen."""
    for line in cutting.lines:
        for start, end in pieces(cutting.text, *line.extent):
            yield from (at for at in range(start, end) if not cutting.text[at].isspace())


def lost_or_doubled(cutting: Cutting) -> list[tuple[int, str]]:
    texts, dropped = in_articles(cutting), in_dropped(cutting)
    return [(at, cutting.text[at]) for at in shown(cutting) if texts[at] + dropped[at] != 1]


def unexplained(cutting: Cutting) -> list[str]:
    left_out = [line for line in cutting.lines if line.kind != "blank" and not (line.kind == "body" and line.article)]
    return [line.extent.of(cutting.text) for line in left_out if not line.why]


def whole(cutting: Cutting) -> None:
    assert "\n".join(line.extent.of(cutting.text) for line in cutting.lines) == cutting.text
    assert lost_or_doubled(cutting) == []
    assert unexplained(cutting) == []
    assert all(rebuild(cutting.text, article.ranges) == article.text for article in cutting.articles)


def test_texts_and_dropped_lines_are_the_example_pages() -> None:
    assert len(cuttings()) > 60
    for cutting in cuttings():
        whole(cutting)


def test_what_an_article_dropped_is_a_line_of_its_page() -> None:
    for cutting in cuttings():
        lines = {line.extent: line.kind for line in cutting.lines}
        for article in cutting.articles:
            assert all(lines[cut.extent] == cut.kind for cut in article.dropped)


PARTS = [
    *invented.DAM,
    *invented.FERRY,
    *invented.CHESS,
    invented.CAPTION,
    "By Una Brill",
    "Share",
    "Recommended Stories",
    "More from the Brae Courier",
    "Published On 27 Oct 202427 Oct 2024",
    "",
    "\u200b",
    "LOWLAND/Pela Quint",
    "zero\u200bwidth and \x07 bells\u00a0",
    "| a | b |",
]
BODIES = st.lists(st.sampled_from(PARTS) | st.text(max_size=40).map(lambda text: text.replace("\n", " ")), max_size=30)


@given(BODIES)
def test_any_text_is_taken_apart_without_loss(lines: list[str]) -> None:
    whole(Extract().cut(Page(name="any", kind="text", body="\n".join(lines))))


@settings(max_examples=40)
@given(BODIES)
def test_any_markup_is_taken_apart_without_loss(lines: list[str]) -> None:
    body = "<html><body><h1>Dam breaks</h1>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>"
    whole(Extract().cut(Page(name="any", kind="html", body=body)))


def again(text: str) -> list[str]:
    """The texts that extraction finds in a text that it extracted."""
    return [article.text for article in Extract().cut(Page(name="again.txt", kind="text", body=text)).articles]


@pytest.mark.parametrize("part", [invented.DAM, invented.FERRY, invented.CHESS], ids=["dam", "ferry", "chess"])
def test_an_extracted_text_extracted_again_is_itself(part: list[str]) -> None:
    (article,) = Extract().cut(Page(name="page", kind="text", body="\n".join(part))).articles
    assert again(article.text) == [article.text]


#: How many of the example pages' texts must come back unchanged, and what share of their characters. It cannot be all: without its
#: headline and mark-up a standfirst, a stamp or a note at a text's edge looks like any other short line and is read as one.
UNCHANGED, KEPT = 0.6, 0.97


def test_most_example_texts_extracted_again_are_themselves() -> None:
    texts = [article.text for cutting in cuttings() for article in cutting.articles]
    same = [again(text) == [text] for text in texts]
    kept = sum(sum(map(len, again(text))) for text in texts)
    assert sum(same) >= UNCHANGED * len(texts)
    assert kept >= KEPT * sum(map(len, texts))


@settings(max_examples=10)
@given(st.permutations(range(len(example_pages()))), st.integers(0, len(example_pages())))
def test_order_and_batches_of_pages_do_not_matter(order: list[int], first: int) -> None:
    shuffled = [example_pages()[at] for at in order]
    learned = learn_furniture(shuffled[first:], learn_furniture(shuffled[:first], Furniture()))
    assert learned.repeated() == known()


def test_cuts_do_not_depend_on_what_was_cut_before() -> None:
    extract = Extract(known())
    for page, cutting in list(zip(example_pages(), cuttings(), strict=True))[::-5]:
        assert to_json(extract.cut(page)) == to_json(cutting)


def bench_texts(bench: Path) -> list[str]:
    import gzip
    import json

    with gzip.open(bench / "extraction/dumps/dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


@pytest.mark.bench
def test_texts_and_dropped_lines_are_the_bench_pages(bench: Path) -> None:
    for text in bench_texts(bench):
        whole(Extract().cut(Page(name="dump", kind="text", body=text)))
