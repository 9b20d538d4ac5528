"""Nothing inside is ever reached: every spelling of a host that is not public, over every route that carries an address."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

import anyio
import pytest

from broadsheet.read.address import address_of
from broadsheet.read.guard import Guard, allowed, may_be_reached
from broadsheet.read.refusal import Refusal
from broadsheet.read.web import Answer, Request, Web, fetch_all
from broadsheet.steps import Dropped
from tests.read.inside import PLACES, SPELLINGS
from tests.read.recorder import PUBLIC, Recorder, answer, host_of, path_of

FRONT = "http://n{}.vexmoor.example/"
REFUSED = {"forbidden address", "bad address"}


def led(target: Callable[[str], str], *, status: str = "302 Found", robots: bool = False) -> Callable[[str], bytes]:
    """Servers whose page, or robots.txt, leads to the spelling that their name counts to."""

    def script(head: str) -> bytes:
        if (path_of(head) == "/robots.txt") != robots:
            return answer(b"", status="404 Not Found")
        number = int(host_of(head).partition(".")[0].removeprefix("n"))
        return answer(b"", status=status, Location=target(SPELLINGS[number]))

    return script


def twice(head: str) -> bytes:
    """As `led`, after a redirect to the same host."""
    if path_of(head) == "/":
        return answer(b"", status="301 Moved Permanently", Location="/next")
    return led(lambda host: f"http://{host}/")(head)


DIRECT = [f"http://{host}/" for host in SPELLINGS]
FRONTS = [FRONT.format(number) for number in range(len(SPELLINGS))]
ROUTES = {
    "direct": (DIRECT, None),
    "direct, https": ([f"https://{host}/feed" for host in SPELLINGS], None),
    "slashes the wrong way": ([f"http:\\\\{host}\\x" for host in SPELLINGS], None),
    "spaces and line feeds": ([f" \nht\ttp://{host}/\r\n" for host in SPELLINGS], None),
    "redirect": (FRONTS, led(lambda host: f"http://{host}/")),
    "permanent redirect": (FRONTS, led(lambda host: f"https://{host}/", status="308 Permanent Redirect")),
    "redirect without a scheme": (FRONTS, led(lambda host: f"//{host}/x")),
    "second redirect": (FRONTS, twice),
    "robots.txt": (FRONTS, led(lambda host: f"http://{host}/robots.txt", robots=True)),
}
"""What is asked for, and what public servers answer. Other routes are tested where they are walked, with the same spellings."""


async def outcomes(recorder: Recorder, urls: list[str]) -> list[Answer | Dropped]:
    async with recorder.web(connections=8) as web:
        return [await web.get(Request(url=url)) for url in urls]


@pytest.mark.parametrize("route", ROUTES)
def test_nothing_inside_is_reached(route: str):
    urls, script = ROUTES[route]
    recorder = Recorder(script, names=PLACES)
    found = anyio.run(outcomes, recorder, urls)
    assert recorder.strayed == []
    let_in = [host for host, outcome in zip(SPELLINGS, found, strict=True) if isinstance(outcome, Answer)]
    assert let_in == []
    assert {outcome.reason for outcome in found if isinstance(outcome, Dropped)} <= REFUSED


def test_enough_is_tried():
    assert len(set(SPELLINGS)) == len(SPELLINGS) >= 100
    assert len(ROUTES) == 9


@pytest.mark.parametrize("route", ["redirect", "permanent redirect", "redirect without a scheme", "robots.txt"])
def test_the_same_routes_lead_to_public_hosts(route: str, monkeypatch: pytest.MonkeyPatch):
    """So that the refusals above are the guard's, and not of a route that leads nowhere."""
    monkeypatch.setattr("tests.read.test_guard.SPELLINGS", ("paper.example",))
    _, script = ROUTES[route]

    def open_to_all(head: str) -> bytes:
        assert script is not None
        return answer() if host_of(head) == "paper.example" else script(head)

    recorder = Recorder(open_to_all)
    (found,) = anyio.run(outcomes, recorder, [FRONT.format(0)])
    assert "paper.example" in recorder.asked
    if route != "robots.txt":
        assert isinstance(found, Answer)


def test_a_name_is_resolved_once_and_the_judged_address_is_connected_to():
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])

    class Rebinding(Recorder):
        async def resolve(self, host: str, port: int) -> list[str]:
            self.asked.append(host)
            return next(answers)

    recorder = Rebinding()
    (found,) = anyio.run(outcomes, recorder, ["http://vexmoor.example/"])
    assert isinstance(found, Answer)
    assert recorder.asked == ["vexmoor.example"]  # robots.txt and page went over the one judged connection
    assert set(recorder.connected) == {(PUBLIC, 80)}


