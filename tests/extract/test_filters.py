"""The two filters: shape of their output, and records they cannot use."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.cli.pipe.extract import filter_extract
from broadsheet.cli.pipe.lines import filter_lines
from broadsheet.extract import rebuild
from broadsheet.records.article import Piece
from broadsheet.steps import Dropped
from tests.extract.pages import DAM, MARKUP, ONE, THREE

BAD: list[Any] = [{}, {"id": "a"}, {"id": "b", "text": 5}, {"id": True, "text": "x"}, {"id": "c", "text": None, "html": []}]


def test_lines_answers_every_line_once() -> None:
    rows = list(filter_lines([{"id": "p/1.txt", "text": ONE}, {"id": "2", "text": THREE}]))
    assert [row["line"] for row in rows if row["page"] == "p/1.txt"] == list(range(1, len(ONE.split("\n")) + 1))  # type: ignore[index]
    assert {tuple(row) for row in rows} == {("page", "line", "kind", "article")}  # type: ignore[arg-type]


def test_extract_gives_the_contract_fields() -> None:
    (row,) = filter_extract([{"id": "dam", "url": "https://www.brae.example/dam", "html": MARKUP}])
    assert isinstance(row, dict)
    assert list(row) == [
        "id",
        "page",
        "url",
        "outlet",
        "title",
        "authors",
        "published",
        "language",
        "role",
        "cut",
        "text",
        "ranges",
        "dropped",
    ]
    assert (row["id"], row["page"], row["text"].split("\n")) == ("dam#1", "dam", DAM)
    assert set(row["dropped"][0]) == {"kind", "start", "end"}


def test_ranges_of_a_text_page_count_into_the_file() -> None:
    for row in filter_extract([{"id": "t", "text": THREE}]):
        assert isinstance(row, dict)
        assert rebuild(THREE, [Piece(page_start=a, page_end=b, text_start=c) for a, b, c in row["ranges"]]) == row["text"]


@pytest.mark.parametrize("run", [filter_lines, filter_extract])
def test_bad_records_are_reported(run: Any) -> None:
    out = list(run([*BAD, {"id": "good", "text": ONE}]))
    assert [type(row) for row in out[: len(BAD)]] == [Dropped] * len(BAD)
    assert all(isinstance(row, dict) for row in out[len(BAD) :])
    assert out[len(BAD) :]


def test_page_without_article_is_reported() -> None:
    (row,) = filter_extract([{"id": "menu", "text": "Home\nSport\nLog in"}])
    assert isinstance(row, Dropped)
    assert (row.record, row.reason) == ("menu", "no article")
