"""`POST /api/v1/match`: whether a text or an address is known, and which story it tells. Nothing is kept or fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from broadsheet.pipeline.matching import LONGEST, Asked, Match, Matcher
from broadsheet.publish.files import encode_json
from broadsheet.publish.views.library import Library, headline, web_address
from broadsheet.publish.views.narrowing import Unreadable, day
from broadsheet.publish.views.wording import plain_label
from broadsheet.publish.web.answers import refusal
from broadsheet.publish.web.archive import Archive
from broadsheet.publish.web.asking import Unclear
from broadsheet.publish.web.copies import TYPES
from broadsheet.publish.web.match_shapes import MatchDocument
from broadsheet.publish.web.operations import ROOT, Operation, answers, extra
from broadsheet.publish.web.pages import Pages
from broadsheet.records.story import Rival

PATH = f"{ROOT}/match"
BODY = 400_000
"""Bytes of a body: a text of `LONGEST` characters in any script, with its marks escaped."""
LONGEST_URL, LONGEST_TITLE = 4_096, 1_000
_QUESTION = {"url": "https://courier.example/business/2031/03/15/bid-for-ostrel-hall?utm_source=mail"}
_KNOWN = {
    "known": True,
    "by": "address",
    "article": "pg_e998310ccdce9e6fc75a#1",
    "kind": "original",
    "likeness": 1.0,
    "why": ["the same address"],
    "family": [
        {
            "id": "pg_e998310ccdce9e6fc75a#1",
            "title": "Ilvanese maker of ferry batteries bids for a hall of Ostrel",
            "outlet": "The Dremin Courier",
            "published": "2031-03-15T09:30:00+01:00",
            "url": "https://courier.example/business/2031/03/15/bid-for-ostrel-hall",
            "html": "articles/pg_e998310ccdce9e6fc75a-1.html",
        }
    ],
    "story": {
        "id": "st_24215069144815fc",
        "headline": "Ilvanese maker of ferry batteries bids for a hall of Ostrel",
        "html": "stories/st_24215069144815fc.html",
    },
    "nearest": [],
}
"""What the example store answers to that."""
_MATCH = Operation(
    path="/match", name="match", tag="inquiries", summary="Whether a text or an address is known, and the story it tells",
    description=(
        "By its address, as a copy by its text, or as a report of a story, the first that holds. What is not known is no error: "
        "`story` is null, and `nearest` names stories that it is like. Nothing is kept and nothing is fetched."
    ),
    shape=MatchDocument, refusals=(403, 411, 413, 415), tagged=False, example=_KNOWN,
)  # fmt: skip
_ADDRESS = re.compile(r"https?://[A-Za-z0-9]")
_FIELDS = {"text": LONGEST, "url": LONGEST_URL, "title": LONGEST_TITLE, "outlet": LONGEST_TITLE, "published": 40}


class Matching:
    """Where texts are recognised."""

    def __init__(self, pages: Pages, archive: Archive) -> None:
        self._pages, self._archive, self._matcher = pages, archive, Matcher()

    def router(self) -> APIRouter:
        """The one route."""
        made, told = APIRouter(prefix=ROOT), extra(_MATCH)
        schema = {"schema": {"$ref": "#/components/schemas/MatchQuestion"}, "example": _QUESTION}
        told["requestBody"] = {"required": True, "content": {"application/json": schema}}
        made.add_api_route(
            _MATCH.path, self.answer, methods=["POST"], operation_id=_MATCH.name, summary=_MATCH.summary,
            description=_MATCH.description, tags=[_MATCH.tag], response_class=Response, responses=answers(_MATCH),
            openapi_extra=told,
        )  # fmt: skip
        return made

    async def answer(self, request: Request) -> Response:
        """What is known of what the body asks for."""
        paper, scope = self._pages.kiosk.paper, request.scope
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return refusal(scope, 415, "Send it as application/json.", accept_post="application/json")
        if paper is None or paper.edition is None:
            return refusal(scope, 503, "There is no paper here yet.", retry_after="10")
        try:
            asked = _asked(await request.body())
        except (Unclear, Unreadable) as problem:
            return refusal(scope, 400, str(problem))
        found = await run_in_threadpool(self._match, asked)
        body = encode_json(_told(Library(paper.edition), found))
        return Response(body, headers={"content-type": TYPES[".json"], "cache-control": "no-store"})

    def _match(self, asked: Asked) -> Match:
        with self._archive.opened() as store:
            return self._matcher.match(store, asked)


def _asked(body: bytes) -> Asked:
    """What a body asks for.

    Raises:
        Unclear: it is no JSON object with the fields of `MatchQuestion`.
    """
    try:
        plain = json.loads(body)
    except (ValueError, RecursionError) as problem:
        raise Unclear("The body is no JSON.") from problem
    if not isinstance(plain, dict) or not plain.keys() <= _FIELDS.keys():
        raise Unclear(f"Send an object with {', '.join(_FIELDS)} and nothing else.")
    form = {name: _text(plain, name) for name in plain}
    if not (form.get("text") or form.get("url")):
        raise Unclear("Give a text or a url.")
    if (url := form.get("url")) and not _ADDRESS.match(url):
        raise Unclear("Give url as an address that begins with http:// or https://.")
    return Asked(**{name: value for name, value in form.items() if value is not None})


def _text(plain: Mapping[str, Any], name: str) -> str | None:
    """A field; half a surrogate pair, which no text has, becomes a question mark."""
    value = plain[name]
    if name == "published":
        return _day(value)
    if not isinstance(value, str) or len(value) > _FIELDS[name]:
        raise Unclear(f"Give {name} as text of at most {_FIELDS[name]} characters.")
    if not value.strip() and name in ("text", "url"):
        raise Unclear(f"Give {name} with something in it, or leave it out.")
    return value.encode("utf-8", "replace").decode()


def _day(value: object) -> str | None:
    if value is not None and not (isinstance(value, str) and value):
        raise Unclear("Give published as a day, written like 2026-01-31.")
    return day(value)


def _told(library: Library, found: Match) -> dict[str, Any]:
    """What was found, as far as it is in this paper."""
    family = [name for name in found.family if name in library.articles]
    return {
        "known": found.by in ("address", "text"),
        "by": found.by,
        "article": found.article if found.article in library.articles else None,
        "kind": found.kind,
        "likeness": found.likeness,
        "why": list(found.why),
        "family": [_article(library, name) for name in family],
        "story": _story(library, found.story) if found.story and found.story in library.stories else None,
        "nearest": [_near(library, rival) for rival in found.nearest if rival.story in library.stories],
    }


def _article(library: Library, name: str) -> dict[str, Any]:
    article = library.articles[name]
    return {
        "id": name,
        "title": article.title,
        "outlet": plain_label(article.outlet or "") or None,
        "published": article.published,
        "url": web_address(article.url),
        "html": library.article_href(name),
    }


def _story(library: Library, name: str) -> dict[str, Any]:
    return {"id": name, "headline": headline(library.stories[name]), "html": library.story_href(name)}


def _near(library: Library, rival: Rival) -> dict[str, Any]:
    return _story(library, rival.story) | {"likeness": rival.score, "alike": list(rival.alike), "against": list(rival.against)}
