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


@pytest.mark.parametrize(
    "stated",
    [
        "Ferry sails at last – BC – 28.04.2031",
        "Ferry sails at last｜Brae",
        "Storm at sea | Ferry sails at last",
        "Ferry sails at last",
    ],
)
def test_title_stands_as_the_page_heads_it(stated: str) -> None:
    assert read(f'<meta property="og:title" content="{stated}">', "<h1>Ferry sails at last</h1>").title == "Ferry sails at last"


def test_other_title_is_not_the_title() -> None:
    other = '<meta property="og:title" content="Ferry sails">'
    node = '{"@type":"NewsArticle","headline":"The ferry sails at last","alternativeHeadline":"Ferry sails","datePublished":"x"}'
    assert read(other + ld(node)).title == "The ferry sails at last"
    assert read(other + ld(node), "<h1>Ferry sails</h1>").title == "Ferry sails"


def test_author_is_found_under_the_name_that_points_to_it() -> None:
    graph = '[{"@type":"NewsArticle","headline":"x","author":[{"@id":"#p1"}]},{"@type":"Person","@id":"#p1","name":"Orla Venn"}]'
    assert read(ld(f'{{"@graph":{graph}}}')).authors == ("Orla Venn",)


def test_field_for_sharing_names_the_author() -> None:
    assert read('<meta name="author" content="o.venn@brae.example"><meta name="twitter:data1" content="Orla Venn">').authors == (
        "Orla Venn",
    )
    assert read('<meta name="twitter:data1" content="5 minutes">').authors == ()


def test_office_and_house_after_a_name_are_no_authors() -> None:
    author = '{"@type":"Person","name":"Orla Venn, professor of ferries at the old university of Brae, brae.example"}'
    assert read(ld(f'{{"@type":"NewsArticle","headline":"x","author":{author}}}')).authors == ("Orla Venn",)


def test_headline_that_readers_see_beats_another_that_is_shared() -> None:
    shared = '<meta property="og:title" content="You will not believe who came to tea">'
    node = ld('{"@type":"NewsArticle","headline":"The ferry sails at last","datePublished":"x"}')
    path = "<nav><h1>You will not believe who came to tea</h1></nav>"
    assert read(shared + node, f"{path}<article><h2>The ferry sails at last</h2></article>").title == "The ferry sails at last"
    assert read(shared + node, "<nav><h2>The ferry sails at last</h2></nav>").title == "You will not believe who came to tea"
    longer = "The ferry sails at last, you will not believe who came to tea"
    assert read(f'<meta property="og:title" content="{longer}">{node}', "<h1>The ferry sails at last</h1>").title == longer


def test_agency_among_the_authors_is_the_agency() -> None:
    node = '{"@type":"NewsArticle","headline":"x","author":[{"@type":"Person","name":"Orla Venn"},{"name":"NAME"}]}'
    assert read(ld(node.replace("NAME", "LNA"))).agency == "LNA"
    assert read(ld(node.replace("NAME", "Lowland News Agency"))).agency == "Lowland News Agency"
    assert read(ld(node.replace("NAME", "Brae Desk"))).agency is None
    assert read('<meta name="author" content="LNA">').agency == "LNA"
    assert read('<meta name="author" content="BCN"><meta property="og:site_name" content="BCN News">').agency is None


@pytest.mark.parametrize(
    ("head", "modified"),
    [
        (ld('{"@type":"NewsArticle","headline":"x","dateModified":"2031-03-08T09:00:00+0100"}'), "2031-03-08T09:00:00+01:00"),
        ('<meta property="article:modified_time" content="2031-03-08T09:00:00Z">', "2031-03-08T09:00:00+00:00"),
        ('<meta property="og:updated_time" content="2031-03-08">', "2031-03-08"),
        ('<meta name="last-modified" content="Sat, 08 Mar 2031 09:00:00 -0500">', "2031-03-08T09:00:00-05:00"),
        ('<meta property="article:modified_time" content="soon"><meta name="dcterms.modified" content="20310308">', "2031-03-08"),
        ('<meta property="article:modified_time" content="31 Feb 2031 10:00 GMT">', None),
    ],
)
def test_day_of_change_is_read_with_its_zone(head: str, modified: str | None) -> None:
    assert read(head).modified == modified


