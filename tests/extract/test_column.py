"""A page's column: where one element's own paragraphs are most of the page's prose, they are the article."""

import pytest
from lxml.html import document_fromstring

from broadsheet.extract import html
from broadsheet.extract.column import column
from broadsheet.extract.rendering import render_lines

PARAGRAPH = (
    "The ferry to Velm sailed at noon on {day}, six hours late, and the harbour office of Brae would not say why it had been so."
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
TEXT = "".join(f"<p>{PARAGRAPH.format(day=day)}</p>" for day in DAYS)
OTHER = "Another story altogether stands here, told in one sentence of its own, about a bridge over the river and its tolls."


def written(markup: str) -> list[str] | None:
    """The lines of the page's column."""
    spots = render_lines(document_fromstring(f"<body>{markup}</body>"))
    found = column(spots)
    return None if found is None else [spot.text for spot, own in zip(spots, found, strict=True) if own]


def test_siblings_are_the_column() -> None:
    around = f"<nav><a href=/>Home</a></nav><div class=box><p>{OTHER}</p></div>"
    assert written(f"{around}<div>{TEXT}</div>{around}") == [PARAGRAPH.format(day=day) for day in DAYS]


def test_short_lines_of_it_stay() -> None:
    more = (
        "<h2>At the pier</h2><p>Nobody came.</p><ul><li>One bus</li></ul><blockquote><p>“Soon.”</p></blockquote><p>So it goes.</p>"
    )
    found = written(f"<div>{TEXT}{more}</div>")
    assert found is not None
    assert found[-5:] == ["At the pier", "Nobody came.", "One bus", "“Soon.”", "So it goes."]


def test_a_heading_at_its_foot_goes() -> None:
    found = written(f"<div>{TEXT}<h3>More on the ferry</h3><p><a href=/a>Brae wants its ferry back</a></p></div>")
    assert found == [PARAGRAPH.format(day=day) for day in DAYS]


def test_pictures_in_it_are_not_its_text() -> None:
    found = written(f"<div>{TEXT}<figure><figcaption>{OTHER}</figcaption></figure><p>That was all.</p></div>")
    assert found is not None
    assert OTHER not in found
    assert found[-1] == "That was all."


def test_blocks_built_alike_are_one() -> None:
    blocks = "".join(f"<div class=part><div><p>{PARAGRAPH.format(day=day)}</p></div></div>" for day in DAYS)
    box = "<div class=box><div><p>The paper in your inbox</p></div></div><h3>At the pier</h3>"
    found = written(f"<nav><a href=/>Home</a></nav><main>{blocks}{box}{blocks}</main>")
    whole = [PARAGRAPH.format(day=day) for day in DAYS]
    assert found == [*whole, "At the pier", *whole]


def test_what_stands_in_lists_is_not_counted() -> None:
    comments = "".join(f"<li><div><p>{OTHER}</p></div></li>" for _ in range(9))
    assert written(f"<div>{TEXT}</div><ol>{comments}</ol>") == [PARAGRAPH.format(day=day) for day in DAYS]


@pytest.mark.parametrize(
    "markup",
    [
        f"<div class=story>{TEXT}</div><div class=other>{TEXT}</div>",
        f"<article><div>{TEXT}</div></article><article><div>{TEXT}</div></article>",
        f"<div class=story><div>{TEXT}</div></div><h2>Bridge closed</h2><div class=story><div>{TEXT}</div></div>",
        f"<div>{TEXT}<section><div>{OTHER}</div></section></div>",
        f"<aside>{TEXT}</aside>",
        f"<form>{TEXT}{TEXT}</form><div>{TEXT}</div>",
        "".join(f"<div><p><a href=/{day}>{PARAGRAPH.format(day=day)}</a></p></div>" for day in DAYS),
        f"<div><p>{OTHER}</p></div>",
        "<p>Nothing</p>",
    ],
    ids=[
        *("two texts", "two articles", "a headline between", "a box within", "beside the page", "most in a form", "all links"),
        *("too short", "no prose"),
    ],
)
def test_no_column_where_unsure(markup: str) -> None:
    assert written(markup) is None


def test_nobody_is_asked_then(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object, **__: object) -> str:
        raise AssertionError

    monkeypatch.setattr(html, "_extracted", asked)
    opened = html.open_page(f"<h1>Ferry late again</h1><div>{TEXT}</div><footer><p>{OTHER}</p></footer>")
    assert sum(opened.body) == len(DAYS)


def test_a_live_blog_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    node = '{"@type": "LiveBlogPosting", "headline": "Ferry", "datePublished": "2031-03-15"}'
    live = f'<script type="application/ld+json">{node}</script>'
    seen: list[object] = []
    monkeypatch.setattr(html, "_extracted", lambda *page: seen.append(page) or "")
    html.open_page(f"{live}<h1>Ferry</h1><div>{TEXT}</div>")
    assert len(seen) == 1
