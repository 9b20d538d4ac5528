"""What makes an endpoint, and what is refused before anything is sent."""

from __future__ import annotations

import pytest

from broadsheet.errors import ConfigError
from broadsheet.llm.endpoint import Endpoint


@pytest.mark.parametrize(
    "address",
    [
        "",
        "paper",
        "ftp://a.example/v1",
        "http://name:word@a.example/v1",
        "https://a.example/v1?key=x",
        "http://a.example:99999/v1",
        "http://a b/v1",
    ],
)
def test_odd_addresses_are_refused(address: str):
    with pytest.raises(ConfigError) as told:
        Endpoint(base_url=address, model="m")
    assert "word" not in str(told.value)


def test_key_is_never_shown():
    endpoint = Endpoint(base_url="https://a.example/v1", model="m", key="sk-very-secret")
    assert "secret" not in repr(endpoint) + str(endpoint)


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "schlüssel"])
def test_odd_keys_are_refused_unseen(key: str):
    with pytest.raises(ConfigError) as told:
        Endpoint(base_url="https://a.example/v1", model="m", key=key)
    assert key not in str(told.value) + told.value.hint


def test_key_goes_in_the_clear_nowhere_far():
    with pytest.raises(ConfigError, match="in the clear"):
        Endpoint(base_url="http://a.example/v1", model="m", key="k")
    for near in ("http://127.0.0.1:1/v1", "http://localhost/v1", "http://[::1]/v1", "http://192.168.1.4:11434/v1"):
        assert Endpoint(base_url=near, model="m", key="k").near


@pytest.mark.parametrize(
    ("address", "place"),
    [("http://localhost:11434/v1", "localhost:11434"), ("https://a.example/v1", "a.example:443"), ("http://[::1]/v1", "[::1]:80")],
)
def test_guard_is_told_one_place(address: str, place: str):
    assert Endpoint(base_url=address, model="m").place == place


def test_model_must_be_named():
    with pytest.raises(ConfigError, match="no model"):
        Endpoint(base_url="https://a.example/v1", model="")
