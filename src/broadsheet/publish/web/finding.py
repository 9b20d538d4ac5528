"""`/search?q=` and `/ask?q=`: the pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from broadsheet.publish.templating import render
from broadsheet.publish.views import finding
from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.views.narrowing import Unreadable, address, facet_links, narrowed, on_desk, saved_links
from broadsheet.publish.views.reader import Reader
from broadsheet.publish.views.wording import plain_label
from broadsheet.publish.views.yours import own_desks
from broadsheet.publish.web.answers import sent
from broadsheet.publish.web.archive import Archive
from broadsheet.publish.web.asking import Form, loose_form
from broadsheet.publish.web.copies import TYPES, ready
from broadsheet.publish.web.pages import Pages
from broadsheet.publish.web.paper import Paper
from broadsheet.publish.web.regulars import reader_of
from broadsheet.publish.web.visits import reader_for
from broadsheet.records.query import Filters
from broadsheet.search import Finder, Results, ask
from broadsheet.store import Store

MOST = 20
"""Stories, articles, and statements, that a search shows at most."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where searches and questions are answered: the store, and its vectors, which are kept between them."""

    pages: Pages
    archive: Archive
    finder: Finder = field(default_factory=Finder)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader asks for: the fields of the address, who they are (empty if not known), how the page speaks of them."""

    form: Form
    reader: str
    seen: Reader


Contents = Callable[[Store, Desk, Library, Wish], dict[str, object]]
Endpoint = Callable[[Request], Awaitable[Response]]


def routes(desk: Desk) -> Iterator[Route]:
    """The two pages."""
    for name, contents in (("search", _found), ("ask", _answered)):
        yield Route(f"/{name}", _endpoint(desk, name, contents), include_in_schema=False)


def _endpoint(desk: Desk, name: str, contents: Contents) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        paper = desk.pages.kiosk.paper
        if paper is None or paper.edition is None:
            return await desk.pages.answer(request.scope)
        wish = Wish(loose_form(request.scope), reader_of(request.scope), reader_for(request.scope, paper.version))
        copy = await run_in_threadpool(_page, desk, paper, name, contents, wish)
        return sent(ready(copy, TYPES[".html"]), request.headers, private=True)

    return endpoint


def _page(desk: Desk, paper: Paper, name: str, contents: Contents, wish: Wish) -> bytes:
    assert paper.edition is not None
    library = Library(paper.edition, "/")
    frame = {"up": "/", "paper": paper.title, "day": "", "current": name, "reader": wish.seen}
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
    desks = (*own_desks(library, store.readers.remembered(wish.reader)), *library.edition.desks)
    filters = on_desk(filters, desks)
    results = desk.finder.find(store, query, filters, limit=MOST) if query or filters.given else Results(query="")
    return {
        "stories": finding.stories_found(library, results.hits, results.query),
        "articles": finding.articles_found(library, results.hits, results.query),
        "facets": facet_links(results.facets, query, filters),
        "form": form,
        "desks": {each.name: plain_label(each.name) for each in desks},
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
