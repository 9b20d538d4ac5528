"""Answers over HTTP: a ready copy, an address that leads on, or a refusal that helps."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from broadsheet.publish.templating import render
from broadsheet.publish.views.reader import Reader
from broadsheet.publish.web.copies import TYPES, Copy

PROBLEM = "application/problem+json"
_GZIP = re.compile(r"(?i:gzip|\*)\s*(?:;\s*q=(?:1(?:\.0*)?|0?\.0*[1-9]\d*))?")
_HALF = re.compile(r"%[^%]?$")
WHAT_NOW = {
    404: "Look for it by its words, or go on from the front page.",
    410: "Go on from the front page.",
    500: "What failed is in the server’s log. The rest of the paper is there: try again, or go on from the front page.",
    503: "Try again in a moment.",
}


LONGEST_INSTANCE = 300
"""Characters of an address that a problem repeats."""
BROKEN = "This page could not be made."


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """What a refusal's page has of its paper.

    Attributes:
        paper: the paper's name.
        reader: who reads it, for a page with a search form.
        near: title and address of stories that may have been meant.
    """

    paper: str = "The paper"
    reader: Reader | None = None
    near: tuple[tuple[str, str], ...] = ()


def sent(copy: Copy, headers: Headers, *, private: bool = False) -> Response:
    """A copy, packed where the reader takes that; nothing but its tag where they have it already.

    Args:
        copy: what is sent.
        headers: of the request.
        private: the copy is one reader's own.
    """
    packed = copy.packed is not None and _takes_gzip(headers.get("accept-encoding", ""))
    tag = copy.packed_tag if packed else copy.tag
    own = "private, no-cache" if private else "no-cache"
    told = {"etag": tag, "cache-control": own, "vary": "Accept-Encoding, Cookie"}
    if _known(headers.get("if-none-match", ""), (copy.tag, copy.packed_tag)):
        return Response(status_code=304, headers=told)
    if packed:
        told["content-encoding"] = "gzip"
    return Response(copy.packed if packed else copy.body, headers=told | {"content-type": copy.kind})


def _takes_gzip(accepted: str) -> bool:
    """Whether `Accept-Encoding` names gzip without refusing it.

    >>> _takes_gzip("br, gzip;q=0.8"), _takes_gzip("gzip; q=0.0"), _takes_gzip("")
    (True, False, False)
    """
    return any(_GZIP.fullmatch(one.strip()) is not None for one in accepted.split(","))


def _known(given: str, tags: tuple[str, ...]) -> bool:
    """Whether `If-None-Match` names one of the tags (weak comparison, RFC 9110)."""
    return any(one.strip().removeprefix("W/") in (*tags, "*") for one in given.split(","))


def refusal(scope: Scope, status: int, sentence: str, *, dress: Dress = Dress(), **more: str) -> Response:
    """An answer that says in one sentence why not: a page for people, else a problem (RFC 9457).

    Args:
        scope: of the request; what it asked for is not repeated, but for the path of a document of the API.
        status: of the answer.
        sentence: why not.
        dress: of the page.
        more: headers, with `_` for `-`.
    """
    headers = {name.replace("_", "-"): value for name, value in more.items()} | {"cache-control": "no-store"}
    title = HTTPStatus(status).phrase
    if asks_for_page(scope):
        told = {"status": status, "title": title, "sentence": sentence, "advice": WHAT_NOW.get(status, ""), "near": dress.near}
        body = render("refused.html", up="/", paper=dress.paper, day="", current="refused", reader=dress.reader, **told)
        return Response(body, status, headers | {"content-type": TYPES[".html"]})
    problem = {"type": "about:blank", "title": title, "status": status, "detail": sentence} | _instance(scope)
    return Response(json.dumps(problem).encode() + b"\n", status, headers | {"content-type": PROBLEM})


def _instance(scope: Scope) -> dict[str, str]:
    """For the API, the path that was asked for as a reference (RFC 3986), escaped, without its query; elsewhere nothing."""
    if not _is_of_api(scope):
        return {}
    path = scope.get("raw_path") or str(scope["path"]).encode()
    return {"instance": _HALF.sub("", quote(path, safe="/%:@!$&'()*+,;=~-._")[:LONGEST_INSTANCE])}


def _is_of_api(scope: Scope) -> bool:
    path = str(scope.get("path", ""))
    return path.startswith("/api/") or path == "/openapi.json"


def asks_for_page(scope: Scope) -> bool:
    """Whether somebody asks who reads pages, and not documents."""
    accepted = Headers(scope=scope).get("accept", "") if "headers" in scope else ""
    return "text/html" in accepted and not _is_of_api(scope)
