"""A story as one file: all that it needs is inside, and nothing in it asks anybody for anything."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from lxml import html

from broadsheet.publish.bundle import bundle
from broadsheet.publish.stock import stock
from broadsheet.publish.views.enclosed import Enclosed, cited_articles

ASKING = ("src", "srcset", "poster", "background", "ping", "action", "formaction", "data", "cite", "manifest")
"""Attributes by which a document asks for something or sends something."""


@pytest.fixture(scope="module", params=["st_ferry", "st_budget", "st_'onmouse"])
def page(request, invented):
    story = next(story for story in invented.stories if story.id.startswith(request.param))
    return story, bundle(invented, story)


def test_the_same_story_gives_the_same_bytes(invented, page):
    story, made = page
    assert bundle(invented, story) == made


def test_nothing_is_asked_for(page):
    document = html.document_fromstring(page[1])
    assert [e.tag for e in document.iter() if isinstance(e.tag, str) and any(name in e.attrib for name in ASKING)] == []
    assert [e.get("href")[:26] for e in document.iter("link")] == ["data:image/svg+xml;base64,"]
    assert not re.search(r"url\(|@import", document.findtext(".//style"))
    outside = [a for a in document.iter("a") if not a.get("href").startswith("#")]
    assert outside or page[0].id != "st_ferry"
    assert all(a.get("href").startswith(("http://", "https://")) and "external" in a.get("rel") for a in outside)


def test_its_policy_names_what_may_run_by_digest(page):
    document = html.document_fromstring(page[1])
    policy = document.xpath("//meta[@http-equiv='Content-Security-Policy']")[0].get("content")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    inside = {"style-src": document.findall(".//style"), "script-src": document.findall(".//script")}
    assert rules.pop("default-src") == "'none'"
    assert rules.pop("img-src") == "data:"
    assert set(rules) == {*inside, "base-uri", "form-action"}
    for rule, elements in inside.items():
        assert len(elements) == 1
        digest = base64.b64encode(hashlib.sha256(elements[0].text.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    assert document.findtext(".//style").encode() == stock("paper.css")
    assert document.findtext(".//script").encode() == stock("paper.js")


def test_every_link_inside_leads_to_a_place(page):
    document = html.document_fromstring(page[1])
    places = document.xpath("//@id")
    assert len(places) == len(set(places))
    assert {a.get("href")[1:] for a in document.iter("a") if a.get("href").startswith("#")} <= set(places)


def test_evidence_and_the_cited_words_are_inside(invented, page):
    story, made = page
    document = html.document_fromstring(made)
    printed = " ".join(document.xpath("string(//section[@id='articles'])").split())
    library = Enclosed(invented, story=story.id)
    cited = [span for spans in library.spans.values() for span in spans]
    assert cited
    assert {" ".join(span.exact.split()) for span in cited if " ".join(span.exact.split()) not in printed} == set()
    assert len(document.xpath("//li[@class='ev']")) == len(set(document.xpath("//article//a[@role='doc-noteref']/@href")))


def test_only_what_is_cited_of_an_article_is_inside(invented):
    story = next(story for story in invented.stories if story.id.startswith("st_ferry"))
    library = Enclosed(invented, story=story.id)
    shortened = 0
    for article in cited_articles(library, story):
        entry = next(entry for entry in story.articles.values() if library.article_href(entry.id) == f"#{article.anchor}")
        text = library.articles[entry.id].text
        covered = {place for span in library.spans[entry.id] for place in range(span.start, span.end)}
        assert sum(len(words) for one in article.excerpts for words, _ in one.pieces) == len(covered)
        shortened += len(covered) < len(text)
    assert shortened > 0


def test_a_passage_is_reached_from_its_evidence(invented):
    story = next(story for story in invented.stories if story.id.startswith("st_ferry"))
    document = html.document_fromstring(bundle(invented, story))
    links = document.xpath("//li[@class='ev']//p[@class='ev-links']/a[starts-with(@href, '#')]")
    assert links
    for link in links:
        words = link.xpath("ancestor::div[@class='passage']//blockquote/p")[0]
        said = (words.text or "") + "".join(f"{'' if e.get('class') == 'near' else e.text}{e.tail or ''}" for e in words)
        told = document.get_element_by_id(link.get("href")[1:]).text_content()
        assert told.startswith(said[: len(told)])
