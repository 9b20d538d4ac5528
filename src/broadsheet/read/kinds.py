"""The kinds of files that are read, told by how their names end."""

from __future__ import annotations

from pathlib import PurePosixPath

from broadsheet.records.page import PageKind

PAGES: dict[str, PageKind] = {".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".xhtml": "html"}
LINES = (".jsonl", ".ndjson")
MARKUP = (".xml", ".rss", ".atom", ".rdf", ".json")
"""Feeds; what else is written in XML says so at its beginning."""
ARCHIVES = (".warc",)
SAVED = (".mhtml", ".mht")
LETTERS = (".eml", ".mbox")
TARRED = (".tar", ".tgz")
PACKED = (".zip", ".wacz", *TARRED)
LISTS = (".opml",)
KNOWN = frozenset((*PAGES, *LINES, *MARKUP, *ARCHIVES, *SAVED, *LETTERS, *PACKED, *LISTS))
READ_NOW = (
    "http and https addresses, files and folders of .txt .html .htm .xhtml .mhtml .mht, JSON lines (.jsonl), feeds"
    " (.xml .rss .atom .rdf .json), web archives (.warc .wacz), letters (.eml .mbox), lists of feeds (.opml), each also .gz,"
    " packed folders (.zip .tar .tgz), and - for standard input"
)


def ending(name: str) -> str:
    """The ending that tells the kind, lower case, without `.gz`.

    >>> ending("Page.HTML.gz"), ending("page"), ending("a.warc.gz"), ending("x.gz")
    ('.html', '', '.warc', '')
    """
    return PurePosixPath(name.lower().removesuffix(".gz")).suffix
