"""Hostile servers on loopback: each ends within its deadline, with its reason, and delays nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import anyio
import httpcore2
import pytest
from anyio.abc import Listener, SocketAttribute, SocketStream, TaskGroup

from broadsheet.read.manners import Manners
from broadsheet.read.refusal import Unanswered
from broadsheet.read.transport import connect
from broadsheet.read.web import Answer, Request, Web
from broadsheet.steps import Dropped
from tests.read.faults import FAULTS, ROBOTS, Serve, mute, says
from tests.read.recorder import answer

TOTAL = 1.5
PATIENT = 20.0
"""The deadline where the fault itself must be seen, however loaded the machine is."""
LATE = 3.0
"""What a loaded machine may take beyond a deadline."""
MANNERS = Manners(delay=0, total=PATIENT, connect=PATIENT, connections=200, max_bytes=2_000_000, allow=("127.0.0.1", "localhost"))
HASTY = replace(MANNERS, total=TOTAL, connect=1.0)
GOOD = says(answer(b"<html><p>good words</p></html>", Content_Type="text/html"))

REASONS = {name: reason for name, (_, reason) in [*FAULTS.items(), *ROBOTS.items()]}
"""What each fault must end with."""


@dataclass(slots=True)
class Street:
    """Servers on loopback, each with a port of its own, and a client that can reach no other place."""

    group: TaskGroup
    ports: set[int] = field(default_factory=set)
    listeners: list[Listener[SocketStream]] = field(default_factory=list)
    strayed: list[tuple[str, int]] = field(default_factory=list)

    async def open(self, page: Serve, robots: Serve | None = None) -> str:
        """The address of a new server's page."""
        listener = await anyio.create_tcp_listener(local_host="127.0.0.1", backlog=50)
        port = listener.extra(SocketAttribute.local_port)
        self.ports.add(port)
        self.listeners.append(listener)

        async def serve(line: SocketStream) -> None:
            try:
                head = await line.receive()
                is_robots = head.startswith(b"GET /robots.txt ")
                await (robots or says(answer(status="404 Not Found")) if is_robots else page)(line)
            except (anyio.BrokenResourceError, anyio.ClosedResourceError, anyio.EndOfStream):
                return
            finally:
                with anyio.CancelScope(shield=True):
                    await line.aclose()

        self.group.start_soon(listener.serve, serve)
        return f"http://127.0.0.1:{port}/"

    async def shut(self) -> str:
        """The address of a server that has closed."""
        listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
        port = listener.extra(SocketAttribute.local_port)
        await listener.aclose()
        self.ports.add(port)
        return f"http://127.0.0.1:{port}/"

    async def connect(self, address: str, port: int, timeout: float | None) -> httpcore2.AsyncNetworkStream:
        """A connector for these servers only; whatever else is wanted is written down and not done."""
        if address != "127.0.0.1" or port not in self.ports:
            self.strayed.append((address, port))
            raise httpcore2.ConnectError("not in this street")
        return await connect(address, port, timeout)

    def web(self, manners: Manners) -> Web:
        """A client that lives in the street."""
        return Web(manners, resolver=self.resolve, connector=self.connect)

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        """A resolver that knows one name."""
        return ["127.0.0.1"] if host == "localhost" else []


@asynccontextmanager
async def opened() -> AsyncIterator[Street]:
    """A street while it is open; its listeners are closed once nobody serves any more."""
    async with anyio.create_task_group() as group:
        street = Street(group)
        yield street
        group.cancel_scope.cancel()
    for listener in street.listeners:
        await listener.aclose()


@dataclass(slots=True)
class Outcome:
    """What became of a request, and after how many seconds."""

    answer: Answer | Dropped
    seconds: float


@dataclass(slots=True)
class Morning:
    """Every fault at once, and a good server that is asked all the while."""

    faults: dict[str, Outcome] = field(default_factory=dict)
    good: list[Outcome] = field(default_factory=list)
    strayed: list[tuple[str, int]] = field(default_factory=list)


async def timed(web: Web, url: str) -> Outcome:
    started = anyio.current_time()
    return Outcome(await web.get(Request(url=url, accept="page")), anyio.current_time() - started)


async def lived() -> Morning:
    morning = Morning()
    async with opened() as street:
        urls = {name: await street.open(page) for name, (page, _) in FAULTS.items()}
        urls |= {name: await street.open(GOOD, robots) for name, (robots, _) in ROBOTS.items()}
        good = await street.open(GOOD)
        async with street.web(MANNERS) as web, street.web(HASTY) as hasty, anyio.create_task_group() as asking:

            async def ask(name: str) -> None:
                morning.faults[name] = await timed(hasty if REASONS[name] == "too slow" else web, urls[name])

            for name in urls:
                asking.start_soon(ask, name)
            for _ in range(20):
                morning.good.append(await timed(web, good))
                await anyio.sleep(TOTAL / 20)
        morning.strayed = street.strayed
    return morning


def longest(name: str) -> float:
    """The seconds within which a request that meets this fault must have ended."""
    return (TOTAL if REASONS[name] == "too slow" else PATIENT) + LATE


@pytest.fixture(scope="module")
def morning() -> Morning:
    """A morning; another one if the first was late, for the whole machine may have stood still, but not twice."""
    first = anyio.run(lived)
    on_time = all(outcome.seconds < longest(name) for name, outcome in first.faults.items())
    return first if on_time else anyio.run(lived)


@pytest.mark.parametrize("name", REASONS)
def test_fault_ends_in_time_with_its_reason(morning: Morning, name: str):
    outcome, reason = morning.faults[name], REASONS[name]
    told = outcome.answer.reason if isinstance(outcome.answer, Dropped) else None
    assert told == reason
    assert outcome.seconds < longest(name)


def test_nobody_else_is_delayed(morning: Morning):
    assert len(morning.faults) == len(FAULTS) + len(ROBOTS) >= 60
    assert all(isinstance(outcome.answer, Answer) for outcome in morning.good)
    ordered = sorted(outcome.seconds for outcome in morning.good)
    assert ordered[len(ordered) // 2] < TOTAL / 3


def test_nothing_strays(morning: Morning):
    assert morning.strayed == []


def test_how_long_to_wait_is_told(morning: Morning):
    days, date = (morning.faults[name].answer for name in ("429 for days", "503 until a date"))
    assert isinstance(days, Unanswered)
    assert isinstance(date, Unanswered)
    assert (days.status, days.retry_after) == (429, 864_000)
    assert (date.status, date.retry_after) == (503, 3_600)


async def mistaken() -> dict[str, Outcome]:
    async with opened() as street:
        plain = await street.open(mute)
        spoken = await street.open(says(b"\x15\x03\x01\x00\x02\x02\x0a"))
        closed = await street.shut()
        async with street.web(HASTY) as web:
            found = {
                "TLS asked of a plain port": await timed(web, plain.replace("http:", "https:")),
                "plain asked of a TLS port": await timed(web, spoken),
                "nobody listens": await timed(web, closed),
                "no such name": await timed(web, "http://nobody.vexmoor.example/"),
            }
    return found


def test_mistaken_doors():
    found = anyio.run(mistaken)
    reasons = {name: outcome.answer.reason for name, outcome in found.items() if isinstance(outcome.answer, Dropped)}
    assert reasons == {
        "TLS asked of a plain port": "unreachable",
        "plain asked of a TLS port": "broken answer",
        "nobody listens": "unreachable",
        "no such name": "unreachable",
    }
    assert max(outcome.seconds for outcome in found.values()) < TOTAL + LATE
