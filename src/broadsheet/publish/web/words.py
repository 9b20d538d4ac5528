"""What readers say, by forms that work without a script: `POST /reader/<what>`, answered with the page they came from."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from broadsheet.errors import BroadsheetError, NotFound, StoreBusy, UsageError
from broadsheet.language.words import words
from broadsheet.publish.views.narrowing import address, searched
from broadsheet.publish.web.pages import Pages
from broadsheet.publish.web.regulars import Regulars, cookie, reader_of
from broadsheet.records.reader import Visit
from broadsheet.store import Store

ROOT = "/reader/"
FORM = "application/x-www-form-urlencoded"
_log = logging.getLogger("broadsheet.web")
LONGEST = 300
"""Characters of a field."""
NAME, DESKS = 60, 24
"""Characters of a desk's name, and desks of a reader, at most."""
SEARCHES = 48
"""Searches that a reader keeps at most."""


class Office(Protocol):
    """Changes the paper at a reader's word, and writes anew what that changes.

    `apart` raises StoreBusy while somebody else writes, NotFound and UsageError for words that mean nothing.
    """

    def apart(self, article: str, story: str) -> None:
        """Keep an article out of a story."""

    def settle(self, story: str, difference: str) -> None:
        """Keep that a disagreement is none."""

    def rejoin(self, number: int) -> None:
        """Take back what was said to be apart under a number."""

    def reopen(self, story: str, difference: str) -> None:
        """Take back that a disagreement is none."""


Form = dict[str, str]


def _seen(store: Store, reader: str, form: Form) -> None:
    if form.get("undo"):
        store.readers.unread(reader, form["story"])
        return
    revision = int(form["revision"])
    store.readers.saw(reader, form["story"], Visit(revision=revision, before=revision))


def _follow(store: Store, reader: str, form: Form) -> None:
    store.readers.follow(reader, form["story"], ends=bool(form.get("undo")))


def _hide(store: Store, reader: str, form: Form) -> None:
    store.readers.hide(reader, form["outlet"], ends=bool(form.get("undo")))


def _desk(store: Store, reader: str, form: Form) -> None:
    name = form["name"].strip()[:NAME]
    if form.get("undo"):
        store.readers.drop_desk(reader, name)
        return
    query, was = form["query"].strip(), form.get("was", "")
    if not name or not words(query):
        raise ValueError("a desk without a name or without words")
    held = store.readers.remembered(reader).desks
    if was not in held and name not in held and len(held) >= DESKS:
        raise UsageError(f"there are {DESKS} desks already")
    store.readers.keep_desk(reader, name, query, was=was if was in held else "")


def _apart(office: Office, form: Form) -> None:
    if form.get("undo"):
        office.rejoin(int(form["number"]))
    else:
        office.apart(form["article"], form["story"])


def _settle(office: Office, form: Form) -> None:
    said = office.reopen if form.get("undo") else office.settle
    said(form["story"], form["difference"])


def _search(store: Store, reader: str, form: Form) -> None:
    name = " ".join(form["name"].split())[:NAME]
    if not name:
        raise ValueError("a search is kept under a name")
    held = store.readers.searches(reader)
    if name not in held and len(held) >= SEARCHES:
        raise UsageError(f"there are {SEARCHES} searches already")
    store.readers.keep_search(reader, name, None if form.get("undo") else address(*searched(form["query"])))


OWN: dict[str, Callable[[Store, str, Form], None]] = {
    "read": _seen,
    "follow": _follow,
    "hide": _hide,
    "desk": _desk,
    "search": _search,
}
"""What concerns one reader."""
ALL: dict[str, Callable[[Office, Form], None]] = {"apart": _apart, "settle": _settle}
"""What changes the paper for everyone."""


class Window:
    """Where words are taken."""

    def __init__(self, pages: Pages, regulars: Regulars, office: Office) -> None:
        self._pages, self._regulars, self._office = pages, regulars, office

    def routes(self) -> Iterator[Route]:
        """A route for each word."""
        for name in (*OWN, *ALL):
            yield Route(ROOT + name, self.answer, methods=["POST"], include_in_schema=False)

    async def answer(self, request: Request) -> Response:
        """Do what was said, and show the page again that it was said on."""
        headers = request.headers
        if headers.get("content-type", "").partition(";")[0].strip() != FORM:
            return self._pages.refuse(request.scope, 415, "That is no form.")
        form, known, name = read_form(await request.body()), reader_of(request.scope), request.url.path.removeprefix(ROOT)
        reader = known or self._regulars.fresh()
        try:
            await run_in_threadpool(self._obey, name, reader, form)
        except (BroadsheetError, KeyError, ValueError) as problem:
            return self._refused(request, problem)
        # who shows the story again would have read it again
        there = "/" if name == "read" and form.get("undo") else back(headers)
        answer = Response(status_code=303, headers={"location": there, "cache-control": "no-store"})
        answer.raw_headers += [] if known else [cookie(reader)]
        return answer

    def _obey(self, name: str, reader: str, form: Form) -> None:
        if name in OWN:
            with self._regulars.archive.opened() as store:
                OWN[name](store, reader, form)
            self._regulars.forget(reader)
        else:
            ALL[name](self._office, form)
            self._pages.kiosk.open()

    def _refused(self, request: Request, problem: Exception) -> Response:
        if isinstance(problem, NotFound):
            return self._pages.missing(request.scope, "That is not in this paper any more.")
        if isinstance(problem, StoreBusy):
            sentence = "The paper is being written just now. Say it again in a minute."
            return self._pages.refuse(request.scope, 503, sentence, retry_after="60")
        if isinstance(problem, UsageError):
            return self._pages.refuse(request.scope, 409, f"That cannot be: {problem}.")
        if isinstance(problem, BroadsheetError):
            _log.error("a reader's word was not kept: %s", problem)
            return self._pages.refuse(request.scope, 503, "That could not be kept just now.", retry_after="60")
        return self._pages.refuse(request.scope, 400, "The form says too little.")


def read_form(body: bytes, *, longest: int = LONGEST) -> Form:
    """The fields of a form, the first of each name, cut off at `longest` characters."""
    fields = parse_qs(body.decode("utf-8", "replace"))
    return {name: values[0][:longest] for name, values in fields.items()}


def back(headers: Headers) -> str:
    """The page of this server that a reader came from, else the front page."""
    parts = urlsplit(headers.get("referer", ""))
    if parts.netloc.lower() != headers.get("host", "").lower() or not parts.path.startswith("/") or parts.path.startswith("//"):
        return "/"
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
