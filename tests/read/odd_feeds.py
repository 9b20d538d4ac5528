"""Feeds made by a seeded generator, each with a few of the faults that feeds on the web have, and the entries it should give."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

SITE = "https://vexmoor.example/"
TITLES = (
    "Ferry sails again", "Žluťoučký kůň u přístavu", "Паром снова ходит", "العبارة تبحر مجددا", "המעבורת שבה לשוט", "渡輪恢復航行",
    "Ferry 🛳️ back 👍🏽", "e\u0301te\u0301 a\u0300 Brae", "Cost: 5 < 6 > 4", "\u202eBackwards\u202c and on", "q" * 3_000,
)  # fmt: skip
DATES = (
    "Fri, 14 Mar 2031 11:10:00 +0100", "2031-03-14T11:10:00Z", "14/03/2031", "yesterday", "Fri, 31 Feb 2031 99:99:99 GMT", "0",
    "2031-03-14", "", "1931249400", "Fri, 14 Mar 2031 11:10:00 PDT",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a made-up feed."""

    title: str
    link: str
    guid: str
    date: str
    words: str


@dataclass(slots=True)
class Made:
    """A feed in the making: its markup, what it is written in, and the links that its entries should have."""

    text: str
    links: list[str]
    encoding: str = "utf-8"
    prefix: bytes = b""
    faults: list[str] = field(default_factory=list)

    @property
    def content(self) -> bytes:
        """The bytes."""
        return self.prefix + self.text.encode(self.encoding, "xmlcharrefreplace")


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _rss(items: list[Item], head: str) -> str:
    inside = "".join(
        f"<item><title>{escaped(item.title)}</title><link>{item.link}</link><guid isPermaLink='false'>{item.guid}</guid>"
        f"<pubDate>{item.date}</pubDate><description>{escaped(item.words)}</description></item>\n"
        for item in items
    )
    return f"<rss version='2.0'><channel><title>Post</title>{head}{inside}</channel></rss>"


def _old_rss(items: list[Item], head: str) -> str:
    inside = "".join(f"<item><title>{escaped(item.title)}</title><link>{item.link}</link></item>" for item in items)
    doctype = (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    )
    return f"{doctype}<rss version='0.91'><channel><title>Post</title>{head}{inside}</channel></rss>"


def _rdf(items: list[Item], head: str) -> str:
    inside = "".join(
        f"<item r:about='{item.guid}'><title>{escaped(item.title)}</title><link>{item.link}</link>"
        f"<d:date>{item.date}</d:date></item>"
        for item in items
    )
    return (
        "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'"
        f" xmlns:d='http://purl.org/dc/elements/1.1/'><channel r:about='x'><title>Post</title>{head}</channel>{inside}</r:RDF>"
    )


def _atom(items: list[Item], head: str, space: str = "http://www.w3.org/2005/Atom", prefix: str = "") -> str:
    p = f"{prefix}:" if prefix else ""
    inside = "".join(
        f"<{p}entry><{p}title>{escaped(item.title)}</{p}title><{p}link href='{item.link}'/><{p}id>{item.guid}</{p}id>"
        f"<{p}updated>{item.date}</{p}updated><{p}summary type='html'>{escaped(item.words)}</{p}summary></{p}entry>"
        for item in items
    )
    return f"<{p}feed xmlns{':' + prefix if prefix else ''}='{space}'><{p}title>Post</{p}title>{head}{inside}</{p}feed>"


