"""Web pages read the fast way: nothing is lost, hostile markup ends, and what it cannot read goes the full way."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings

from broadsheet import pipeline
from broadsheet.cli.pipe.extract import filter_extract
from broadsheet.cli.proof import prove_store
from broadsheet.executor import Bounds
from broadsheet.extract import Extract
from broadsheet.extract.skim import skim
from broadsheet.records.page import Cutting, Page
from broadsheet.store import Store
from tests.extract.pages import DAM, FERRY, MARKUP
from tests.extract.test_hostile import MARKUPS
from tests.extract.test_properties import BODIES, example_pages, whole

WORDS = "".join(f"<p>{line}</p>" for line in (*DAM, *FERRY))
STATED = '{"@type": "NewsArticle", "headline": "Dam bursts", "datePublished": "2031-03-07T10:00Z", "author": {"name": "Una Brill"}}'


def page(body: str) -> Page:
    return Page(name="page", kind="html", body=body)


def fast(body: str) -> Cutting:
    return Extract(fast=True).cut(page(body))


def test_it_is_the_article_and_not_what_goes_with_the_page() -> None:
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(9))
    (article,) = fast(f"<nav><ul>{menu}</ul></nav><article>{WORDS}<p>Share this</p></article><footer>© Brae</footer>").articles
    assert article.text == "\n".join((*DAM, *FERRY))


def test_it_is_looked_for_where_most_paragraphs_stand() -> None:
    beside = "".join(f"<p>{line}</p>" for line in FERRY)
    (article,) = fast(f"<main>{WORDS}</main><div>{beside}</div>").articles
    assert article.text == "\n".join((*DAM, *FERRY))
    (article,) = fast(f"<div>{WORDS}</div><article><p>Quist wins the cup.</p></article>").articles
    assert article.text.startswith("\n".join(DAM))


def test_what_the_page_says_of_itself_is_read() -> None:
    head = f'<title>Dam bursts | Brae</title><script type="application/ld+json">{STATED}</script>'
    (article,) = fast(f'<html lang="en"><head>{head}<meta property="og:site_name" content="Brae"></head>{WORDS}').articles
    assert (article.title, article.published, article.authors) == ("Dam bursts", "2031-03-07T10:00:00+00:00", ("Una Brill",))
    assert (article.outlet, article.language) == ("Brae", "en")


def test_what_nothing_says_stays_unknown() -> None:
    (article,) = fast(WORDS).articles
    assert (article.published, article.outlet, article.authors) == (None, None, ())


def test_nothing_is_lost_on_the_example_pages() -> None:
    read = [skim(found.body) is not None for found in example_pages() if found.kind == "html"]
    assert sum(read) > 0.8 * len(read)
    for found in example_pages():
        whole(Extract(fast=True).cut(found))


@settings(deadline=None)
@given(BODIES)
def test_any_markup_is_taken_apart_without_loss(lines: list[str]) -> None:
    whole(fast("<article>" + "".join(f"<p>{line}</p>" for line in lines) + WORDS))


@pytest.mark.parametrize("name", MARKUPS)
def test_hostile_markup_ends(name: str) -> None:
    began = time.process_time()
    skim(MARKUPS[name])
    assert time.process_time() - began < 5.0


MIXED = "".join(f'a{n}=">" ' + " ".join(f"b{n}x{m}" for m in range(2_000)) for n in range(50))


@pytest.mark.parametrize(
    "markup",
    ["<div>" * 5_900 + WORDS, f"<p {' '.join(f'a{n}' for n in range(5_000))}> {WORDS}", f"<p {MIXED}> {WORDS}"],
    ids=["deep", "some attributes", "many between few values"],
)
def test_what_is_made_to_pass_for_a_page_ends(markup: str) -> None:
    began = time.process_time()
    skim(markup)
    assert time.process_time() - began < 5.0


def test_bytes_read_in_a_wrong_charset_are_read() -> None:
    wrong = f"<p>{'Flüsse über Bäche'}</p>{WORDS}".encode().decode("latin-1")
    assert DAM[0] in fast(wrong).articles[0].text
    assert fast(f"<p>\ud800 half a pair</p>{WORDS}").articles


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>Too short to be one.</p>",
        f'<script type="application/ld+json">{STATED.replace("NewsArticle", "LiveBlogPosting")}</script>{WORDS}',
        "".join(f"<h2>Story number {n}</h2><p>{line}</p><p>Read more</p>" for n, line in enumerate(DAM)),
    ],
    ids=["nothing", "a notice", "a live blog", "a listing"],
)
def test_what_it_cannot_read_goes_the_full_way(body: str) -> None:
    assert skim(body) is None
    assert fast(body) == Extract().cut(page(body))


def test_text_pages_are_not_skimmed() -> None:
    text = Page(name="page", kind="text", body="\n".join(DAM))
    assert Extract(fast=True).cut(text) == Extract().cut(text)


def test_the_filter_skims_where_it_is_told_to() -> None:
    record = {"id": "dam", "html": f"<h1>The dam bursts</h1><article>{WORDS}<p>Share this</p></article>"}
    (row,) = filter_extract([record], fast=True)
    assert isinstance(row, dict)
    assert row["text"] == "\n".join((*DAM, *FERRY))
    assert row["title"] == "The dam bursts"


def test_a_store_of_skimmed_pages_is_proven(tmp_path: Path) -> None:
    (tmp_path / "dam.html").write_text(f"<body><div>{WORDS}</div></body>", encoding="utf-8")
    with Store.open(str(tmp_path / "paper.db"), writes=True) as store:
        pipeline.read(store, [str(tmp_path / "dam.html")], bounds=Bounds(workers=0), fast=True)
        proof = prove_store(store)
    assert (proof.articles, proof.mismatches) == (1, [])


def test_both_ways_find_the_same_on_a_plain_page() -> None:
    assert [article.text for article in fast(MARKUP).articles] == [article.text for article in Extract().cut(page(MARKUP)).articles]
