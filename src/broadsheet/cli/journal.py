"""The log of `broadsheet run`, on standard error: one event a line, as key=value or JSON, with no secrets."""

from __future__ import annotations

import re
import sys
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from broadsheet.pipeline.schedule import Report

_ADDRESS = re.compile(r"\b([a-z][a-z0-9+.-]*://)(?:[^\s/?#]*@)?([^\s?#'\"<>]*)(\?[^\s#'\"<>]*)?(#[^\s'\"<>]*)?", re.IGNORECASE)


def journal(*, as_json: bool) -> Report:
    """Something that is told events, and writes each on a line."""
    import structlog

    form = structlog.processors.JSONRenderer() if as_json else structlog.processors.LogfmtRenderer(key_order=("at", "event"))
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True, key="at")
    log = structlog.wrap_logger(structlog.PrintLogger(sys.stderr), processors=[_without_secrets, stamp, form])

    def report(event: str, /, **facts: Any) -> None:
        log.msg(event, **{name: value for name, value in facts.items() if value not in (None, "")})

    return report


def redacted(text: str) -> str:
    """The text with every address in it cut to what names a page: whoever asked, and what was asked for, are nobody's business.

    >>> redacted("asked https://orla:key@halm.example/feed?token=1#x: 404")
    'asked https://halm.example/feed?… 404'
    """
    return _ADDRESS.sub(lambda found: found[1] + found[2] + ("?…" if found[3] else ""), text)


def _without_secrets(_log: object, _method: str, facts: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {name: redacted(value) if isinstance(value, str) else value for name, value in facts.items()}
