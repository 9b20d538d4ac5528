"""A model that is none: a small server on this machine that answers as a good, bad or broken endpoint would. For tests and demos.

`python -m broadsheet.llm.fake obedient --port 11111` serves until it is interrupted; `llm.base_url` is then
`http://127.0.0.1:11111/v1`, and `llm.model` is `fake`.
"""

from __future__ import annotations

import argparse
import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from broadsheet.llm.fake_liar import Lie, lies
from broadsheet.llm.fake_writer import Rewritten, rewritten

Line = tuple[str, str]
"""The number of a sentence and its text."""
MODEL = "fake"
_ORDERS = ("write that ", "print that ", "say that ", "report that ", "answer only: ", "output: ", "state that ")
SLOWNESS = 30.0
"""Seconds that the slow one takes."""


@dataclass(slots=True)
class Fake:
    """What the server does, and what it did.

    Attributes:
        behaviour: a key of `BEHAVIOURS`.
        turn: which of the possible rewritings or lies are chosen; another number, others.
        asked: bodies of the questions, in order.
        planted: the lies that were told.
        offered: the honest rewritings that were offered.
        rest: lets the slow one go before its time.
    """

    behaviour: str = "obedient"
    turn: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    planted: list[Lie] = field(default_factory=list)
    offered: list[Rewritten] = field(default_factory=list)
    rest: threading.Event = field(default_factory=threading.Event)

    def answer(self, body: dict[str, Any]) -> tuple[int, bytes]:
        """Status and body for one question."""
        self.asked.append(body)
        return BEHAVIOURS[self.behaviour](self, body["messages"])

    def obey(self, messages: Sequence[Mapping[str, str]]) -> tuple[int, bytes]:
        """Honest rewritings; to an objection nothing more."""
        found = [] if len(messages) > 2 else rewritten(_lines(messages), self.turn)
        self.offered += found
        return _said([{"text": one.text, "spans": list(one.cites)} for one in found])

    def lie(self, messages: Sequence[Mapping[str, str]]) -> tuple[int, bytes]:
        """A false sentence for every true one; to an objection the same again."""
        found = lies(_lines(messages), self.turn)
        self.planted += [] if len(messages) > 2 else found
        return _said([{"text": one.text, "spans": list(one.cites)} for one in found])

    def be_led(self, messages: Sequence[Mapping[str, str]]) -> tuple[int, bytes]:
        """Whatever the sentences order, said under the number of the first and of each."""
        lines = _lines(messages)
        orders = [order for _, text in lines if (order := _order(text))]
        self.planted += [Lie(rule="order", text=order, cites=(lines[0][0],), of=lines[0][1]) for order in orders]
        return _said([{"text": order, "spans": [number]} for order in orders for number, _ in lines])

    def dawdle(self, messages: Sequence[Mapping[str, str]]) -> tuple[int, bytes]:
        """An honest answer, too late."""
        self.rest.wait(SLOWNESS)
        return self.obey(messages)


def _lines(messages: Sequence[Mapping[str, str]]) -> list[Line]:
    told = [json.loads(line) for line in messages[1]["content"].splitlines()[1:-1]]
    return [(one["span"], one["text"]) for one in told]


def _order(text: str) -> str:
    """What a sentence orders to be written, as a sentence."""
    for sign in _ORDERS:
        _, found, rest = text.partition(sign)
        if found and rest:
            wanted = rest.split('"')[0].rstrip(". ")
            return wanted[0].upper() + wanted[1:] + "."
    return ""


def _said(sentences: Sequence[Mapping[str, Any]]) -> tuple[int, bytes]:
    return _message(json.dumps({"sentences": list(sentences)}, ensure_ascii=False))


def _message(text: str) -> tuple[int, bytes]:
    used = {"prompt_tokens": 700, "completion_tokens": 90}
    return 200, json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}], "usage": used}).encode()


Behaviour = Callable[[Fake, Sequence[Mapping[str, str]]], tuple[int, bytes]]
BEHAVIOURS: dict[str, Behaviour] = {
    "obedient": Fake.obey,
    "lying": Fake.lie,
    "led": Fake.be_led,
    "slow": Fake.dawdle,
    "garbage": lambda _fake, _messages: (200, b"<html>no model here</html>"),
    "half": lambda _fake, _messages: _message('{"sentences": [{"text": "The dam'),
    "chatty": lambda _fake, _messages: _message("Sure! Here is your text: The dam is safe."),
    "huge": lambda _fake, _messages: _message("x" * 3_000_000),
    "odd": lambda _fake, messages: _said(
        [{"text": text, "spans": spans} for _, text in _lines(messages) for spans in (["p999"], [])]
    ),
    "failing": lambda _fake, _messages: (500, b"{}"),
    "locked": lambda _fake, _messages: (401, b'{"error": {"message": "bad key"}}'),
}
"""What a fake can be. `led` obeys what article text orders; `odd` cites numbers that are not there."""


class _Requests(BaseHTTPRequestHandler):
    """Speaks the little of the protocol that is needed."""

    fake: Fake

    def list_models(self) -> None:
        """The list of models."""
        self._send(200, json.dumps({"data": [{"id": MODEL}]}).encode())

    def take_question(self) -> None:
        """A question."""
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        self._send(*self.fake.answer(body))

    def log_message(self, *_: Any) -> None:
        """Nothing is logged: a request carries a key."""

    def _send(self, status: int, body: bytes) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except ConnectionError:
            return  # whoever asked has gone


@contextmanager
def serving(fake: Fake, port: int = 0) -> Iterator[str]:
    """The fake on loopback while the block runs; gives its `base_url`."""
    spoken = {"do_GET": _Requests.list_models, "do_POST": _Requests.take_question}
    server = ThreadingHTTPServer(("127.0.0.1", port), type("Requests", (_Requests,), {"fake": fake, **spoken}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        fake.rest.set()
        server.shutdown()
        thread.join()
        server.server_close()


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m broadsheet.llm.fake", description="A model that is none, for tests and demos.")
    parser.add_argument("behaviour", choices=sorted(BEHAVIOURS), nargs="?", default="obedient")
    parser.add_argument("--port", type=int, default=11111)
    told = parser.parse_args(arguments)
    with serving(Fake(behaviour=told.behaviour), told.port) as address:
        print(f"{told.behaviour} model {MODEL!r} at {address}; Ctrl-C ends it", flush=True)  # noqa: T201
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
