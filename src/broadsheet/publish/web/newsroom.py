"""`/newsroom`, and `/api/v1/newsroom` for programs: how what is followed does, straight from the store."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from broadsheet.pipeline.newsroom import newsroom
from broadsheet.publish.templating import render
from broadsheet.publish.views.newsroom import newsroom_document, newsroom_view
from broadsheet.publish.web.answers import sent
from broadsheet.publish.web.archive import Archive
from broadsheet.publish.web.copies import TYPES, ready
from broadsheet.publish.web.kiosk import Kiosk
from broadsheet.publish.web.operations import ROOT, Endpoint, Operation, described
from broadsheet.publish.web.shapes import NewsroomDocument
from broadsheet.publish.web.visits import onlooker
from broadsheet.records.newsroom import Newsroom

_PAGE = Operation(path="/newsroom", name="newsroom_page", tag="newsroom", summary="The same as a page", media=("text/html",))
_DOCUMENT = Operation(
    path=f"{ROOT}/newsroom", name="newsroom", tag="newsroom", summary="How what is followed does, straight from the store",
    shape=NewsroomDocument,
)  # fmt: skip
Setter = Callable[[Kiosk, Newsroom, datetime, Scope], bytes]


def router(kiosk: Kiosk, archive: Archive, clock: Callable[[], datetime]) -> APIRouter:
    """The page and the document. They are there before the first edition is: that is when somebody wants to know why."""
    made = APIRouter()
    for operation, kind, make in ((_PAGE, ".html", _page), (_DOCUMENT, ".json", _document)):
        described(made, operation, _endpoint(kiosk, archive, clock, (TYPES[kind], make)))
    return made


def _endpoint(kiosk: Kiosk, archive: Archive, clock: Callable[[], datetime], form: tuple[str, Setter]) -> Endpoint:
    kind, make = form

    def made(scope: Scope) -> bytes:
        now = clock()
        with archive.opened() as store:
            room = newsroom(store, now)
        return make(kiosk, room, now, scope)

    async def endpoint(request: Request) -> Response:
        return sent(ready(await run_in_threadpool(made, request.scope), kind), request.headers, private=True)

    return endpoint


def _page(kiosk: Kiosk, room: Newsroom, now: datetime, scope: Scope) -> bytes:
    paper = kiosk.paper
    frame = {"up": "/", "paper": paper.title if paper else "The paper", "day": "", "current": "newsroom"}
    reader = onlooker(scope, paper.version) if paper else None
    return render("newsroom.html", room=newsroom_view(room, now), reader=reader, **frame)


def _document(_kiosk: Kiosk, room: Newsroom, now: datetime, _scope: Scope) -> bytes:
    return json.dumps(newsroom_document(room, now), ensure_ascii=True).encode() + b"\n"