def _json(items: list[Item], _: str) -> str:
    listed = [
        {"id": item.guid, "url": item.link, "title": item.title, "date_published": item.date, "content_html": item.words}
        for item in items
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": listed}, ensure_ascii=False)


FORMATS: dict[str, Callable[[list[Item], str], str]] = {
    "rss 2.0": _rss,
    "rss 0.91": _old_rss,
    "rss 1.0": _rdf,
    "atom": _atom,
    "atom 0.3": lambda items, head: _atom(items, head, "http://purl.org/atom/ns#"),
    "atom with a prefix": lambda items, head: _atom(items, head, prefix="zz"),
    "json": _json,
}


def _swap(old: str, new: str) -> Callable[[Made, random.Random], None]:
    def change(made: Made, _: random.Random) -> None:
        made.text = made.text.replace(old, new)

    return change


def _somewhere(what: str) -> Callable[[Made, random.Random], None]:
    """Put it into the words of every entry."""

    def change(made: Made, dice: random.Random) -> None:
        made.text = made.text.replace("harbour", f"har{what * dice.randint(1, 3)}bour")

    return change


def _encode(encoding: str, declared: str | None, prefix: bytes = b"") -> Callable[[Made, random.Random], None]:
    def change(made: Made, _: random.Random) -> None:
        made.encoding, made.prefix = encoding, prefix
        if declared and not made.text.startswith("{"):
            made.text = f'<?xml version="1.0" encoding="{declared}"?>\n{made.text}'
        elif made.text.startswith("{") and encoding not in ("utf-8", "utf-16"):
            made.encoding, made.prefix = "utf-8", b""

    return change


def _add(before: str, after: str) -> Callable[[Made, random.Random], None]:
    def change(made: Made, _: random.Random) -> None:
        if not made.text.startswith("{"):
            made.text = before + made.text + after

    return change


ENCODINGS = {
    "utf-8": _encode("utf-8", None),
    "utf-8 declared": _encode("utf-8", "UTF-8"),
    "utf-8 with a mark": _encode("utf-8", None, b"\xef\xbb\xbf"),
    "utf-16": _encode("utf-16", "utf-16"),
    "utf-16 without a mark": _encode("utf-16-le", "utf-16"),
    "utf-16 big without a mark": _encode("utf-16-be", None),
    "latin-1": _encode("iso-8859-1", "iso-8859-1"),
    "cyrillic": _encode("cp1251", "windows-1251"),
    "japanese": _encode("shift_jis", "Shift_JIS"),
    "chinese": _encode("gb18030", "gb2312"),
    "declared as what it is not": _encode("utf-8", "utf-16"),
    "declared as nothing known": _encode("utf-8", "klingon"),
}
FAULTS: dict[str, Callable[[Made, random.Random], None]] = {
    "undeclared entity": _somewhere("&nbsp;&rsquo;"),
    "loose ampersand": _somewhere(" A&B & "),
    "ampersand of an address": _somewhere("?a=1&b=2&amp;c=3"),
    "control characters": _somewhere("\x01\x08\x1f"),
    "zero characters": _somewhere("\0"),
    "escaped twice": _somewhere("&amp;lt;p&amp;gt;Words&amp;lt;/p&amp;gt;"),
    "number of no character": _somewhere("&#0;&#xFFFF;&#99999999;"),
    "unclosed break": _somewhere("<br>"),
    "unclosed picture": _somewhere("<img src='a.png'>"),
    "markup that was not escaped": _somewhere("<p>Words</p>"),
    "CDATA": _somewhere("<![CDATA[ <b>Words & more</b> ]]>"),
    "CDATA in CDATA": _somewhere("<![CDATA[ a <![CDATA[ b ]]> c ]]>"),
    "comment": _somewhere("<!-- <item> -->"),
    "instruction": _somewhere("<?php echo 1 ?>"),
    "blank lines before": _add("\n\n  ", ""),
    "a warning before": _add("Warning: no such file\n", ""),
    "words after the end": _add("", "\n<!-- made in 0.3 s -->\n"),
    "foreign elements": _swap(
        "<title>", "<media:thumbnail xmlns:media='http://search.yahoo.com/mrss/' url='x'/><x:y xmlns:x='z'/><title>"
    ),
    "undeclared prefix": _swap("<pubDate>", "<wfw:commentRss>x</wfw:commentRss><pubDate>"),
    "same name for all": lambda made, _: None,
    "no names": lambda made, _: None,
    "white space in addresses": _swap("<link>", "<link>\n   "),
}
_NOT_OF_JSON = {name for name in FAULTS if name not in ("undeclared entity", "loose ampersand", "escaped twice", "zero characters")}


def made_feeds(count: int, seed: int = 31) -> Iterator[tuple[str, bytes, list[str]]]:
    """Name, bytes and the entries' links of so many feeds."""
    dice = random.Random(seed)
    for number in range(count):
        form = dice.choice(list(FORMATS))
        names = list(dict.fromkeys(dice.choices(list(FAULTS), k=dice.randint(1, 3))))
        encoding = dice.choice(list(ENCODINGS))
        made = _fed(dice, form, names)
        for name in names:
            if form != "json" or name not in _NOT_OF_JSON:
                FAULTS[name](made, dice)
        ENCODINGS[encoding](made, dice)
        yield f"{number}: {form}, {encoding}, {', '.join(names)}", made.content, made.links


def _fed(dice: random.Random, form: str, names: list[str]) -> Made:
    items = []
    for place in range(dice.randint(0, 5)):
        guid = "same" if "same name for all" in names else "" if "no names" in names else f"urn:{place}"
        link = f"{SITE}{place}" if dice.random() < 0.8 else f"/{place}"
        items.append(Item(dice.choice(TITLES), link, guid, dice.choice(DATES), "The harbour board met. " * dice.randint(0, 9)))
    links = [item.link if "://" in item.link else SITE + item.link[1:] for item in items]
    return Made(FORMATS[form](items, ""), links)
