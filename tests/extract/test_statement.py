"""A page's own statement of its text, and what is labelled beside paragraphs that are known."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from broadsheet.extract import Extract, html
from broadsheet.extract.plaintext import label
from broadsheet.records.page import Page
from tests.extract.pages import DAM, FERRY

LINES = (*DAM, *FERRY)


def page(stated: Sequence[str], beside: str = "") -> Page:
    """A page that has no column: each of its paragraphs stands in a block of its own class."""
    node = {"@type": "NewsArticle", "headline": "Dam bursts", "articleBody": "\n".join(stated)}
    shown = "".join(f"<div class=part-{at}><p>{line}</p></div>" for at, line in enumerate(LINES))
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    return Page(name="page", kind="html", body=f"<head>{script}</head><h1>Dam bursts</h1><article>{shown}</article>{beside}")


def asked(monkeypatch: pytest.MonkeyPatch, found: Page) -> tuple[int, list[str]]:
    """How often the extractor was asked, and the texts."""
    times: list[str] = []
    read = html._extracted
    monkeypatch.setattr(html, "_extracted", lambda tree, url: (times.append("asked"), read(tree, url))[1])
    texts = [article.text for article in Extract().cut(found).articles]
    return len(times), texts


def test_a_long_statement_that_is_shown_whole_needs_no_second_witness(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(monkeypatch, page(LINES, "<footer><p>© Brae Courier</p></footer>")) == (0, ["\n".join(LINES)])


@pytest.mark.parametrize("stated", [LINES[:3], LINES[:1], [*LINES, *(f"Nobody sees paragraph {n} of these." for n in range(60))]])
def test_a_statement_that_leaves_prose_out_or_is_not_shown_does(monkeypatch: pytest.MonkeyPatch, stated: Sequence[str]) -> None:
    assert asked(monkeypatch, page(stated)) == (1, ["\n".join(LINES)])


def test_lines_that_are_known_are_paragraphs_whatever_they_look_like() -> None:
    lines = ["Dam bursts", DAM[0], "Read more", DAM[1]]
    assert label("\n".join(lines))[2].kind != "body"
    assert [mark.kind for mark in label("\n".join(lines), known={1, 2, 3})[1:]] == ["body"] * 3
