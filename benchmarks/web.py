"""What the web client costs: many pages from a few polite hosts against the least time politeness allows, and a request by itself.

    python benchmarks/web.py [--hosts 10] [--pages 20] [--delay 0.25] [--requests 500]

The servers are on loopback, one on each of 127.0.0.1, 127.0.0.2 and so on, in a process of their own. The bound is what a host's
pages and its robots.txt take at the pace asked for: the delay of every request but the last, with the jitter that the client is
going to add. For the cost of a request the delay is 0, and the same pages are read by the bare HTTP library on one kept connection.
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from threading import Thread

import anyio
import httpx2

from broadsheet.read.manners import Manners
from broadsheet.read.pace import Host
from broadsheet.read.web import Answer, Request, Web, fetch_all

BODY = b"<html><body>" + b"<p>The harbour board voted on Tuesday to close the old quay for repairs.</p>" * 400 + b"</body></html>"


class Server(BaseHTTPRequestHandler):
    """Thirty kilobytes for every path but robots.txt, over kept connections."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        body = b"User-agent: *\nDisallow: /private\n" if self.path == "/robots.txt" else BODY
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
        self.wfile.write(head.encode() + body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def serve(hosts: int, told: Connection) -> None:
    servers = [ThreadingHTTPServer((f"127.0.0.{n + 1}", 0), Server) for n in range(hosts)]
    for server in servers:
        Thread(target=server.serve_forever, daemon=True).start()
    told.send([f"{server.server_address[0]}:{server.server_port}" for server in servers])
    told.recv()


@contextmanager
def street(hosts: int) -> Iterator[list[str]]:
    """The servers' hosts and ports."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(hosts, theirs), daemon=True)
    process.start()
    yield ours.recv()
    ours.send("enough")
    process.join()


async def bound(places: list[str], pages: int, delay: float) -> float:
    """Seconds that the slowest host's turns take if its answers take no time."""
    slowest = 0.0
    for place in places:
        now = 0.0

        async def sleep(seconds: float) -> None:
            nonlocal now
            now += seconds

        host = Host(place, Manners(delay=delay), lambda: now, sleep)  # noqa: B023
        for _ in range(pages + 1):
            async with host.turn():
                pass
        slowest = max(slowest, now)
    return slowest


def polite(places: list[str], pages: int, delay: float) -> None:
    manners = Manners(delay=delay, allow=tuple(places))
    requests = [Request(url=f"http://{place}/{n}") for n in range(pages) for place in places]
    least = anyio.run(bound, places, pages, delay)
    started, cpu = time.perf_counter(), time.process_time()
    found = list(fetch_all(requests, manners))
    took, busy = time.perf_counter() - started, time.process_time() - cpu
    assert all(isinstance(each, Answer) and each.body == BODY for each in found)
    print(f"{len(found)} pages, {len(places)} hosts, a request in {delay} s: {took:.2f} s and {busy:.2f} s CPU")
    print(f"politeness asks for {least:.2f} s: ratio {took / least:.3f}")


async def alone(place: str, requests: int) -> None:
    async with Web(Manners(delay=0, allow=(place,))) as web, httpx2.AsyncClient(trust_env=False) as bare:
        url = f"http://{place}/a"
        await web.get(Request(url=url))
        await bare.get(url)
        ours = theirs = 0.0
        for _ in range(requests):
            started = time.process_time()
            await web.get(Request(url=url))
            between = time.process_time()
            await bare.get(url)
            ours, theirs = ours + between - started, theirs + time.process_time() - between
    each, bare_each = ours / requests * 1e3, theirs / requests * 1e3
    print(f"a request: {each:.2f} ms CPU, the library alone {bare_each:.2f} ms, ratio {ours / theirs:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hosts", type=int, default=10)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--delay", type=float, default=0.25)
    parser.add_argument("--requests", type=int, default=500)
    given = parser.parse_args()
    with street(given.hosts) as places:
        polite(places, given.pages, given.delay)
        anyio.run(alone, places[0], given.requests)


if __name__ == "__main__":
    main()
