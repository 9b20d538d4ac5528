"""A client over the real guarded transport, for fakes on loopback."""

from __future__ import annotations

from typing import Any

from broadsheet.llm.client import Client
from broadsheet.llm.endpoint import Endpoint
from broadsheet.llm.fake import MODEL
from broadsheet.pipeline.model import client


async def at_once(_seconds: float) -> None:
    """No pause."""


def asker(address: str, **bounds: Any) -> Client:
    """A client for a fake's address, that pauses for nobody."""
    made = client(Endpoint(base_url=address, model=MODEL, **bounds))
    made._sleep = at_once
    return made
