"""What every route needs: the one table. A route that is not in it is closed to everyone.

A new route is added to the app and to `TABLE`, under the path that the route is declared with; `tests/publish/test_rights.py`
asks every route of the app in every role and fails for one that has no entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from starlette.routing import BaseRoute, compile_path

from broadsheet.publish.web.addresses import FORMS
from broadsheet.publish.web.deciding import KINDS
from broadsheet.publish.web.matching import BODY
from broadsheet.publish.web.who import Right

Proof = Literal["form", "program", "seal"]
"""How a post shows that no other site sent it. `form`: the browser says so (Origin, else Sec-Fetch-Site). `program`: the same, or
no browser sent it, for what changes nothing. `seal`: it carries a secret of its own, which its route checks."""
Rate = Literal["search", "ask", "match"]
FORM = 16_384
"""Bytes of a form at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a path needs.

    Attributes:
        get: the right to look, None where nobody can.
        post: the right to post, None where nobody can.
        proof: how a post shows where it comes from.
        rate: the allowance that asking uses up, None if it is cheap.
        longest: bytes that may be posted.
    """

    get: Right | None = None
    post: Right | None = None
    proof: Proof = "form"
    rate: Rate | None = None
    longest: int = FORM

    def needs(self, method: str) -> Right | None:
        """The right that a method needs."""
        return self.post if method == "POST" else self.get if method in ("GET", "HEAD") else None


_READ = Entry(get="read")
_SAY = Entry(post="own")
_DECIDE = Entry(post="edit")
PAPER = "/{path:path}"
"""The route of everything that lies in the paper under its own name; the last that is tried."""
TABLE: dict[str, Entry] = {
    # the paper
    PAPER: _READ,
    "/static/{name}": Entry(get="open"),
    "/stories/{name}": _READ,
    "/stories/{name}/changes": _READ,
    "/search": Entry(get="read", rate="search"),
    "/ask": Entry(get="read", rate="ask"),
    # the paper for programs
    "/openapi.json": _READ,
    "/api/v1/story.schema.json": _READ,
    "/api/v1/edition": _READ,
    **{f"/api/v1/{kind}": _READ for kind in ("stories", "threads", "topics", "articles")},
    **{f"/api/v1/{kind}/{{id}}": _READ for kind in ("stories", "threads", "topics", "articles")},
    **{f"/api/v1/stories/{{id}}.{form}": _READ for form in FORMS},
    "/api/v1/stories/{id}/changes": _READ,
    "/api/v1/stories/{id}/revisions": _READ,
    "/api/v1/stories/{id}/revisions/{revision}": _READ,
    "/api/v1/sources": _READ,
    "/api/v1/sources.opml": _READ,
    "/api/v1/search": Entry(get="read", rate="search"),
    "/api/v1/ask": Entry(get="read", rate="ask"),
    "/api/v1/match": Entry(post="read", proof="program", rate="match", longest=BODY),
    # what one reader says
    "/yours": Entry(get="own"),
    **{f"/reader/{word}": _SAY for word in ("read", "follow", "hide", "desk", "search")},
    # what holds for everyone
    **{f"/reader/{word}": _DECIDE for word in ("apart", "settle")},
    "/desk": Entry(get="edit"),
    "/desk/names": Entry(get="edit"),
    **{f"/desk/{kind}": _DECIDE for kind in KINDS},
    "/newsroom": Entry(get="edit"),
    "/api/v1/newsroom": Entry(get="edit"),
    # the newsletter by mail: links in mails are opened in any browser, and mail programs leave by one click
    "/subscribe": Entry(get="read", post="read"),
    "/subscribe/asked": _READ,
    "/subscribe/confirm": Entry(get="open", post="open"),
    "/unsubscribe": Entry(get="open", post="open", proof="seal"),
    # who comes in
    "/login": Entry(get="open", post="open"),
    "/logout": Entry(post="account"),
    "/account": Entry(get="account"),
    **{f"/account/{what}": Entry(post="account") for what in ("password", "sessions", "tokens")},
    # the watchman
    "/healthz": Entry(get="open"),
    "/readyz": Entry(get="open"),
    "/metrics": Entry(get="machine"),
}
CLOSED, NOWHERE = Entry(), _READ
"""What a route without an entry needs, and an address that leads to no route at all."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A route of the app: its path as declared, the pattern of that, its methods (None for any), what it needs."""

    path: str
    pattern: re.Pattern[str]
    methods: frozenset[str] | None
    entry: Entry


def paths_of(routes: Iterable[BaseRoute]) -> Iterator[tuple[str, frozenset[str] | None]]:
    """Path and methods of every route, in the order in which they are tried."""
    for route in routes:
        inner: Any = getattr(route, "original_router", None) or getattr(route, "router", None)
        path: str | None = getattr(route, "path", None)
        if path is not None:
            methods = getattr(route, "methods", None)
            yield path, frozenset(methods) if methods else None
        elif inner is not None:
            yield from paths_of(inner.routes)


class Lanes:
    """The routes of an app with what they need, found as the app itself finds them: the first that fits wholly."""

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        self._lanes = [Lane(path, compile_path(path)[0], methods, TABLE.get(path, CLOSED)) for path, methods in paths_of(routes)]

    def entry(self, path: str, method: str) -> Entry:
        """What a request needs."""
        lane = self._lane(path, method)
        return lane.entry if lane else NOWHERE

    def methods(self, path: str) -> tuple[tuple[str, ...], int]:
        """How a path may be asked for, and how many bytes may be posted to it.

        One that only takes what is posted is no page of the paper.
        """
        entry = self.entry(path, "POST")
        if entry.post is None:
            return ("GET", "HEAD"), 0
        page = self._lane(path, "GET")
        return ("POST",) if page is None or page.path == PAPER else ("GET", "HEAD", "POST"), entry.longest

    def _lane(self, path: str, method: str) -> Lane | None:
        fits = (lane for lane in self._lanes if (lane.methods is None or method in lane.methods) and lane.pattern.match(path))
        return next(fits, None)