def test_the_name_stays_though_an_address_is_connected_to():
    recorder = Recorder()
    (found,) = anyio.run(outcomes, recorder, ["https://Vexmoor.example./a"])
    assert isinstance(found, Answer)
    assert (set(recorder.connected), set(recorder.vouched)) == ({(PUBLIC, 443)}, {"vexmoor.example"})
    assert {host_of(head) for head in recorder.requests} == {"vexmoor.example"}


def test_every_new_connection_is_judged_anew():
    answers = iter([[PUBLIC], ["127.0.0.1"]])

    class Rebinding(Recorder):
        async def resolve(self, host: str, port: int) -> list[str]:
            return next(answers)

    recorder = Rebinding(lambda head: answer(Connection="close"))
    (found,) = anyio.run(outcomes, recorder, ["http://vexmoor.example/"])
    assert isinstance(found, Dropped)
    assert found.reason == "forbidden address"
    assert recorder.connected == [(PUBLIC, 80)]


def test_proxies_of_the_environment_are_not_asked(monkeypatch: pytest.MonkeyPatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:3128")
    recorder = Recorder()
    (found,) = anyio.run(outcomes, recorder, ["http://vexmoor.example/"])
    assert isinstance(found, Answer)
    assert recorder.strayed == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://vexmoor.example/", "gopher://vexmoor.example/", "data:text/html,x", "javascript:alert(1)",
        "ws://vexmoor.example/", "http://editor@vexmoor.example/", "http://editor:word@vexmoor.example/", "http://:word@vexmoor.example/",
        "http://vexmoor.example:22/", "http://vexmoor.example:25/", "http://vexmoor.example:443x/", "http://vexmoor.example:0/",
        "http://vexmoor.example:6667/", "http://vexmoor.example:2049/", "http://vexmoor.example:10080/", "http://vexmoor.example:99999/",
        "", "vexmoor.example", "//vexmoor.example/", "http://", "http://./", "http://[", "http://vexmoor.example\uff0f@127.0.0.1/",
        "http://a b.example/", "http://" + "a" * 10_000,
    ],
)  # fmt: skip
def test_what_is_no_public_address_of_the_web_is_not_even_looked_up(url: str):
    recorder = Recorder()
    (found,) = anyio.run(outcomes, recorder, [url])
    assert isinstance(found, Dropped)
    assert found.reason in REFUSED
    assert (recorder.asked, recorder.connected) == ([], [])


@pytest.mark.parametrize("port", [80, 443, 8080, 8443, 3000, 5000, 8000, 8888, 65535])
def test_ports_where_the_web_is_found(port: int):
    recorder = Recorder()
    (found,) = anyio.run(outcomes, recorder, [f"http://vexmoor.example:{port}/"])
    assert isinstance(found, Answer)
    assert set(recorder.connected) == {(PUBLIC, port)}


@pytest.mark.parametrize(
    "public",
    ["8.8.8.8", "93.184.215.14", "172.15.0.1", "172.32.0.1", "192.167.1.1", "100.63.0.1", "100.128.0.1", "223.255.255.255",
     "2606:4700::1", "2a00:1450::1", "2003::1", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"],
)  # fmt: skip
def test_public_addresses_may_be_reached(public: str):
    assert may_be_reached(ip_address(public))


def admits(guard: Guard, url: str) -> bool:
    try:
        guard.admit(address_of(url))
    except Refusal:
        return False
    return True


def test_what_the_user_allowed_is_reached_and_nothing_beside_it():
    guard = Guard(["192.168.7.0/24", "127.0.0.1:8123", "shelf.lan:9000", "[fd00::5]:25"])
    assert admits(guard, "http://192.168.7.20/feed")
    assert admits(guard, "http://127.0.0.1:8123/")
    assert admits(guard, "http://shelf.lan:9000/")
    assert admits(guard, "http://[fd00::5]:25/")
    assert not admits(guard, "http://192.168.7.20:22/")  # a network without a port opens no port
    assert not admits(guard, "http://192.168.8.20/")
    assert not admits(guard, "http://127.0.0.1:8124/")
    assert not admits(guard, "http://shelf.lan/")
    assert not admits(guard, "http://bookshelf.lan:9000/")
    assert guard.judge("shelf.lan", 9000, ["192.168.9.9"]) == ["192.168.9.9"]
    with pytest.raises(Refusal):
        guard.judge("vexmoor.example", 9000, ["192.168.9.9"])


@pytest.mark.parametrize("text", ["", "300.1.1.1", "10.0.0.0/99", "a/b", "host:0", "host:99999", ":80", "::1::"])
def test_what_cannot_be_allowed(text: str):
    with pytest.raises(ValueError, match=r"no address, network or host|."):
        allowed(text)


def test_many_addresses_through_the_plain_door():
    recorder = Recorder(names=PLACES)
    web = Web(resolver=recorder.resolve, connector=recorder.connect)
    found = list(fetch_all([Request(url=url) for url in DIRECT], web=web))
    assert len(found) == len(SPELLINGS)
    assert all(isinstance(outcome, Dropped) for outcome in found)
    assert recorder.connected == []
