"""`/subscribe` and `/unsubscribe`: how a reader comes to get the newsletter by mail, and leaves. Works without a script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from broadsheet.errors import UsageError
from broadsheet.publish.templating import render
from broadsheet.publish.views.reader import Reader
from broadsheet.publish.web.copies import TYPES
from broadsheet.publish.web.pages import Pages
from broadsheet.publish.web.words import FORM
from broadsheet.records.subscriber import Wish

ROOT, CONFIRM, ASKED, LEAVE = "/subscribe", "/subscribe/confirm", "/subscribe/asked", "/unsubscribe"
MOST_FIELDS, LONGEST = 64, 2_000
STALE = "That link holds no longer. Links hold for three days; ask again, and a new one is mailed."
UNKNOWN = "That link is none of this paper’s."
Form = dict[str, list[str]]
BLANK: dict[str, object] = {
    "desks": (), "lacking": "", "problem": "", "address": "", "wish": Wish(), "asked": None, "token": "", "who": "", "sentence": "",
}  # fmt: skip
"""What a state of the page does not tell."""


class Asked(Protocol):
    """What somebody is asked to confirm."""

    @property
    def address(self) -> str:
        """The address, as only who knows it recognises it."""

    @property
    def wish(self) -> Wish:
        """What is to be sent there."""


class Signup(Protocol):
    """Takes people in and lets them go; as `publish.newsletter.Signup`."""

    def ask(self, address: str, wish: Wish) -> None:
        """Mail to an address the question whether it wants the newsletter, or nothing where that was done too often.

        Raises:
            UsageError: it is no address.
        """

    def asked(self, token: str) -> Asked | None:
        """What a link asks one to confirm."""

    def confirm(self, token: str) -> bool:
        """Take somebody in; False if the link asks nothing any more."""

    def leaver(self, token: str) -> str | None:
        """Who leaves with a link."""

    def leave(self, token: str) -> bool:
        """Let somebody go; False if the link is none of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The newsletter by mail, as far as it is offered.

    Attributes:
        signup: takes people in; None where no mail can be sent.
        lacking: why none can, in words.
        desks: the desks that one may choose.
    """

    signup: Signup | None = None
    lacking: str = ""
    desks: tuple[str, ...] = ()


class LetterPages:
    """The pages, and what is said on them. What they answer tells nobody who is subscribed."""

    def __init__(self, pages: Pages, letters: Letters) -> None:
        self._pages, self._letters = pages, letters

    def routes(self) -> Iterator[Route]:
        """The routes. Only where mail can be sent is there more than the page that says why not."""
        yield Route(ROOT, self.form, include_in_schema=False)
        if self._letters.signup is None:
            return
        yield Route(ROOT, self.ask, methods=["POST"], include_in_schema=False)
        yield Route(ASKED, self.was_asked, include_in_schema=False)
        yield Route(CONFIRM, self.question, include_in_schema=False)
        yield Route(CONFIRM, self.confirm, methods=["POST"], include_in_schema=False)
        yield Route(LEAVE, self.farewell, include_in_schema=False)
        yield Route(LEAVE, self.leave, methods=["POST"], include_in_schema=False)

    async def form(self, _request: Request) -> Response:
        """The form, or why there is none."""
        return self._page("form", desks=self._letters.desks, lacking=self._letters.lacking)

    async def was_asked(self, _request: Request) -> Response:
        """The same for everybody, whatever they asked."""
        return self._page("asked")

    async def ask(self, request: Request) -> Response:
        """Have a question mailed to the address of the form."""
        if refused := self._odd(request):
            return refused
        form = await _read(request)
        address, desks = _one(form, "address"), tuple(desk for desk in self._letters.desks if desk in form.get("desk", []))
        wish = Wish(frequency="weekly" if _one(form, "frequency") == "weekly" else "daily", desks=desks)
        try:
            await run_in_threadpool(self._signup.ask, address, wish)
        except UsageError as problem:
            told = {"desks": self._letters.desks, "lacking": "", "problem": str(problem), "address": address, "wish": wish}
            return self._page("form", status=400, **told)
        return _there(ASKED)

    async def question(self, request: Request) -> Response:
        """What a link asks one to confirm, with a button: programs that look at every link in a mail confirm nothing."""
        token = request.query_params.get("token", "")
        asked = await run_in_threadpool(self._signup.asked, token)
        return self._page("question", asked=asked, token=token) if asked else self._page("over", status=410, sentence=STALE)

    async def confirm(self, request: Request) -> Response:
        """Take somebody in."""
        if refused := self._odd(request):
            return refused
        done = await run_in_threadpool(self._signup.confirm, _one(await _read(request), "token"))
        return self._page("in") if done else self._page("over", status=410, sentence=STALE)

    async def farewell(self, request: Request) -> Response:
        """The page of one who may leave, with a button."""
        token = request.query_params.get("token", "")
        who = await run_in_threadpool(self._signup.leaver, token)
        return self._page("farewell", who=who, token=token) if who else self._page("over", status=404, sentence=UNKNOWN)

    async def leave(self, request: Request) -> Response:
        """Let somebody go: by the button, or by one click in a mail program (RFC 8058), which says not where it comes from.

        Nothing but the link's signature is asked for; whoever has it was sent it.
        """
        done = await run_in_threadpool(self._signup.leave, request.query_params.get("token", ""))
        return self._page("left") if done else self._page("over", status=404, sentence=UNKNOWN)

    @property
    def _signup(self) -> Signup:
        assert self._letters.signup
        return self._letters.signup

    def _odd(self, request: Request) -> Response | None:
        if request.headers.get("content-type", "").partition(";")[0].strip() != FORM:
            return self._pages.refuse(request.scope, 415, "That is no form.")
        return None

    def _page(self, state: str, *, status: int = 200, **told: object) -> Response:
        """The page in a state of it. Nobody keeps a copy: its address may hold a link's token."""
        paper = self._pages.kiosk.paper
        frame = {"up": "/", "paper": paper.title if paper else "The paper", "day": "", "current": "subscribe"}
        reader = Reader(edition=paper.version if paper else "", by_mail=self._letters.signup is not None)
        body = render("subscribe.html", state=state, reader=reader, **frame, **(BLANK | told))
        kept = {"cache-control": "no-store", "content-type": TYPES[".html"], "x-robots-tag": "noindex"}
        return Response(body, status, kept)


def _there(where: str) -> Response:
    return Response(status_code=303, headers={"location": where, "cache-control": "no-store"})


async def _read(request: Request) -> Form:
    try:
        return parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}


def _one(form: Form, name: str) -> str:
    return form.get(name, [""])[0][:LONGEST]
