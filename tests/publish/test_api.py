"""The API's own documents: articles, the front page, revisions, sources, other forms; and that none leaks what is hidden."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from broadsheet.publish.web import Archive, FolderPaper, Regulars, shapes
from broadsheet.records.pool import Related
from broadsheet.records.source import Source
from broadsheet.store import Store
from broadsheet.store.revisions import Revision

from .webs import app_over, ask, edition_paper

PROBLEM = "application/problem+json"
SECRET = "https://orla:key@halm.example/feed?token=s3cret"


@pytest.fixture(scope="module")
def store(invented) -> Iterator[Store]:
    with Store.open("sqlite://") as store:
        story = next(one for one in invented.stories if one.id == "st_ferry")
        to_glass = Related(story="st_glass", title="Glassworks to close", relation="background", because=("the same quay",))
        older = replace(story, revision=1, content_sha256="0" * 64, related=(*story.related, to_glass))
        for page in (older, story):
            store.revisions.keep(Revision(page=page, inputs_sha256="", as_of="2031-05-06T07:00:00+00:00"))
        store.sources.add(Source(address=SECRET, name=SECRET.partition("://")[2], desk="Halm"))
        store.sources.add(Source(address="https://brae.example/feed", name="Brae", language="en"))
        store.sources.add(Source(address="https://brae.example/map.xml", name="Brae map", kind="sitemap"))
        yield store


def app_of(edition, store: Store) -> object:
    return app_over(edition_paper(edition), regulars=Regulars(Archive(store), lambda: "0" * 32))


@pytest.fixture(scope="module")
def app(invented, store: Store) -> object:
    return app_of(invented, store)


def test_an_article_tells_whose_words_stand_where(app, invented):
    cited = next(article for article in invented.articles if article.outlet == "Northsea Herald")
    answer = ask(app, f"/api/v1/articles/{cited.id.replace('#', '%23')}")
    told = answer.json()
    shapes.ArticleDocument.model_validate_json(answer.content)
    assert (told["id"], told["story"], told["thread"], told["outlet"]) == (cited.id, "st_ferry", "th_halden", "Northsea Herald")
    assert told["spans"]
    text = ask(app, f"/{told['text']}").text
    story = ask(app, "/api/v1/stories/st_ferry").json()
    for span in told["spans"]:
        assert text[span["start"] : span["end"]] == span["exact"]
        for key in span["statements"]:
            assert span["exact"] in {story["spans"][one]["exact"] for one in story["statements"][key]["spans"]}
    assert any(span["statements"] for span in told["spans"])


def test_a_copy_and_its_origin_name_each_other(app, invented):
    copy = next(one for one in invented.copies.values() if one.origin != one.article)
    named = {name: name.replace("#", "%23") for name in (copy.article, copy.origin)}
    assert ask(app, f"/api/v1/articles/{named[copy.article]}").json()["copy"]["origin"] == copy.origin
    assert copy.article in ask(app, f"/api/v1/articles/{named[copy.origin]}").json()["copies"]


def test_the_front_page_is_a_document(app, invented):
    told = ask(app, "/api/v1/edition").json()
    assert (told["lead"]["story"], told["edition"]) == (invented.stories[0].id, invented.day)
    shown = [told["lead"], *told["seconds"], *(line for desk in told["desks"] for line in desk["stories"])]
    assert sorted(line["story"] for line in shown) == sorted(story.id for story in invented.stories)
    rail = [*told["numbers"], *told["watching"], *told["differing"]]
    assert {line["story"] for line in rail} <= {story.id for story in invented.stories}
    assert all(ask(app, f"/{line['html'].partition('#')[0]}").status_code == 200 for line in rail)


def test_other_forms_are_linked_and_there(app, invented):
    answer = ask(app, "/api/v1/stories/st_ferry")
    linked = dict(one.strip().split(";", 1) for one in answer.headers["link"].split(","))
    for address, told in linked.items():
        there = ask(app, address.strip("<>"))
        assert there.status_code == 200, address
        kind = told.partition('type="')[2].rstrip('"')
        assert there.headers["content-type"].startswith(kind), address
    assert {"</api/v1/stories/st_ferry.md>", "</api/v1/stories/st_ferry.ics>", "</api/v1/stories/st_ferry/revisions>"} <= set(
        linked
    )
    assert answer.content == ask(app, "/stories/st_ferry.json").content
    assert ask(app, "/api/v1/stories/st_quay.md").headers["location"] == "/api/v1/stories/st_ferry.md"


def test_revisions_are_listed_and_told(app):
    listed = ask(app, "/api/v1/stories/st_ferry/revisions").json()
    assert [(one["revision"], one["json"]) for one in listed["revisions"]] == [
        (number, f"api/v1/stories/st_ferry/revisions/{number}") for number in (1, 2)
    ]
    old = ask(app, f"/{listed['revisions'][0]['json']}").json()
    assert (old["schema"], old["revision"], old["content_sha256"]) == ("broadsheet/story@1", 1, "0" * 64)
    assert ask(app, "/api/v1/stories/st_ferry/revisions?limit=1").json()["revisions"] == listed["revisions"][:1]
    for number in ("3", "0", "x", "１"):
        assert ask(app, f"/api/v1/stories/st_ferry/revisions/{number}").status_code == 404


def test_a_revision_that_cannot_be_shown_is_gone(invented):
    with Store.open("sqlite://") as store:
        story = next(one for one in invented.stories if one.id == "st_ferry")
        store.revisions.keep(Revision(page=replace(story, revision=1), inputs_sha256="", as_of="2031-05-06"))
        store.revisions.redact(next(iter(story.articles.values())).id)
        app = app_of(invented, store)
        (line,) = ask(app, "/api/v1/stories/st_ferry/revisions").json()["revisions"]
        assert (line["json"], line["html"]) == (None, None)
        assert ask(app, "/api/v1/stories/st_ferry/revisions/1").status_code == 410


def test_sources_keep_secrets(app):
    told = ask(app, "/api/v1/sources")
    assert [(one["name"], one["address"]) for one in told.json()["sources"]] == [
        ("Brae", "https://brae.example/feed"), ("Brae map", "https://brae.example/map.xml"),
        ("halm.example/feed?…", "https://halm.example/feed?…"),
    ]  # fmt: skip
    listed = ask(app, "/api/v1/sources.opml")
    assert listed.headers["content-type"] == "text/x-opml; charset=utf-8"
    assert [one.get("xmlUrl") for one in ET.fromstring(listed.content).iter("outline")] == ["https://brae.example/feed"]
    for answer in (told, listed, ask(app, "/api/v1/newsroom"), ask(app, "/newsroom")):
        assert "s3cret" not in answer.text


def test_nothing_tells_of_a_hidden_story(invented, store):
    gone = next(story for story in invented.stories if story.id == "st_glass")
    out = {entry.id for entry in gone.articles.values()}
    left = tuple(article for article in invented.articles if article.id not in out)
    stories = tuple(story for story in invented.stories if story is not gone)
    app = app_of(replace(invented, stories=stories, articles=left, hidden={gone.id: "2031-05-06T07:00:00+00:00"}), store)
    below = ("", ".md", ".ninjs.json", ".jsonld", ".ics", "/changes", "/revisions", "/revisions/1")
    told = {end: ask(app, f"/api/v1/stories/{gone.id}{end}") for end in below}
    assert {end: answer.status_code for end, answer in told.items()} == dict.fromkeys(below, 410)
    assert {answer.headers["content-type"] for answer in told.values()} == {PROBLEM}
    for article in out:
        assert ask(app, f"/api/v1/articles/{article.replace('#', '%23')}").status_code == 404
    for target in ("/edition", "/articles?limit=100", "/stories/st_ferry", "/stories/st_ferry/revisions/1", "/ask?q=Who+closes%3F"):
        assert "lassworks" not in ask(app, f"/api/v1{target}").text, target
    assert ask(app, f"/api/v1/ask?q=Why%3F&story={gone.id}").status_code == 410


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/api/v1/stories?limit=0", 400), ("/api/v1/stories?limit=101", 400), ("/api/v1/stories?limit=x", 400),
        ("/api/v1/stories?limit=1&limit=2", 400), ("/api/v1/stories?cursor=x", 400), ("/api/v1/stories?cursor=WzEsMl0", 400),
        ("/api/v1/stories?cursor=" + "W" * 2000, 400), ("/api/v1/stories?" + "a=1&" * 30, 400), ("/api/v1/nothing", 404),
        ("/api/v1/search?q=a&cursor=x", 400), ("/api/v1/search?q=a&kind=x", 400), ("/api/v1/search?q=a&from=20310506", 400),
        ("/api/v1/ask", 400), ("/api/v1/ask?q=a&story=st_none", 404), ("/api/v1/ask?q=a&scope=all", 400),
        ("/api/v1/stories/st_ferry/changes?since=-1", 400), ("/api/v1/stories/st_none/revisions", 404),
        ("/api/v1/" + "a" * 9000, 414),
        ("/api/v1/search?q=" + "a" * 5000, 414), ("/openapi.json?" + "a" * 5000, 414),
    ],
)  # fmt: skip
def test_a_refusal_is_a_problem_whatever_is_accepted(app, target, status):
    answer = ask(app, target, headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)
    problem = shapes.Problem.model_validate_json(answer.content)
    assert problem.status == status
    assert target.partition("?")[0].startswith(problem.instance)
    assert len(problem.instance) <= 300


@pytest.mark.parametrize(
    ("target", "accepted", "status"),
    [
        ("/api/v1/stories", "text/csv", 406), ("/api/v1/stories", "application/*;q=0.5", 200), ("/api/v1/stories", "", 200),
        ("/api/v1/stories/st_ferry.md", "text/markdown", 200), ("/api/v1/stories/st_ferry.md", "application/json", 406),
        ("/api/v1/stories/st_ferry", "*/*, application/json;q=0.0", 406), ("/api/v1/stories/st_none", "text/csv", 404),
    ],
)  # fmt: skip
def test_what_a_reader_does_not_take_is_not_sent(app, target: str, accepted: str, status: int):
    answer = ask(app, target, headers={"accept": accepted})
    assert answer.status_code == status
    assert (answer.headers["content-type"] == PROBLEM) == (status != 200)


def test_a_method_that_is_none_is_refused_with_those_that_are(app):
    for path in ("/api/v1/stories", "/api/v1/edition", "/openapi.json"):
        answer = ask(app, path, "DELETE", headers={"accept": "text/html"})
        assert (answer.status_code, answer.headers["allow"], answer.headers["content-type"]) == (405, "GET, HEAD", PROBLEM)


def test_a_folder_has_its_lists_in_pages_too(site):
    app = app_over(FolderPaper(site))
    assert len(ask(app, "/api/v1/stories?limit=2").json()["stories"]) == 2
    assert ask(app, "/api/v1/stories").content == (site / "stories/index.json").read_bytes()
    assert ask(app, "/api/v1/edition").status_code == 404
    assert "/api/v1/edition" not in ask(app, "/openapi.json").json()["paths"]
    assert json.loads(ask(app, "/api/v1/stories/st_ferry.ninjs.json").content)["uri"]
