"""Addresses named on the command line, from a server on loopback to pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from broadsheet.read import Manners, read_sources
from broadsheet.records.page import Page
from broadsheet.steps import Dropped
from tests.read.recorder import answer

WORDS = "The harbour board of Vexmoor voted on Tuesday to close the old quay for repairs. " * 12
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Vexmoor Post</title>
<item><title>Quay to close</title><link>http://vexmoor.example/quay</link>
<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">{WORDS}</content:encoded></item></channel></rss>"""
LEADING = "<feed><entry><title>Quay to close</title><link href='page'/><updated>2031-03-14T10:00:00Z</updated></entry></feed>"
SERVED = {
    "/page": answer("<div><p>Na pobřeží</p></div>".encode("iso-8859-2"), Content_Type="text/html; charset=iso-8859-2"),
    "/feed": answer(FEED.encode(), Content_Type="application/rss+xml"),
    "/": answer(b"<link rel=alternate type=application/atom+xml href=leading>", Content_Type="text/html"),
    "/leading": answer(LEADING.encode(), Content_Type="application/atom+xml"),
    "/robots.txt": answer(b"User-agent: *\nDisallow: /private"),
    "/picture": answer(b"\x89PNG\r\n\x1a\n\0\0", Content_Type="text/html"),
}


class Server(BaseHTTPRequestHandler):
    """Sends what is written, byte by byte."""

    def do_GET(self) -> None:
        self.wfile.write(SERVED.get(self.path, answer(status="404 Not Found")))

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def read(site: str, *paths: str) -> list[Page | Dropped]:
    manners = Manners(delay=0, allow=(site.removeprefix("http://"),))
    return list(read_sources([site + path for path in paths], manners=manners))


def test_page_is_read_in_the_character_set_the_server_states(site: str):
    (page,) = read(site, "/page")
    assert isinstance(page, Page)
    assert (page.kind, page.body, page.url, page.name) == ("html", "<div><p>Na pobřeží</p></div>", f"{site}/page", f"{site}/page")


def test_feed_gives_its_entries(site: str):
    (page,) = read(site, "/feed")
    assert isinstance(page, Page)
    assert (page.url, page.title) == ("http://vexmoor.example/quay", "Quay to close")


@pytest.mark.parametrize("path", ["/leading", "/"])
def test_feed_and_front_page_lead_to_articles(site: str, path: str):
    (page,) = read(site, path)
    assert isinstance(page, Page)
    assert (page.url, page.body) == (f"{site}/page", "<div><p>Na pobřeží</p></div>")
    assert (page.title, page.published) == ("Quay to close", "2031-03-14T10:00:00+00:00")


def test_what_is_not_read_is_told_in_order(site: str):
    found = read(site, "/private/a", "/page", "/nothing", "/picture")
    assert [each.reason if isinstance(each, Dropped) else "page" for each in found] == [
        "refused by robots",
        "page",
        "gone",
        "binary",
    ]


def test_addresses_and_files_keep_their_order(site: str, tmp_path: Path):
    (tmp_path / "a.txt").write_text("words")
    mixed = [f"{site}/page", str(tmp_path / "a.txt"), f"{site}/page"]
    found = list(read_sources(mixed, manners=Manners(delay=0, allow=(site.removeprefix("http://"),))))
    assert [each.name for each in found if isinstance(each, Page)] == [f"{site}/page", "a.txt", f"{site}/page"]
