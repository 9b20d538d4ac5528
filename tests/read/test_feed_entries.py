"""What a feed says of itself and of its articles."""

from __future__ import annotations

import json

import pytest

from broadsheet.read.dates import stamp
from broadsheet.read.entries import Enclosure, Entry, page_of_entry
from broadsheet.read.feed_head import Head
from broadsheet.read.feeds import Feed, entries_of_feed, read_feed
from broadsheet.records.page import Page
from broadsheet.steps import Dropped

BASE = "https://vexmoor.example/feeds/all.xml"
SITE = "https://vexmoor.example/"
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom"'
)
WORDS = "The ferry to Brae sails again. "


def rss(item: str = "", channel: str = "") -> bytes:
    return f'<rss version="2.0" {SPACES}><channel>{channel}<item>{item}</item></channel></rss>'.encode()


def atom(entry: str = "", feed: str = "", attributes: str = "") -> bytes:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}>{feed}<entry>{entry}</entry></feed>'.encode()


def json_feed(item: dict[str, object] | None = None, **fields: object) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item or {}]} | fields).encode()


def entry(content: bytes, base: str | None = BASE) -> Entry:
    (found,) = entries_of_feed(content, "feed", base)
    assert isinstance(found, Entry), found
    return found


def head(content: bytes, base: str | None = BASE) -> Head:
    found = read_feed(content, "feed", base)
    assert isinstance(found, Feed), found
    return found.head


def test_entry_keeps_what_goes_with_it():
    found = entry(
        rss(
            "<category>News</category><category domain='x'> Harbour </category><category>News</category>"
            "<dc:subject>Ships</dc:subject>"
            "<enclosure url='/sound.mp3' type='audio/mpeg' length='1234'/><enclosure url='javascript:x'/>"
            "<source url='https://halm.example/rss'>Halm Courier</source><pubDate>Fri, 14 Mar 2031 11:10:00 GMT</pubDate>"
        )
    )
    assert found.categories == ("News", "Harbour", "Ships")
    assert found.enclosures == (Enclosure(address=SITE + "sound.mp3", media_type="audio/mpeg", length=1234),)
    assert (found.source, found.source_address) == ("Halm Courier", "https://halm.example/rss")
    assert (found.published, found.updated) == ("Fri, 14 Mar 2031 11:10:00 GMT", None)


def test_atom_entry_keeps_what_goes_with_it():
    found = entry(
        atom(
            "<title>Ferry</title><category term='n' label='News'/><category term='ships'/>"
            "<link rel='enclosure' href='a.mp3' type='audio/mpeg'/><link href='ferry'/>"
            "<source><title>Halm Courier</title><link href='https://halm.example/'/><author><name>Nobody</name></author></source>"
            "<published>2031-03-14T10:00:00Z</published><updated>2031-03-15T10:00:00Z</updated>",
            attributes="xml:base='/news/'",
        )
    )
    assert (found.title, found.categories, found.authors) == ("Ferry", ("News", "ships"), ())
    assert (found.link, found.source) == (SITE + "news/ferry", "Halm Courier")
    assert [each.address for each in found.enclosures] == [SITE + "news/a.mp3"]
    assert (found.published, found.updated) == ("2031-03-14T10:00:00Z", "2031-03-15T10:00:00Z")


def test_json_entry_keeps_what_goes_with_it():
    item: dict[str, object] = {
        "url": "/ferry", "tags": ["News", 7, "News", " "], "date_modified": "2031-03-15",
        "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9}, {"url": "x:y"}, 3],
    }  # fmt: skip
    found = entry(json_feed(item, authors=[{"name": "Orla Venn"}]))
    assert (found.link, found.categories, found.authors) == (SITE + "ferry", ("News",), ("Orla Venn",))
    assert found.enclosures == (Enclosure(address=SITE + "a.mp3", media_type="audio/mpeg", length=9),)
    assert (found.published, found.updated) == (None, "2031-03-15")


@pytest.mark.parametrize(
    ("content", "base", "link"),
    [
        (rss("<link>ferry</link>"), BASE, SITE + "feeds/ferry"),
        (rss("<link>ferry</link>", channel=f"<link>{SITE}news/</link>"), None, SITE + "news/ferry"),
        (rss("<link>ferry</link>"), None, None),
        (rss("<link xml:base='/x/'>ferry</link>"), BASE, SITE + "x/ferry"),
        (atom("<link href='ferry'/>", attributes=f"xml:base='{SITE}a/b/'"), None, SITE + "a/b/ferry"),
        (atom("<link href='//halm.example/ferry'/>"), BASE, "https://halm.example/ferry"),
        (atom("<link href='http://[::bad/'/>"), BASE, None),
        (rss("<link>javascript:alert(1)</link>"), BASE, None),
    ],
)
def test_links_are_made_whole(content: bytes, base: str | None, link: str | None):
    assert entry(content, base).link == link


def test_head_of_rss():
    found = head(
        rss(
            channel="<title> Vexmoor\n Post </title><link>/</link><language>en-gb</language><ttl>30</ttl>"
            "<atom:link rel='self' href='all.xml'/><atom:link rel='hub' href='https://hub.example/'/>"
            "<atom:link rel='next' href='?page=2'/>"
            "<skipHours><hour>0</hour><hour>24</hour><hour>7</hour><hour>99</hour><hour>x</hour></skipHours>"
            "<skipDays><day>Sunday</day><day>Nonday</day></skipDays>"
        )
    )
    assert found == Head(
        title="Vexmoor Post",
        language="en-gb",
        site=SITE,
        address=BASE,
        hub="https://hub.example/",
        next_page=BASE + "?page=2",
        minutes=30,
        skip_hours=(0, 7),
        skip_days=(6,),
    )


