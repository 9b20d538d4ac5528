"""The web app over the invented paper, asked without a socket."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import httpx2
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from broadsheet.publish import offered
from broadsheet.publish.web import EditionPaper, Kiosk, Paper, hosts_of, web_app
from broadsheet.records.edition import Edition

NOW = datetime(2031, 5, 8, 7, tzinfo=UTC)
HERE = "http://localhost"


def edition_paper(edition: Edition, version: str = "e1") -> EditionPaper:
    """An edition ready to be served."""
    return EditionPaper(edition, offered(edition), version)


def app_over(paper: Paper | None, **more: Any) -> ASGIApp:
    """The app over a paper that never changes."""
    kiosk = Kiosk(lambda _mark: paper)
    kiosk.open()
    return web_app(kiosk, hosts=hosts_of("127.0.0.1"), clock=lambda: NOW, **more)


def routes_of(app: Any) -> list[BaseRoute]:
    """The routes behind the guard and the door."""
    return list(app._app._app.router.routes)


def ask(app: ASGIApp, target: str, method: str = "GET", *, client: str = "127.0.0.1", **more: Any) -> httpx2.Response:
    """One request from `client`, redirects not followed."""

    async def asked() -> httpx2.Response:
        transport = httpx2.ASGITransport(app=app, client=(client, 4711))
        async with httpx2.AsyncClient(transport=transport, base_url=HERE) as web:
            return await web.request(method, target, **more)

    return asyncio.run(asked())
