"""A request for a page as a reader's visit: what is remembered of them, as far as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import Scope

from broadsheet.publish.views.reader import Reader
from broadsheet.publish.web.paper import Paper
from broadsheet.publish.web.regulars import Regulars, reader_of
from broadsheet.publish.web.who import who_of
from broadsheet.records.reader import Remembered

NOTHING = Remembered()


@dataclass(frozen=True, slots=True)
class Visit:
    """Who reads, what of them makes the page another one than everyone's, and the id that they are given if they are new.

    Attributes:
        reader: who reads, as the page speaks of them.
        own: what tells this copy of the page from others.
        newcomer: the id.
        private: whether the copy tells something of its reader.
    """

    reader: Reader | None
    own: tuple[object, ...] = ()
    newcomer: str = ""
    private: bool = False


def reader_for(scope: Scope, edition: str, known: Remembered = NOTHING, *, desk: bool = False) -> Reader:
    """Who asks, as a page speaks of them.

    Args:
        scope: of the request.
        edition: version of the edition.
        known: what is remembered of them, as far as the page shows it.
        desk: whether there is a desk to edit at.
    """
    who = who_of(scope)
    return Reader(
        edition=edition, speaks=who.may("own"), decides=who.may("edit"), edits=desk and who.may("edit"), enters=who.enters,
        signed=who.may("account"), known=known,
    )  # fmt: skip


def onlooker(scope: Scope, edition: str) -> Reader:
    """Who asks, on a page that takes no word of theirs."""
    who = who_of(scope)
    return Reader(edition=edition, enters=who.enters, signed=who.may("account"))


async def visit(scope: Scope, paper: Paper, path: str, regulars: Regulars | None, *, desk: bool = False) -> Visit:
    """The visit of a file. A story that is read by somebody who is known is noted as read; an editor's page has forms."""
    if paper.edition is None:
        return Visit(None)
    if regulars is None or not path.endswith(".html"):
        return Visit(Reader(edition=paper.version))
    who, by = who_of(scope), reader_of(scope)
    known = await _known(scope, paper, path, regulars, by) if by else NOTHING
    shown = _shown(paper, path, known)
    looks = "text/html" in Headers(scope=scope).get("accept", "")
    reader = reader_for(scope, paper.version, shown, desk=desk and looks)
    told = (tuple(shown.read.items()), shown.followed, shown.hidden, tuple(shown.desks.items()))
    manner = (reader.speaks, reader.decides, reader.edits, reader.enters, reader.signed)
    newcomer = regulars.fresh() if who.kind == "owner" and not by and looks else ""
    private = reader.edits or reader.signed or shown != NOTHING or bool(newcomer)
    return Visit(reader, (*told, manner), newcomer, private)


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
