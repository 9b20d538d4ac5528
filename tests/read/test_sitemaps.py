"""Sitemaps, and what they say of pages."""

from __future__ import annotations

import pytest

from broadsheet.read.sitemaps import Part, Sitemap, leads_on, looks_like_list, looks_like_sitemap, read_sitemap
from broadsheet.steps import Dropped

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"'
PAGE = "https://vexmoor.example/ferry"


def read(content: str | bytes) -> Sitemap:
    found = read_sitemap(content.encode() if isinstance(content, str) else content, "map", "https://vexmoor.example/sitemap.xml")
    assert isinstance(found, Sitemap), found
    return found


def test_news_sitemap_says_what_its_pages_are():
    (page,) = read(
        f"<urlset {SPACE} {NEWS}><url><loc>\n {PAGE} </loc><lastmod>2031-03-15</lastmod>"
        "<i:image><i:loc>https://vexmoor.example/a.png</i:loc><i:title>A pier</i:title></i:image><n:news><n:publication>"
        "<n:name>Vexmoor Post</n:name><n:language>en</n:language></n:publication>"
        "<n:publication_date>2031-03-14T11:10:00+01:00</n:publication_date>"
        "<n:title>Ferry &amp;amp; bridge</n:title><n:keywords>ferry, Brae</n:keywords></n:news></url></urlset>"
    ).pages
    assert (page.link, page.title, page.outlet, page.language) == (PAGE, "Ferry & bridge", "Vexmoor Post", "en")
    assert (page.published, page.updated, page.categories) == ("2031-03-14T11:10:00+01:00", "2031-03-15", ("ferry", "Brae"))


def test_index_names_its_parts():
    found = read(
        f"<sitemapindex {SPACE}><sitemap><loc>/a.xml.gz</loc><lastmod>2031-03-14T10:00:00Z</lastmod></sitemap>"
        "<sitemap><loc>https://vexmoor.example/b.xml</loc><lastmod>soon</lastmod></sitemap></sitemapindex>"
    )
    assert found.parts == (
        Part(address="https://vexmoor.example/a.xml.gz", changed="2031-03-14T10:00:00+00:00"),
        Part(address="https://vexmoor.example/b.xml"),
    )
    assert found.pages == ()


@pytest.mark.parametrize("space", ["", SPACE, 'xmlns="https://www.google.com/schemas/sitemap/0.84"'])
def test_name_space_is_no_matter(space: str):
    found = read(f"<urlset {space}><url><loc>{PAGE}</loc></url><url><loc>{PAGE}</loc></url></urlset>")
    assert [page.link for page in found.pages] == [PAGE]


def test_plain_list_is_a_sitemap():
    found = read(f"\ufeff{PAGE}\r\n\r\n {PAGE}/2\nhttps://vexmoor.example/{PAGE}\n".encode())
    assert [page.link for page in found.pages] == [PAGE, PAGE + "/2", f"https://vexmoor.example/{PAGE}"]


def test_what_is_no_address_is_told():
    found = read(
        "<urlset><url><loc>javascript:x</loc></url><url><lastmod>2031-03-14</lastmod></url><url><loc>/a</loc></url></urlset>"
    )
    assert [page.link for page in found.pages] == ["https://vexmoor.example/a"]
    assert [(problem.reason, problem.detail[:1]) for problem in found.problems] == [("bad address", "2")]


def test_torn_sitemap_gives_what_came_before():
    found = read(f"<urlset><url><loc>{PAGE}</loc></url><url><loc>{PAGE}/2</l")
    assert found.pages[0].link == PAGE
    assert [problem.reason for problem in found.problems] == ["damaged"]


def test_so_many_addresses_are_read():
    found = read("<urlset>" + "".join(f"<url><loc>{PAGE}/{number}</loc></url>" for number in range(50_010)) + "</urlset>")
    assert len(found.pages) == 50_000
    assert [problem.reason for problem in found.problems] == ["too large"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<html/>", "not a feed"),
        (b"<!DOCTYPE urlset [<!ENTITY a 'b'>]><urlset>&a;</urlset>", "unsafe"),
    ],
)
def test_what_is_no_sitemap(content: bytes, reason: str):
    found = read_sitemap(content, "map")
    assert isinstance(found, Dropped)
    assert found.reason == reason


def test_beginning_of_a_sitemap():
    assert looks_like_sitemap(b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- made --><sitemapindex>")
    assert looks_like_sitemap(b"<s:urlset xmlns:s='x'>")
    assert not looks_like_sitemap(b"<html><urlset>")
    assert not leads_on(b"<!-- -->" * 500 + b"<html>")  # in no time: no comment is read in two ways
    assert looks_like_list(f"{PAGE}\n{PAGE}\n".encode())
    assert not looks_like_list(f"See {PAGE}\n".encode())
    assert not looks_like_list(PAGE.encode() + b" \n" * 1_000_000 + b"x")
    assert not looks_like_list(f"{PAGE} says the ferry sails.\n".encode())
