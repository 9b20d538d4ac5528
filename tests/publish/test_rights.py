"""Every route of the app × everyone who may ask × looking and posting: what the table of rights says is what happens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from broadsheet.publish.web import House
from broadsheet.publish.web.door import Door, Porter
from broadsheet.publish.web.rights import TABLE, Lanes, paths_of
from broadsheet.publish.web.who import GRANTS
from broadsheet.store import Store

from .house import ELSEWHERE, FORM, LOOKS, Lodge
from .webs import NOW, ask, routes_of

GIVEN = {"name": "st_ferry", "id": "st_ferry", "path": "latest.html", "revision": "2"}
"""What stands in the place of a route's own names."""
BY_TOKEN = {"reading token", "editing token"}


@dataclass(frozen=True)
class Guest:
    """Somebody who asks, with what their requests carry and where they come from."""

    kind: str
    headers: dict[str, str]
    client: str = ELSEWHERE


@pytest.fixture(scope="module")
def lodge(invented) -> Iterator[Lodge]:
    with Store.open("sqlite://") as store:
        made = Lodge(invented, store)
        made.lodge("rita")
        made.lodge("edda", "editor")
        made.lodge("olav", "editor")
        yield made


@pytest.fixture(scope="module")
def guests(lodge: Lodge) -> list[Guest]:
    forwarded = {"x-forwarded-for": "127.0.0.1"}
    return [
        Guest("nobody", {}),
        Guest("nobody", {}, "127.0.0.1"),
        Guest("nobody", forwarded, "127.0.0.1"),
        Guest("reader", lodge.session("rita")),
        Guest("editor", lodge.session("edda")),
        Guest("editor", lodge.session("olav") | forwarded, "127.0.0.1"),
        Guest("reading token", lodge.token(1, "edda")),
        Guest("reading token", lodge.token(2, "rita", "edit")),  # can do no more than its owner
        Guest("editing token", lodge.token(3, "edda", "edit")),
    ]


def targets(lodge: Lodge) -> Iterator[tuple[str, str, str]]:
    """Path, address and method of every route; a HEAD beside every GET."""
    for path, methods in paths_of(routes_of(lodge.app)):
        target = path.replace("{path:path}", "{path}").format(**GIVEN)
        for method in ("GET", "HEAD", "POST"):
            known = methods is None or method in methods
            if known and (method != "POST" or TABLE.get(path) is None or TABLE[path].post):
                yield path, target, method


def expected(guest: Guest, path: str, method: str) -> str:
    entry = TABLE[path]
    needed = entry.post if method == "POST" else entry.get
    if needed == "machine":
        return "in" if guest.client == "127.0.0.1" and "x-forwarded-for" not in guest.headers else "forbidden"
    if needed in GRANTS[guest.kind]:  # type: ignore[index]
        return "in"
    if guest.kind != "nobody":
        return "forbidden"
    return "shown in" if method != "POST" and not path.startswith(("/api/", "/openapi")) else "asked who"


def seen(lodge: Lodge, guest: Guest, target: str, method: str) -> str:
    headers = LOOKS | guest.headers
    if method == "POST":
        headers = headers | {"content-type": FORM["content-type"]} | ({} if guest.kind in BY_TOKEN else {"origin": FORM["origin"]})
    more = {"content": b"next=%2F"} if method == "POST" else {}
    answer = lodge.ask(target, method, headers=headers, client=guest.client, **more)
    if answer.status_code == 303 and answer.headers["location"].startswith("/login"):
        return "shown in"
    told = {401: "asked who", 403: "forbidden", 405: "no such method"}.get(answer.status_code, "in")
    return "in" if answer.status_code == 403 and "do not go together" in answer.text else told


def test_every_route_has_an_entry_and_every_entry_a_route(lodge):
    paths = {path for path, _ in paths_of(routes_of(lodge.app))}
    assert paths - TABLE.keys() == set(), "say in publish/web/rights.py what these need"
    assert TABLE.keys() - paths == set()


