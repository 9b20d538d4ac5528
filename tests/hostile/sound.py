"""Sound files of every kind that is read, before anything is done to them: small, invented, each with an article or two."""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
import zipfile
from collections.abc import Callable

SITE = "https://vexmoor.example/"
_WHO = ("Mira Solt", "Pell Aram", "Hedda Prill", "Ivo Brandel", "Žofie Kůň", "Анна Ветрова", "O’Dell Brae", "Jo-Ann St. Ives")
_WHAT = (
    "{who} told the council on {day} that the harbour at Halm would close for {count} weeks.",
    "The ferry carried {count} passengers on {day}, {who} said, and none of them was hurt.",
    "“We have {count} loaves left,” said {who}, who bakes for the island. “That is not enough.”",
    "Repairs to the old lock will cost {count},000 crowns, according to {who}, the port’s engineer.",
    "Nobody knew on {day} how {count} crates of lamps had come ashore below the lighthouse.",
)
_DAYS = ("Monday", "5 May 2031", "June 7, 2031", "last week", "2031-05-06")


def paragraph(dice: random.Random) -> str:
    """A few sentences."""
    told = dice.choices(_WHAT, k=dice.randint(2, 4))
    return " ".join(
        each.format(who=dice.choice(_WHO), day=dice.choice(_DAYS), count=dice.choice((2, 17, 340, 1250))) for each in told
    )


def headline(dice: random.Random) -> str:
    """A headline with a number of its own, so that no two articles are called the same."""
    what = dice.choice(("Harbour closes", "Ferry sails again", "Council counts loaves", "Lamps come ashore"))
    return f"{what}, notice {dice.randrange(10**6)}"


def text(dice: random.Random) -> bytes:
    """A plain-text page."""
    words = "\n\n".join(paragraph(dice) for _ in range(dice.randint(1, 3)))
    return f"{headline(dice)}\n\nBy {dice.choice(_WHO)}\nMay 6, 2031\n\n{words}\n".encode()


def markup(dice: random.Random) -> str:
    """A web page as text."""
    title, words = headline(dice), "".join(f"<p>{paragraph(dice)}</p>\n" for _ in range(dice.randint(1, 3)))
    stated = json.dumps({"@type": "NewsArticle", "headline": title, "datePublished": "2031-05-06T08:00:00Z"})
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="canonical" href="{SITE}{dice.randrange(10**6)}"><script type="application/ld+json">{stated}</script></head>'
        f'<body><nav><a href="/">Home</a></nav><article id="a"><h1>{title}</h1>'
        f'<p class="byline">By {dice.choice(_WHO)}</p>'
        f'<figure><img src="a.png" alt="A"><figcaption>The harbour. Photo: A. Hand</figcaption></figure>\n{words}'
        "</article></body></html>"
    )


def html(dice: random.Random) -> bytes:
    """A web page."""
    return markup(dice).encode()


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rss(dice: random.Random) -> bytes:
    """A feed, RSS 2.0, whose entries carry their articles."""
    items = "".join(
        f"<item><title>{headline(dice)}</title><link>{SITE}{dice.randrange(10**6)}</link><guid>{dice.randrange(10**6)}</guid>"
        f"<pubDate>Tue, 06 May 2031 08:00:00 +0000</pubDate>"
        f"<description>{_escaped(f'<p>{paragraph(dice)}</p>' * 2)}</description></item>\n"
        for _ in range(2)
    )
    head = "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Halm Post</title>"
    return f"{head}{items}</channel></rss>".encode()


