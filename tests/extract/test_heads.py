"""The head of an article that an extractor took for its first paragraphs."""

from __future__ import annotations

import pytest

from broadsheet.extract import Extract, bylines
from broadsheet.records.page import Page
from tests.extract.pages import DAM


def lines(above: str) -> dict[str, str]:
    paragraphs = "".join(f"<p>{line}</p>" for line in DAM)
    body = f"<html><body><article><h1>Dam breaks above Port Velm</h1>{above}{paragraphs}</article></body></html>"
    cutting = Extract().cut(Page(name="head", kind="html", body=body))
    (article,) = cutting.articles
    assert article.text.split("\n") == DAM
    return {cutting.text[line.extent.start : line.extent.end]: line.kind for line in cutting.lines}


STAMPS = ["March 12, 2031", "12 March 2031, 10:15", "Stand: 22.04.2031, 06:00 Uhr", "quarta-feira, 12 de março de 2031 às 10:15"]


@pytest.mark.parametrize("stamp", STAMPS)
def test_stamp_is_no_paragraph(stamp: str) -> None:
    assert lines(f"<p>{stamp}</p>")[stamp] == "byline"


def test_byline_and_what_stands_above_it_are_no_paragraphs() -> None:
    found = lines("<p>Questions and answers</p><p>By Orla Venn in Brae</p><p>12 March 2031</p>")
    assert [found[line] for line in ("Questions and answers", "By Orla Venn in Brae", "12 March 2031")] == [
        *["headline", "byline", "byline"]
    ]


@pytest.mark.parametrize(
    "line", ["On 12 March 2031 the ferry sailed at last.", "— Orla Venn (@venn) March 12, 2031", "Velunia 28:27", "Port Velm"]
)
def test_other_lines_are_no_stamps(line: str) -> None:
    assert not bylines.is_stamp(line)


@pytest.mark.parametrize("line", ["By noon the ferry was late.", "By the river", "Orla Venn", "De nada"])
def test_not_every_by_signs(line: str) -> None:
    assert not bylines.signs(line)
