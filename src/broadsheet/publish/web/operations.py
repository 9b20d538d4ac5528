"""How an address of the API is described: its parameters, what it answers, and every way in which it refuses."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from importlib import resources
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from broadsheet.publish.web import paging
from broadsheet.publish.web.acceptance import accepts
from broadsheet.publish.web.answers import PROBLEM, refusal, sent
from broadsheet.publish.web.copies import TYPES, Copy, ready
from broadsheet.publish.web.match_shapes import MatchQuestion
from broadsheet.publish.web.shapes import Open, Problem, Shape

ROOT = "/api/v1"
STORY = "#/components/schemas/StoryPage"
Endpoint = Callable[[Request], Awaitable[Response]]
Parameter = Mapping[str, Any]

REFUSALS = {
    400: "asked for wrongly; `detail` says how to ask",
    403: "asked from a page of another site",
    404: "not in this paper",
    405: "not with this method; `Allow` names those that do",
    406: "`Accept` takes nothing that it is told as",
    410: "taken out of the paper by an editor, or a revision that cannot be shown any more",
    411: "a body without its length",
    413: "the body is too long",
    414: "the address or its query is too long",
    415: "the body is not JSON",
    421: "this server does not answer for that host",
    431: "the headers are too long",
    500: "it could not be made; what failed is in the server’s log",
    503: "there is no paper yet, or it cannot be read just now",
}
"""Every refusal, a problem (RFC 9457) whatever `Accept` says."""
ALWAYS = (400, 404, 405, 406, 414, 421, 431, 500, 503)
"""What may happen with any address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What `/openapi.json` says of an address.

    Attributes:
        path: below `/api/v1`, or from the root if it begins with `/` twice.
        name: its operation id.
        tag: the heading that it stands under.
        summary: a line.
        description: more.
        shape: of the document that it answers, None for a story page.
        media: other media types that it answers instead of JSON.
        parameters: in path, query and headers.
        refusals: statuses beside those that any address has.
        moves: whether it may lead on to another address (308).
        tagged: whether a copy can be asked for by its tag.
    """

    path: str
    name: str
    summary: str
    tag: str = "paper"
    description: str = ""
    shape: type[Shape] | type[Open] | None = None
    media: Sequence[str] = ()
    parameters: tuple[Parameter, ...] = ()
    refusals: tuple[int, ...] = ()
    moves: bool = False
    tagged: bool = True
    example: Any = field(default=None)


def described(router: APIRouter, operation: Operation, endpoint: Endpoint) -> None:
    """A route that `/openapi.json` describes, and that answers HEAD as it answers GET; 406 where `Accept` refuses the answer."""
    answered = _acceptable(endpoint)
    router.add_api_route(
        operation.path, answered, operation_id=operation.name, summary=operation.summary, description=operation.description,
        tags=[operation.tag], response_class=Response, responses=answers(operation), openapi_extra=extra(operation),
    )  # fmt: skip
    router.routes.append(Route(router.prefix + operation.path, answered, methods=["HEAD"], include_in_schema=False))


def _acceptable(endpoint: Endpoint) -> Endpoint:
    async def answered(request: Request) -> Response:
        answer = await endpoint(request)
        kind, accepted = answer.headers.get("content-type", ""), request.headers.get("accept", "")
        if answer.status_code != HTTPStatus.OK or accepts(accepted, kind):
            return answer
        return refusal(request.scope, HTTPStatus.NOT_ACCEPTABLE, f"This is told as {kind.partition(';')[0]} only.")

    return answered


def extra(operation: Operation) -> dict[str, Any]:
    """What FastAPI cannot know: parameters that the endpoint reads itself, and shared refusals."""
    refused = {str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted({*ALWAYS, *operation.refusals})}
    known = [{"$ref": "#/components/parameters/IfNoneMatch"}] if operation.tagged else []
    return {"parameters": [*operation.parameters, *known], "responses": refused}


def answers(operation: Operation) -> dict[int | str, dict[str, Any]]:
    """The answers of an operation that are none of a refusal."""
    found: dict[str, Any] = {"description": "found", "headers": _headers(operation)}
    if operation.media:
        found["content"] = {kind: {"schema": {"type": "object" if "json" in kind else "string"}} for kind in operation.media}
    elif operation.shape is None:
        found["content"] = {"application/json": {"schema": {"$ref": STORY}}}
    else:
        found["model"] = operation.shape
    if operation.example is not None:
        found.setdefault("content", {}).setdefault("application/json", {})["example"] = operation.example
    told: dict[int | str, dict[str, Any]] = {200: found}
    if operation.tagged:
        told[304] = {"description": "unchanged since the copy that If-None-Match names"}
    if operation.moves:
        where = {"Location": {"required": True, "schema": {"type": "string"}}}
        problem = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        told[308] = {"description": "told at another address now", "headers": where, "content": problem}
    return told


def _headers(operation: Operation) -> dict[str, Any]:
    tag = {"ETag": {"description": "changes with the answer", "schema": {"type": "string"}}} if operation.tagged else {}
    links = {"Link": {"description": "pages beside this one, or other forms of it (RFC 8288)", "schema": {"type": "string"}}}
    return tag | links


def named(example: str) -> Parameter:
    """The id in a path."""
    schema = {"type": "string", "pattern": "^[A-Za-z0-9_.:#-]{1,200}$"}
    return {"name": "id", "in": "path", "required": True, "schema": schema, "example": example}


def asked(name: str, description: str, *, required: bool = False, example: str | None = None, **schema: Any) -> Parameter:
    """A field of the query; text, unless `schema` says otherwise."""
    told = {"name": name, "in": "query", "required": required, "description": description, "schema": {"type": "string"} | schema}
    return told if example is None else told | {"example": example}


def count(name: str, description: str, least: int, most: int, **more: Any) -> Parameter:
    """A whole number in the query."""
    return asked(name, description, type="integer", minimum=least, maximum=most, **more)


PAGED = (
    count("limit", "items of a page; the whole list without limit and cursor", 1, paging.MOST),
    asked("cursor", "`next` or `prev` of another page of this list", maxLength=paging.LONGEST),
)
"""The parameters of a list that is told whole where no page is asked for."""
PAGED_ALWAYS = (count("limit", "items of a page", 1, paging.MOST, default=paging.USUAL), PAGED[1])
"""The parameters of a list that is told in pages only."""


def description(app: FastAPI) -> Route:
    """`/openapi.json`: the routes of the app as it is complete, made once."""

    @cache
    def made() -> Copy:
        return ready(json.dumps(complete(app.openapi()), ensure_ascii=False).encode(), TYPES[".json"])

    async def endpoint(request: Request) -> Response:
        return sent(made(), request.headers)

    return Route("/openapi.json", endpoint, include_in_schema=False)


def complete(document: dict[str, Any]) -> dict[str, Any]:
    """The document with the parts that all operations share, and the schema of a story page."""
    shared = document.setdefault("components", {})
    own = {one.__name__: one.model_json_schema() for one in (Problem, MatchQuestion)}
    shared.setdefault("schemas", {}).update(own | _story())
    shared["responses"] = {str(status): _refused(status, told) for status, told in REFUSALS.items()}
    shared["responses"]["405"]["headers"] = {"Allow": {"required": True, "schema": {"type": "string"}}}
    shared["parameters"] = {
        "IfNoneMatch": {
            "name": "If-None-Match", "in": "header", "required": False, "description": "the tag of a copy that is at hand",
            "schema": {"type": "string"},
        }
    }  # fmt: skip
    return document


def _refused(status: int, told: str) -> dict[str, Any]:
    example = {
        "type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": "A sentence that says why.",
        "instance": f"{ROOT}/stories/st_24215069144815fc",
    }  # fmt: skip
    return {"description": told, "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}}}


def story_schema() -> bytes:
    """The schema of a story page as it lies in the package."""
    return resources.files("broadsheet.records").joinpath("story.schema.json").read_bytes()


def _story() -> dict[str, Any]:
    """The same as components: the page as `StoryPage`, its parts as `Story…`."""
    page = json.loads(story_schema().replace(b'"#/$defs/', b'"#/components/schemas/Story'))
    parts = page.pop("$defs")
    kept = {key: value for key, value in page.items() if key not in ("$schema", "$id")}
    return {"StoryPage": kept} | {f"Story{name}": part for name, part in parts.items()}
