"""What a page says of its article, and what it does not."""

from __future__ import annotations

import pytest

from broadsheet.extract import jsonld, metadata
from broadsheet.extract.rendering import parse


def read(head: str, body: str = "<p>x</p>", url: str | None = None) -> metadata.Metadata:
    tree = parse(f"<html><head>{head}</head><body>{body}</body></html>")
    assert tree is not None
    return metadata.of_html(tree, jsonld.article(tree), url)


def ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


def test_graph_is_unfolded() -> None:
    article = '{"@type":["NewsArticle"],"headline":"Ferry sails","author":{"name":"Orla Venn"}}'
    found = read(ld(f'{{"@graph":[{{"@type":"WebSite","name":"S"}},{article}]}}'))
    assert (found.title, found.authors) == ("Ferry sails", ("Orla Venn",))


@pytest.mark.parametrize(
    "content",
    ["{", "[[[[", '{"@type":5}', '{"@type":"NewsArticle","headline":7,"author":[[["x"]]],"datePublished":{}}', "null", ""],
)
def test_damaged_description_is_passed_over(content: str) -> None:
    assert read(ld(content)).published is None


def test_desk_is_named_only_without_persons() -> None:
    authors = '[{"@type":"Organization","name":"Brae Desk"},{"@type":"Person","name":"Tam Quist"}]'
    both = read(ld(f'{{"@type":"NewsArticle","headline":"x","author":{authors}}}'))
    desk = read(ld('{"@type":"NewsArticle","headline":"x","author":{"@type":"Organization","name":"Brae Desk"}}'))
    assert (both.authors, desk.authors) == (("Tam Quist",), ("Brae Desk",))


def test_site_name_goes_from_the_title() -> None:
    found = read('<title>Ferry sails – at last - Brae Courier</title><meta property="og:site_name" content="Brae Courier">')
    assert found.title == "Ferry sails – at last"


def test_part_of_a_title_stays() -> None:
    assert read("<title>Ferry sails - a symbol</title>").title == "Ferry sails - a symbol"


def test_zone_is_kept() -> None:
    found = read('<meta property="article:published_time" content="2024-03-07T23:30:00-05:00">')
    assert (found.published, found.date_source) == ("2024-03-07T23:30:00-05:00", "meta")


def test_paywall_is_seen() -> None:
    assert read(ld('{"@type":"NewsArticle","headline":"x","isAccessibleForFree":"False"}')).paywalled


def test_domain_without_network() -> None:
    assert read("", url="https://www.brae.example.co.uk/a").domain == "example.co.uk"


def test_updated_line_is_no_publication() -> None:
    assert metadata.dates(["Updated 8 March 2024"]) == (None, "2024-03-08")


def test_ambiguous_figures_are_no_date() -> None:
    assert metadata.dates(["3/4/2024"]) == (None, None)


def test_text_names_no_outlet() -> None:
    found = metadata.of_text(["Brae Courier wins prize"], ["By Orla Venn"], ["The Brae Courier won."])
    assert (found.outlet, found.authors, found.published) == (None, ("Orla Venn",), None)


def test_what_the_source_states_fills_gaps() -> None:
    stated = metadata.Metadata(title="Feed", authors=("Orla Venn", "o@brae.example"), published="2031-03-14T11:10:00+01:00")
    empty = metadata.completed(metadata.Metadata(), stated)
    assert (empty.title, empty.authors, empty.published, empty.date_source) == ("Feed", ("Orla Venn",), stated.published, "feed")
    signed = metadata.Metadata(title="Page", authors=("Tam Quist",), published="2031-03-13", date_source="meta")
    assert metadata.completed(signed, stated) == signed


def test_stated_date_beats_a_guessed_one() -> None:
    guessed = metadata.Metadata(published="2030-01-01", date_source="inferred")
    found = metadata.completed(guessed, metadata.Metadata(published="2031-03-14"))
    assert (found.published, found.date_source) == ("2031-03-14", "feed")
    assert metadata.completed(guessed, metadata.Metadata(published="soon")) == guessed
