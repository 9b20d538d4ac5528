"""What an extractor is not shown."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement, document_fromstring

from broadsheet.extract import html
from broadsheet.extract.html import open_page
from broadsheet.extract.plaintext import label
from broadsheet.extract.pruning import pruned
from tests.extract.pages import DAM

TEASERS = "".join(f'<li><a href="/{n}">Another headline of the day, number {n}</a></li>' for n in range(4))


def test_prose_keeps_its_links_and_its_block() -> None:
    said = f"<div>{DAM[0]}<ul>{TEASERS}</ul></div>"
    kept = _words(pruned(document_fromstring(said)))
    assert kept == DAM[0]
    linked = " ".join(f'<a href="/{n}">{word}</a>' for n, word in enumerate(DAM[0].split()))
    assert _words(pruned(document_fromstring(f"<div>{DAM[1]} {linked}</div>"))) == f"{DAM[1]} {DAM[0]}"


def test_the_tree_itself_stays() -> None:
    tree = document_fromstring(f"<ul>{TEASERS}</ul><p>{DAM[0]}</p>")
    before = _words(tree)
    pruned(tree)
    assert _words(tree) == before


def test_words_after_what_goes_stay() -> None:
    assert _words(pruned(document_fromstring(f"<p>{DAM[0]}<script>x()</script> {DAM[1]}</p>"))) == f"{DAM[0]} {DAM[1]}"


def test_elements_without_words_go() -> None:
    said = f'<div><div class="ad"><span></span></div>{DAM[0]}<br>{DAM[1]}<i></i><a name="top"></a></div>'
    kept = pruned(document_fromstring(said))
    assert [element.tag for element in kept.iter()] == ["html", "body", "div", "br", "a"]
    assert _words(kept) == f"{DAM[0]}{DAM[1]}"


def test_a_page_of_links_alone_is_left_without_any() -> None:
    assert not _words(pruned(document_fromstring(f"<body><div><ul>{TEASERS}</ul></div></body>")))


def test_a_second_opinion_is_asked_where_the_first_is_hardly_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr("broadsheet.extract.html._read", lambda _tree, _url, *, fast: asked.append(fast) or "Rain fell.")
    open_page("<p>Rain fell.</p>")
    assert asked == [True, False]
    monkeypatch.setattr("broadsheet.extract.html._read", lambda _tree, _url, *, fast: asked.append(fast) or "Rain fell. " * 60)
    open_page("<p>Rain fell.</p>")
    assert asked == [True, False, True]


def test_lines_far_from_the_article_are_not_looked_at() -> None:
    lines = [*(f"Menu {n}" for n in range(60)), *DAM]
    marks = label("\n".join(lines), within=range(50, len(lines)))
    assert {mark.why for mark in marks[:50]} == {"outside the article"}
    assert all(mark.facts for mark in marks[50:])


def _words(tree: HtmlElement) -> str:
    return " ".join(tree.text_content().split())


@pytest.mark.parametrize(
    ("answers", "asked", "text"),
    [
        (["rain " * 100], [(True, 0)], "rain " * 100),
        (["rain", "snow " * 9], [(True, 0), (False, 0)], "snow " * 9),
        (["rain", "snow"], [(True, 0), (False, 0)], "rain"),
        (["", "", "snow"], [(True, 0), (False, 0), (False, 1)], "snow"),
    ],
    ids=["enough", "little", "no more", "nothing"],
)
def test_the_whole_tree_is_the_last_resort(
    monkeypatch: pytest.MonkeyPatch, answers: list[str], asked: list[tuple[bool, int]], text: str
) -> None:
    seen: list[tuple[bool, int]] = []

    def read(tree: HtmlElement, url: str | None, *, fast: bool) -> str:
        seen.append((fast, len(tree.findall(".//script"))))
        return answers[len(seen) - 1]

    monkeypatch.setattr(html, "_read", read)
    page = document_fromstring("<body><script>x()</script><p>Rain fell.</p></body>")
    assert html._extracted(page, None) == text
    assert seen == asked