def atom(dice: random.Random) -> bytes:
    """A feed, Atom."""
    items = "".join(
        f"<entry><title type='html'>{headline(dice)}</title><link href='{SITE}{dice.randrange(10**6)}'/>"
        f"<id>urn:x:{dice.randrange(10**6)}</id>"
        f"<updated>2031-05-06T08:00:00Z</updated><author><name>{dice.choice(_WHO)}</name></author>"
        f"<content type='html'>{_escaped(f'<p>{paragraph(dice)}</p>' * 2)}</content></entry>\n"
        for _ in range(2)
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Halm Post</title>{items}</feed>".encode()


def json_feed(dice: random.Random) -> bytes:
    """A JSON Feed."""
    items = [
        {
            "id": str(dice.randrange(10**6)),
            "url": f"{SITE}{dice.randrange(10**6)}",
            "title": headline(dice),
            "date_published": "2031-05-06T08:00:00Z",
            "authors": [{"name": dice.choice(_WHO)}],
            "content_html": f"<p>{paragraph(dice)}</p>" * 2,
        }
        for _ in range(2)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Halm Post", "items": items}).encode()


def json_lines(dice: random.Random) -> bytes:
    """Pages as JSON lines."""
    records = [
        {"id": f"r{n}", "url": f"{SITE}{n}", "title": headline(dice), "published": "2031-05-06", "authors": [dice.choice(_WHO)],
         "outlet": "Halm Post", **({"html": markup(dice)} if n % 2 else {"text": text(dice).decode()})}
        for n in range(2)
    ]  # fmt: skip
    return "\n".join(json.dumps(record) for record in records).encode()


def warc(dice: random.Random) -> bytes:
    """A web archive with two answers."""
    return b"".join(_record(html(dice), n) for n in range(2))


def _record(page: bytes, number: int) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%b" % (len(page), page)
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {SITE}{number}\r\nWARC-Date: 2031-05-06T08:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def letter(dice: random.Random) -> bytes:
    """A letter."""
    subject, words = headline(dice), paragraph(dice)
    return (
        f"From: {dice.choice(_WHO)} <desk@vexmoor.example>\r\nSubject: {subject}\r\nDate: Tue, 06 May 2031 08:00:00 +0000\r\n"
        f'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"
        f"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<h1>{subject}</h1><p>{words}</p><p>{words}</p>\r\n--b--\r\n"
    ).encode()


def opml(dice: random.Random) -> bytes:
    """A list of feeds."""
    inside = "".join(f'<outline type="rss" text="Desk {n}" xmlUrl="{SITE}{dice.randrange(10**6)}.xml"/>' for n in range(3))
    return f'<?xml version="1.0"?><opml version="2.0"><body><outline text="News">{inside}</outline></body></opml>'.encode()


def sitemap(dice: random.Random) -> bytes:
    """A sitemap, or an index of some."""
    outer, inner = dice.choice((("urlset", "url"), ("sitemapindex", "sitemap")))
    inside = "".join(f"<{inner}><loc>{SITE}{dice.randrange(10**6)}</loc><lastmod>2031-05-06</lastmod></{inner}>" for _ in range(3))
    return f'<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</{outer}>'.encode()


def robots(dice: random.Random) -> bytes:
    """A robots.txt."""
    rules = "".join(f"{dice.choice(('Allow', 'Disallow'))}: /{dice.choice(('a', 'b*', '*.pdf$', ''))}\n" for _ in range(4))
    return f"User-agent: *\n{rules}Crawl-delay: {dice.choice((1, 0.5, 30))}\nSitemap: {SITE}sitemap.xml\n".encode()


def address(dice: random.Random) -> bytes:
    """An address of the web."""
    return f"{SITE}news/{dice.randrange(10**6)}?a={dice.randrange(99)}#top".encode()


def zipped(dice: random.Random) -> bytes:
    """A packed folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", dice.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as packed:
        packed.writestr(zipfile.ZipInfo("in/a.html"), html(dice))
        packed.writestr(zipfile.ZipInfo("in/b.txt"), text(dice))
    return out.getvalue()


def tarred(dice: random.Random) -> bytes:
    """The same, packed the other way."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as packed:
        for name, body in (("in/a.html", html(dice)), ("in/b.txt", text(dice))):
            member = tarfile.TarInfo(name)
            member.size = len(body)
            packed.addfile(member, io.BytesIO(body))
    return out.getvalue()


def packed(made: bytes) -> bytes:
    """Bytes as gzip packs them; the same bytes each time."""
    return gzip.compress(made, 6, mtime=0)


FILES: dict[str, Callable[[random.Random], bytes]] = {
    ".txt": text, ".html": html, ".rss": rss, ".atom": atom, ".json": json_feed, ".jsonl": json_lines, ".warc": warc,
    ".eml": letter,    ".zip": zipped, ".tar": tarred, "": html,
}  # fmt: skip
"""What lies in a folder, by the ending of its name."""
LISTS: dict[str, Callable[[random.Random], bytes]] = {"opml": opml, "sitemap": sitemap, "robots": robots, "address": address}
"""What leads to the web: it is read and never followed here."""
