"""`/search?q=` and `/ask?q=`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from broadsheet.publish.templating import render
from broadsheet.publish.views import finding
from broadsheet.publish.views.library import Library
from broadsheet.publish.views.reader import Reader
from broadsheet.publish.web.answers import sent
from broadsheet.publish.web.archive import Archive
from broadsheet.publish.web.copies import TYPES, ready
from broadsheet.publish.web.pages import Pages
from broadsheet.publish.web.paper import Paper
from broadsheet.search import ask, search

MOST = 20
"""Articles, and statements, that a search shows at most."""

Contents = Callable[[Archive, Library, str], dict[str, object]]


def routes(pages: Pages, archive: Archive) -> Iterator[Route]:
    """The two pages."""
    for name, contents in (("search", _found), ("ask", _answered)):
        yield Route(f"/{name}", _endpoint(pages, archive, name, contents), include_in_schema=False)


def _endpoint(pages: Pages, archive: Archive, name: str, contents: Contents) -> Callable[..., object]:
    async def endpoint(request: Request) -> Response:
        paper = pages.kiosk.paper
        if paper is None or paper.edition is None:
            return await pages.answer(request.scope)
        asked = parse_qs(request.scope["query_string"].decode("latin-1"), max_num_fields=8).get("q", [""])[0].strip()
        copy = await run_in_threadpool(_page, archive, paper, name, contents, asked)
        return sent(ready(copy, TYPES[".html"]), request.headers, private=True)

    return endpoint


def _page(archive: Archive, paper: Paper, name: str, contents: Contents, asked: str) -> bytes:
    assert paper.edition is not None
    library = Library(paper.edition, "/")
    frame = {"up": "/", "paper": paper.title, "day": "", "current": name, "reader": Reader(edition=paper.version)}
    return render(f"{name}.html", query=asked, **frame, **contents(archive, library, asked))


def _found(archive: Archive, library: Library, query: str) -> dict[str, object]:
    with archive.opened() as store:
        hits = search(store, query, limit=MOST) if query else []
    return {
        "stories": finding.stories_found(library, hits, query),
        "articles": finding.articles_found(library, hits, query),
    }


def _answered(archive: Archive, library: Library, question: str) -> dict[str, object]:
    with archive.opened() as store:
        found = ask(store, question) if question else None
    return {
        "answer": finding.answered(library, found.parts) if found else (),
        "nearest": finding.answered(library, found.nearest) if found else (),
    }
