"""`/account`: whoever is logged in sees who they are, changes their password, and ends sessions and tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from broadsheet.errors import BroadsheetError, UsageError
from broadsheet.publish.templating import render
from broadsheet.publish.web.login import OWN, Login, onwards, waiting
from broadsheet.publish.web.pages import Pages
from broadsheet.publish.web.reception import Reception
from broadsheet.publish.web.turnstile import Denial, Turnstile
from broadsheet.publish.web.visits import onlooker
from broadsheet.publish.web.who import who_of
from broadsheet.publish.web.words import Form, read_form
from broadsheet.records.account import Account
from broadsheet.store.passwords import LONGEST, refuse_weak

Word = Callable[[Request, Form], None]
ROOT = "/account"


class AccountPages:
    """The page of an account, and its forms.

    Args:
        pages: what it is dressed in.
        reception: knows people.
        turnstile: compares passwords.
        login: begins sessions.
    """

    def __init__(self, pages: Pages, reception: Reception, turnstile: Turnstile, login: Login) -> None:
        self._pages, self._reception, self._turnstile, self._login = pages, reception, turnstile, login

    def routes(self) -> Iterator[Route]:
        """The page and its three forms."""
        yield Route(ROOT, self.shown, include_in_schema=False)
        yield Route(f"{ROOT}/password", self.changed, methods=["POST"], include_in_schema=False)
        for name, word in (("sessions", self._end_others), ("tokens", self._revoke)):
            yield Route(f"{ROOT}/{name}", self._obeying(word), methods=["POST"], include_in_schema=False)

    async def shown(self, request: Request) -> Response:
        """The page."""
        return await run_in_threadpool(self._page, request)

    async def changed(self, request: Request) -> Response:
        """Another password, for who knows the one before; every other browser is logged out."""
        form, who = read_form(await request.body(), longest=LONGEST), who_of(request.scope)
        compared = await self._turnstile.compared(who.name, form.get("password", ""), who.address)
        if isinstance(compared, Denial):
            return await run_in_threadpool(self._page, request, compared)
        try:
            refuse_weak(form.get("new", ""), who.name)
        except UsageError as problem:
            return await run_in_threadpool(self._page, request, Denial(409, f"Not taken: {problem}. {problem.hint.capitalize()}."))
        secret = await self._turnstile.kept(form["new"])
        return await run_in_threadpool(self._renewed, request, compared, secret)

    def _renewed(self, request: Request, account: Account, secret: str) -> Response:
        with self._reception.archive.opened() as store:
            store.accounts.give_password(account.name, secret)
        return self._login.welcomed(request, account, f"{ROOT}?changed=1")

    def _obeying(self, word: Word) -> Callable[[Request], object]:
        async def endpoint(request: Request) -> Response:
            form = read_form(await request.body())
            try:
                await run_in_threadpool(word, request, form)
            except (BroadsheetError, KeyError):
                return self._pages.refuse(request.scope, 503, "That could not be kept just now.", retry_after="5")
            return onwards(ROOT)

        return endpoint

    def _end_others(self, request: Request, _form: Form) -> None:
        who = who_of(request.scope)
        with self._reception.archive.opened() as store:
            store.sessions.end_others(who.name, who.session)

    def _revoke(self, request: Request, form: Form) -> None:
        with self._reception.archive.opened() as store:
            store.tokens.revoke(form["token"], who_of(request.scope).name)

    def _page(self, request: Request, denial: Denial | None = None) -> Response:
        paper, who = self._pages.kiosk.paper, who_of(request.scope)
        with self._reception.archive.opened() as store:
            sessions, tokens = store.sessions.of(who.name), store.tokens.all(who.name)
        told = {
            "who": who, "problem": denial.sentence if denial else "", "changed": request.url.query == "changed=1", "tokens": tokens,
            "sessions": sorted(sessions, key=lambda one: one.digest != who.session),
        }  # fmt: skip
        frame = {"up": "/", "paper": paper.title if paper else "The paper", "day": "", "current": "account"}
        body = render("account.html", reader=onlooker(request.scope, paper.version if paper else ""), **frame, **told)
        return Response(body, denial.status if denial else 200, OWN | waiting(denial))