@pytest.mark.parametrize(
    ("head", "section"),
    [
        (ld('{"@type":"NewsArticle","headline":"x","articleSection":["Harbour","Ferries"]}'), "Harbour"),
        ('<meta property="article:section" content="Harbour">', "Harbour"),
        (ld('{"@type":["NewsArticle","OpinionNewsArticle"],"headline":"x"}'), "Opinion"),
        ("", None),
    ],
)
def test_section_is_read(head: str, section: str | None) -> None:
    assert read(head).section == section


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://brae.example/ferry">', "https://brae.example/ferry"),
        ('<link rel="Canonical nofollow" href="https://brae.example/ferry">', "https://brae.example/ferry"),
        ('<link rel="canonical"><meta property="og:url" content="https://brae.example/ferry">', "https://brae.example/ferry"),
        ('<link rel="alternate" href="https://m.brae.example/ferry">', None),
    ],
)
def test_canonical_address_is_read(head: str, url: str | None) -> None:
    assert read(head).url == url
    assert read(head, url="https://brae.example/a").url == "https://brae.example/a"


@pytest.mark.parametrize(
    ("attributes", "head", "language"),
    [
        ('lang="de-AT"', "", "de"),
        ("", ld('{"@type":"NewsArticle","headline":"x","inLanguage":"nb-NO"}'), "nb"),
        ('lang="{{ lang }}"', '<meta property="og:locale" content="pt_BR">', "pt"),
        ("", "", None),
    ],
)
def test_language_is_read(attributes: str, head: str, language: str | None) -> None:
    tree = parse(f"<html {attributes}><head>{head}</head><body><p>x</p></body></html>")
    assert tree is not None
    assert metadata.of_html(tree, jsonld.article(tree), None).language == language


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


def test_line_of_paper_and_day_names_both() -> None:
    found = metadata.of_text(["Ferry sails"], ["By Orla Venn", "The Brae Courier, 12 March 2031"], ["The ferry sailed."])
    assert (found.outlet, found.published, found.authors) == ("The Brae Courier", "2031-03-12", ("Orla Venn",))
    assert metadata.of_text(["Ferry sails"], ["Port Velm, 12 March 2031"], ["The ferry sailed."]).outlet is None


def test_dateline_gives_agency_and_day() -> None:
    body = ["VELM, Brae, March 12, 2031 (LNA) — The dam broke."]
    found = metadata.of_text(["Dam breaks"], [], body)
    assert (found.agency, found.published, found.date_source) == ("LNA", "2031-03-12", "text")
    assert metadata.of_text(["Dam breaks", *body], [], ["It was old."]).agency == "LNA"


def test_year_of_a_dateline_comes_from_the_page_or_not_at_all() -> None:
    body = ["VELM, Brae, March 12 (LNA) — The dam broke."]
    assert metadata.of_text(["Dam breaks"], [], body).published is None
    assert metadata.of_text(["Dam breaks"], [], body, ["Thursday 13 March 2031"]).published == "2031-03-12"
    assert metadata.of_text(["Dam breaks"], [], body, ["13 March 2031", "13 March 2030"]).published is None
    assert metadata.of_text(["Dam breaks"], [], body, ["1 October 2031"]).published is None


def test_row_of_sections_is_no_title() -> None:
    assert metadata.of_text(["World  Sea  Culture  Opinion  Sport", "Ferry sails"], [], ["x"]).title == "Ferry sails"


def test_agency_signs_where_no_dateline_does() -> None:
    found = metadata.of_text(["Ferry sails"], ["By LNA"], ["The ferry sailed."])
    assert (found.agency, found.authors) == ("LNA", ())


def test_type_of_the_page_stands_for_its_section_where_none_is_named() -> None:
    node = '"@type":"OpinionNewsArticle","headline":"Ferry sails"'
    assert read(ld(f"{{{node}}}")).section == "Opinion"
    assert read(ld(f'{{{node},"articleSection":"Sea"}}')).section == "Sea"
