"""Places in text and the sentences a page may print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.records.text import Extent, Span, Statement, is_normal


def test_extent_gives_its_words() -> None:
    assert Extent(4, 9).of("the river rose") == "river"


@pytest.mark.parametrize(
    ("other", "shared"), [(Extent(9, 12), False), (Extent(8, 12), True), (Extent(0, 4), False), (Extent(5, 6), True)]
)
def test_overlap_is_half_open(other: Extent, shared: bool) -> None:
    assert Extent(4, 9).overlaps(other) is shared
    assert other.overlaps(Extent(4, 9)) is shared


@pytest.mark.parametrize("text", ["One line.", "Two\nlines.", "naïve “quotes” – dashes…", "עברית"])
def test_plain_prose_is_normal(text: str) -> None:
    assert is_normal(text)


@pytest.mark.parametrize(
    "text", ["", " lead", "tail ", "a\n\nb", "a\r\nb", "a\tb", "zero\u200bwidth", "soft\u00adhyphen", "a\x00b"]
)
def test_layout_and_invisible_characters_are_not_normal(text: str) -> None:
    assert not is_normal(text)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_span_needs_a_place(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(article="a1", start=start, end=end, exact="x" * max(0, end - start))


def test_span_needs_words_of_its_length() -> None:
    with pytest.raises(ValueError, match="not as long"):
        Span(article="a1", start=0, end=4, exact="words")


@given(st.text(min_size=1), st.data())
def test_span_stands_only_in_its_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span(article="a1", start=start, end=end, exact=text[start:end])
    assert span.stands_in(text)
    assert not span.stands_in(text[:start] + chr((ord(text[start]) + 1) % 0xD800) + text[start + 1 :])


def test_statement_needs_a_source() -> None:
    with pytest.raises(ValueError, match="needs a source"):
        Statement(text="The dam broke.", made="verbatim", spans=(), support="verbatim", origins=1)


def test_statement_needs_words() -> None:
    with pytest.raises(ValueError, match="needs words"):
        Statement(text="  ", made="verbatim", spans=("p1",), support="verbatim", origins=1)
