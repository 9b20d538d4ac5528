"""`/yours`: what a reader follows and hides, their desks, and what was said of stories, each with the way to take it back."""

from __future__ import annotations

from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from broadsheet.publish.templating import render
from broadsheet.publish.views import yours as views
from broadsheet.publish.views.library import Library
from broadsheet.publish.views.reader import Reader
from broadsheet.publish.web.answers import sent
from broadsheet.publish.web.copies import TYPES, ready
from broadsheet.publish.web.pages import Pages
from broadsheet.publish.web.paper import Paper
from broadsheet.publish.web.regulars import Regulars, cookie, reader_of
from broadsheet.publish.web.visits import reader_for
from broadsheet.records.reader import Remembered


class YourPaper:
    """The page. `route` is its place in the app."""

    def __init__(self, pages: Pages, regulars: Regulars) -> None:
        self._pages, self._regulars = pages, regulars

    @property
    def route(self) -> Route:
        """The one route."""
        return Route("/yours", self.answer, include_in_schema=False)

    async def answer(self, request: Request) -> Response:
        """The page of whoever asks; a newcomer's is empty."""
        paper, who = self._pages.kiosk.paper, reader_of(request.scope)
        if paper is None or paper.edition is None:
            return await self._pages.answer(request.scope)
        known = await run_in_threadpool(self._regulars.remembered, who) if who else Remembered()
        reader = reader_for(request.scope, paper.version, known)
        answer = sent(ready(await run_in_threadpool(self._page, paper, reader), TYPES[".html"]), request.headers, private=True)
        answer.raw_headers += [] if who else [cookie(self._regulars.fresh())]
        return answer

    def _page(self, paper: Paper, reader: Reader) -> bytes:
        assert paper.edition is not None
        library = Library(paper.edition, "/")
        with self._regulars.archive.opened() as store:
            edited = {number for decision in store.decisions.all() for number in decision.constraints}
            said = [one for one in store.constraints.all() if one.number not in edited]
            settled = store.readers.settled()
            revisions = {story: tuple(store.revisions.all_of(story)) for story in settled}
        told = replace(
            views.yours(library, reader.known),
            apart=views.parted(library, said),
            settled=views.settled(library, settled, revisions),
        )
        frame = {"up": "/", "paper": paper.title, "day": "", "current": "yours"}
        return render("yours.html", yours=told, reader=reader, **frame)
