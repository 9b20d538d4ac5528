"""`/stories/<id>/changes?from=a&to=b`, and `/stories/<id>?revision=n`: a story over its revisions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from broadsheet.publish.names import story_file
from broadsheet.publish.templating import render
from broadsheet.publish.views.library import Library
from broadsheet.publish.views.revisions import between
from broadsheet.publish.views.story import story_view
from broadsheet.publish.web.answers import sent
from broadsheet.publish.web.archive import Archive
from broadsheet.publish.web.asking import loose_form
from broadsheet.publish.web.copies import TYPES, ready
from broadsheet.publish.web.pages import Pages
from broadsheet.publish.web.paper import Paper
from broadsheet.publish.web.visits import onlooker
from broadsheet.records.story_page import StoryPage

UP = "/"
NUMBER = re.compile(r"[1-9][0-9]{0,8}")
"""How a revision is named in an address."""
Setter = Callable[[Paper], bytes]
Frame = dict[str, object]


class Revisions:
    """The pages of a story over its revisions."""

    def __init__(self, pages: Pages, archive: Archive) -> None:
        self._pages, self._archive = pages, archive

    def routes(self) -> Iterator[Route]:
        """The view of changes, and the story page, which gives way to `Pages` where no old revision is asked for."""
        yield Route("/stories/{name}/changes", self.changes, include_in_schema=False)
        yield Route("/stories/{name}", self.story, include_in_schema=False)

    async def story(self, request: Request) -> Response:
        """A story as an earlier revision told it, under an address that stays."""
        asked, page = loose_form(request.scope).get("revision", ""), self._newest(request)
        if page is None or not asked or asked == str(page.revision):
            return await self._pages.answer(request.scope)
        old = await run_in_threadpool(self._revision, page.id, asked)
        if old is None:
            return self._pages.missing(request.scope, "There is no such revision of this story.")
        frame = self._frame(request, "story")
        return await self._set(request, lambda paper: _old(paper, page, old, frame))

    async def changes(self, request: Request) -> Response:
        """What was added, changed and taken back between two revisions."""
        page = self._newest(request)
        if page is None:
            return await self._pages.answer(request.scope)
        fields = loose_form(request.scope)
        ends = [fields.get(name, "") for name in ("from", "to")]
        if not all(end == "" or (end.isdecimal() and len(end) < 10) for end in ends):
            return self._pages.refuse(request.scope, 400, "Name two revisions by their numbers, from=1 and to=2.")
        to = min(page.revision, max(1, int(ends[1] or page.revision)))
        since = min(to, int(ends[0] or to - 1))
        shown = page if to == page.revision else await run_in_threadpool(self._revision, page.id, str(to))
        if shown is None:
            return self._pages.missing(request.scope, "That revision cannot be shown any more.")
        frame = self._frame(request, "changes")
        return await self._set(request, lambda paper: _changes(paper, page, shown, since, frame))

    def _newest(self, request: Request) -> StoryPage | None:
        paper, name = self._pages.kiosk.paper, request.path_params["name"].removesuffix(".html")
        return paper.told(story_file(name)) or paper.told(f"stories/{name}.html") if paper else None

    def _revision(self, story: str, number: str) -> StoryPage | None:
        with self._archive.opened() as store:
            return store.revisions.numbered(story, int(number)) if NUMBER.fullmatch(number) else None

    async def _set(self, request: Request, make: Setter) -> Response:
        paper = self._pages.kiosk.paper
        assert paper is not None
        return sent(ready(await run_in_threadpool(make, paper), TYPES[".html"]), request.headers)

    def _frame(self, request: Request, current: str) -> Frame:
        paper = self._pages.kiosk.paper
        assert paper is not None
        return {"up": UP, "paper": paper.title, "day": "", "current": current, "reader": onlooker(request.scope, paper.version)}


def _old(paper: Paper, page: StoryPage, old: StoryPage, frame: Frame) -> bytes:
    assert paper.edition is not None
    view = story_view(Library(paper.edition, UP), old, f"{UP}{story_file(page.id, 'json')}")
    return render("story.html", story=view, newest=page.revision, **frame)


def _changes(paper: Paper, page: StoryPage, shown: StoryPage, since: int, frame: Frame) -> bytes:
    assert paper.edition is not None
    told = between(Library(paper.edition, UP), page, shown, since)
    return render("changes.html", told=told, **frame)
