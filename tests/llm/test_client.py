"""One question over loopback: what is sent, and what becomes of endpoints that are slow, broken or too talkative."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import anyio
import pytest

from broadsheet.llm.client import Unanswered
from broadsheet.llm.fake import BEHAVIOURS, Fake, serving
from broadsheet.llm.prompt import rewriting
from tests.llm.asking import asker

ASKED = rewriting(["The dam at Velm broke on Tuesday."])


def test_question_carries_no_tools():
    fake = Fake()
    with serving(fake) as address:
        reply = asker(address, extra={"seed": 7}).ask(ASKED)
    assert json.loads(reply.text) == {"sentences": [{"text": "On Tuesday, the dam at Velm broke.", "spans": ["p1"]}]}
    assert (reply.tokens_in, reply.tokens_out) == (700, 90)
    assert set(fake.asked[0]) == {"model", "messages", "temperature", "max_tokens", "stream", "seed"}
    assert fake.asked[0]["temperature"] <= 0.2


TROUBLES = {
    "garbage": "no JSON", "huge": "more than", "failing": "busy or broken", "locked": "does not accept the key"
}  # fmt: skip


@pytest.mark.parametrize("behaviour", TROUBLES)
def test_bad_answers_are_none(behaviour: str):
    fake = Fake(behaviour=behaviour)
    with serving(fake) as address, pytest.raises(Unanswered, match=TROUBLES[behaviour]) as told:
        asker(address, key="sk-secret").ask(ASKED)
    assert "secret" not in str(told.value)
    assert told.value.lasting is (behaviour == "locked")
    assert len(fake.asked) == (3 if behaviour == "failing" else 1)


def test_slow_answers_are_not_awaited():
    fake = Fake(behaviour="slow")
    with serving(fake) as address, pytest.raises(Unanswered, match="within 0"):
        asker(address, seconds=0.2).ask(ASKED)


def test_closed_ports_are_no_answer():
    with serving(Fake()) as address:
        closed = address
    with pytest.raises(Unanswered, match="cannot be reached"):
        asker(closed).ask(ASKED)


def test_inside_a_running_loop():
    async def within() -> str:
        with serving(Fake()) as address:
            return asker(address).ask(ASKED).text

    assert "Tuesday" in anyio.run(within)


@pytest.mark.parametrize("usage", [None, [], {"prompt_tokens": -5, "completion_tokens": "many"}, {"prompt_tokens": 10**12}])
def test_odd_counts_are_estimated(usage: object, monkeypatch: pytest.MonkeyPatch):
    def told(_fake: Fake, _messages: Sequence[Mapping[str, str]]) -> tuple[int, bytes]:
        return 200, json.dumps({"choices": [{"message": {"content": "{}" * 30}}], "usage": usage}).encode()

    monkeypatch.setitem(BEHAVIOURS, "odd counts", told)
    with serving(Fake(behaviour="odd counts")) as address:
        reply = asker(address).ask(ASKED)
    assert 300 < reply.tokens_in < 2_000
    assert reply.tokens_out == 21


@pytest.mark.parametrize(
    "answer", [b"[]", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}', b"[" * 5_000]
)
def test_answers_without_words_are_none(answer: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(BEHAVIOURS, "shapeless", lambda _fake, _messages: (200, answer))
    with serving(Fake(behaviour="shapeless")) as address, pytest.raises(Unanswered):
        asker(address).ask(ASKED)


def test_models_are_listed_without_text():
    fake = Fake()
    with serving(fake) as address:
        assert asker(address).models() == ("fake",)
    assert fake.asked == []
