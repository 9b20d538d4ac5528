"""The door: finds out who asks, and lets through what they may do. What is not in the table of rights, nobody may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import parse_qsl, quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from broadsheet.errors import BroadsheetError
from broadsheet.publish.web.allowance import Allowance
from broadsheet.publish.web.answers import asks_for_page
from broadsheet.publish.web.house import House, is_browsers
from broadsheet.publish.web.pages import Pages
from broadsheet.publish.web.reception import TOKEN, Reception
from broadsheet.publish.web.rights import Entry, Lanes
from broadsheet.publish.web.who import GRANTS, Right, Who, introduce, who_of

NONE, MACHINE, READ = frozenset[Right](), frozenset[Right]({"machine"}), frozenset[Right]({"read"})
ALONE = "Only the machine that serves this paper may ask for it, as long as it has no accounts."


@dataclass(frozen=True, slots=True, kw_only=True)
class Porter:
    """Who stands at the door: how the house stands, who knows people (nobody in a house without a store), and the time."""

    house: House
    clock: Callable[[], datetime]
    reception: Reception | None = None


class Door:
    """Stands before the app.

    Args:
        app: what answers.
        lanes: its routes, and what they need.
        pages: what a refusal is dressed in.
        porter: who lets in.
    """

    def __init__(self, app: ASGIApp, lanes: Lanes, pages: Pages, porter: Porter) -> None:
        self._app, self._lanes, self._pages = app, lanes, pages
        self._house, self._clock, self._reception = porter.house, porter.clock, porter.reception
        self._allowance = Allowance(dict(porter.house.rates))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = await self._refused(scope)
        if refused:
            await refused(scope, receive, send)
        else:
            await self._app(scope, receive, self._privately(scope, send))

    def _privately(self, scope: Scope, send: Send) -> Send:
        """What only some may read is kept by their own browsers alone."""
        who, entry = who_of(scope), self._lanes.entry(scope["path"], scope["method"])
        if self._house.public or who.kind == "owner" or entry.get == "open":
            return send

        async def send_privately(message: Message) -> None:
            if message["type"] == "http.response.start":
                held = MutableHeaders(scope=message)
                kept = held.get("cache-control", "")
                if "no-store" not in kept and "private" not in kept:
                    held["cache-control"] = f"private, {kept or 'no-cache'}"
                held.add_vary_header("Authorization")
            await send(message)

        return send_privately

    async def _refused(self, scope: Scope) -> Response | None:
        if _holds_token(scope):
            sentence = (
                "A token is sent in a header, never in an address: addresses are written down in many places. Revoke this one."
            )
            return self._pages.refuse(scope, 400, sentence)
        try:
            who = await self._who(scope)
        except BroadsheetError:
            return self._pages.refuse(scope, 503, "Who asks cannot be looked up just now.", retry_after="5")
        if who is None:
            answer = self._pages.refuse(scope, 401, "That token is none, or not any more.")
            answer.headers["www-authenticate"] = 'Bearer error="invalid_token"'
            return answer
        introduce(scope, who)
        entry = self._lanes.entry(scope["path"], scope["method"])
        return self._closed(scope, who, entry) or self._unproven(scope, who, entry) or self._spent(scope, who, entry)

    async def _who(self, scope: Scope) -> Who | None:
        """Who asks; None for a token that is none."""
        headers, house, now = Headers(scope=scope), self._house, self._clock()
        found: Who | None = Who()
        bound = False
        if self._reception:
            nameless = self._reception.shows_nothing(headers)
            found = found if nameless else await run_in_threadpool(self._reception.known, headers, now)
            bound = house.owner is None or await self._bound(now)
        if found is None:
            return None
        here = house.is_here(scope)
        if found.kind == "nobody" and house.owner is not None and not bound and here:
            found = Who(kind="owner", rights=GRANTS["owner"], name=house.owner)
        rights = found.rights | (MACHINE if here else NONE) | (READ if house.public else NONE)
        return replace(found, rights=rights, address=house.client(scope), enters=bound and found.kind == "nobody")

    async def _bound(self, now: datetime) -> bool:
        assert self._reception
        believed = self._reception.believed(now)
        return believed if believed is not None else await run_in_threadpool(self._reception.has_accounts, now)

    def _closed(self, scope: Scope, who: Who, entry: Entry) -> Response | None:
        """Whoever may not; somebody without a name is shown where to give one."""
        needed = entry.needs(scope["method"])
        if needed is not None and who.may(needed):
            return None
        if needed is None or needed == "machine" or who.kind != "nobody" or not who.enters:
            return self._pages.refuse(scope, 403, _lacking(who, needed))
        if asks_for_page(scope) and scope["method"] != "POST":
            there = f"/login?next={quote(_wanted(scope), safe='')}"
            return Response(status_code=303, headers={"location": there, "cache-control": "no-store"})
        answer = self._pages.refuse(scope, 401, "Log in first, or send a token.")
        answer.headers["www-authenticate"] = "Bearer"
        return answer

    def _unproven(self, scope: Scope, who: Who, entry: Entry) -> Response | None:
        """A post that another site may have sent, or a program with a cookie."""
        headers = Headers(scope=scope)
        if scope["method"] != "POST" or entry.proof == "seal" or self._house.is_own(headers):
            return None
        by_token = who.kind in ("reading token", "editing token") and "cookie" not in headers
        if (entry.proof == "program" or by_token) and not is_browsers(headers):
            return None
        return self._pages.refuse(scope, 403, "That form is not of this paper.")

    def _spent(self, scope: Scope, who: Who, entry: Entry) -> Response | None:
        """Whoever asks for too much at a time. At a machine of one's own nobody counts."""
        if entry.rate is None or who.kind == "owner":
            return None
        wait = self._allowance.take(entry.rate, who.name or who.address, self._clock())
        return self._pages.refuse(scope, 429, "That was much at a time. Wait a moment.", retry_after=str(wait)) if wait else None


def _holds_token(scope: Scope) -> bool:
    query = scope["query_string"].decode("latin-1")
    return bool(query) and any(name == "access_token" or TOKEN.search(value) for name, value in parse_qsl(query))


def _wanted(scope: Scope) -> str:
    """Path and query as they were asked for."""
    path, query = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1"), scope["query_string"].decode("latin-1")
    return f"{path}?{query}" if query else path


def _lacking(who: Who, needed: Right | None) -> str:
    """What somebody lacks who may not."""
    if needed is None:
        return "That is closed to everyone."
    if needed == "machine":
        return "Counts are told on this machine only."
    if who.kind == "nobody":
        return ALONE
    return "That is for editors." if needed == "edit" else "That is for people who are logged in."
