"""A week of the example paper's news, told by twelve outlets on loopback, in a time of its own.

Only articles of stories that are not held out are told. Nine outlets are those of the examples; three more reprint the agency.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from typing import Any

from broadsheet.read.pace import Host
from broadsheet.read.web import Answer, Request, Web
from broadsheet.steps import Dropped
from tests.pipeline.outlets import article, feed

START = datetime(2031, 3, 4, 0, tzinfo=UTC)
DAYS = 7
HOUR = timedelta(hours=1)
THERE = timezone(HOUR)
REPRINTED, REPRINTERS = "dam-tcw", ("The Velin Messenger", "Port News", "The Hill Farmer")
SERIES = ("water-one-1", "water-one-2", "water-one-3")
"""One article at one address, changed twice."""
UNNAMED = "Eastern Standard"


@dataclass(frozen=True)
class Told:
    """An article and when it is put on the web; `story` is the truth's."""

    outlet: str
    path: str
    story: str
    at: datetime
    title: str
    text: str


def told_of_the_week() -> list[Told]:
    """What is published in the week, oldest first."""
    truth = json.loads(resources.files("broadsheet").joinpath("examples", "truth.json").read_text("utf-8"))
    shown = {name for name, story in truth["stories"].items() if not story["held_out"]}
    found = [_told(name, one) for name, one in truth["articles"].items() if one["story"] in shown and one["published"]]
    agency = next(one for one in found if one.path == REPRINTED)
    found += [
        Told(outlet, f"{REPRINTED}-{number}", agency.story, agency.at + (3 + number) * HOUR, agency.title, agency.text)
        for number, outlet in enumerate(REPRINTERS)
    ]
    return sorted(
        (one for one in found if START <= one.at < START + DAYS * 24 * HOUR), key=lambda one: (one.at, one.path, one.text)
    )


def _told(name: str, one: dict[str, Any]) -> Told:
    at = datetime.fromisoformat(one["published"])
    at = at if at.tzinfo else at.replace(hour=12, tzinfo=THERE)
    path = name
    if name in SERIES:
        path, at = SERIES[0], at + SERIES.index(name) * 4 * HOUR
    return Told(one["outlet"] or UNNAMED, path, one["story"], at, one["title"], one["text"])


@dataclass
class Week:
    """The outlets, the clock, and the servers' own log.

    Attributes:
        log: host, moment, path and status of every request.
        hosts: outlet → its host.
    """

    told: list[Told]
    now: datetime = START
    log: list[tuple[str, datetime, str, int]] = field(default_factory=list)
    hosts: dict[str, str] = field(default_factory=dict)
    busy: int = 0
    on_wire: int = 0

    def clock(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()

    async def sleep(self, seconds: float) -> None:
        """The schedule's sleep: time goes on when nothing is under way."""
        until = self.now + timedelta(seconds=seconds)
        while self.busy:
            await asyncio.sleep(0.001)
        for _ in range(10):
            await asyncio.sleep(0)
        self.now = max(self.now, until)

    async def pause(self, seconds: float) -> None:
        """The client's sleep: time goes on as soon as no request is on the wire, so that the log knows when each was sent."""
        until = self.now + timedelta(seconds=seconds)
        await asyncio.sleep(0)
        while self.on_wire:
            await asyncio.sleep(0.001)
        self.now = max(self.now, until)

    def answer(self, outlet: str, path: str) -> str | None:
        """What stands at a path of an outlet now."""
        out = [one for one in self.told if one.outlet == outlet and one.at <= self.now]
        here = self.hosts[outlet]
        if path == "/feed":
            newest = {one.path: one for one in out}
            first = {one.path: one.at for one in reversed(out)}
            return feed(*((f"{here}/{name}", one.title, first[name]) for name, one in newest.items())).body
        newest_here = [one for one in out if f"/{one.path}" == path]
        if not newest_here:
            return None
        clock = f"It is {self.now:%A %H:%M}" if outlet in REPRINTERS else ""
        return article(newest_here[-1].title, *newest_here[-1].text.split("\n"), clock=clock).body


@contextmanager
def served(week: Week) -> Iterator[Week]:
    """All outlets of the week, each at a port of its own."""
    servers = [_server(week, outlet) for outlet in sorted({one.outlet for one in week.told})]
    try:
        yield week
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def _server(week: Week, outlet: str) -> ThreadingHTTPServer:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = (week.answer(outlet, self.path) or "").encode()
            etag = f'"{sha256(body).hexdigest()[:16]}"'
            same = body and self.headers.get("If-None-Match") == etag
            status = 304 if same else 200 if body else 404
            week.log.append((week.hosts[outlet], week.now, self.path, status))
            self.send_response(status)
            self.send_header("ETag", etag)
            self.send_header("Content-Length", "0" if same else str(len(body)))
            self.end_headers()
            self.wfile.write(b"" if same else body)

        def log_message(self, *_: object) -> None:
            """The week keeps its own."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    week.hosts[outlet] = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server


def watched(week: Week) -> type[Host]:
    """Hosts whose turns the week knows of."""

    class Watched(Host):
        @asynccontextmanager
        async def turn(self) -> AsyncIterator[None]:
            async with super().turn():
                week.on_wire += 1
                try:
                    yield
                finally:
                    week.on_wire -= 1

    return Watched


class Counted:
    """The client, and whether it is at something."""

    def __init__(self, web: Web, week: Week) -> None:
        self._web, self._week = web, week

    async def get(self, request: Request) -> Answer | Dropped:
        self._week.busy += 1
        try:
            return await self._web.get(request)
        finally:
            self._week.busy -= 1
