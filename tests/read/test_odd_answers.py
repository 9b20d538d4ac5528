"""Whatever a server says, the client gives an answer or a reason; whatever an address says, nothing inside is reached."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network

import anyio
from hypothesis import example, given, settings
from hypothesis import strategies as st

from broadsheet.read.address import address_of
from broadsheet.read.guard import may_be_reached
from broadsheet.read.reasons import REASONS
from broadsheet.read.refusal import Refusal
from broadsheet.read.web import Answer, Request
from broadsheet.steps import Dropped
from tests.read.recorder import Recorder, answer, path_of

CARRIERS = tuple(ip_network(each) for each in ("::ffff:0:0/96", "64:ff9b::/96"))
LINES = st.sampled_from(
    [
        b"HTTP/1.1 200 OK",
        b"HTTP/1.0 200",
        b"HTTP/1.1 302 Found",
        b"HTTP/1.1 304 Not Modified",
        b"HTTP/1.1 100 Continue",
        b"HTTP/9 1 x",
        b"",
    ]
)
HEADERS = st.lists(
    st.sampled_from(
        [
            b"Content-Length: 5",
            b"Content-Length: 0005",
            b"Content-Length: +5",
            b"Transfer-Encoding: chunked",
            b"Transfer-Encoding: gzip",
            b"Content-Encoding: gzip",
            b"Content-Encoding: br",
            b"Content-Encoding: deflate, br",
            b"Content-Encoding: \xff",
            b"Content-Type: text/html; charset=\xff\xfe",
            b"Content-Type: ;;;=",
            b"Location: /b",
            b"Location: http://[",
            b"Location: \xff\xfe",
            b"Location: //10.0.0.1/",
            b"Retry-After: Thu, 99 Foo 1e9",
            b"Retry-After: 99999999999999999999",
            b"Cache-Control: max-age=-1",
            b"Expires: 0",
            b"Date: x",
            b" folded",
            b": nameless",
            b"ETag: \x80",
            b"Connection: close",
            b"Set-Cookie: a=b",
        ],
    ),
    max_size=6,
)
BODIES = st.one_of(
    st.binary(max_size=200), st.sampled_from([b"5\r\nwords\r\n0\r\n\r\n", b"\x1f\x8b\x08\x00", b"words", b"fffffffffffffffff\r\n"])
)


def outcome(said: bytes, *, robots: bool = False) -> tuple[Answer | Dropped, Recorder]:
    """What the client makes of it, as the page or as the robots.txt."""
    recorder = Recorder(lambda head: said if (path_of(head) == "/robots.txt") == robots else answer())

    async def ask() -> Answer | Dropped:
        async with recorder.web(total=1.0) as web:
            return await web.get(Request(url="http://vexmoor.example/a", etag='"1"'))

    return anyio.run(ask), recorder


@given(LINES, HEADERS, BODIES, st.booleans())
@example(b"HTTP/1.1 200 OK", [b"Content-Encoding: br", b"Content-Length: 5"], b"words", False)
@settings(max_examples=200)
def test_odd_answers_end_with_a_reason(line: bytes, headers: list[bytes], body: bytes, robots: bool):
    found, recorder = outcome(b"\r\n".join([line, *headers, b"", body]), robots=robots)
    assert isinstance(found, Answer) or (isinstance(found, Dropped) and found.reason in REASONS)
    assert recorder.strayed == []


@given(st.binary(max_size=300), st.booleans())
@settings(max_examples=100)
def test_noise_ends_with_a_reason(said: bytes, robots: bool):
    found, _ = outcome(said, robots=robots)
    assert isinstance(found, Dropped)
    assert found.reason in REASONS


@given(
    st.text(max_size=60),
    st.sampled_from(["", "http://", "https://", "http:", "//", "http://a@", "http://[", "http://127.", "http://0x"]),
)
@example("。", "http://127.")
@example(".", "http://a@")
@example("halm..", "https://")
@settings(max_examples=500)
def test_an_address_is_refused_or_has_one_spelling(text: str, start: str):
    try:
        address = address_of(start + text)
    except Refusal:
        return
    assert address_of(address.url) == address
    assert address.scheme in {"http", "https"}
    assert "@" not in address.url.split("/")[2]


@given(st.ip_addresses(v=4))
@settings(max_examples=500)
def test_what_python_calls_inside_is_inside(address: IPv4Address):
    assert address.is_global or not may_be_reached(address)


@given(st.ip_addresses(v=6))
@settings(max_examples=500)
def test_what_python_calls_inside_is_inside_in_six(address: IPv6Address):
    if any(address in network for network in CARRIERS):
        assert may_be_reached(address) == may_be_reached(IPv4Address(int(address) & 0xFFFFFFFF))
    else:
        assert address.is_global or not may_be_reached(address)
