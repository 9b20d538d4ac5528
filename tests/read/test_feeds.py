"""Feeds kept as files."""

from __future__ import annotations

import gzip
import json
import socket
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.read import REASONS, Limits, read_sources
from broadsheet.read.entries import Entry
from broadsheet.read.feeds import entries_of_feed, looks_like_feed, pages_of_feed
from broadsheet.records.page import Page
from broadsheet.steps import Dropped

SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:media="http://search.yahoo.com/mrss/"'
)
FULL = "&lt;p&gt;The ferry sails.&lt;/p&gt;"
LONG = "The ferry to Brae sails again. " * 8
LINK = "https://vexmoor.example/ferry"


def rss(*items: str, channel: str = "", prolog: str = '<?xml version="1.0"?>') -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    title = "<title>Vexmoor Post: news</title>"
    return f'{prolog}<rss version="2.0" {SPACES}><channel>{title}{channel}{inside}</channel></rss>'.encode()


def encoded(text: str = FULL, link: str = LINK) -> str:
    return f"<link>{link}</link><content:encoded>{text}</content:encoded>"


def atom(*entries: str) -> bytes:
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">{inside}</feed>'.encode()


def json_feed(*items: object, **fields: object) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": items} | fields).encode()


def read(content: bytes) -> list[Page | Dropped]:
    return list(pages_of_feed(content, "feed"))


def page(content: bytes) -> Page:
    (found,) = read(content)
    assert isinstance(found, Page), found
    return found


def reasons(content: bytes) -> list[str]:
    return [each.reason for each in read(content) if isinstance(each, Dropped)]


def test_rss_entry_becomes_a_page():
    fields = (
        "<title>Ferry &amp;amp; bridge</title><pubDate>Fri, 14 Mar 2031 11:10:00 +0100</pubDate>"
        "<dc:creator>Orla Venn</dc:creator><dc:creator>Tam Quist</dc:creator><description>Short.</description>"
    )
    found = page(rss(fields + encoded(), channel="<language>en-GB</language><dc:publisher>Vexmoor Post</dc:publisher>"))
    assert (found.name, found.url, found.kind, found.title) == (LINK, LINK, "html", "Ferry & bridge")
    assert (found.published, found.authors) == ("2031-03-14T11:10:00+01:00", ("Orla Venn", "Tam Quist"))
    assert (found.outlet, found.language) == ("Vexmoor Post", "en")
    assert "<article>\n<h1>Ferry &amp; bridge</h1>\n<p>The ferry sails.</p>\n</article>" in found.body


def test_title_of_the_feed_is_no_outlet():
    found = page(rss(encoded(), channel="<webMaster>post@vexmoor.example</webMaster><copyright>Vexmoor Post</copyright>"))
    assert found.outlet is None


def test_atom_entry_becomes_a_page():
    found = page(
        atom(
            f'<title type="html">A &lt;b>ferry&lt;/b></title><link href="{LINK}"/><id>urn:1</id>'
            "<author><name>Orla Venn</name></author>"
            "<updated>2031-03-14T12:00:00Z</updated><published>2031-03-14T11:10:00+01:00</published>"
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The ferry sails.</p></div></content>'
        )
    )
    assert (found.name, found.title, found.published) == (LINK, "A ferry", "2031-03-14T11:10:00+01:00")
    assert (found.authors, found.language) == (("Orla Venn",), "de")
    assert "<p>The ferry sails.</p>" in found.body


def test_plain_words_make_a_plain_page():
    found = page(atom(f'<link href="{LINK}"/><content type="text">One &lt; two.\nThree.</content>'))
    assert (found.kind, found.body) == ("text", "One < two.\nThree.")


def test_rdf_feed_is_read():
    head = f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {SPACES}>'
    item = f"<item><title>T</title>{encoded()}<dc:date>2031-03-14T11:10:00+01:00</dc:date></item>"
    found = page(f"{head}<channel><title>x</title></channel>{item}</rdf:RDF>".encode())
    assert (found.name, found.published) == (LINK, "2031-03-14T11:10:00+01:00")


