"""`/login` and `/logout`: plain forms, with a name and a password, or with a button."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from broadsheet.publish.templating import render
from broadsheet.publish.views.reader import Reader
from broadsheet.publish.web.copies import TYPES
from broadsheet.publish.web.pages import Pages
from broadsheet.publish.web.reception import Reception
from broadsheet.publish.web.regulars import cookie, cookied
from broadsheet.publish.web.turnstile import Denial, Turnstile
from broadsheet.publish.web.who import who_of
from broadsheet.publish.web.words import FORM, read_form
from broadsheet.records.account import Account
from broadsheet.store.passwords import LONGEST

OWN = {"content-type": TYPES[".html"], "cache-control": "no-store", "vary": "Cookie"}
"""Headers of pages that are one person's."""


def own_path(wanted: str) -> str:
    r"""Where to go after logging in: a path of this server and nothing else.

    >>> own_path("/stories/st_1?revision=2"), own_path("/search?q=a//b")
    ('/stories/st_1?revision=2', '/search?q=a//b')
    >>> [own_path(odd) for odd in ("//evil.example", "https://evil.example", "/\\evil.example", "/login", "/a\nb")]
    ['/', '/', '/', '/', '/']
    """
    odd = (
        not wanted.startswith("/") or wanted.startswith("//") or "\\" in wanted or not wanted.isprintable() or not wanted.isascii()
    )
    if odd or len(wanted) > 2_000:
        return "/"
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return "/"
    own = not parts.scheme and not parts.netloc and parts.path.startswith("/") and parts.path not in ("/login", "/logout")
    return wanted if own else "/"


class Login:
    """The routes by which somebody comes in and leaves.

    Args:
        pages: what they are dressed in.
        reception: knows people.
        turnstile: compares passwords.
        clock: the time.
    """

    def __init__(self, pages: Pages, reception: Reception, turnstile: Turnstile, clock: Callable[[], datetime]) -> None:
        self._pages, self._reception, self._turnstile, self._clock = pages, reception, turnstile, clock

    def routes(self) -> Iterator[Route]:
        """The page, what it sends, and the way out."""
        yield Route("/login", self.asked, include_in_schema=False)
        yield Route("/login", self.given, methods=["POST"], include_in_schema=False)
        yield Route("/logout", self.left, methods=["POST"], include_in_schema=False)

    async def asked(self, request: Request) -> Response:
        """The form; whoever is in already is led on."""
        wanted = own_path(request.query_params.get("next", ""))
        return self._page(wanted) if who_of(request.scope).kind == "nobody" else onwards(wanted)

    async def given(self, request: Request) -> Response:
        """Compare name and password, and begin a session."""
        if request.headers.get("content-type", "").partition(";")[0].strip() != FORM:
            return self._pages.refuse(request.scope, 415, "That is no form.")
        form = read_form(await request.body(), longest=LONGEST)
        wanted, name = own_path(form.get("next", "")), form.get("name", "").strip()
        found = await self._turnstile.compared(name, form.get("password", ""), who_of(request.scope).address)
        if isinstance(found, Denial):
            return self._page(wanted, found, name=name)
        return await run_in_threadpool(self.welcomed, request, found, wanted)

    def welcomed(self, request: Request, account: Account, wanted: str) -> Response:
        """A session of an account, which takes over what was remembered of the browser before, and the way on."""
        headers, kept = request.headers, self._pages.regulars
        secret = self._reception.welcome(account, headers, who_of(request.scope).address, self._clock())
        answer, before = onwards(wanted), cookied(headers)
        answer.raw_headers.append(self._reception.cookie_of(secret))
        if before and kept:
            self._reception.inherit(account, before)
            for reader in (before, account.reader):
                kept.forget(reader)
            answer.raw_headers.append(cookie(""))
        return answer

    async def left(self, request: Request) -> Response:
        """End the session."""
        await run_in_threadpool(self._reception.farewell, who_of(request.scope).session)
        answer = onwards("/")
        answer.raw_headers.append(self._reception.cookie_of(""))
        answer.headers["clear-site-data"] = '"cache"'
        return answer

    def _page(self, wanted: str, denial: Denial | None = None, *, name: str = "") -> Response:
        paper = self._pages.kiosk.paper
        told = {"wanted": wanted, "problem": denial.sentence if denial else "", "name": name, "reader": Reader(enters=True)}
        body = render("login.html", up="/", paper=paper.title if paper else "The paper", day="", current="login", **told)
        return Response(body, denial.status if denial else 200, OWN | waiting(denial))


def onwards(wanted: str) -> Response:
    """The way to a page of ours."""
    return Response(status_code=303, headers={"location": wanted, "cache-control": "no-store"})


def waiting(denial: Denial | None) -> dict[str, str]:
    """The header that says when to try again."""
    return {"retry-after": str(denial.wait)} if denial and denial.wait else {}
