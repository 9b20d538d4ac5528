"""Connections that are kept between two requests, and servers that close them meanwhile; on paper, no socket is opened."""

from __future__ import annotations

import anyio
import pytest

from broadsheet.read.web import Answer, Request
from broadsheet.steps import Dropped
from tests.read.recorder import Recorder, Script, answer, path_of

ADDRESSES = [f"http://vexmoor.example/{name}" for name in "abc"]
NOTHING = b""
HALF_A_HEAD = b"HTTP/1.1 200 OK\r\nX-A: "


def asked(recorder: Recorder) -> list[str]:
    """Whether each of the three pages was got, or why not."""

    async def ask() -> list[Answer | Dropped]:
        async with recorder.web() as web:
            return [await web.get(Request(url=url)) for url in ADDRESSES]

    return [each.reason if isinstance(each, Dropped) else "got" for each in anyio.run(ask)]


def breaking(path: str, words: bytes, times: int) -> Script:
    """A server that says only these words the first times that it is asked for a path."""
    left = [times]

    def script(head: str) -> bytes:
        if path_of(head) != path or not left[0]:
            return answer()
        left[0] -= 1
        return words

    return script


def test_connection_is_kept():
    recorder = Recorder()
    assert asked(recorder) == ["got"] * 3
    assert len(recorder.connected) == 1


@pytest.mark.parametrize("words", [NOTHING, HALF_A_HEAD])
def test_page_is_asked_for_again_when_a_kept_connection_breaks_off(words: bytes):
    recorder = Recorder(breaking("/b", words, times=1))
    assert asked(recorder) == ["got"] * 3
    assert [path_of(head) for head in recorder.requests] == ["/robots.txt", "/a", "/b", "/b", "/c"]
    assert len(recorder.connected) == 2


@pytest.mark.parametrize("words", [NOTHING, HALF_A_HEAD])
def test_what_breaks_off_on_a_connection_of_its_own_is_not_asked_for_again(words: bytes):
    recorder = Recorder(breaking("/b", words, times=100))
    assert asked(recorder) == ["got", "broken answer", "got"]
    assert [path_of(head) for head in recorder.requests].count("/b") == 2
    assert len(recorder.connected) == 3
