"""What every route promises, read off the route table: HEAD as GET, a tag and no body twice, packing, and how long a copy holds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import html

from broadsheet.publish.web import Archive, Kiosk, Regulars, hosts_of, web_app
from broadsheet.publish.web.addresses import FORMS
from broadsheet.publish.web.copies import SHORT
from broadsheet.publish.web.rights import paths_of
from broadsheet.store import Store
from broadsheet.store.revisions import Revision

from .test_readers import Office
from .webs import NOW, ask, edition_paper, routes_of

SAMPLES = {
    "/api/v1/stories/{id}": "/api/v1/stories/st_ferry", "/api/v1/stories/{id}/changes": "/api/v1/stories/st_ferry/changes",
    "/api/v1/threads/{id}": "/api/v1/threads/th_halden", "/api/v1/topics/{id}": "", "/stories/{name}": "/stories/st_ferry",
    "/stories/{name}/changes": "/stories/st_ferry/changes?from=1&to=2",
    **{f"/api/v1/stories/{{id}}.{form}": f"/api/v1/stories/st_ferry.{form}" for form in FORMS},
    "/api/v1/stories/{id}/revisions": "/api/v1/stories/st_ferry/revisions",
    "/api/v1/stories/{id}/revisions/{revision}": "/api/v1/stories/st_ferry/revisions/2",
    "/api/v1/articles/{id}": "", "/api/v1/ask": "/api/v1/ask?q=Who+died%3F",
    "/search": "/search?q=ferry", "/api/v1/search": "/api/v1/search?q=ferry",
    "/ask": "/ask?q=Who+died%3F",
    "/static/{name}": "/static/paper.css", "/{path:path}": "/latest.html",
}  # fmt: skip
"""An address for each route that is a pattern or needs a query."""
MORE = ("/", "/help", "/static/paper.css", "/feed.xml", "/stories/st_ferry.json", "/search.html")
OF_THE_MOMENT = {"/healthz", "/readyz", "/metrics"}
"""What a watchman asks: never kept, so never asked for by tag."""


@pytest.fixture(scope="module")
def served(invented) -> Iterator[tuple[object, list[str]]]:
    with Store.open("sqlite://") as store:
        story = next(one for one in invented.stories if one.id == "st_ferry")
        store.revisions.keep(Revision(page=story, inputs_sha256="", as_of=""))
        kiosk = Kiosk(lambda _mark: edition_paper(invented))
        kiosk.open()
        regulars = Regulars(Archive(store), lambda: "c" * 32)
        app = web_app(kiosk, hosts=hosts_of("127.0.0.1"), clock=lambda: NOW, regulars=regulars, office=Office())
        yield app, sorted({path for path, methods in paths_of(routes_of(app)) if methods is None or "GET" in methods})


def targets(served) -> list[str]:
    app, paths = served
    name = ask(app, "/api/v1/topics").json()["topics"][0]["html"].removeprefix("topics/").removesuffix(".html")
    article = ask(app, "/api/v1/articles?limit=1").json()["articles"][0]["json"].removesuffix(".json")
    samples = SAMPLES | {"/api/v1/topics/{id}": f"/api/v1/topics/{name}", "/api/v1/articles/{id}": f"/api/v1/{article}"}
    found = [samples.get(path, path) for path in paths]
    assert not [target for target in found if "{" in target], "an address for the new route is missing above"
    assert {"/newsroom", "/yours", "/openapi.json", "/stories/st_ferry", "/healthz", "/api/v1/story.schema.json"} <= set(found)
    return [*found, *MORE]


def test_every_route_answers_head_as_it_answers_get(served):
    app, told = served[0], {}
    for target in targets(served):
        got, headed = (ask(app, target, method, headers={"accept": "text/html, */*;q=0.8"}) for method in ("GET", "HEAD"))
        assert got.status_code == 200, (target, got.text)
        named = [{k: v for k, v in one.headers.items() if k not in ("content-length", "date")} for one in (got, headed)]
        told[target] = headed.status_code == 200 and (target in OF_THE_MOMENT or named[0] == named[1])
    assert [target for target, same in told.items() if not same] == []


def test_every_route_says_how_long_a_copy_holds_and_sends_it_once(served):
    app = served[0]
    for target in targets(served):
        first = ask(app, target, headers={"accept-encoding": "identity"})
        if target in OF_THE_MOMENT:
            assert first.headers["cache-control"] == "no-store", target
            continue
        assert first.headers["cache-control"] in ("no-cache", "private, no-cache"), target
        again = ask(app, target, headers={"accept-encoding": "identity", "if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b""), target


def test_every_route_packs_what_is_worth_it(served):
    app, packed = served[0], []
    for target in targets(served):
        plain = ask(app, target, headers={"accept-encoding": "identity"})
        small = ask(app, target, headers={"accept-encoding": "gzip"})
        if target not in OF_THE_MOMENT and len(plain.content) > SHORT:
            assert small.headers.get("content-encoding") == "gzip", target
            assert small.content == plain.content, target
            packed.append(target)
    assert len(packed) > 15


def test_every_route_has_the_safe_headers(served):
    for target in (*targets(served), "/nothing", "/reader/read"):
        answer = ask(served[0], target)
        assert answer.headers["x-content-type-options"] == "nosniff", target
        assert "default-src 'none'" in answer.headers["content-security-policy"], target


def test_the_newsroom_is_described(served):
    described = ask(served[0], "/openapi.json").json()
    assert {"/newsroom", "/api/v1/newsroom"} <= set(described["paths"])
    shape = described["paths"]["/api/v1/newsroom"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert shape == {"$ref": "#/components/schemas/NewsroomDocument"}
    assert {"at", "sources"} <= set(ask(served[0], "/api/v1/newsroom").json())


def test_a_page_that_is_not_there_leads_to_the_nearest_stories(served):
    app, page = served[0], {"accept": "text/html"}
    document = html.document_fromstring(ask(app, "/stories/ferries-collide-in-the-strait", headers=page).content)
    near = document.xpath("//h2[.='Stories near it']/following-sibling::ul[1]//a/@href")
    assert near[0] == "/stories/st_ferry.html"
    assert ask(app, near[0]).status_code == 200
    assert document.xpath("//form[@role='search']")
    unknown = html.document_fromstring(ask(app, "/stories/st_0123456789abcdef", headers=page).content)
    assert unknown.xpath("//h2/text()") == ["The paper"]


def test_a_page_that_fails_leads_on(invented):
    def failing(_reader: object) -> bytes:
        raise ZeroDivisionError

    paper = edition_paper(invented)
    paper._offers = {**paper._offers, "latest.html": failing}
    kiosk = Kiosk(lambda _mark: paper)
    kiosk.open()
    app = web_app(kiosk, hosts=hosts_of("127.0.0.1"), clock=lambda: NOW)
    answer = ask(app, "/latest.html", headers={"accept": "text/html"})
    document = html.document_fromstring(answer.content)
    assert answer.status_code == 500
    assert document.xpath("//form[@role='search']")
    assert "The rest of the paper is there" in document.text_content()
    assert invented.title in document.text_content()


def test_before_there_is_a_paper_pages_are_dressed():
    kiosk = Kiosk(lambda _mark: None)
    kiosk.open()
    app = web_app(kiosk, hosts=hosts_of("127.0.0.1"), clock=lambda: NOW)
    for name in ("paper.css", "paper.js", "icon.svg"):
        assert ask(app, f"/static/{name}").status_code == 200
    for target in ("/", "/static/nothing.css", "/static/../pages.py", "/static/"):
        assert ask(app, target).status_code == 503