@pytest.mark.parametrize(
    ("stated", "minutes"),
    [
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 15),
        ("<sy:updatePeriod> daily </sy:updatePeriod>", 1_440),
        ("<ttl>60</ttl><sy:updatePeriod>weekly</sy:updatePeriod>", 60),
        ("<ttl>-5</ttl>", None),
        ("<ttl>99999999999999</ttl>", None),
        ("<sy:updatePeriod>now and then</sy:updatePeriod>", None),
    ],
)
def test_how_often_a_feed_is_worth_asking(stated: str, minutes: int | None):
    assert head(rss(channel=stated)).minutes == minutes


def test_head_of_atom_and_json():
    found = head(atom(feed="<title>Post</title><link href='/'/><link rel='self' href=''/>", attributes="xml:lang='da'"))
    assert (found.title, found.language, found.site) == ("Post", "da", SITE)
    found = head(json_feed(title="Post", home_page_url="/", feed_url=BASE, next_url="?p=2", hubs=[{"url": "/hub"}], language="da"))
    assert (found.title, found.language, found.site, found.address) == ("Post", "da", SITE, BASE)
    assert (found.hub, found.next_page) == (SITE + "hub", BASE + "?p=2")


@pytest.mark.parametrize(
    ("body", "summary", "fullness"),
    [
        (WORDS * 30, "", "whole"),
        (WORDS * 30 + "[…]", "", "part"),
        (WORDS * 30 + "<a href='/x'>Continue reading at Vexmoor Post</a>", "", "part"),
        (WORDS * 5, "", "part"),
        ("", WORDS * 60, "part"),
        ("", WORDS, "none"),
        ("<p> </p>", "", "none"),
    ],
)
def test_how_much_of_its_article_an_entry_has(body: str, summary: str, fullness: str):
    assert Entry(body=body, summary=summary).fullness == fullness


def test_markup_that_was_escaped_twice_is_read():
    found = page_of_entry(Entry(body="&lt;p&gt;Salt &amp;amp; sail.&lt;/p&gt;&lt;p&gt;Brae.&lt;/p&gt;", link=SITE), "e")
    assert isinstance(found, Page)
    assert "<p>Salt &amp; sail.</p><p>Brae.</p>" in found.body


@pytest.mark.parametrize(
    "stated",
    [
        "Fri, 14 Mar 2031 11:10:00 +0100", "Fri, 14 Mar 2031 10:10:00 GMT", "14 March 2031 10:10 UT", "Fri, 14 Mar 31 05:10 EST",
        "Friday, 14-Mar-31 10:10:00 GMT", "Fri Mar 14 10:10:00 GMT 2031", "March 14, 2031 10:10:00 +0000",
        "Fri,14 Mar 2031 10:10:00 Z",
        "Fri, 14 Mar 2031 11:10:00 CET", "2031-03-14T10:10:00Z", "2031-03-14T11:10:00+01:00", "2031-03-14T11:10:00+0100",
        "2031-03-14T11:10+01", "2031-03-14t10:10:00.123456789z", "2031-03-14 10:10:00 UTC", "2031/03/14 10:10:00 GMT",
        "2031-3-14 10:10:00Z", "20310314T101000Z", "20310314T1010Z", "1931249400", "1931249400000", "\n 2031-03-14T10:10:00Z\t",
    ],
)  # fmt: skip
def test_spellings_of_one_moment(stated: str):
    from datetime import UTC, datetime

    found = stamp(stated)
    assert found is not None
    assert datetime.fromisoformat(found) == datetime(2031, 3, 14, 10, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "stated", ["14 Mar 2031", "Fri, 14 March 2031", "Mar 14, 2031", "20310314", "2031.3.14", "2031-03-14T25:61:00Z"]
)
def test_spellings_of_one_day(stated: str):
    assert stamp(stated) == "2031-03-14"


@pytest.mark.parametrize(
    "stated",
    [
        None, "", "soon", "2031", "2031-03", "14/03/2031", "2031-02-30", "2031-13-01T00:00:00Z", "0001-01-01T00:00:00Z",
        "9999-12-31",
        "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "0", "-1", "Fri, 31 Jun 2031 10:00:00 GMT", "99999999999999999999",
        "2031-03-14T10:10:00Z and later", "٢٠٣١-٠٣-٣٩",
    ],
)  # fmt: skip
def test_what_is_no_date(stated: str | None):
    assert stamp(stated) is None


def test_date_of_the_change_stands_in_for_that_of_publication():
    found = page_of_entry(Entry(body=WORDS, published="soon", updated="2031-03-14"), "e")
    assert isinstance(found, Page)
    assert found.published == "2031-03-14"


def test_feed_without_an_end_of_its_json_gives_its_whole_items():
    whole = json_feed({"url": "/a", "content_text": "x"})
    found = list(entries_of_feed(whole[: whole.rindex(b"]")] + b', {"url": "/b", "cont', "feed", BASE))
    assert [each.link if isinstance(each, Entry) else each.reason for each in found] == [SITE + "a", "damaged"]


def test_problem_is_told_instead_of_a_feed():
    found = read_feed(b"<html/>", "feed")
    assert isinstance(found, Dropped)
    assert found.reason == "not a feed"
