"""What a watchman asks: does it live, is there a paper, what does it count."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import Response

from broadsheet.publish.web.kiosk import Kiosk
from broadsheet.publish.web.measures import Measures
from broadsheet.publish.web.who import who_of

INDEX = "stories/index.json"


def router(kiosk: Kiosk, measures: Measures, clock: Callable[[], datetime]) -> APIRouter:
    """`/healthz`, `/readyz` and `/metrics`."""
    made = APIRouter(include_in_schema=False)

    async def healthz() -> Response:
        return _told({"status": "ok"})

    async def readyz(request: Request) -> Response:
        known, who = readiness(kiosk, clock()), who_of(request.scope)
        told = known if who.may("edit") or who.may("machine") else {"status": known["status"]}
        return _told(told, 200 if known["status"] == "ready" else 503)

    async def metrics() -> Response:
        return Response(measures.told(), headers={"content-type": CONTENT_TYPE_LATEST, "cache-control": "no-store"})

    for endpoint in (healthz, readyz, metrics):
        made.add_api_route(f"/{endpoint.__name__}", endpoint, methods=["GET", "HEAD"], response_class=Response)
    return made


def readiness(kiosk: Kiosk, now: datetime) -> dict[str, Any]:
    """Whether there is a paper to read and its store can be read, and how old the paper is by the clock, in seconds."""
    if kiosk.paper is None or kiosk.problem:
        return {"status": "not ready", "why": kiosk.problem or "there is no paper yet"}
    listed = json.loads(kiosk.paper.read(INDEX, None))
    built = datetime.fromisoformat(listed["built"])
    aware = built if built.tzinfo else built.astimezone()
    age = round((now - aware).total_seconds())
    return {
        "status": "ready",
        "version": kiosk.paper.version,
        "edition": listed["edition"],
        "built": listed["built"],
        "age_seconds": age,
    }


def _told(known: dict[str, Any], status: int = 200) -> Response:
    headers = {"content-type": "application/json; charset=utf-8", "cache-control": "no-store"}
    return Response(json.dumps(known).encode() + b"\n", status, headers)
