"""What the client sends, keeps, follows and hands over; on paper, no socket is opened."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterable
from typing import Any

import anyio
import brotli
import pytest

from broadsheet.read.manners import Manners
from broadsheet.read.refusal import Unanswered
from broadsheet.read.web import Answer, Request, Web, fetch_all
from broadsheet.steps import Dropped
from tests.read.recorder import Recorder, Script, answer, host_of, path_of

URL = "http://vexmoor.example/a"


class Days:
    """A clock that only sleeping moves.

    Attributes:
        now: seconds.
        slept: every sleep.
    """

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def asked(recorder: Recorder, requests: Iterable[Request], **manners: Any) -> list[Answer | Dropped]:
    """What one client makes of the requests, one after the other."""

    async def ask() -> list[Answer | Dropped]:
        async with recorder.web(**manners) as web:
            return [await web.get(request) for request in requests]

    return anyio.run(ask)


def one(script: Script, request: Request | None = None, **manners: Any) -> Answer | Dropped:
    return asked(Recorder(script), [request or Request(url=URL)], **manners)[0]


def pages(page: Callable[[str], bytes], robots: bytes = b"") -> Script:
    """Servers with a page for every path, and a robots.txt."""
    return lambda head: answer(robots) if path_of(head) == "/robots.txt" else page(head)


def head_of(recorder: Recorder, path: str) -> dict[str, str]:
    """The headers of the last request for the path."""
    lines = [head for head in recorder.requests if path_of(head) == path][-1].split("\r\n")[1:]
    return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def test_answer_tells_what_the_server_said():
    said = {
        "Content_Type": 'Text/HTML; charset="ISO-8859-15"',
        "ETag": 'W/"7"',
        "Last_Modified": "then",
        "Cache_Control": "max-age=60",
    }
    found = one(lambda head: answer(b"words", **said))
    assert found == Answer(
        asked=URL, url=URL, status=200, body=b"words", media_type="text/html", charset="iso-8859-15", etag='W/"7"', modified="then",
        expires=60.0,
    )  # fmt: skip


def test_request_says_who_asks_and_carries_nothing_else():
    recorder = Recorder(lambda head: answer(Set_Cookie="a=b"))
    asked(recorder, [Request(url=URL), Request(url=URL)], agent="vexbot", contact="mailto:desk@vexmoor.example")
    sent = head_of(recorder, "/a")
    assert sent["user-agent"] == "vexbot (+mailto:desk@vexmoor.example)"
    assert set(sent) == {"host", "user-agent", "accept", "accept-encoding"}


def test_what_we_have_is_not_sent_again():
    def script(head: str) -> bytes:
        return b"HTTP/1.1 304 Not Modified\r\n\r\n" if 'If-None-Match: "7"' in head else answer(ETag='"7"')

    recorder = Recorder(pages(script))
    found = asked(recorder, [Request(url=URL, etag='"7"', modified="Sun, 06 Nov 1994 08:49:37 GMT")])[0]
    assert isinstance(found, Answer)
    assert (found.status, found.body, found.etag, found.modified) == (304, b"", '"7"', "Sun, 06 Nov 1994 08:49:37 GMT")
    assert head_of(recorder, "/a")["if-modified-since"] == "Sun, 06 Nov 1994 08:49:37 GMT"


def test_validators_cannot_smuggle_a_header():
    recorder = Recorder(pages(lambda head: answer()))
    asked(recorder, [Request(url=URL, etag='"7"\r\nX-Evil: 1\0')])
    assert head_of(recorder, "/a")["if-none-match"] == '"7"X-Evil: 1'


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, lambda body: zlib.compress(body, wbits=-15), brotli.compress])
def test_what_is_packed_is_unpacked(pack: Callable[[bytes], bytes]):
    coding = {gzip.compress: "gzip", brotli.compress: "br"}.get(pack, "deflate")
    found = one(pages(lambda head: answer(pack(b"<p>words</p>" * 50), Content_Encoding=coding)))
    assert isinstance(found, Answer)
    assert found.body == b"<p>words</p>" * 50


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [((301,), True), ((308, 301), True), ((302,), False), ((301, 302), False), ((303, 301), False), ((307,), False)],
)
def test_only_what_moved_for_good_is_remembered(statuses: tuple[int, ...], moved: bool):
    def script(head: str) -> bytes:
        step = int(path_of(head)[1:])
        return answer(b"", status=f"{statuses[step]} Moved", Location=f"/{step + 1}") if step < len(statuses) else answer()

    found = one(pages(script), Request(url="http://vexmoor.example/0"))
    assert isinstance(found, Answer)
    assert found.asked == "http://vexmoor.example/0"
    assert found.url == f"http://vexmoor.example/{len(statuses)}"
    assert found.moved_to == (found.url if moved else None)


@pytest.mark.parametrize(("start", "end", "moved"), [("http", "https", True), ("https", "http", False)])
def test_nothing_is_remembered_that_takes_the_lock_away(start: str, end: str, moved: bool):
    def script(head: str) -> bytes:
        if path_of(head) == "/a":
            return answer(b"", status="301 Moved", Location=f"{end}://vexmoor.example/b")
        return answer()

    found = one(pages(script), Request(url=f"{start}://vexmoor.example/a"))
    assert isinstance(found, Answer)
    assert found.moved_to == (f"{end}://vexmoor.example/b" if moved else None)


@pytest.mark.parametrize(("most", "reason"), [(3, None), (2, "too many redirects")])
def test_redirects_are_counted(most: int, reason: str | None):
    def script(head: str) -> bytes:
        step = int(path_of(head)[1:])
        return answer(b"", status="302 Found", Location=f"/{step + 1}") if step < 3 else answer()

    found = one(pages(script), Request(url="http://vexmoor.example/0"), redirects=most)
    assert (found.reason if isinstance(found, Dropped) else None) == reason


@pytest.mark.parametrize(
    ("accept", "media", "taken"),
    [("page", "application/pdf", False), ("page", "audio/mpeg", False), ("page", "text/plain", True), ("page", "", True),
     ("feed", "image/png", False), ("feed", "application/octet-stream", True), ("any", "application/gzip", True)],
)  # fmt: skip
def test_what_is_hoped_for(accept: Any, media: str, taken: bool):
    found = one(pages(lambda head: answer(Content_Type=media)), Request(url=URL, accept=accept))
    assert (found.reason if isinstance(found, Dropped) else None) == (None if taken else "not a page")


def test_fragment_stays_here():
    recorder = Recorder(pages(lambda head: answer()))
    found = asked(recorder, [Request(url=f"{URL}?q=1#part")])[0]
    assert isinstance(found, Answer)
    assert found.url == f"{URL}?q=1"
    assert recorder.requests[-1].startswith("GET /a?q=1 HTTP/1.1")


def test_connections_are_kept_and_robots_txt_is_read_once():
    recorder = Recorder(pages(lambda head: answer()))
    asked(recorder, [Request(url=f"http://vexmoor.example/{n}") for n in range(5)])
    assert [path_of(head) for head in recorder.requests] == ["/robots.txt", "/0", "/1", "/2", "/3", "/4"]
    assert len(recorder.connected) == 1


def paced(recorder: Recorder, urls: Iterable[str], days: Days, **manners: Any) -> list[Answer | Dropped]:
    """What one client makes of the addresses, by a clock that only it moves."""

    async def ask() -> list[Answer | Dropped]:
        made = Web(Manners(**manners), clock=days, sleep=days.sleep, resolver=recorder.resolve, connector=recorder.connect)
        async with made as web:
            return [await web.get(Request(url=url)) for url in urls]

    return anyio.run(ask)


def test_a_host_is_asked_at_its_pace():
    days = Days()
    paced(Recorder(pages(lambda head: answer())), [f"http://vexmoor.example/{n}" for n in range(20)], days, delay=2.0)
    assert len(days.slept) == 20  # robots.txt came first
    assert all(2.0 <= seconds <= 2.5 for seconds in days.slept)
    assert len({round(seconds, 3) for seconds in days.slept}) > 15


def test_other_hosts_need_not_wait():
    days = Days()
    paced(Recorder(pages(lambda head: answer())), [f"http://n{n}.example/" for n in range(20)], days, delay=2.0)
    assert all(2.0 <= seconds <= 2.5 for seconds in days.slept)
    assert len(days.slept) == 20  # one for each host, between its robots.txt and its page


@pytest.mark.parametrize(("stated", "kept"), [(b"7", 7.0), (b"0.1", 1.0), (b"9999", 60.0), (b"soon", 1.0)])
def test_a_robots_txt_may_ask_for_more_time_within_reason(stated: bytes, kept: float):
    days = Days()
    robots = b"User-agent: *\nCrawl-delay: " + stated
    paced(Recorder(pages(lambda head: answer(), robots)), [f"http://vexmoor.example/{n}" for n in range(3)], days, delay=1.0)
    assert all(kept <= seconds <= kept * 1.25 for seconds in days.slept[1:])


def test_a_host_that_asks_for_peace_gets_it():
    days = Days()
    calls = iter(range(100))

    def script(head: str) -> bytes:
        return answer(status="429 Too Many", Retry_After="90") if next(calls) == 0 else answer()

    recorder = Recorder(pages(script))
    first, second = paced(recorder, [URL, URL], days, delay=0)
    assert isinstance(first, Unanswered)
    assert isinstance(second, Unanswered)
    assert (first.reason, first.status, first.retry_after) == ("asked to wait", 429, 90.0)
    assert (second.reason, second.status, second.retry_after) == ("asked to wait", None, 90.0)
    assert len(recorder.requests) == 2  # robots.txt and the first; nothing after it
    days.now += 91

    async def later() -> list[Answer | Dropped]:
        made = Web(Manners(delay=0), clock=days, sleep=days.sleep, resolver=recorder.resolve, connector=recorder.connect)
        async with made as web:
            return [await web.get(Request(url=URL))]

    assert isinstance(anyio.run(later)[0], Answer)


ROBOTS = (
    b"User-agent: *\nDisallow: /\nAllow: /open\nUser-agent: vexbot\nDisallow: /private\nSitemap: http://vexmoor.example/map.xml\n"
)


@pytest.mark.parametrize(
    ("agent", "path", "read"),
    [("other", "/open/a", True), ("other", "/a", False), ("vexbot", "/a", True), ("vexbot", "/private/a", False),
     ("vexbot", "/%70rivate/a", False)],
)  # fmt: skip
def test_robots_txt_is_obeyed(agent: str, path: str, read: bool):
    found = one(pages(lambda head: answer(), ROBOTS), Request(url=f"http://vexmoor.example{path}"), agent=agent)
    assert isinstance(found, Answer) is read
    assert isinstance(found, Answer) or found.reason == "refused by robots"


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("vexbot", True),
        ("VexBot/2.1", True),
        ("vexbot*", True),
        ("vex", False),
        ("vexbot-news", False),
        ("notvexbot", False),
        ("x", False),
    ],
)
def test_rules_are_ours_if_they_name_us(name: str, ours: bool):
    robots = f"User-agent: {name} # a note\nUser-agent: somebody\nDisallow: /".encode()
    assert isinstance(one(pages(lambda head: answer(), robots), agent="vexbot"), Dropped) is ours


def test_robots_txt_holds_for_redirects():
    def script(head: str) -> bytes:
        return answer(b"", status="302 Found", Location="/private") if path_of(head) == "/a" else answer()

    recorder = Recorder(pages(script, b"User-agent: *\nDisallow: /private"))
    found = asked(recorder, [Request(url=URL)])[0]
    assert isinstance(found, Dropped)
    assert found.reason == "refused by robots"
    assert [path_of(head) for head in recorder.requests] == ["/robots.txt", "/a"]


def test_robots_txt_is_read_anew_after_a_day():
    days, recorder = Days(), Recorder(pages(lambda head: answer()))

    async def ask() -> None:
        made = Web(Manners(delay=0), clock=days, sleep=days.sleep, resolver=recorder.resolve, connector=recorder.connect)
        async with made as web:
            for hours in (0, 23, 25):
                days.now = hours * 3_600
                await web.get(Request(url=URL))

    anyio.run(ask)
    assert [path_of(head) for head in recorder.requests] == ["/robots.txt", "/a", "/a", "/robots.txt", "/a"]


def test_a_robots_txt_that_cannot_be_had_is_asked_for_again_soon():
    days, down = Days(), iter([True, False])

    def script(head: str) -> bytes:
        if path_of(head) == "/robots.txt" and next(down):
            return answer(status="503 Busy")
        return answer()

    recorder, found = Recorder(script), []

    async def ask() -> None:
        made = Web(Manners(delay=0), clock=days, sleep=days.sleep, resolver=recorder.resolve, connector=recorder.connect)
        async with made as web:
            for seconds in (0, 300, 601):
                days.now = seconds
                found.append(await web.get(Request(url=URL)))

    anyio.run(ask)
    assert [isinstance(each, Answer) for each in found] == [False, False, True]
    assert [path_of(head) for head in recorder.requests] == ["/robots.txt", "/robots.txt", "/a"]


def test_many_who_ask_at_once_wait_for_one_robots_txt():
    recorder = Recorder(pages(lambda head: answer()))

    async def ask() -> None:
        async with recorder.web() as web, anyio.create_task_group() as group:
            for n in range(10):
                group.start_soon(web.get, Request(url=f"http://vexmoor.example/{n}"))

    anyio.run(ask)
    assert [path_of(head) for head in recorder.requests].count("/robots.txt") == 1
    assert len(recorder.requests) == 11


def test_sitemaps_are_told():
    recorder = Recorder(pages(lambda head: answer(), ROBOTS))

    async def ask() -> tuple[str, ...]:
        async with recorder.web() as web:
            rules = await web.rules("http://vexmoor.example/any")
            assert not isinstance(rules, Dropped)
            return rules.sitemaps

    assert anyio.run(ask) == ("http://vexmoor.example/map.xml",)


def test_only_so_much_of_a_robots_txt_is_read():
    robots = b"User-agent: *\n" + b"# no words\n" * 60_000 + b"Disallow: /\n"
    assert isinstance(one(pages(lambda head: answer(), robots)), Answer)
    assert isinstance(one(pages(lambda head: answer(), robots), robots_bytes=1_000_000), Dropped)


def test_answers_come_in_the_order_asked_and_no_host_holds_up_another():
    recorder = Recorder(pages(lambda head: answer(host_of(head).encode())))
    urls = [f"http://n{n % 7}.example/{n}" for n in range(150)]
    web = recorder.web()
    found = list(fetch_all((Request(url=url) for url in urls), web=web))
    assert [each.asked for each in found if isinstance(each, Answer)] == urls
    assert [each.body for each in found if isinstance(each, Answer)] == [f"n{n % 7}.example".encode() for n in range(150)]


def test_reading_can_be_broken_off():
    recorder = Recorder(pages(lambda head: answer()))
    given = fetch_all((Request(url=f"http://n{n}.example/") for n in range(500)), web=recorder.web(delay=3_600))
    assert next(iter(fetch_all([Request(url=URL)], web=recorder.web()))) is not None
    given.close()  # type: ignore[attr-defined]


def test_few_at_a_time_at_one_host():
    under_way, most = 0, 0

    class Slow(Recorder):
        async def connect(self, address: str, port: int, timeout: float | None) -> Any:
            nonlocal under_way, most
            under_way += 1
            most = max(most, under_way)
            await anyio.sleep(0.02)
            under_way -= 1
            return await super().connect(address, port, timeout)

    recorder = Slow(lambda head: answer(Connection="close"))

    async def ask() -> None:
        async with recorder.web(connections_per_host=2) as web, anyio.create_task_group() as group:
            for n in range(10):
                group.start_soon(web.get, Request(url=f"http://vexmoor.example/{n}"))

    anyio.run(ask)
    assert most == 2
