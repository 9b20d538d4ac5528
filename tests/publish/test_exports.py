"""Stories in the forms of other software: the same ids, the same words, nothing that hostile titles can break."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar
from lxml import html

from broadsheet.publish.exports import COLUMNS, FORMS, as_csv, as_parquet, offered
from broadsheet.publish.exports.markdown import escaped
from broadsheet.publish.exports.pages import page_lines
from broadsheet.publish.names import export_file, story_file
from broadsheet.publish.views.jsonld import block, urn
from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.views.rows import TABLES, QuoteRow, plain
from broadsheet.publish.views.rows import rows as typed_rows
from broadsheet.records.edition import Edition
from broadsheet.records.page import Page
from broadsheet.records.pool import PageWhen
from broadsheet.records.story_page import StoryPage

NINJS = {
    "uri", "standard", "type", "profile", "representationType", "version", "language", "pubStatus", "firstCreated",
    "versionCreated", "headlines", "descriptions", "bodies", "people", "organisations", "places", "events", "subjects",
    "infoSources", "associations", "altIds", "renditions", "digitalSourceType",
}  # fmt: skip
"""Those of the properties of ninjs 3.1 that a story may have."""


@pytest.fixture(scope="module")
def library(invented: Edition) -> Library:
    return Library(invented, "../")


def form(library: Library, story: StoryPage, name: str) -> bytes:
    return FORMS[name](library, story)


def as_json(library: Library, story: StoryPage, name: str) -> dict:
    return json.loads(form(library, story, name))


def rows(library: Library, table: str) -> list[dict]:
    return [plain(row) for row in typed_rows(library, table)]


def of(library: Library, name: str) -> StoryPage:
    return library.stories[name]


def test_every_story_lies_in_every_form_and_its_page_leads_there(site: Path, documents, invented: Edition):
    for story in invented.stories:
        linked = documents[story_file(story.id)].xpath("//link[@rel='alternate']/@href")
        forms = {href.removeprefix("../") for href in linked if href.startswith("../exports/")}
        assert forms >= {export_file(story.id, form) for form in ("markdown", "jsonld", "ninjs")}
        assert all((site / path).is_file() for path in forms)


def test_all_forms_carry_the_same_ids(library: Library):
    story = of(library, "st_ferry")
    told = {key for key in story.told if key != story.headline and key != story.standfirst}
    markdown = form(library, story, "markdown").decode()
    linked = as_json(library, story, "jsonld")
    news = as_json(library, story, "ninjs")
    spans = as_json(library, story, "annotations")
    assert f'id: "{story.id}"' in markdown
    assert (linked["@id"], news["uri"], linked["identifier"]) == (urn(story.id), urn(story.id), story.id)
    assert {urn(story.id, key) for key in told} <= {part["@id"] for part in linked["hasPart"]}
    assert all(f"[^{key}]" in markdown and f"\n[^{key}]: " in markdown for key in told)
    prose = [key for kind in ("whats_new", "whats_happened", "behind_the_headline") if (s := story.section(kind)) for key in s.body]
    body = html.fragment_fromstring(news["bodies"][1]["value"], create_parent=True)
    assert [p.get("id") for p in body] == [key for key in prose if key in story.statements]
    assert [one["id"] for one in spans["items"]] == [urn(story.id, key) for key in story.spans]


def test_a_month_is_no_day_in_any_form(library: Library):
    """A month has a first day in the data; nobody is told that something happened on it."""
    story = next(story for story in library.edition.stories if story.id == "st_ferry")
    month = PageWhen(text="May 2022", start="2022-05-01", end="2022-05-31", precision="month")
    told = replace(story, events={key: replace(event, when=month) for key, event in story.events.items()})
    assert "May 2022: " in form(library, told, "markdown").decode()
    assert all("1 May 2022" not in form(library, told, name).decode() for name in FORMS)


def test_markdown_notes_have_the_exact_words(library: Library):
    story = of(library, "st_ferry")
    markdown = form(library, story, "markdown").decode()
    references, notes = set(re.findall(r"\[\^(\w+)\](?!:)", markdown)), re.findall(r"^\[\^(\w+)\]: (.*)", markdown, re.MULTILINE)
    assert references == {key for key, _ in notes}
    assert len(notes) > 10
    for key, said in notes:
        held = [pool[key].spans for pool in (story.statements, story.numbers, story.quotes) if key in pool]
        for span in held[0] if held else ():
            assert f"{span}: " in said
            assert escaped(story.spans[span].exact) in said


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", "[x](javascript:alert(1))", "# head", "- item", "12) item", "a\n\n# b", "`x` **y** _z_", "=== x"],
)
def test_hostile_words_are_only_words_in_markdown(hostile: str):
    said = escaped(hostile)
    assert "\n" not in said
    assert not re.search(r"(?<!\\)[<\[`*_#]", said)
    assert not re.match(r"(?:[-+=]|\d+[.)])(?:\s|=|$)", said)
    assert re.sub(r"\\(.)", r"\1", said) == " ".join(hostile.split())


def test_ninjs_has_only_what_the_standard_knows(library: Library):
    for story in library.edition.stories:
        made = as_json(library, story, "ninjs")
        assert set(made) <= NINJS
        assert made["uri"].startswith("urn:broadsheet:")
        assert all(
            set(one) <= NINJS | {"name", "rel", "by", "contentCreated"} and one["uri"] and one["name"]
            for one in made["associations"]
        )
        assert made["headlines"][0]["value"] == headline(story)


def test_the_page_holds_its_json_ld_and_nothing_ends_the_element(documents, library: Library):
    for story in library.edition.stories:
        (held,) = documents[story_file(story.id)].xpath("//script[@type='application/ld+json']/text()")
        assert json.loads(held) == as_json(library, story, "jsonld")
        assert "<" not in held


def test_json_ld_says_who_is_cited_and_judges_nobody(library: Library):
    story = of(library, "st_ferry")
    made = as_json(library, story, "jsonld")
    sources = {source["@id"] for source in made["isBasedOn"]}
    assert sources == {urn(entry.id) for entry in story.articles.values()}
    assert all(cited["@id"] in sources for part in made["hasPart"] for cited in part["citation"])
    quoted = [part for part in made["hasPart"] if part["@type"] == "Quotation"]
    assert quoted
    assert all(part["creator"]["name"] and part["text"] for part in quoted)
    assert "ClaimReview" not in json.dumps([as_json(library, one, "jsonld") for one in library.edition.stories])
    assert (made["@type"], len(made["liveBlogUpdate"]) > 0) == ("LiveBlogPosting", True)
    assert as_json(library, of(library, "st_auk"), "jsonld")["@type"] == "NewsArticle"


def test_a_block_ends_no_script():
    assert block({"a": "</script><!--\u2028"}) == '{"a":"\\u003c/script\\u003e\\u003c!--\\u2028"}'


def test_annotations_find_the_words_again(library: Library):
    for story in library.edition.stories:
        for one, span in zip(as_json(library, story, "annotations")["items"], story.spans.values(), strict=True):
            quote, place = one["target"]["selector"]
            assert (quote["exact"], place["start"], place["end"]) == (span.exact, span.start, span.end)
            article = library.articles.get(story.articles[span.article].id)
            assert article is None or article.text[place["start"] : place["end"]] == quote["exact"]


def test_a_calendar_has_the_announced_days(library: Library):
    entries = list(Calendar.from_ical(form(library, of(library, "st_budget"), "calendar")).walk("VEVENT"))
    assert [(one.decoded("dtstart"), one.decoded("dtend")) for one in entries] == [(date(2031, 5, 14), date(2031, 5, 15))]
    assert str(entries[0]["summary"]) == "A second reading follows on 14 May."
    assert str(entries[0]["uid"]).startswith("urn:broadsheet:st_budget#")


def test_tables_have_a_row_for_each_and_the_words_stand_where_they_say(library: Library):
    stories = library.edition.stories
    assert len(rows(library, "quotes")) == sum(len(story.quotes) for story in stories)
    assert len(rows(library, "contradictions")) == sum(len(d.sides) for s in stories for d in s.contradictions.values())
    for table in COLUMNS:
        for row in rows(library, table):
            if row["span"]:
                assert library.stories[row["story"]].spans[row["span"]].exact == row["words"]
    read = list(csv.DictReader(io.StringIO(as_csv(library, "figures").decode())))
    assert [float(row["value"]) for row in read] == [row["value"] for row in rows(library, "figures")]


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "@x", "-cmd", "\tx"])
def test_no_cell_is_a_formula(library: Library, monkeypatch: pytest.MonkeyPatch, cell: str):
    said = {"speaker": "Ann", "role": None, "text": cell, "direct": True, "verb": None, "audience": None}
    row = QuoteRow(story="st_1", headline="Bridge", key="q1", **said)
    monkeypatch.setitem(TABLES, "quotes", (QuoteRow, lambda _library, _story: [row]))
    assert all(row["text"] == f"'{cell}" for row in csv.DictReader(io.StringIO(as_csv(library, "quotes").decode())))


def test_parquet_has_the_same_rows(library: Library):
    parquet = pytest.importorskip("pyarrow.parquet")
    for table in COLUMNS:
        assert parquet.read_table(io.BytesIO(as_parquet(library, table))).to_pylist() == [
            {key: float(value) if key in ("value", "value_high") and value is not None else value for key, value in row.items()}
            for row in rows(library, table)
        ]


def test_kite_files_hold_what_they_name(library: Library):
    made = {path: make(None) for path, make in offered(library.edition) if path.startswith("kite")}
    index = json.loads(made["kite.json"])
    assert {category["file"] for category in index["categories"]} | {"kite.json"} == set(made)
    (today,) = [json.loads(made[c["file"]]) for c in index["categories"] if c["name"] == "Today"]
    assert [cluster["id"] for cluster in today["clusters"]] == [story.id for story in library.edition.stories]
    assert all(cluster["title"] and cluster["short_summary"] and cluster["articles"] for cluster in today["clusters"])


def test_a_sitemap_only_of_a_paper_that_stands_somewhere(invented: Edition):
    assert "sitemap.xml" not in dict(offered(invented))
    made = ET.fromstring(dict(offered(invented, "https://halm.example/"))["sitemap.xml"](None))
    places = [place.text for place in made.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert f"https://halm.example/{story_file('st_ferry')}" in places
    assert len(set(places)) == len(places)


def test_pages_are_told_so_that_they_are_the_same_pages():
    page = Page(name="a/b.txt", kind="text", body="Halm\n\nRain.", url="https://halm.example/a", authors=("Ada Brenn",))
    told = json.loads(page_lines([page]))
    assert told == {"id": "a/b.txt", "url": "https://halm.example/a", "text": "Halm\n\nRain.", "authors": ["Ada Brenn"]}
