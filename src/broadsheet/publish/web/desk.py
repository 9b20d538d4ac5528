"""The editor's desk: `/desk`, `/desk/names`, and what is decided there or on a story's page, by plain forms."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Protocol, cast
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from broadsheet.errors import BroadsheetError, NotFound, StoreBusy, UsageError
from broadsheet.pipeline import decisions
from broadsheet.publish.names import file_name
from broadsheet.publish.templating import render
from broadsheet.publish.views import desk as views
from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.web.copies import TYPES
from broadsheet.publish.web.deciding import KINDS, Room, decision_of, typed_in
from broadsheet.publish.web.pages import Pages
from broadsheet.publish.web.paper import Paper
from broadsheet.publish.web.visits import onlooker
from broadsheet.publish.web.who import who_of
from broadsheet.publish.web.words import FORM, back
from broadsheet.records.editorial import DecisionKind, EditorialDecision
from broadsheet.records.moments import in_utc
from broadsheet.store import Store

ROOT = "/desk"
MOST_FOUND = 20
"""Entries of the registry that a page lists."""
_log = logging.getLogger("broadsheet.web")

Contents = Callable[[Paper, str], dict[str, object]]


class Desk(Protocol):
    """Carries out what an editor decides."""

    def decide(self, decision: EditorialDecision) -> bool:
        """Record a decision, or the withdrawal of one; whether the pages say it already, or will with the next writing.

        Raises:
            StoreBusy: it cannot be done while somebody else writes.
            NotFound: it names what is not there.
            UsageError: it cannot be.
        """


def _kind(request: Request) -> DecisionKind:
    """Which decision an address asks for: a route leads here for each."""
    return cast("DecisionKind", request.url.path.removeprefix(f"{ROOT}/"))


class DeskPages:
    """The desk's routes.

    Args:
        pages: the paper as it is served, with the store to look.
        desk: carries decisions out.
        clock: the time.
    """

    def __init__(self, pages: Pages, desk: Desk, clock: Callable[[], datetime]) -> None:
        assert pages.regulars is not None
        self._pages, self._desk, self._clock = pages, desk, clock
        self._archive = pages.regulars.archive

    def routes(self) -> Iterator[Route]:
        """The two pages, and an address for every kind of decision."""
        yield Route(ROOT, self._shown("desk", self._listed), include_in_schema=False)
        yield Route(f"{ROOT}/names", self._shown("names", self._named), include_in_schema=False)
        for kind in KINDS:
            yield Route(f"{ROOT}/{kind}", self.decided, methods=["POST"], include_in_schema=False)

    def _shown(self, name: str, contents: Contents) -> Callable[..., object]:
        async def endpoint(request: Request) -> Response:
            paper = self._pages.kiosk.paper
            if paper is None or paper.edition is None:
                return await self._pages.answer(request.scope)
            asked = request.scope["query_string"].decode("latin-1")
            by = _by(request, paper)
            return await run_in_threadpool(lambda: _page(paper, f"{name}.html", 200, by | contents(paper, asked)))

        return endpoint

    def _listed(self, paper: Paper, asked: str) -> dict[str, object]:
        with self._archive.opened() as store:
            listed = [(one.decision, one.story, one.status) for one in decisions(store, as_of=in_utc(self._clock()))]
            unseen = _unseen(store, paper, [story for _, story, _ in listed if story])
        desk = views.desk_view(views.Titles(_library(paper), unseen), listed)
        return {"desk": desk, "waits": asked == "waits=1", "typed": views.BLANK}

    def _named(self, paper: Paper, asked: str) -> dict[str, object]:
        query = " ".join(parse_qs(asked).get("name", [""])[0].split())[:100]
        with self._archive.opened() as store:
            known = store.registry.all() if query else []
        wanted = query.casefold()
        found = [one for one in known if any(wanted in form.casefold() for form in (one.name, *one.aliases))]
        listed = views.entries(views.Titles(_library(paper)), found[:MOST_FOUND])
        return {"name": query, "found": listed, "more": max(0, len(found) - MOST_FOUND), "typed": views.BLANK}

    async def decided(self, request: Request) -> Response:
        """Record a decision, and lead back to the page that it was made on."""
        headers, editor, paper = request.headers, who_of(request.scope).name, self._pages.kiosk.paper
        if paper is None:
            return await self._pages.answer(request.scope)
        if headers.get("content-type", "").partition(";")[0].strip() != FORM:
            return self._pages.refuse(request.scope, 415, "That is no form.")
        kind, at = _kind(request), in_utc(self._clock())
        try:
            typed = typed_in(await request.body())
        except ValueError:
            return self._pages.refuse(request.scope, 400, "The form says too much.")
        signed = EditorialDecision(kind=kind, editor=editor, at=at)
        try:
            now = await run_in_threadpool(self._carry_out, typed, signed, Room(paper, self._archive))
        except (BroadsheetError, KeyError, ValueError) as problem:
            return await run_in_threadpool(self._refused, request, typed, problem)
        there = ROOT if kind == "hide" else _there(headers, typed)
        return Response(status_code=303, headers={"location": there if now else f"{ROOT}?waits=1", "cache-control": "no-store"})

    def _carry_out(self, typed: views.Typed, signed: EditorialDecision, room: Room) -> bool:
        now = self._desk.decide(decision_of(typed, signed, room))
        self._pages.kiosk.open()
        return now

    def _refused(self, request: Request, typed: views.Typed, problem: Exception) -> Response:
        """Why not, with what was typed still in the form."""
        paper, kind = self._pages.kiosk.paper, _kind(request)
        status, sentence = _why(problem)
        if paper is None or paper.edition is None:
            return self._pages.refuse(request.scope, status, sentence)
        library = _library(paper)
        page = library.stories.get(typed.maybe("story"))
        story = views.editable(library, page) if page else None
        hint = problem.hint if isinstance(problem, BroadsheetError) and "`" not in problem.hint else ""
        told = {
            "kind": kind,
            "typed": typed,
            "story": story,
            "sentence": sentence,
            "hint": hint,
            "there": _there(request.headers, typed),
        }
        return _page(paper, "undecided.html", status, _by(request, paper) | told)


def _there(headers: Headers, typed: views.Typed) -> str:
    """The page that an editor came from; from a form that was refused before, its story's."""
    there = back(headers)
    if there.removeprefix(f"{ROOT}/") not in KINDS:
        return there
    return f"/stories/{file_name(typed.maybe('story'))}" if typed.maybe("story") else ROOT


