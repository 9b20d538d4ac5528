"""The web app: pages, the documents of the API, and what a watchman asks."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.routing import Route
from starlette.types import ASGIApp

from broadsheet import __version__
from broadsheet.publish.web import changes, documents, finding, health, inquiries, newsroom, operations, words, yours
from broadsheet.publish.web.account import AccountPages
from broadsheet.publish.web.archived import Archived
from broadsheet.publish.web.desk import Desk, DeskPages
from broadsheet.publish.web.door import Door, Porter
from broadsheet.publish.web.guard import Guard
from broadsheet.publish.web.house import House
from broadsheet.publish.web.kiosk import Kiosk
from broadsheet.publish.web.letters import LetterPages, Letters
from broadsheet.publish.web.login import Login
from broadsheet.publish.web.matching import Matching
from broadsheet.publish.web.measures import Measures
from broadsheet.publish.web.pages import Pages
from broadsheet.publish.web.reception import Reception
from broadsheet.publish.web.regulars import Regulars
from broadsheet.publish.web.rights import PAPER, Lanes
from broadsheet.publish.web.turnstile import Turnstile
from broadsheet.publish.web.words import Office

TELEMETRY = TelemetryConfig(tracing=False, metrics=False, logs=False)


def web_app(  # noqa: PLR0913  what stands behind the app, most of it optional
    kiosk: Kiosk,
    *,
    hosts: frozenset[str] | None,
    clock: Callable[[], datetime],
    measures: Measures | None = None,
    regulars: Regulars | None = None,
    office: Office | None = None,
    desk: Desk | None = None,
    porter: Porter | None = None,
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
        desk: what carries out what editors decide.
        porter: who is let in; without one, whoever sits at this machine.
        by_mail: the newsletter by mail, or why there is none.
    """
    counted = measures or Measures()
    at_door = porter or Porter(house=House(), clock=clock)
    pages = Pages(kiosk, regulars, desk=desk is not None, by_mail=bool(by_mail and by_mail.signup))

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
        app.router.routes.extend(words.Window(pages, regulars, office).routes())
    if regulars and desk:
        app.router.routes.extend(DeskPages(pages, desk, clock).routes())
    if by_mail:
        app.router.routes.extend(LetterPages(pages, by_mail).routes())
    if at_door.reception:
        app.router.routes.extend(_entrance(pages, at_door.reception, clock))
    app.router.routes.append(operations.description(app))
    app.router.routes.extend(Route(path, pages, include_in_schema=False) for path in ("/static/{name}", PAPER))
    lanes = Lanes(app.router.routes)
    return Guard(Door(app, lanes, pages, at_door), hosts=hosts, methods=lanes.methods, measures=counted)


def _entrance(pages: Pages, reception: Reception, clock: Callable[[], datetime]) -> Iterator[Route]:
    """The routes by which people come in, leave, and look after their accounts."""
    turnstile = Turnstile(reception, clock)
    login = Login(pages, reception, turnstile, clock)
    yield from login.routes()
    yield from AccountPages(pages, reception, turnstile, login).routes()