def test_json_entry_becomes_a_page():
    item = {
        "id": 7,
        "url": LINK,
        "title": "Ferry",
        "content_html": "<p>The ferry sails.</p>",
        "date_published": "2031-03-14T11:10:00+01:00",
        "authors": [{"name": "Orla Venn"}, {}, 3],
        "language": "en",
    }
    found = page(json_feed(item))
    assert (found.name, found.kind, found.title, found.language) == (LINK, "html", "Ferry", "en")
    assert (found.published, found.authors) == ("2031-03-14T11:10:00+01:00", ("Orla Venn",))


def test_json_entry_of_plain_words():
    found = page(json_feed({"id": "urn:7", "content_text": "Words \ud800.", "author": {"name": "Orla Venn"}}, language="da"))
    assert (found.name, found.url, found.kind, found.body) == ("urn:7", None, "text", "Words \ufffd.")
    assert (found.authors, found.language) == (("Orla Venn",), "da")


def test_odd_json_entries_do_not_stop_the_others():
    odd = [7, {}, {"content_html": 3, "url": "javascript:alert(1)", "id": True}, {"url": "https://[", "content_text": "x"}]
    assert reasons(json_feed(*odd, {"url": LINK, "content_text": "x"})) == ["not a page", "no full text", "no full text"]


@pytest.mark.parametrize(
    "made", [lambda text: rss(f"<description>{text}</description>"), lambda text: json_feed({"summary": text})]
)
def test_summary_counts_if_it_is_long(made):
    assert LONG.strip() in page(made(LONG)).body
    assert reasons(made("The ferry sails.")) == ["no full text"]


def test_longer_content_wins_over_the_summary():
    body = page(atom(f'<link href="{LINK}"/><summary>{LONG}</summary><content type="html">{FULL}</content>')).body
    assert "<p>The ferry sails.</p>" in body
    assert "Brae" not in body


def test_content_that_is_no_text_is_not_used():
    assert reasons(atom('<content type="image/png">aGFsbG8=</content>')) == ["no full text"]


def test_entry_without_a_link_is_called_by_its_own_name():
    assert page(rss(f'<guid isPermaLink="false">urn:9</guid><content:encoded>{FULL}</content:encoded>')).name == "urn:9"
    nameless = page(rss(f"<content:encoded>{FULL}</content:encoded>"))
    assert (nameless.name, nameless.url) == ("feed:1", None)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "https://[", "mailto:a@b.example"])
def test_link_that_leads_to_no_page_is_not_kept(link: str):
    assert page(rss(encoded(link=link))).url is None


def test_picture_titles_are_not_the_articles():
    extra = "<title>Ferry</title><media:title>A quay</media:title><media:description>words</media:description>"
    assert page(rss(extra + encoded())).title == "Ferry"


def test_hostile_headline_stays_words():
    found = page(rss("<title>&lt;script&gt;alert(1)&lt;/script&gt; A &amp;amp;lt;b&amp;amp;gt;</title>" + encoded()))
    assert "<script" not in found.body


@pytest.mark.parametrize(
    ("stated", "read_as"),
    [
        ("Fri, 14 Mar 2031 11:10:00 GMT", "2031-03-14T11:10:00+00:00"),
        ("Fri, 14 Mar 2031 11:10:00 EST", "2031-03-14T11:10:00-05:00"),
        ("2031-03-14T11:10Z", "2031-03-14T11:10:00+00:00"),
        ("2031-03-14 11:10:07 +0100", "2031-03-14T11:10:07+01:00"),
        ("2031-03-14", "2031-03-14"),
        ("yesterday", None),
        ("Fri, 99 Mar 2031 11:10:00 GMT", None),
        ("9" * 5_000, None),
    ],
)
def test_dates_keep_their_zone(stated: str, read_as: str | None):
    assert page(rss(f"<pubDate>{stated}</pubDate>" + encoded())).published == read_as


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-2", "utf-16"])
def test_declared_characters_are_read(charset: str):
    text = rss("<title>Žďár, Łódź</title>" + encoded(), prolog=f'<?xml version="1.0" encoding="{charset}"?>').decode()
    assert page(text.encode(charset)).title == "Žďár, Łódź"


