"""Odd feeds written by hand: name, bytes, the paths of the entries that should come out, and the reasons that should be told."""

from __future__ import annotations

import json

from tests.read.odd_feeds import SITE

Case = tuple[str, bytes, list[str | None], list[str]]
A, B = f"<link>{SITE}a</link>", f"<link>{SITE}b</link>"
ATOM = "xmlns='http://www.w3.org/2005/Atom'"
LA, LB = f"<link href='{SITE}a'/>", f"<link href='{SITE}b'/>"
VERSION = "https://jsonfeed.org/version/1.1"
NO_FEED, TORN, UNSAFE = ["not a feed"], ["damaged"], ["unsafe"]


def rss(inside: str, before: str = "", after: str = "") -> bytes:
    return f"{before}<rss version='2.0'><channel><title>P</title>{inside}</channel></rss>{after}".encode()


def two(inside: str) -> bytes:
    """Two items, the first with something odd in it."""
    return rss(f"<item>{inside}{A}</item><item>{B}</item>")


def atom(inside: str, attributes: str = ATOM) -> bytes:
    return f"<feed {attributes}><title>P</title>{inside}</feed>".encode()


def feed(items: object, **more: object) -> bytes:
    return json.dumps({"version": VERSION, "items": items} | more).encode()


SHAPES: list[Case] = [
    ("empty channel", rss(""), [], []),
    ("no channel at all", b"<rss version='2.0'/>", [], []),
    ("channel alone", f"<channel><item>{A}</item></channel>".encode(), ["a"], []),
    ("two channels", f"<rss><channel><item>{A}</item></channel><channel><item>{B}</item></channel></rss>".encode(), ["a", "b"], []),
    ("channel in channel", rss(f"<channel><item>{A}</item></channel><item>{B}</item>"), ["a", "b"], []),
    ("items beside the channel", f"<rss><channel/><item>{A}</item><item>{B}</item></rss>".encode(), ["a", "b"], []),
    ("items without a channel", f"<rss><item>{A}</item></rss>".encode(), ["a"], []),
    ("item without anything", rss("<item/><item></item>"), [None, None], []),
    ("item of text alone", rss(f"<item>words</item><item>{A}</item>"), [None, "a"], []),
    ("capital letters", f"<RSS><CHANNEL><ITEM><LINK>{SITE}a</LINK></ITEM></CHANNEL></RSS>".encode(), ["a"], []),
    ("rss with atom entries", rss(f"<entry {ATOM}>{LA}</entry><item>{B}</item>"), ["a", "b"], []),
    ("atom with rss items", atom(f"<item>{A}</item><entry>{LB}</entry>"), ["a", "b"], []),
    ("atom link in an item", two(f"<x:link xmlns:x='http://www.w3.org/2005/Atom' rel='self' href='{SITE}self'/>"), ["a", "b"], []),
    ("entry alone", f"<entry {ATOM}>{LA}</entry>".encode(), ["a"], []),
    ("atom without a name space", atom(f"<entry>{LA}</entry>", ""), ["a"], []),
    ("atom of a name space of its own", atom(f"<entry>{LA}</entry>", "xmlns='https://vexmoor.example/ns'"), ["a"], []),
    ("atom in capitals of its name space", atom(f"<entry>{LA}</entry>", "xmlns='HTTP://www.w3.org/2005/ATOM'"), ["a"], []),
    ("rss of an unknown version", f"<rss version='9.9'><channel><item>{A}</item></channel></rss>".encode(), ["a"], []),
    (
        "rss of a name space",
        f"<rss xmlns='http://backend.userland.com/rss2'><channel><item>{A}</item></channel></rss>".encode(),
        ["a"],
        [],
    ),
    ("rdf without name spaces", f"<RDF><channel/><item>{A}</item></RDF>".encode(), ["a"], []),
    ("rdf with items in the channel", f"<rdf:RDF><channel><item>{A}</item></channel></rdf:RDF>".encode(), ["a"], []),
    ("picture with a title and a link", rss(f"<image><title>x</title>{B}</image><item>{A}</item>"), ["a"], []),
    ("search box with a link", rss(f"<textinput>{B}</textinput><item>{A}</item>"), ["a"], []),
    ("item in an item", rss(f"<item>{A}<item>{B}</item></item>"), ["a"], []),
    ("many foreign elements", two("<x:a xmlns:x='y'><x:b><x:c/></x:b></x:a>" * 500), ["a", "b"], []),
    ("deep foreign elements", two("<x>" * 200 + "</x>" * 200), ["a", "b"], []),
    ("deeper than is parsed", two("<x>" * 5_000 + "</x>" * 5_000), [None, "b"], []),
    ("ten thousand items", rss(f"<item>{A}</item>" * 10_000), ["a"] * 10_000, []),
    ("one more", rss(f"<item>{A}</item>" * 10_001), ["a"] * 10_000, ["too large"]),
]
LINKS: list[Case] = [
    ("relative link", rss("<item><link>/a</link></item>"), ["a"], []),
    ("link with white space", rss(f"<item><link>\n\t {SITE}a \n</link></item>"), ["a"], []),
    ("link in CDATA", rss(f"<item><link><![CDATA[{SITE}a]]></link></item>"), ["a"], []),
    ("link without a scheme", rss("<item><link>//vexmoor.example/a</link></item>"), ["a"], []),
    ("link that is a script", rss("<item><link>javascript:alert(1)</link></item>"), [None], []),
    ("link to a file", rss("<item><link>file:///etc/hostname</link></item>"), [None], []),
    ("link that is no address", rss("<item><link>http://[</link></item>"), [None], []),
    ("empty link", rss(f"<item><link/></item><item>{A}</item>"), [None, "a"], []),
    ("two links", rss(f"<item>{A}{B}</item>"), ["b"], []),
    ("name that is a permanent link", rss(f"<item><guid>{SITE}a</guid></item>"), ["a"], []),
    ("name that is none", rss("<item><guid isPermaLink='false'>urn:x</guid></item>"), [None], []),
    ("same name twice", rss(f"<item><guid>x</guid>{A}</item><item><guid>x</guid>{B}</item>"), ["a", "b"], []),
    ("same link twice", rss(f"<item>{A}</item><item>{A}</item>"), ["a", "a"], []),
    ("link that is not quite escaped", rss(f"<item><link>{SITE}a?b=1&c=2</link></item>"), ["a?b=1&c=2"], []),
    ("link in another script", rss(f"<item><link>{SITE}přístav</link></item>"), ["přístav"], []),
    ("base of the feed", atom("<entry><link href='a'/></entry>", f"{ATOM} xml:base='{SITE}x/'"), ["x/a"], []),
    ("base of the entry", atom("<entry xml:base='y/'><link href='a'/></entry>", f"{ATOM} xml:base='{SITE}x/'"), ["x/y/a"], []),
    ("base that is none", atom("<entry xml:base='http://['><link href='/a'/></entry>"), ["a"], []),
    ("atom link without an address", atom(f"<entry><link/></entry><entry>{LA}</entry>"), [None, "a"], []),
    ("atom links of all kinds", atom(f"<entry><link rel='self' href='/s'/><link rel='edit' href='/e'/>{LA}</entry>"), ["a"], []),
    ("atom link to itself alone", atom("<entry><link rel='enclosure' href='/s'/></entry>"), [None], []),
    ("atom link of words", atom(f"<entry><link>{SITE}a</link></entry>"), ["a"], []),
]
MARKUP: list[Case] = [
    ("blank lines before", rss(f"<item>{A}</item>", before="\n\n"), ["a"], []),
    ("mark behind blank lines", rss(f"<item>{A}</item>", before="\n\ufeff"), ["a"], []),
    ("two marks", b"\xef\xbb\xbf\xef\xbb\xbf" + rss(f"<item>{A}</item>"), ["a"], []),
    ("two declarations", rss(f"<item>{A}</item>", before="<?xml version='1.0'?><?xml version='1.0'?>"), ["a"], []),
    ("declaration of version 1.1", rss(f"<item>{A}</item>", before="<?xml version='1.1'?>"), ["a"], []),
    ("style sheet", rss(f"<item>{A}</item>", before="<?xml-stylesheet href='x.xsl'?>"), ["a"], []),
    ("comment before", rss(f"<item>{A}</item>", before="<!-- <rss><channel><item/> -->"), ["a"], []),
    ("comment with hyphens", two("<!-- a -- b -->"), ["a", "b"], []),
    ("words behind the end", rss(f"<item>{A}</item>", after="served in 3 ms"), ["a"], TORN),
    ("page behind the end", rss(f"<item>{A}</item>", after="<script>x</script>"), ["a"], TORN),
    ("title of loose markup", two("<title>A <b>B</b> & <C></title>"), [None, "b"], []),
    ("title of less-than signs", two("<title>3 < 4</title>"), ["a", "b"], []),
    ("entities of HTML", two("<title>&nbsp;&rsquo;&hellip;&eacute;&ccedil;</title>"), ["a", "b"], []),
    ("entities of nobody", two("<title>&vexmoor;&1;&;&#;&#x;</title>"), ["a", "b"], []),
    ("numbers of no characters", two("<title>&#0;&#1;&#xD800;&#xFFFFFF;</title>"), ["a", "b"], []),
    ("CDATA in CDATA", two("<description><![CDATA[a <![CDATA[b]]> c]]></description>"), ["a", "b"], []),
    ("CDATA without an end", two("<description><![CDATA[a</description>"), [None, "b"], []),
    ("end of CDATA alone", two("<title>a ]]> b</title>"), ["a", "b"], []),
    ("attribute without quotes", two("<category domain=x>y</category>"), ["a", "b"], []),
    ("attribute twice", two("<category domain='x' domain='y'>y</category>"), ["a", "b"], []),
    ("attribute without a value", two("<guid isPermaLink>x</guid>"), ["a", "b"], []),
    ("ampersand in an attribute", two("<enclosure url='/x?a=1&b=2'/>"), ["a", "b"], []),
    ("prefix that was not declared", two("<media:title>x</media:title><dc:creator>y</dc:creator>"), ["a", "b"], []),
    ("prefix of an odd name", two("<_-.x:y xmlns:_-.x='z'/>"), ["a", "b"], []),
    ("controls", two("<title>a\x01\x02\x1f b</title>"), ["a", "b"], []),
    ("zeros", two("<title>a\0b</title>").replace(b"P", b"\0P\0"), ["a", "b"], []),
    ("last characters of the plane", two("<title>\ufffe\uffff</title>"), ["a", "b"], []),
    ("emoji and scripts from right to left", two("<title>🛳️ العبارة \u202e\u2066</title>"), ["a", "b"], []),
    ("halves of a pair", rss(f"<item><title>X</title>{A}</item>").replace(b"X", b"\xed\xa0\x80"), ["a"], []),
    ("bytes of no character", rss(f"<item><title>{'é' * 9}X</title>{A}</item>").replace(b"X", b"\xff"), ["a"], []),
    ("long title", two(f"<title>{'a' * 1_000_000}</title>"), ["a", "b"], []),
    ("carriage returns", rss(f"\r<item>\r\n{A}\r</item>\r"), ["a"], []),
    (
        "item in a comment beside loose markup",
        two("<title>A <C></title>").replace(b"<item>", b"<!--<item></item>--><item>"),
        [None, "b"],
        [],
    ),
    ("element of the channel without an end", rss(f"<image><url>x</image><item>{A}</item><item>{B}</item>"), ["a", "b"], []),
    ("every title without an end", rss(f"<item>{A}<title>x</item>" * 9), ["a"] * 9, []),
    ("escaped feed", rss(f"<item>{A}</item>").replace(b"<", b"&lt;"), [], NO_FEED),
]
ENDS: list[Case] = [
    ("nothing", b"", [], ["empty"]),
    ("white space", b" \r\n\t", [], ["empty"]),
    ("a mark alone", b"\xef\xbb\xbf", [], ["empty"]),
    ("zeros alone", bytes(200), [], ["binary"]),
    ("a declaration alone", b"<?xml version='1.0'?>", [], NO_FEED),
    ("a tag that does not end", b"<rss", [], TORN),
    ("in the channel", b"<rss><channel><title>P", [], TORN),
    ("in the first item", rss(f"<item>{A}")[:-20], [], TORN),
    ("in the second item", rss(f"<item>{A}</item><item>{B}")[:-19], ["a"], TORN),
    ("behind an item", f"<rss><channel><item>{A}</item>".encode(), ["a"], TORN),
    ("in an entity", rss(f"<item>{A}</item><item><title>a &am")[:-17], ["a"], TORN),
    ("in a character", rss(f"<item>{A}</item><item><title>é").partition(b"\xa9")[0], ["a"], TORN),
    ("atom in an entry", atom(f"<entry>{LA}</entry><entry>{LB}").removesuffix(b"</feed>"), ["a"], TORN),
]
OTHERS: list[Case] = [
    ("a page", b"<!doctype html><html><body>404</body></html>", [], NO_FEED),
    ("a page as XML", b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", [], NO_FEED),
    ("words", b"Service unavailable", [], NO_FEED),
    ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(100), [], ["binary"]),
    ("a list of feeds", b"<opml><body/></opml>", [], NO_FEED),
    ("a sitemap", b"<urlset/>", [], NO_FEED),
    ("a SOAP message", b"<s:Envelope xmlns:s='x'><s:Body/></s:Envelope>", [], NO_FEED),
    ("external definition", rss(f"<item>{A}</item>", before="<!DOCTYPE rss SYSTEM 'http://vexmoor.example/x.dtd'>"), [], UNSAFE),
    (
        "definition in a file",
        rss("<item/>", before="<!DOCTYPE rss PUBLIC 'x' 'y' [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"),
        [],
        UNSAFE,
    ),
    (
        "entities within entities",
        rss("&c;", before="<!DOCTYPE r [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'><!ENTITY c '&b;&b;'>]>"),
        [],
        UNSAFE,
    ),
    ("entity of a parameter", rss("", before="<!DOCTYPE r [<!ENTITY % p SYSTEM 'x'> %p;]>"), [], UNSAFE),
    ("document type in vain", rss(f"<item>{A}</item>", before="<!DOCTYPE rss>"), ["a"], []),
    ("document type of a page", rss(f"<item>{A}</item>", before="<!DOCTYPE html>"), ["a"], []),
    ("document type twice", rss("<item/>", before="<!DOCTYPE rss><!DOCTYPE rss [<!ENTITY a 'b'>]>"), [], NO_FEED),
    ("inclusion", two("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>"), ["a", "b"], []),
]
JSON: list[Case] = [
    ("no items", feed([]), [], []),
    ("no list of items", json.dumps({"version": VERSION}).encode(), [], NO_FEED),
    ("items that are words", feed("x"), [], NO_FEED),
    ("items of all types", feed([1, None, "x", [], True, {"url": "/a"}]), ["a"], ["not a page"] * 5),
    (
        "fields of wrong types",
        feed([{"id": [], "url": {}, "title": 7, "content_html": [], "tags": "x", "authors": {}, "attachments": 1}]),
        [None],
        [],
    ),
    ("name that is a number", feed([{"id": 7, "url": "/a"}, {"id": 1.5, "url": "/b"}]), ["a", "b"], []),
    ("title that is null", feed([{"title": None, "url": "/a"}]), ["a"], []),
    ("other address", feed([{"external_url": "/a"}]), ["a"], []),
    ("halves of a pair", feed([{"title": "\ud800", "url": "/a"}]), ["a"], []),
    ("controls in words", b'{"version": "' + VERSION.encode() + b'", "items": [{"url": "/a", "title": "a\tb\nc"}]}', ["a"], []),
    ("a mark before", b"\xef\xbb\xbf" + feed([{"url": "/a"}]), ["a"], []),
    ("UTF-16", feed([{"url": "/a"}]).decode().encode("utf-16"), ["a"], []),
    ("version 1", feed([{"url": "/a"}], version="https://jsonfeed.org/version/1"), ["a"], []),
    ("version that is a number", feed([{"url": "/a"}], version=1), [], NO_FEED),
    ("other JSON", b'{"items": []}', [], NO_FEED),
    ("a list", b"[]", [], NO_FEED),
    ("no end", feed([{"url": "/a"}, {"url": "/b"}])[:-4], ["a"], TORN),
    ("comma too many", feed([{"url": "/a"}]).replace(b"}]", b"},]"), ["a"], TORN),
    ("not JSON", b"{'version': 1}", [], ["bad json"]),
    ("not a number", feed([{"url": "/a", "x": float("nan")}]), ["a"], []),
    ("deep", b'{"a":' * 100_000, [], ["bad json"]),
    ("long number", b'{"version": "' + VERSION.encode() + b'", "items": [{"url": "/a", "id": ' + b"9" * 5_000 + b"}]}", [], TORN),
    ("ten thousand and one", feed([{"url": "/a"}] * 10_001), ["a"] * 10_000, ["too large"]),
    ("key twice", b'{"version": "x", "version": "' + VERSION.encode() + b'", "items": [{"url": "/b", "url": "/a"}]}', ["a"], []),
]
BY_HAND: list[Case] = [
    (f"{group}: {name}", *rest)
    for group, cases in (("shape", SHAPES), ("link", LINKS), ("markup", MARKUP), ("end", ENDS), ("other", OTHERS), ("JSON", JSON))
    for name, *rest in cases
]  # fmt: skip
