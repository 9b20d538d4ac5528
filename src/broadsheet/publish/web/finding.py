"""`/search?q=`, `/ask?q=` and `/api/v1/search?q=`."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from broadsheet.publish.templating import render
from broadsheet.publish.views import finding
from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.views.narrowing import FIELDS, Unreadable, address, facet_links, narrowed, saved_links
from broadsheet.publish.views.reader import Reader
from broadsheet.publish.web.answers import PROBLEM, refusal, sent
from broadsheet.publish.web.archive import Archive
from broadsheet.publish.web.copies import TYPES, ready
from broadsheet.publish.web.documents import ROOT, described
from broadsheet.publish.web.pages import Pages
from broadsheet.publish.web.paper import Paper
from broadsheet.publish.web.regulars import reader_of
from broadsheet.records.codec import to_plain
from broadsheet.records.query import Filters
from broadsheet.search import Finder, Results, ask
from broadsheet.store import Store

MOST = 20
"""Stories, articles, and statements, that a search shows at most."""
MOST_ASKED = 100
"""The same for a program that asks for more."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where searches and questions are answered: the store, and its vectors, which are kept between them."""

    pages: Pages
    archive: Archive
    finder: Finder = field(default_factory=Finder)


Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader asks for: the fields of the address, and who they are, empty if that is not known."""

    form: Form
    reader: str


Contents = Callable[[Store, Desk, Library, Wish], dict[str, object]]
Endpoint = Callable[[Request], Awaitable[Response]]


def routes(desk: Desk) -> Iterator[Route]:
    """The two pages."""
    for name, contents in (("search", _found), ("ask", _answered)):
        yield Route(f"/{name}", _endpoint(desk, name, contents), include_in_schema=False)


def router(desk: Desk) -> APIRouter:
    """The search of the API."""
    made = APIRouter(prefix=ROOT, tags=["paper"])
    described(
        made, "/search", _document(desk), summary="Stories, articles and printed statements by words and meaning",
        response_class=Response, operation_id="search", openapi_extra={"parameters": _parameters()},
        responses={200: {"description": "what was found"}, 400: {"description": "asked for wrongly", "content": {PROBLEM: {}}}},
    )  # fmt: skip
    return made


def _parameters() -> list[dict[str, Any]]:
    texts = {"q": "words, and phrases between quotation marks", **FIELDS}
    found = [{"name": name, "in": "query", "description": told, "schema": {"type": "string"}} for name, told in texts.items()]
    number = {"type": "integer", "minimum": 1, "maximum": MOST_ASKED, "default": MOST}
    return [*found, {"name": "limit", "in": "query", "description": "most of each kind", "schema": number}]


def _form(request: Request) -> Form:
    fields = parse_qs(request.scope["query_string"].decode("latin-1"), max_num_fields=16)
    return {name: values[0].strip() for name, values in fields.items()}


def _endpoint(desk: Desk, name: str, contents: Contents) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        paper = desk.pages.kiosk.paper
        if paper is None or paper.edition is None:
            return await desk.pages.answer(request.scope)
        copy = await run_in_threadpool(_page, desk, paper, name, contents, Wish(_form(request), reader_of(request.headers)))
        return sent(ready(copy, TYPES[".html"]), request.headers, private=True)

    return endpoint


def _document(desk: Desk) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        form = _form(request)
        try:
            limit = int(form.get("limit", str(MOST)))
            filters = narrowed(form)
        except (ValueError, Unreadable) as problem:
            return refusal(request.scope, 400, str(problem) if isinstance(problem, Unreadable) else "The limit is no number.")
        if not 1 <= limit <= MOST_ASKED or not (form.get("q") or filters.given):
            return refusal(request.scope, 400, f"Give words or a filter, and a limit from 1 to {MOST_ASKED}.")

        def found() -> bytes:
            with desk.archive.opened() as store:
                return json.dumps(to_plain(desk.finder.find(store, form.get("q", ""), filters, limit=limit))).encode() + b"\n"

        return sent(ready(await run_in_threadpool(found), TYPES[".json"]), request.headers)

    return endpoint


def _page(desk: Desk, paper: Paper, name: str, contents: Contents, wish: Wish) -> bytes:
    assert paper.edition is not None
    library = Library(paper.edition, "/")
    frame = {"up": "/", "paper": paper.title, "day": "", "current": name, "reader": Reader(edition=paper.version)}
    with desk.archive.opened() as store:
        told = contents(store, desk, library, wish)
    return render(f"{name}.html", query=wish.form.get("q", ""), **frame, **told)


def _found(store: Store, desk: Desk, library: Library, wish: Wish) -> dict[str, object]:
    form = wish.form
    query = form.get("q", "")
    try:
        filters, problem = narrowed(form), ""
    except Unreadable as unreadable:
        filters, problem = narrowed({name: value for name, value in form.items() if name not in ("from", "to")}), str(unreadable)
    results = desk.finder.find(store, query, filters, limit=MOST) if query or filters.given else Results(query="")
    return {
        "stories": finding.stories_found(library, results.hits, results.query),
        "articles": finding.articles_found(library, results.hits, results.query),
        "facets": facet_links(results.facets, query, filters),
        "form": form,
        "narrow": filters.given,
        "problem": problem,
        "address": address(query, filters),
        "instead_of": results.instead_of,
        "meant": results.query,
        "suggestion": results.suggestion and (results.suggestion, address(results.suggestion, filters)),
        "saved": saved_links(store.readers.searches(wish.reader)) if wish.reader else (),
    }


def _answered(store: Store, desk: Desk, library: Library, wish: Wish) -> dict[str, object]:
    question, story = wish.form.get("q", ""), library.stories.get(wish.form.get("story", ""))
    thread = story.thread if story and wish.form.get("scope") == "thread" else None
    scope = Filters(thread=thread.id) if thread else Filters(story=story.id) if story else None
    found = ask(store, question, scope, finder=desk.finder) if question else None
    return {
        "scope": story and (story.id, headline(story), library.story_href(story.id), bool(story.thread), thread is not None),
        "answer": finding.answered(library, found.parts) if found else (),
        "nearest": finding.answered(library, found.nearest) if found else (),
    }