def test_wrongly_declared_characters_are_read():
    prolog = '<?xml version="1.0" encoding="no-such-set"?>'
    assert page(rss("<title>Žďár, Łódź</title>" + encoded(), prolog=prolog)).title == "Žďár, Łódź"


@pytest.mark.parametrize(
    "feed",
    [
        rss("<title>Ferry</title><link>/news/ferry</link>"),
        json_feed({"url": "../news/ferry", "content_text": ""}),
        rss(f"<link>{LINK.replace('/ferry', '/news/ferry')}</link>"),
    ],
)
def test_an_entry_that_only_leads_to_its_article_is_told_with_its_address(feed: bytes):
    (entry,) = entries_of_feed(feed, "feed", "https://vexmoor.example/feeds/all.xml")
    assert isinstance(entry, Entry)
    assert (entry.link, entry.body) == ("https://vexmoor.example/news/ferry", "")
    assert reasons(feed) == ["no full text"]


def test_bad_markup_is_mended():
    item = "<title>AT&T &nbsp;<br>caf&eacute;</title>" + encoded("<![CDATA[<p>R&D &eacute;</p>]]>")
    found = [each for each in read(rss(item, encoded(link=LINK + "/2"))) if isinstance(each, Page)]
    assert (found[0].title or "").startswith("AT&T")
    assert [each.url for each in found] == [LINK, LINK + "/2"]
    assert "R&D &eacute;" in found[0].body


def test_bad_markup_swallows_no_entry():
    found = read(rss(encoded() + "<title>Ferry<b></title>", encoded(link=LINK + "/2"), encoded(link=LINK + "/3")))
    assert [each.url for each in found if isinstance(each, Page)] == [LINK, LINK + "/2", LINK + "/3"]
    assert len(found) == 3


def test_entries_that_cannot_be_told_apart_are_counted():
    found = read(rss(encoded() + "</item></item></item>", encoded(link=LINK + "/2")))
    assert [each.name if isinstance(each, Page) else each.detail[:2] for each in found] == [LINK, LINK + "/2", "3 "]


def test_prefix_that_was_never_declared():
    item = f"<dc:creator>Orla Venn</dc:creator><content:encoded>{FULL}</content:encoded>"
    assert page(f"<rss><channel><item>{item}</item></channel></rss>".encode()).authors == ("Orla Venn",)


def test_torn_feed_gives_its_whole_entries():
    whole = rss(encoded(), encoded(link=LINK + "/2"))
    found = read(whole[: whole.rindex(b"sails")])
    assert [each.name if isinstance(each, Page) else each.reason for each in found] == [LINK, "damaged"]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE rss PUBLIC "a>b" "c" [<!ENTITY a "b">]>',
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>',
        '<!-- <rss> --><?x y?><!doctype rss [<!ENTITY % x SYSTEM "https://vexmoor.example/x.dtd"> %x;]>',
        "<!DOCTYPE rss [",
    ],
)
def test_declarations_are_refused(doctype: str):
    assert reasons(rss("<title>&c;</title>" + encoded(), prolog='<?xml version="1.0"?>' + doctype)) == ["unsafe"]


def test_published_document_type_of_old_rss_is_no_danger():
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">'
    assert page(rss(encoded(), prolog='<?xml version="1.0"?>' + doctype)).url == LINK


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'<?xml version="1.0"?><html><body>words</body></html>', "not a feed"),
        (b"<opml><body/></opml>", "not a feed"),
        (b"words", "not a feed"),
        (b'{"title": "x"}', "not a feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": 7}', "not a feed"),
        (b"[1]", "not a feed"),
        (b"{bad", "bad json"),
        (b"[" * 100_000, "bad json"),
        (b"<!--" * 100, "not a feed"),
        (b"\0\0", "binary"),
        (b"  ", "empty"),
        (b"<rss", "damaged"),
    ],
)
def test_what_is_no_feed(content: bytes, reason: str):
    assert reasons(content) == [reason]