def test_doors_that_stand_open_are_these():
    """Told apart from the table, so that a route that is opened there by mistake is noticed."""
    opened = {path for path, entry in TABLE.items() if "open" in (entry.get, entry.post)}
    assert opened == {"/static/{name}", "/subscribe/confirm", "/unsubscribe", "/login", "/healthz", "/readyz"}
    posts = {path: entry.post for path, entry in TABLE.items() if entry.post not in (None, "open")}
    assert {path for path, right in posts.items() if right == "read"} == {"/api/v1/match", "/subscribe"}
    assert {right for path, right in posts.items() if path.startswith("/desk")} == {"edit"}
    assert {posts[f"/reader/{word}"] for word in ("apart", "settle")} == {"edit"}
    closed_to_readers = {path for path, entry in TABLE.items() if entry.get in ("edit", "machine")}
    assert closed_to_readers >= {"/desk", "/desk/names", "/newsroom", "/api/v1/newsroom", "/metrics"}
    assert {path for path, entry in TABLE.items() if entry.get in ("own", "account")} == {"/yours", "/account"}


def test_what_everyone_may_is_what_the_table_says(lodge, guests):
    wrong = []
    for path, target, method in targets(lodge):
        for number, guest in enumerate(guests):
            if path == "/logout" and guest.kind in ("reader", "editor"):
                continue  # it would be the last that they do
            found, right = seen(lodge, guest, target, method), expected(guest, path, method)
            wrong += [] if found == right else [(method, target, number, guest.kind, found, right)]
    assert wrong == []


def test_where_the_paper_is_public_everybody_reads_and_nobody_else_writes(invented):
    with Store.open("sqlite://") as store:
        lodge = Lodge(invented, store, House(owner=None, public=True))
        lodge.lodge("rita")
        wrong = []
        for path, target, method in targets(lodge):
            entry = TABLE[path]
            needed = entry.post if method == "POST" else entry.get
            found = seen(lodge, Guest("nobody", {}), target, method)
            right = "in" if needed in ("read", "open") else expected(Guest("nobody", {}), path, method)
            wrong += [] if found == right else [(method, target, found, right)]
        assert wrong == []
        assert ask(lodge.app, "/", headers=LOOKS, client=ELSEWHERE).headers.get("set-cookie") is None


def test_a_machine_of_ones_own_needs_no_name_as_long_as_there_are_no_accounts(invented):
    with Store.open("sqlite://") as store:
        lodge = Lodge(invented, store, House(owner="ada"))
        everything, owner = list(targets(lodge)), Guest("owner", {}, "127.0.0.1")
        assert [one for one in everything if seen(lodge, owner, *one[1:]) != expected(owner, one[0], one[2])] == []
        for other in (Guest("nobody", {}), Guest("nobody", {"x-forwarded-for": "127.0.0.1"}, "127.0.0.1")):
            closed = [one for one in everything if TABLE[one[0]].needs(one[2]) != "open"]
            assert [one for one in closed if seen(lodge, other, *one[1:]) != "forbidden"] == []
        lodge.lodge("rita")
        lodge.wait(seconds=2)
        assert seen(lodge, owner, "/desk", "GET") == "shown in"
        assert seen(lodge, owner, "/", "GET") == "shown in"


def test_a_route_that_nobody_entered_is_closed(lodge, invented):
    async def secret(_request):
        return PlainTextResponse("the secret")

    routes = [Route("/hush", secret), *routes_of(lodge.app)]
    inner = lodge.app._app
    inner._app.router.routes.insert(0, routes[0])
    try:
        door = Door(inner._app, Lanes(routes), inner._pages, Porter(house=House(), clock=lambda: NOW))
        assert ask(door, "/hush").status_code == 403
        assert ask(door, "/latest.html").status_code == 200
    finally:
        inner._app.router.routes.pop(0)


@pytest.mark.parametrize(
    "target",
    [
        "/static/../desk", "/static/..%2fdesk", "/static/%2e%2e/index.html", "//desk", "/desk/", "/DESK", "/./desk", "/static/..",
        "/static/%2e%2e%2fdesk",
    ],
)  # fmt: skip
def test_no_spelling_of_a_path_opens_a_door(lodge, target):
    answer = lodge.ask(target, headers=LOOKS)
    assert answer.status_code in (303, 404), target
    assert answer.status_code == 404 or answer.headers["location"].startswith("/login?next=")


def test_a_stranger_is_told_that_the_paper_is_ready_and_no_more(lodge, guests):
    told = [set(lodge.ask("/readyz", headers=guest.headers, client=guest.client).json()) for guest in guests]
    known = {"status", "version", "edition", "built", "age_seconds"}
    assert told == [{"status"}, known, {"status"}, {"status"}, known, known, {"status"}, {"status"}, known]
