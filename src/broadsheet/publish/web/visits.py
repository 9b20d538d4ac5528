"""A request for a page as a reader's visit: what is remembered of them, as far as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import Scope

from broadsheet.publish.views.reader import Reader
from broadsheet.publish.web.editors import Editors
from broadsheet.publish.web.paper import Paper
from broadsheet.publish.web.regulars import Regulars, reader_of
from broadsheet.records.reader import Remembered

NOTHING = Remembered()


@dataclass(frozen=True, slots=True)
class Visit:
    """Who reads, what of them makes the page another one than everyone's, and the id that they are given if they are new."""

    reader: Reader | None
    own: tuple[object, ...] = ()
    newcomer: str = ""


async def visit(scope: Scope, paper: Paper, path: str, regulars: Regulars | None, editors: Editors | None = None) -> Visit:
    """The visit of a file. A story that is read by somebody with a cookie is noted as read; an editor's page has forms."""
    if paper.edition is None:
        return Visit(None)
    if regulars is None or not path.endswith(".html"):
        return Visit(Reader(edition=paper.version))
    headers = Headers(scope=scope)
    who = reader_of(headers)
    known = await _known(scope, paper, path, regulars, who) if who else NOTHING
    shown = _shown(paper, path, known)
    looks = "text/html" in headers.get("accept", "")
    edits = looks and editors is not None and editors.named(scope) is not None
    told = (tuple(shown.read.items()), shown.followed, shown.hidden, tuple(shown.desks.items()))
    own = (*told, edits) if edits or shown != NOTHING else ()
    newcomer = regulars.fresh() if not who and looks else ""
    return Visit(Reader(edition=paper.version, speaks=True, edits=edits, known=shown), own, newcomer)


async def _known(scope: Scope, paper: Paper, path: str, regulars: Regulars, who: str) -> Remembered:
    told = paper.told(path)
    looks = scope["method"] == "GET" and "prefetch" not in Headers(scope=scope).get("sec-purpose", "")
    held = regulars.held(who)
    if told and looks and (held is None or told.id not in held.read or held.read[told.id].revision < told.revision):
        return await run_in_threadpool(regulars.saw, who, told.id, told.revision)
    return await run_in_threadpool(regulars.remembered, who) if held is None else held


def _shown(paper: Paper, path: str, known: Remembered) -> Remembered:
    """What a page shows of all that is remembered."""
    if path == "index.html":
        return known
    told = paper.told(path)
    if told is None:
        return Remembered(hidden=known.hidden) if path == "sources.html" else NOTHING
    read = {story: mark for story, mark in known.read.items() if story == told.id}
    return Remembered(read=read, followed=known.followed & {told.id}, hidden=known.hidden)
