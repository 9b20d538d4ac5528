"""The web app without a socket: refusals, packing, new editions, what a watchman asks."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from typing import Any

import pytest

from broadsheet.errors import StoreError
from broadsheet.publish.web import EditionPaper, FolderPaper, Kiosk, hosts_of, web_app
from broadsheet.publish.web.copies import Copies, ready

from .webs import NOW, app_over, ask, edition_paper

HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def app(invented):
    return app_over(edition_paper(invented))


def test_every_file_of_the_site_is_in_the_app(app, site):
    missing = []
    for path in sorted(site.rglob("*")):
        name = str(path.relative_to(site))
        if path.is_file() and not name.startswith((".", "search/")):  # the app searches itself
            expected = 308 if b'http-equiv="refresh"' in path.read_bytes() else 200
            missing += [name] if ask(app, f"/{name}").status_code != expected else []
    assert missing == []


def test_documents_are_those_of_the_site(app, site):
    for path in (*site.glob("stories/*.json"), *site.glob("threads/*.json"), *site.glob("topics/*.json"), site / "feed.xml"):
        assert ask(app, f"/{path.relative_to(site)}").content == path.read_bytes()


@pytest.mark.parametrize("accepts", ["gzip", "br, gzip;q=0.5", "*"])
def test_pages_are_packed_for_those_who_take_that(app, accepts):
    plain = ask(app, "/stories/st_ferry", headers={"accept-encoding": "identity"})
    packed = ask(app, "/stories/st_ferry", headers={"accept-encoding": accepts})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert packed.content == plain.content
    assert packed.headers["etag"] != plain.headers["etag"]
    again = ask(app, "/stories/st_ferry", headers={"accept-encoding": accepts, "if-none-match": packed.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_packing_notes_no_time():
    copy = ready(b"word " * 500, "text/plain")
    assert copy.packed == ready(b"word " * 500, "text/plain").packed
    assert gzip.decompress(copy.packed or b"") == b"word " * 500
    assert ready(b"short", "text/plain").packed is None


def test_copies_make_room():
    copies = Copies(room=100)
    for name in "abc":
        copies.made(name, lambda: ready(b"x" * 45, "text/plain"))
    assert [copies.get(name) is not None for name in "abc"] == [False, True, True]


def test_a_refusal_is_a_page_for_people_and_a_problem_for_programs(app):
    page = ask(app, "/stories/<img src=x>", headers=HTML)
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "There is no such page in this paper." in page.text
    assert "<img" not in page.text
    assert 'href="/"' in page.text
    problem = ask(app, "/api/v1/stories/nobody", headers=HTML)
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is no such page in this paper.",
        "instance": "/api/v1/stories/nobody",
    }


def test_nothing_is_posted_to_a_page(app):
    assert ask(app, "/stories/st_ferry", "POST", content=b"x").status_code == 405
    assert ask(app, "/", content=b"x").status_code == 400


def test_a_page_that_cannot_be_made_is_said_so(invented, caplog):
    def broken(_reader: object) -> bytes:
        raise ZeroDivisionError("secret")

    paper = edition_paper(invented)
    app = app_over(EditionPaper(invented, {"index.html": broken, "stories/index.json": broken}, paper.version))
    answer = ask(app, "/", headers=HTML)
    assert (answer.status_code, answer.headers["x-content-type-options"]) == (500, "nosniff")
    assert "This page could not be made." in answer.text
    assert "secret" not in answer.text
    assert "ZeroDivisionError" in caplog.text


def test_the_api_describes_itself(app):
    described = ask(app, "/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert {"/api/v1/stories", "/api/v1/stories/{id}", "/api/v1/stories/{id}.md", "/api/v1/topics"} <= set(described["paths"])
    refs = set(_refs(described))
    assert "#/components/schemas/Stories" in refs
    kinds = described["components"].items()
    assert refs - {f"#/components/{kind}/{name}" for kind, parts in kinds for name in parts} == set()
    assert ask(app, "/api/v1/story.schema.json").json()["$id"].endswith("story-1.json")


def _refs(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if "$ref" in node else []
        return own + [ref for child in node.values() for ref in _refs(child)]
    return [ref for child in node for ref in _refs(child)] if isinstance(node, list) else []


def test_documents_have_the_shapes_that_are_described(app):
    from broadsheet.publish.web import shapes

    told = {"/stories": shapes.Stories, "/threads": shapes.Threads, "/topics": shapes.Topics, "/edition": shapes.EditionDocument}
    told |= {"/threads/th_halden": shapes.ThreadDocument, "/stories/st_ferry/changes": shapes.Changes}
    told |= {"/articles?limit=9": shapes.Articles, "/stories?limit=2": shapes.Stories}
    for path, shape in told.items():
        shape.model_validate_json(ask(app, f"/api/v1{path}").content)
    listed = ask(app, "/api/v1/topics").json()["topics"]
    name = listed[0]["html"].removeprefix("topics/").removesuffix(".html")
    shapes.TopicDocument.model_validate_json(ask(app, f"/api/v1/topics/{name}").content)


def test_ready_once_there_is_a_paper(app, invented):
    told = ask(app, "/readyz").json()
    assert (told["status"], told["edition"], told["built"]) == ("ready", invented.day, invented.built)
    assert told["age_seconds"] == int((NOW - NOW.fromisoformat(invented.built)).total_seconds())
    empty = app_over(None)
    assert ask(empty, "/healthz").json() == {"status": "ok"}
    assert (ask(empty, "/readyz").status_code, ask(empty, "/").status_code) == (503, 503)


def test_counts_are_told_on_this_machine_only(invented):
    app = app_over(edition_paper(invented))
    ask(app, "/stories/st_ferry")
    ask(app, "/nothing/here")
    told = ask(app, "/metrics").text
    assert 'broadsheet_requests_total{kind="stories",status="200"} 1.0' in told
    assert 'broadsheet_requests_total{kind="other",status="404"} 1.0' in told
    for forged in ({"x-forwarded-for": "127.0.0.1"}, {"forwarded": "for=127.0.0.1"}, {}):
        assert ask(app, "/metrics", client="192.0.2.7", headers=forged).status_code == 403


def test_a_new_edition_is_taken_up_without_a_restart(invented):
    marks = ["1"]
    kiosk = Kiosk(lambda mark: edition_paper(replace(invented, title=f"Paper {mark}"), mark), lambda: marks[-1])
    kiosk.open()
    app = web_app(kiosk, hosts=hosts_of("127.0.0.1"), clock=lambda: NOW)
    assert "Paper 1" in ask(app, "/").text
    assert kiosk.look() is False
    marks.append("2")
    assert [kiosk.look(), kiosk.look(), kiosk.look()] == [False, True, False]  # it rests for one look first
    assert "Paper 2" in ask(app, "/").text


def test_a_store_that_cannot_be_read_is_told_and_the_old_paper_stays(invented):
    marks: list[Any] = ["1"]

    def mark() -> str:
        if isinstance(marks[-1], Exception):
            raise marks[-1]
        return str(marks[-1])

    kiosk = Kiosk(lambda mark: edition_paper(invented, mark), mark)
    kiosk.open()
    app = web_app(kiosk, hosts=None, clock=lambda: NOW)
    marks.append(StoreError("the disk is gone"))
    kiosk.look()
    assert ask(app, "/readyz").status_code == 503
    assert ask(app, "/").status_code == 200
    marks.append("1")
    kiosk.look()
    assert ask(app, "/readyz").status_code == 200


def test_a_folder_that_changes_is_read_anew(site, tmp_path):
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories/index.json").write_bytes((site / "stories/index.json").read_bytes())
    front = tmp_path / "index.html"
    front.write_text("one")
    app = app_over(FolderPaper(tmp_path))
    assert ask(app, "/").text == "one"
    front.write_text("two and more")
    assert ask(app, "/").text == "two and more"
    assert json.loads(ask(app, "/readyz").content)["edition"] == "2031-05-06"