def test_empty_feed_is_no_fault():
    assert read(rss()) == []


def test_many_entries_take_little_time():
    started = time.perf_counter()
    found = read(rss(*(encoded(link=f"{LINK}/{number}") for number in range(5_000))))
    assert len(found) == 5_000
    assert time.perf_counter() - started < 30


@pytest.mark.parametrize("content", [b"<rss><channel>" + b"<item/>" * 12_000 + b"</channel></rss>", json_feed(*[{}] * 12_000)])
def test_more_entries_than_are_read(content: bytes):
    found = reasons(content)
    assert (len(found), found[-1]) == (10_001, "too large")


@pytest.mark.parametrize(
    "filling",
    [
        "<category>a</category>" * 40_000,
        "<dc:creator>a</dc:creator>" * 40_000,
        "<a>" * 300_000,
        "<" * 900_000,
        "<![CDATA[" * 100_000,
    ],
)
def test_overgrown_entries_end(filling: str):
    started = time.perf_counter()
    read(rss(filling))
    assert time.perf_counter() - started < 30


def test_nothing_is_fetched_and_no_file_opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a feed must not open connections")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feed").write_bytes(rss(encoded()))
    assert reasons(b"feed") == ["not a feed"]
    assert page(rss(encoded('&lt;img src="https://vexmoor.example/a.png"&gt; Words.'), channel=f"<link>{LINK}</link>")).url == LINK


@pytest.mark.parametrize("name", ["f.xml", "f.rss", "f.atom", "f.rdf", "f.xml.gz", "f.json", "plain", "zipped"])
def test_files_are_told_by_name_or_content(tmp_path: Path, name: str):
    content = json_feed({"url": LINK, "content_text": "x"}) if name == "f.json" else rss(encoded())
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith((".gz", "zipped")) else content)
    assert [each.name for each in read_sources([str(tmp_path)]) if isinstance(each, Page)] == [LINK]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"a" * 3_000, "too large"), (gzip.compress(b"a" * 2_000_000, mtime=0), "too large"), (b"\x1f\x8b\0", "damaged")],
)
def test_files_out_of_bounds(tmp_path: Path, content: bytes, reason: str):
    (tmp_path / "f.xml.gz").write_bytes(content)
    (found,) = read_sources([str(tmp_path)], limits=Limits(max_bytes=2_000))
    assert isinstance(found, Dropped)
    assert found.reason == reason


def test_beginning_of_a_feed():
    assert looks_like_feed(json_feed())
    assert looks_like_feed(b"<?xml version='1.0'?>\n<!-- made by hand -->\n<rdf:RDF>")
    assert not looks_like_feed(b'{"id": "a", "text": "https://jsonfeed.org"}')
    assert not looks_like_feed(b"<html><rss>")
    assert not looks_like_feed(b"<!-- -->" * 500 + b"<html>")  # in no time: no comment is read in two ways


WHOLE = rss("<title>T</title>" + encoded(), encoded())


@given(
    made=st.sampled_from(
        [WHOLE, atom(f'<link href="{LINK}"/><content type="html">{FULL}</content>'), json_feed({"content_text": "x"})]
    ),
    place=st.integers(0, 600),
    piece=st.sampled_from([b"<", b">", b"&", b"]]>", b"<![CDATA[", b"\xff", b"\0", b'"', b"&#xD800;", b"<!DOCTYPE x>", b"</item>"]),
    gone=st.integers(0, 9),
)
def test_no_damage_raises(made: bytes, place: int, piece: bytes, gone: int):
    for each in read(made[:place] + piece + made[place + gone :]):
        assert isinstance(each, Page) or each.reason in REASONS
