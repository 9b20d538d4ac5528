"""The language model as the settings have it: the desk that asks it, and where its answers are kept."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import platformdirs

from broadsheet.config import Settings
from broadsheet.errors import ConfigError
from broadsheet.llm.account import Account, Budget
from broadsheet.llm.answers import Answers
from broadsheet.llm.client import Client
from broadsheet.llm.copy_desk import CopyDesk
from broadsheet.llm.endpoint import Endpoint
from broadsheet.read.guard import Guard
from broadsheet.read.refusal import Refusal
from broadsheet.read.transport import GuardedNetwork, Transport, connect, resolve


def endpoint(settings: Settings) -> Endpoint | None:
    """The endpoint of the settings, None where none is set.

    Raises:
        ConfigError: what is set makes no endpoint.
    """
    told = settings.llm
    if not told.base_url:
        return None
    return Endpoint(
        base_url=told.base_url, model=told.model, key=_key(settings), temperature=told.temperature, seconds=told.seconds,
        retries=told.retries, answer_tokens=told.answer_tokens, extra=told.extra,
    )  # fmt: skip


def _key(settings: Settings) -> str:
    told = settings.llm
    if told.key_file is None:
        return told.key.get_secret_value()
    try:
        return Path(told.key_file).expanduser().read_text("utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigError("llm.key_file cannot be read", hint="a file whose first line is the key") from problem


def client(endpoint: Endpoint) -> Client:
    """Who asks the endpoint, over connections that the guard of all outgoing requests lets pass: this place, beside public ones."""
    return Client(endpoint, lambda: Transport(GuardedNetwork(Guard([endpoint.place]), resolve, connect)), refusal=Refusal)


def answers(settings: Settings) -> Answers:
    """Where answers are kept."""
    named = settings.llm.answers
    return Answers(Path(named).expanduser() if named else platformdirs.user_cache_path("broadsheet") / "answers")


def copy_desk(settings: Settings) -> CopyDesk | None:
    """The desk for one run, None where no model is set."""
    asked, told = endpoint(settings), settings.llm
    if asked is None:
        return None
    budget = Budget(
        tokens=told.most_tokens, cost=told.most_cost, price_in=told.price_in, price_out=told.price_out, currency=told.currency
    )
    return CopyDesk(client(asked), answers(settings), Account(budget))


def forget(settings: Settings, articles: Iterable[str]) -> None:
    """Remove what a model wrote about these articles."""
    answers(settings).forget(articles)
