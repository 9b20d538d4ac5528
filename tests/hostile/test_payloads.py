"""A thousand payloads in six fields of articles: no output has a node, attribute or address that plain words do not give it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from icalendar import Calendar
from lxml import etree
from markdown_it import MarkdownIt

from broadsheet.publish import publish
from broadsheet.publish.bundle import bundle
from broadsheet.records.edition import Edition
from tests.hostile.nodes import led_to, scripts, shapes
from tests.hostile.payloads import FIRED, payloads
from tests.hostile.poisoned import harmless, poisoned

COUNT = 1_050
SAFE = {"", "http", "https"}
BUNDLED = 'href="data:image/svg+xml;base64,'
"""A story as one file carries its own icon."""
LONG_FRONT = {("h3", "class")}
"""What the front page of many stories has and that of a few has not."""
ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True)
class Printed:
    """An edition and the site made of it."""

    edition: Edition
    site: Path


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return printed(poisoned(payloads(COUNT)), tmp_path_factory.mktemp("evil"))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return printed(harmless(60), tmp_path_factory.mktemp("plain"))


def printed(edition: Edition, folder: Path) -> Printed:
    publish(edition, folder / "site")
    return Printed(edition, folder / "site")


def pages(paper: Printed) -> Iterator[str]:
    """Every page of the site, but of the surgeries of pages each tenth, and two stories as files by themselves."""
    surgeries = sorted(paper.site.glob("pages/*.html"))
    for path in sorted({*paper.site.rglob("*.html")} - {*surgeries}) + surgeries[::10]:
        yield path.read_text("utf-8")
    for story in paper.edition.stories[:2]:
        yield bundle(paper.edition, story).decode()


def entries(paper: Printed) -> Iterator[str]:
    """The markup that feeds hand to readers of feeds."""
    for path in (paper.site / "feed.xml", paper.site / "updates.xml"):
        for element in etree.parse(path).iter(f"{ATOM}content", f"{ATOM}summary", f"{ATOM}title"):
            if element.get("type") == "html":
                yield element.text or ""
    for path in (paper.site / "feed.json", paper.site / "updates.json"):
        for item in json.loads(path.read_text())["items"]:
            yield item["content_html"]


def rendered(paper: Printed) -> Iterator[str]:
    """The Markdown of every story as a reader of Markdown shows it who lets HTML through."""
    for path in sorted(paper.site.glob("exports/*.md")):
        yield MarkdownIt("commonmark", {"html": True}).enable("table").render(path.read_text("utf-8"))


def mail(paper: Printed) -> Iterator[str]:
    """The newsletter as it is sent."""
    message = message_from_bytes((paper.site / "newsletter.eml").read_bytes(), policy=default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            yield part.get_content()


OUTPUTS = {"pages and bundles": pages, "feeds": entries, "Markdown": rendered, "newsletter": mail}


@pytest.mark.parametrize("output", OUTPUTS)
def test_payloads_make_no_node_that_words_do_not_make(evil: Printed, plain: Printed, output: str):
    known = set().union(*(shapes(document) for document in OUTPUTS[output](plain))) | LONG_FRONT
    for document in OUTPUTS[output](evil):
        assert shapes(document) - known == set()
        assert led_to(document) <= (SAFE | {"data"} if BUNDLED in document else SAFE)


@pytest.mark.parametrize("output", OUTPUTS)
def test_payloads_are_there_as_words(evil: Printed, output: str):
    assert any("__fired" in document for document in OUTPUTS[output](evil))


def test_scripts_hold_no_words_of_articles(evil: Printed, plain: Printed):
    known = {script for page in pages(plain) for script in scripts(page)}
    for page in pages(evil):
        for script in scripts(page):
            assert script in known or "@context" in json.loads(script)
            assert script in known or "<" not in script


def test_search_index_is_calls_with_json(evil: Printed):
    found = [path.read_text("utf-8") for path in evil.site.glob("search/*.js")]
    assert any("__fired" in script for script in found)
    for script in found:
        call = re.fullmatch(r'shelve\("[a-z0-9-]+",(.*)\);?\n?', script, re.DOTALL)
        assert call
        json.loads(call[1])
        assert not re.search("[\u2028\u2029]", script)


def test_feeds_are_feeds_and_no_more(evil: Printed, plain: Printed):
    def names(paper: Printed) -> set[str]:
        return {element.tag for element in etree.parse(paper.site / "feed.xml").iter() if isinstance(element.tag, str)}

    assert names(evil) <= names(plain)
    links = [link.get("href") for link in etree.parse(evil.site / "feed.xml").iter(f"{ATOM}link")]
    assert all(re.match(r"[\w./#-]+$", link) for link in links)


def test_mail_has_the_headers_that_words_give_it(evil: Printed, plain: Printed):
    def parts(paper: Printed) -> list[list[str]]:
        message = message_from_bytes((paper.site / "newsletter.eml").read_bytes(), policy=default)
        return [part.keys() for part in message.walk()]

    assert parts(evil) == parts(plain)


def test_no_cell_is_a_formula(evil: Printed):
    tables = [path.read_text("utf-8") for path in evil.site.glob("tables/*.csv")]
    cells = [cell for table in tables for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
    assert any(FIRED in cell for cell in cells)
    assert [cell for cell in cells if re.match(r"\s*[=+@]|[\t\r\n]|\s*-(?!\d+(?:\.\d+)?$)", cell)] == []


def test_calendars_hold_events_alone(evil: Printed):
    for path in evil.site.rglob("*.ics"):
        assert {part.name for part in Calendar.from_ical(path.read_bytes()).walk()} <= {"VCALENDAR", "VEVENT"}


def test_files_stay_in_their_folder(evil: Printed):
    names = [path.relative_to(evil.site).as_posix() for path in evil.site.rglob("*")]
    assert all(re.fullmatch(r"(?:\.broadsheet|[\w./-]+)(?:/[\w.-]+)*", name) for name in names)
    assert sorted(path.name for path in evil.site.parent.iterdir()) == ["site"]
