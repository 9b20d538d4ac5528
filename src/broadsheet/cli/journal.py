"""The log of `broadsheet run`, on standard error: one event a line, as key=value or JSON, with no secrets."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

from broadsheet.records.redaction import redacted

if TYPE_CHECKING:
    from broadsheet.pipeline.schedule import Report


def journal(*, as_json: bool) -> Report:
    """Something that is told events, and writes each on a line."""
    import structlog

    form = structlog.processors.JSONRenderer() if as_json else structlog.processors.LogfmtRenderer(key_order=("at", "event"))
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True, key="at")
    log = structlog.wrap_logger(structlog.PrintLogger(sys.stderr), processors=[_without_secrets, stamp, form])

    def report(event: str, /, **facts: Any) -> None:
        log.msg(event, **{name: value for name, value in facts.items() if value not in (None, "")})

    return report


def _without_secrets(_log: object, _method: str, facts: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {name: redacted(value) if isinstance(value, str) else value for name, value in facts.items()}
