"""Files and documents of the paper, ready to be sent."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from broadsheet.publish.names import file_name
from broadsheet.publish.stock import stock, stocked
from broadsheet.publish.views.reader import Reader
from broadsheet.publish.web.addresses import decoded, file_of, is_hidden, moved
from broadsheet.publish.web.answers import BROKEN, Dress, asks_for_page, refusal, sent
from broadsheet.publish.web.asking import Unclear, form_of, number
from broadsheet.publish.web.copies import TYPES, Copies, Copy, ready, type_of
from broadsheet.publish.web.kiosk import Kiosk
from broadsheet.publish.web.paper import Paper
from broadsheet.publish.web.regulars import Regulars, cookie
from broadsheet.publish.web.signposts import Signposts
from broadsheet.publish.web.visits import visit
from broadsheet.records import ledger
from broadsheet.records.codec import from_json, to_plain
from broadsheet.records.story_page import StoryPage

_CHANGES = re.compile(r"/api/v1/stories/([A-Za-z0-9_.:-]{1,200})/changes")
LAST = 999_999_999
"""No story comes to so many revisions."""
NOBODY = Reader()
STOCK = stocked()


class Pages:
    """Answers for every address of the static site and of the API; an ASGI app."""

    def __init__(self, kiosk: Kiosk, regulars: Regulars | None = None, *, desk: bool = False, by_mail: bool = False) -> None:
        self.kiosk, self.regulars, self.desk, self.by_mail, self.copies = kiosk, regulars, desk, by_mail, Copies()
        self._signposts = Signposts()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a page or document."""
        await (await self.answer(scope))(scope, receive, send)

    async def answer(self, scope: Scope) -> Response:
        """The answer to a request for a page or document."""
        paper, words = self.kiosk.paper, decoded(scope.get("raw_path") or scope["path"].encode())
        if paper is None:
            return await self._before(scope, (words or "").removeprefix("/static/"))
        if words is None:
            return self.missing(scope)
        there = moved(paper, words)
        if there:
            return refusal(scope, 308, "This is told with another story now.", location=there)
        if is_hidden(paper, words):
            return self.refuse(scope, 410, "An editor took this story out of the paper.")
        story = _CHANGES.fullmatch(words)
        if story:
            return await self._changes(scope, paper, story[1])
        path = file_of(paper, words)
        return await self._file(scope, paper, path) if path else self.missing(scope)

    async def _before(self, scope: Scope, name: str) -> Response:
        """Before there is a paper: what the newsroom and a refusal are dressed in, and nothing else."""
        if name not in STOCK:
            return refusal(scope, 503, "There is no paper here yet.", retry_after="10")
        copy = await self.made(("stock", name), lambda: ready(stock(name), type_of(name)))
        return sent(copy, Headers(scope=scope))

    def missing(self, scope: Scope, sentence: str = "There is no such page in this paper.") -> Response:
        """The answer where nothing is, with the stories that it may have meant."""
        paper = self.kiosk.paper
        near = self._signposts.near(paper, scope["path"]) if paper and asks_for_page(scope) else ()
        return refusal(scope, 404, sentence, dress=replace(self._dress(), near=near))

    def refuse(self, scope: Scope, status: int, sentence: str, **headers: str) -> Response:
        """A refusal in this paper's dress."""
        return refusal(scope, status, sentence, dress=self._dress(), **headers)

    async def broken(self, request: Request, _error: Exception) -> Response:
        """The answer where we failed; what failed is in the log."""
        return self.refuse(request.scope, 500, BROKEN)

    def _dress(self) -> Dress:
        paper = self.kiosk.paper
        return Dress(paper=paper.title, reader=NOBODY if paper.edition else None) if paper else Dress()

    async def _file(self, scope: Scope, paper: Paper, path: str) -> Response:
        seen = await visit(scope, paper, path, self.regulars, desk=self.desk)
        try:
            key = (path, paper.stamp(path), seen.own)
            reader = replace(seen.reader, by_mail=self.by_mail) if seen.reader else None
            copy = await self.made(key, lambda: ready(paper.read(path, reader), type_of(path)))
        except OSError:
            return self.refuse(scope, 503, "The page cannot be read just now.", retry_after="5")
        answer = sent(copy, Headers(scope=scope), private=seen.private)
        answer.raw_headers += [cookie(seen.newcomer)] if seen.newcomer else []
        return answer

    async def made(self, key: tuple[object, ...], make: Callable[[], Copy]) -> Copy:
        """A copy: one that is ready, or made beside the loop."""
        known = self.copies.get(key)
        if known is None:
            known = await run_in_threadpool(self.copies.made, key, make)
        return known

    async def _changes(self, scope: Scope, paper: Paper, story: str) -> Response:
        """What has changed in a story since a revision: `since=N`, all of it without."""
        try:
            since = number(form_of(scope), "since", 0, LAST, 0)
        except Unclear as problem:
            return self.refuse(scope, 400, f"Ask for the changes with since=N, the number of a revision. {problem}")
        path = f"stories/{file_name(story)}.json"
        if paper.stamp(path) is None:
            return self.missing(scope, "There is no such story in this paper.")
        key = (path, since, paper.stamp(path))
        copy = await self.made(key, lambda: ready(_told(paper, path, since), TYPES[".json"]))
        return sent(copy, Headers(scope=scope))


def _told(paper: Paper, path: str, since: int) -> bytes:
    page = from_json(StoryPage, paper.read(path, None).decode())
    told = {"id": page.id, "revision": page.revision, "since": since, "changes": to_plain(ledger.since(page, since))}
    return json.dumps(told, ensure_ascii=True).encode() + b"\n"
