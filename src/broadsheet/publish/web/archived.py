"""What no edition holds, out of the store: the revisions of a story, and the sources that are followed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from broadsheet.pipeline.arranging import leading_to
from broadsheet.publish.files import encode_json
from broadsheet.publish.names import file_name, story_file
from broadsheet.publish.views.newsroom import public_name
from broadsheet.publish.web import paging, shapes
from broadsheet.publish.web.answers import refusal, sent
from broadsheet.publish.web.archive import Archive
from broadsheet.publish.web.asking import Unclear, form_of
from broadsheet.publish.web.changes import NUMBER
from broadsheet.publish.web.copies import TYPES, ready
from broadsheet.publish.web.lists import Listing, paged_answer
from broadsheet.publish.web.operations import PAGED, ROOT, Endpoint, Operation, described, named
from broadsheet.publish.web.pages import Pages
from broadsheet.read.opml import opml_of, outline_of
from broadsheet.records.codec import to_plain
from broadsheet.records.redaction import redacted
from broadsheet.records.source import Source
from broadsheet.records.story_page import StoryPage
from broadsheet.store import Store

_STORY = named("st_24215069144815fc")
_NUMBER = {
    "name": "revision", "in": "path", "required": True, "example": 1,
    "schema": {"type": "integer", "minimum": 1, "maximum": 999_999_999},
}  # fmt: skip
_HISTORY = Operation(
    path="/stories/{id}/revisions", name="revisions", summary="The revisions of a story, oldest first", shape=shapes.Revisions,
    parameters=(_STORY, *PAGED), refusals=(410,),
)  # fmt: skip
_REVISION = Operation(
    path="/stories/{id}/revisions/{revision}", name="revision", summary="A story page as an earlier revision told it",
    parameters=(_STORY, _NUMBER), refusals=(410,),
)  # fmt: skip
_SOURCES = Operation(
    path="/sources", name="sources", tag="newsroom", summary="What is followed, by name", shape=shapes.Sources, parameters=PAGED
)
_OPML = Operation(
    path="/sources.opml", name="sources_as_opml", tag="newsroom", summary="The feeds that are followed, as feed readers read them",
    description="Feeds whose address carries a query or a password are left out: these may be secret.", media=("text/x-opml",),
)  # fmt: skip


class Archived:
    """The documents out of the store."""

    def __init__(self, pages: Pages, archive: Archive) -> None:
        self._pages, self._archive = pages, archive

    def router(self) -> APIRouter:
        """Their routes."""
        made = APIRouter(prefix=ROOT)
        described(made, _HISTORY, self._of_story(self._history))
        described(made, _REVISION, self._of_story(self._revision))
        described(made, _SOURCES, self.sources)
        described(made, _OPML, self.opml)
        return made

    def _of_story(self, answer: Callable[[Request, StoryPage], Response]) -> Endpoint:
        """The answer for a story that is in the paper; any other is refused as its page is."""

        async def endpoint(request: Request) -> Response:
            paper, name = self._pages.kiosk.paper, request.path_params["id"]
            page = paper and (paper.told(story_file(name)) or paper.told(f"stories/{name}.html"))
            if not page:
                return await self._pages.answer(request.scope)
            return await run_in_threadpool(answer, request, page)

        return endpoint

    def _history(self, request: Request, page: StoryPage) -> Response:
        with self._archive.opened() as store:
            listed = store.revisions.listed(page.id)
        name = file_name(page.id)
        lines = [
            {
                "revision": one.revision,
                "content_sha256": one.content_sha256,
                "as_of": one.as_of,
                "json": f"{ROOT[1:]}/stories/{name}/revisions/{one.revision}" if one.readable else None,
                "html": f"stories/{name}?revision={one.revision}" if one.readable else None,
            }
            for one in listed
        ]
        told = {"id": page.id, "revision": page.revision, "revisions": lines}
        return _listed(request, told, Listing(shelf="revisions", name="revision"))

    def _revision(self, request: Request, page: StoryPage) -> Response:
        asked, paper = request.path_params["revision"], self._pages.kiosk.paper
        if not NUMBER.fullmatch(asked):
            return refusal(request.scope, 404, "A revision is named by its number, from 1 on.")
        with self._archive.opened() as store:
            old, last = store.revisions.numbered(page.id, int(asked)), store.revisions.number(page.id)
        if old is None:
            known = int(asked) <= last
            sentence = "That revision cannot be shown any more." if known else "There is no such revision of this story."
            return refusal(request.scope, 410 if known else 404, sentence)
        hidden = paper.edition.hidden if paper and paper.edition else {}
        shown = leading_to(old, lambda story: story not in hidden)
        return sent(ready(encode_json(to_plain(shown)), TYPES[".json"]), request.headers)

    async def sources(self, request: Request) -> Response:
        """What is followed."""
        lines = [_line(source) for source in await run_in_threadpool(self._followed)]
        return _listed(request, {"sources": lines}, Listing(shelf="sources", name="name"))

    async def opml(self, request: Request) -> Response:
        """The feeds among them that may be told as they are."""
        paper, followed = self._pages.kiosk.paper, await run_in_threadpool(self._followed)
        feeds = [outline_of(one) for one in followed if one.kind == "feed" and redacted(one.address) == one.address]
        return sent(ready(opml_of(feeds, paper.title if paper else "The paper"), TYPES[".opml"]), request.headers)

    def _followed(self) -> list[Source]:
        with self._archive.opened() as store:
            return _by_name(store)


def _by_name(store: Store) -> list[Source]:
    return sorted(store.sources.all(), key=lambda source: (source.name, source.address))


def _line(source: Source) -> dict[str, Any]:
    return {
        "name": public_name(source),
        "address": redacted(source.address),
        "kind": source.kind,
        "outlet": source.outlet,
        "language": source.language,
        "desk": source.desk,
        "weight": source.weight,
        "muted": source.muted,
    }


def _listed(request: Request, told: dict[str, Any], listing: Listing) -> Response:
    """A list out of the store, whole or the page that is asked for."""
    try:
        form = form_of(request.scope)
        wish = paging.wished(form)
    except Unclear as problem:
        return refusal(request.scope, 400, str(problem))
    if wish is None:
        return sent(ready(encode_json(told), TYPES[".json"]), request.headers)
    return paged_answer(request, told, listing, (form, wish))
