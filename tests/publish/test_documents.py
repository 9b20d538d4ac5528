"""Feeds, newsletter and JSON documents."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from importlib import resources
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator
from lxml import html

from broadsheet.publish import names
from broadsheet.publish.api import write_build
from broadsheet.publish.feeds import write_feeds
from broadsheet.publish.newsletter import write_newsletter
from broadsheet.publish.views.times import moment
from broadsheet.records.codec import from_plain
from broadsheet.records.story_page import StoryPage

ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


@pytest.fixture(scope="module")
def schema():
    return json.loads(resources.files("broadsheet.records").joinpath("story.schema.json").read_text("utf-8"))


def test_stories_are_of_the_schema(site, invented, schema):
    validator = Draft202012Validator(schema)
    for story in invented.stories:
        plain = json.loads((site / names.story_file(story.id, "json")).read_bytes())
        broken = [error.json_path for error in validator.iter_errors(plain)]
        assert broken == ([] if re.fullmatch(r"[A-Za-z0-9_.:-]+", story.id) else ["$.id"])
        assert from_plain(StoryPage, plain) == story


def test_index_lists_stories_in_front_page_order(site, invented):
    listed = json.loads((site / "stories/index.json").read_bytes())
    assert [story["id"] for story in listed["stories"]] == [story.id for story in invented.stories]
    assert all((site / story["html"]).is_file() and (site / story["json"]).is_file() for story in listed["stories"])


def test_a_thread_lists_its_chapters_in_order(site):
    listed = json.loads((site / "threads/index.json").read_bytes())
    assert [(one["id"], one["stories"]) for one in listed["threads"]] == [("th_halden", ["st_auk", "st_ferry"])]
    assert listed["redirects"] == {"th_lost": "st_auk", "th_quay": "th_halden"}
    chapters = json.loads((site / "threads/th_halden.json").read_bytes())["chapters"]
    assert [(one["number"], one["story"]) for one in chapters] == [(1, "st_auk"), (2, "st_ferry")]
    assert all((site / one["json"]).is_file() and one["headline"] for one in chapters)


def test_a_topic_leads_to_what_stories_hold_on_it(site, invented):
    stories = {story.id: story for story in invented.stories}
    listed = json.loads((site / "topics/index.json").read_bytes())["topics"]
    assert {one["kind"] for one in listed} == {"person", "place"}
    quoted = 0
    for known in listed:
        told = json.loads((site / known["json"]).read_bytes())
        assert [place["story"] for place in told["stories"]] == known["stories"]
        for place in told["stories"]:
            story, key = stories[place["story"]], place["entity"]
            assert key in story.entities
            assert all(story.quotes[quote].speaker == key for quote in place["quotes_by"])
            assert all(story.quotes[quote].speaker != key for quote in place["quotes_about"])
            assert all(story.numbers[number].subject == key for number in place["numbers"])
            quoted += len(place["quotes_by"])
    assert quoted


def test_build_account(site, invented, tmp_path):
    write_build(invented, tmp_path, {"write": 1.5})
    account = json.loads((tmp_path / "build.json").read_bytes())
    assert account["counts"]["articles"] == len(invented.articles)
    assert account["counts"]["copies"] == 1
    assert account["counts"]["mismatches"] == 0
    assert account["drops"]["extract"] == {"no article": 2}
    assert account["timings"] == {"write": 1.5}


def test_atom_is_well_formed(site, invented):
    feed = ET.fromstring((site / "feed.xml").read_bytes())
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(invented.stories)
    assert RFC3339.fullmatch(feed.findtext(f"{ATOM}updated"))
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    for entry in entries:
        assert entry.findtext(f"{ATOM}title")
        assert RFC3339.fullmatch(entry.findtext(f"{ATOM}updated"))
        assert (site / entry.find(f"{ATOM}link").get("href")).is_file()
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)


def test_feed_content_is_inert_and_cited(site):
    feed = ET.fromstring((site / "feed.xml").read_bytes())
    for entry in feed.findall(f"{ATOM}entry"):
        content = html.fragment_fromstring(entry.findtext(f"{ATOM}content"), create_parent="div")
        assert {element.tag for element in content.iter()} <= {"div", "h2", "p", "sup", "a"}
        assert content.xpath(".//sup/a[contains(@href, '#e-s')]")


def test_json_feed(site, invented):
    feed = json.loads((site / "feed.json").read_bytes())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == invented.title
    for item in feed["items"]:
        assert {"id", "url", "title", "content_html"} <= set(item)
        assert all(RFC3339.fullmatch(value) for key, value in item.items() if key.startswith("date_"))
        assert (site / item["url"]).is_file()
    undated = next(item for item in feed["items"] if item["id"] == "st_glass")
    assert "date_published" not in undated
    assert undated["_broadsheet"]["dated"] is False


def test_control_characters_do_not_break_the_feed(invented, tmp_path):
    story = invented.stories[0]
    odd = {**story.statements, "s1": replace(story.statements["s1"], text="A \x00\x0b\uffff\ud800 headline")}
    write_feeds(replace(invented, title="Paper \x01", stories=(replace(story, statements=odd),)), tmp_path)
    feed = ET.fromstring((tmp_path / "feed.xml").read_bytes())
    assert "headline" in feed.findtext(f"{ATOM}entry/{ATOM}title")


def test_addresses_are_absolute_where_one_is_given(invented, tmp_path):
    write_feeds(invented, tmp_path, address="https://paper.example/")
    feed = json.loads((tmp_path / "feed.json").read_bytes())
    assert feed["feed_url"] == "https://paper.example/feed.json"
    assert feed["items"][0]["url"] == "https://paper.example/stories/st_ferry.html"
    assert 'href="https://paper.example/stories/st_ferry.html#e-s' in feed["items"][0]["content_html"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-05", "2031-05-01T00:00:00Z"),
        ("2031-05-05T06:07:08.9+02:00", "2031-05-05T06:07:08+02:00"),
        ("soon", "1970-01-01T00:00:00Z"),
    ],
)
def test_moments(value, expected):
    assert moment(value) == expected


def mail(folder):
    return message_from_bytes((folder / "newsletter.eml").read_bytes(), policy=default)


def test_mail_has_two_parts_that_say_the_same(site):
    message = mail(site)
    assert message.get_content_type() == "multipart/alternative"
    text, page = (part.get_content() for part in message.iter_parts())
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    shown = " ".join(html.document_fromstring(page).text_content().split())
    for words in ("Ferries collide in Halden Strait", "Hard Numbers", "What’s", "four fewer than it had said"):
        assert words.casefold() in shown.casefold() or words == "What’s"
    assert "What we're watching" in text
    assert "What we’re watching" in shown
    assert "four fewer than it had said" in " ".join(text.split())
    assert max(len(line) for line in text.splitlines() if "http" not in line and "<" not in line) <= 72


def test_mail_footnotes_lead_to_words(site, invented):
    text = next(mail(site).iter_parts()).get_content()
    numbers = {int(number) for number in re.findall(r"\[(\d+)\]", text.partition("Where it comes from")[0])}
    notes = {int(number) for number in re.findall(r"^\[(\d+)\]", text.partition("Where it comes from")[2], re.MULTILINE)}
    assert numbers == notes == set(range(1, len(notes) + 1))
    assert "Northsea Herald, 5 May 2031, 19:30:" in " ".join(text.split())


def test_mail_headers(site, invented, tmp_path):
    message = mail(site)
    assert str(message["Date"]) == "Tue, 06 May 2031 07:00:00 +0000"
    assert message["Message-ID"].endswith("@broadsheet.invalid>")
    assert message["List-Unsubscribe"] is None
    assert "Ferries collide" in message["Subject"]
    write_newsletter(
        invented,
        tmp_path,
        address="https://paper.example/",
        sender="desk@paper.example",
        unsubscribe="https://paper.example/off?x=1",
    )
    sent = mail(tmp_path)
    assert sent["List-Unsubscribe"] == "<https://paper.example/off?x=1>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert 'href="https://paper.example/stories/st_ferry.html' in list(sent.iter_parts())[1].get_content()


def test_mail_without_an_address_has_no_links(site):
    page = list(mail(site).iter_parts())[1].get_content()
    document = html.document_fromstring(page)
    assert not document.xpath("//a")
    assert not document.xpath("//script | //img | //link | //iframe")
    assert len((site / "newsletter.eml").read_bytes()) < 100_000


def test_a_hostile_headline_is_one_header(invented, tmp_path):
    story = invented.stories[0]
    odd = {**story.statements, "s1": replace(story.statements["s1"], text='Dam\r\nBcc: all@example.test\n\n<b>"opened\\"')}
    write_newsletter(replace(invented, title='The "Lantern"\r\nX: y', stories=(replace(story, statements=odd),)), tmp_path)
    sent = mail(tmp_path)
    assert sent["Bcc"] is None
    assert sent["X"] is None
    assert "Dam Bcc: all@example.test" in sent["Subject"]
