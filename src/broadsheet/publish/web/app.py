"""The web app: pages, the documents of the API, and what a watchman asks."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.routing import Route
from starlette.types import ASGIApp

from broadsheet import __version__
from broadsheet.publish.web import (
    changes,
    documents,
    finding,
    health,
    inquiries,
    letters,
    matching,
    newsroom,
    operations,
    words,
    yours,
)
from broadsheet.publish.web import desk as desks
from broadsheet.publish.web.archived import Archived
from broadsheet.publish.web.desk import Desk, DeskPages
from broadsheet.publish.web.editors import Editors
from broadsheet.publish.web.guard import BODY, Guard
from broadsheet.publish.web.kiosk import Kiosk
from broadsheet.publish.web.letters import LetterPages, Letters
from broadsheet.publish.web.matching import Matching
from broadsheet.publish.web.measures import Measures
from broadsheet.publish.web.pages import Pages
from broadsheet.publish.web.regulars import Regulars
from broadsheet.publish.web.words import Office

TELEMETRY = TelemetryConfig(tracing=False, metrics=False, logs=False)


def web_app(
    kiosk: Kiosk,
    *,
    hosts: frozenset[str] | None,
    clock: Callable[[], datetime],
    measures: Measures | None = None,
    regulars: Regulars | None = None,
    office: Office | None = None,
    desk: tuple[Desk, Editors] | None = None,
    by_mail: Letters | None = None,
) -> ASGIApp:
    """The app over a paper.

    Args:
        kiosk: where the newest edition lies.
        hosts: names under which it may be asked, None for any.
        clock: the time, for `/readyz` and `/newsroom`.
        measures: counts requests; its own without one.
        regulars: readers who come back, and the store for search, questions and the newsroom; without them there is none of these.
        office: changes the paper at a reader's word.
        desk: what carries out what editors decide, and who is one; nobody is without it.
        by_mail: the newsletter by mail, or why there is none.
    """
    counted = measures or Measures()
    pages = Pages(kiosk, regulars, desk[1] if desk else None, by_mail=bool(by_mail and by_mail.signup))

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        with kiosk.watched():
            yield

    app = FastAPI(
        title="broadsheet", version=__version__, summary="The paper as JSON.", telemetry=TELEMETRY, lifespan=lifespan,
        exception_handlers={Exception: pages.broken}, openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False,
    )  # fmt: skip
    for router in (documents.router(pages, live=regulars is not None), health.router(kiosk, counted, clock)):
        app.include_router(router)
    if regulars:
        app.router.routes.append(yours.YourPaper(pages, regulars).route)
        asked = finding.Desk(pages, regulars.archive)
        app.include_router(inquiries.router(asked))
        app.include_router(Archived(pages, regulars.archive).router())
        app.include_router(Matching(pages, regulars.archive).router())
        app.include_router(newsroom.router(kiosk, regulars.archive, clock))
        app.router.routes.extend([*finding.routes(asked), *changes.Revisions(pages, regulars.archive).routes()])
    if regulars and office:
        app.router.routes.append(words.Window(pages, regulars, office).route)
    if regulars and desk:
        app.router.routes.extend(DeskPages(pages, *desk, clock).routes())
    if by_mail:
        app.router.routes.extend(LetterPages(pages, by_mail).routes())
    app.router.routes.append(operations.description(app))
    app.router.routes.append(Route("/{path:path}", pages, include_in_schema=False))
    posts = [takes for takes, there in ((words.takes, office), (desks.takes, desk)) if regulars and there]
    posts += [letters.takes] if by_mail and by_mail.signup else []

    def posted(path: str) -> int:
        return BODY if any(takes(path) for takes in posts) else matching.takes(path) if regulars else 0

    return Guard(app, hosts=hosts, posts=posted, shows=letters.takes, measures=counted)
