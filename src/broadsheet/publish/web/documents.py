"""The API as `/openapi.json` describes it. `pages` makes the documents; the shapes stand here."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import cache
from importlib import resources
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response
from starlette.routing import Route

from broadsheet.publish.web.answers import PROBLEM, sent
from broadsheet.publish.web.copies import TYPES, Copy, ready
from broadsheet.publish.web.pages import Pages

ROOT = "/api/v1"
SCHEMA = f"{ROOT}/story.schema.json"
Endpoint = Callable[[Request], Awaitable[Response]]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="allow")


class StoryLine(_Shape):
    """A story in the list."""

    id: str
    slug: str
    revision: int = Field(ge=1)
    headline: str
    standfirst: str | None
    language: str
    state: str
    thread: str | None
    first_seen: str | None
    last_update: str | None
    stats: dict[str, Any]
    content_sha256: str
    html: str
    json_file: str = Field(alias="json")


class Stories(_Shape):
    """The stories of the edition, in front-page order, where old addresses lead, and what an editor put first or took out."""

    title: str
    edition: str | None
    built: str
    data_cutoff: str | None
    stories: list[StoryLine]
    redirects: dict[str, str]
    lead: str | None
    pinned: list[str]
    hidden: dict[str, str]


class StoryChange(_Shape):
    """One thing that changed."""

    revision: int
    kind: str
    target: str
    material: bool
    before: str | None = None
    after: str | None = None


class Changes(_Shape):
    """What a reader of the revision `since` has missed."""

    id: str
    revision: int
    since: int
    changes: list[StoryChange]


class ThreadLine(_Shape):
    """An affair in the list."""

    id: str
    title: str
    stories: list[str]
    html: str


class Threads(_Shape):
    """The affairs of two stories or more, and where old addresses lead."""

    threads: list[ThreadLine]
    redirects: dict[str, str]


class ThreadDocument(ThreadLine):
    """An affair with its chapters in order."""

    chapters: list[dict[str, Any]]


class TopicLine(_Shape):
    """A person, place or organisation in the list."""

    id: str | None
    name: str
    kind: str
    html: str


class Topics(_Shape):
    """Everyone and everything that the stories introduce."""

    topics: list[TopicLine]


class TopicDocument(TopicLine):
    """What the edition holds on a person, place or organisation."""

    aliases: list[str]
    called: list[dict[str, Any]]
    stories: list[dict[str, Any]]


class NewsroomDocument(_Shape):
    """How what is followed does, at the moment of asking."""

    at: str
    sources: list[dict[str, Any]]


class Problem(_Shape):
    """Why not (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str = ""


_PROBLEM = {PROBLEM: {"schema": Problem.model_json_schema()}}
_ID: dict[str, Any] = {
    "name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[A-Za-z0-9_.:-]{1,200}$"},
}  # fmt: skip
_SINCE: dict[str, Any] = {
    "name": "since", "in": "query", "required": False, "description": "the revision that was read last",
    "schema": {"type": "integer", "minimum": 0, "default": 0},
}  # fmt: skip
_DOCUMENTED: tuple[tuple[str, str, type[_Shape] | None, tuple[dict[str, Any], ...]], ...] = (
    ("/stories", "The stories of the edition", Stories, ()),
    ("/stories/{id}", "A story page, as broadsheet/story@1", None, (_ID,)),
    ("/stories/{id}/changes", "What changed in a story since a revision", Changes, (_ID, _SINCE)),
    ("/threads", "Long affairs", Threads, ()),
    ("/threads/{id}", "An affair with its chapters", ThreadDocument, (_ID,)),
    ("/topics", "People, places and organisations", Topics, ()),
    ("/topics/{id}", "A person, place or organisation", TopicDocument, (_ID,)),
)


def router(pages: Pages) -> APIRouter:
    """The routes of the API."""
    made = APIRouter(prefix=ROOT, tags=["paper"])
    for path, summary, shape, parameters in _DOCUMENTED:
        made.add_api_route(
            path, _endpoint(pages), summary=summary, responses=_responses(shape), response_class=Response,
            operation_id=path.strip("/").replace("/{id}", "_one").replace("/", "_"),
            openapi_extra={"parameters": list(parameters)} if parameters else None,
        )  # fmt: skip
    described(made, "/story.schema.json", _schema, summary="The schema of a story page", response_class=Response)
    return made


def described(router: APIRouter, path: str, endpoint: Endpoint, **told: Any) -> None:
    """A route that `/openapi.json` describes, and that answers HEAD as it answers GET."""
    router.add_api_route(path, endpoint, **told)
    router.routes.append(Route(router.prefix + path, endpoint, methods=["HEAD"], include_in_schema=False))


def description(app: FastAPI) -> Route:
    """`/openapi.json`: the routes of the app as it is complete, made once."""

    @cache
    def made() -> Copy:
        return ready(json.dumps(app.openapi(), ensure_ascii=False).encode(), TYPES[".json"])

    async def endpoint(request: Request) -> Response:
        return sent(made(), request.headers)

    return Route("/openapi.json", endpoint, include_in_schema=False)


def _endpoint(pages: Pages) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await pages.answer(request.scope)

    return endpoint


async def _schema(request: Request) -> Response:
    body = resources.files("broadsheet.records").joinpath("story.schema.json").read_bytes()
    return sent(ready(body, "application/schema+json"), request.headers)


def _responses(shape: type[_Shape] | None) -> dict[int | str, dict[str, Any]]:
    page = {"description": "found", "content": {"application/json": {"schema": {"$ref": SCHEMA}}}}
    return {
        200: {"description": "found", "model": shape} if shape else page,
        304: {"description": "unchanged since the copy that If-None-Match names"},
        308: {"description": "told with another story now"},
        400: {"description": "asked for wrongly", "content": _PROBLEM},
        404: {"description": "not in this paper", "content": _PROBLEM},
        410: {"description": "taken out of the paper by an editor", "content": _PROBLEM},
    }