def _why(problem: Exception) -> tuple[int, str]:
    """Status and sentence of a refusal."""
    if isinstance(problem, StoreBusy):
        return 503, "The paper is being written just now. Send it again in a minute: what you typed is still here."
    if isinstance(problem, NotFound):
        return 404, f"{_sentence(problem)}."
    if isinstance(problem, UsageError):
        return 409, f"{_sentence(problem)}."
    if isinstance(problem, BroadsheetError):
        _log.error("a decision was not kept: %s", problem)
        return 503, "That could not be kept just now."
    return 400, "The form says too little."


def _sentence(problem: Exception) -> str:
    told = str(problem).rstrip(".")
    return told[:1].upper() + told[1:]


def _unseen(store: Store, paper: Paper, stories: Iterable[str]) -> dict[str, str]:
    """The headlines of stories that are not in the paper."""
    shown = {story.id for story in paper.edition.stories} if paper.edition else set[str]()
    latest = {story: store.revisions.latest(story) for story in stories if story not in shown}
    return {story: headline(found.page) for story, found in latest.items() if found}


def _library(paper: Paper) -> Library:
    assert paper.edition is not None
    return Library(paper.edition, "/")


def _by(request: Request, paper: Paper) -> dict[str, object]:
    return {"reader": replace(onlooker(request.scope, paper.version), edits=True)}


def _page(paper: Paper, template: str, status: int, told: dict[str, object]) -> Response:
    frame = {"up": "/", "paper": paper.title, "day": "", "current": "desk"}
    body = render(template, **frame, **told)
    return Response(body, status, {"content-type": TYPES[".html"], "cache-control": "no-store"})
