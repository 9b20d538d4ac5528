"""An article's text is provably made of its page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract import Extract, rebuild
from broadsheet.extract.pieces import cut
from broadsheet.extract.plaintext import extents
from broadsheet.records.page import Page
from broadsheet.records.text import is_normal

ODD = st.text(alphabet=st.sampled_from("ab .\n\t\r\u00a0\u200b\u00ad\ufeff\u2028\u202e\x00\x1f\x85\ud800é漢“"), max_size=80)


@given(ODD)
def test_any_lines_cut_normal(page: str) -> None:
    text, ranges = cut(page, extents(page))
    assert not text or is_normal(text)
    assert rebuild(page, ranges) == text


@given(ODD)
def test_pieces_copy_shown_characters(page: str) -> None:
    text, ranges = cut(page, extents(page))
    assert sum(piece.page_end - piece.page_start for piece in ranges) + text.count("\n") == len(text)


def test_zero_width_splits_a_piece() -> None:
    text, ranges = cut("so\u200bft words", extents("so\u200bft words"))
    assert text == "soft words"
    assert [(piece.page_start, piece.page_end, piece.text_start) for piece in ranges] == [(0, 2, 0), (3, 11, 2)]


def test_tampered_page_does_not_rebuild() -> None:
    page = "One line.\nAnother line."
    text, ranges = cut(page, extents(page))
    assert rebuild(page.replace("Another", "Changed"), ranges) != text


@given(
    st.lists(
        st.sampled_from(
            [
                "The ferry sailed at noon\u00a0on Friday, six hours late because of the\u200b storm, its owner said.",
                "Share",
                "",
                "x",
                "\x00\x01",
                "By Orla Venn",
            ]
        ),
        max_size=12,
    )
)
def test_every_article_of_every_page_rebuilds(lines: list[str]) -> None:
    cutting = Extract().cut(Page(name="p", kind="text", body="\n".join(lines)))
    assert len(cutting.lines) == len("\n".join(lines).split("\n"))
    for article in cutting.articles:
        assert rebuild(cutting.text, article.ranges) == article.text
