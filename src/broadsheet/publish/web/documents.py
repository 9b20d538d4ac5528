"""The documents of the paper in the API. `pages` makes them, `lists` cuts lists into pages; the shapes stand in `shapes`."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from broadsheet.publish.web import shapes
from broadsheet.publish.web.addresses import FORMS, file_of
from broadsheet.publish.web.answers import sent
from broadsheet.publish.web.copies import ready
from broadsheet.publish.web.lists import Listing, Lists
from broadsheet.publish.web.operations import PAGED, PAGED_ALWAYS, ROOT, Endpoint, Operation, count, described, named, story_schema
from broadsheet.publish.web.pages import LAST, Pages
from broadsheet.publish.web.paper import Paper

SCHEMA = f"{ROOT}/story.schema.json"
_STORY = named("st_24215069144815fc")
_LISTS = (
    (
        Operation(path="/stories", name="stories", summary="The stories of the edition", shape=shapes.Stories, parameters=PAGED),
        Listing(shelf="stories"),
    ),
    (
        Operation(path="/threads", name="threads", summary="Long affairs", shape=shapes.Threads, parameters=PAGED),
        Listing(shelf="threads"),
    ),
    (
        Operation(
            path="/topics", name="topics", summary="People, places and organisations", shape=shapes.Topics, parameters=PAGED
        ),
        Listing(shelf="topics", name="html"),
    ),
)  # fmt: skip
_LIVE_LISTS = (
    (
        Operation(
            path="/articles", name="articles", summary="The articles of the edition, newest first", shape=shapes.Articles,
            parameters=PAGED_ALWAYS,
        ),
        Listing(shelf="articles", whole=False),
    ),
)  # fmt: skip
_SINCE = count("since", "the revision that was read last", 0, LAST, default=0)
_DOCUMENTS = (
    Operation(
        path="/stories/{id}/changes", name="story_changes", summary="What changed in a story since a revision",
        shape=shapes.Changes, parameters=(_STORY, _SINCE), refusals=(410,),
    ),
    Operation(
        path="/threads/{id}", name="thread", summary="An affair with its chapters", shape=shapes.ThreadDocument,
        parameters=(named("th_5176c3f2353f5cad"),), moves=True,
    ),
    Operation(
        path="/topics/{id}", name="topic", summary="A person, place or organisation", shape=shapes.TopicDocument,
        description="The id is the name of its file: what `html` of the list says behind `topics/`, without `.html`.",
        parameters=(named("organisation-sarn-hydro-ac81b879fe518629"),),
    ),
)  # fmt: skip
_STORY_PAGE = Operation(
    path="/stories/{id}", name="story", summary="A story page, as broadsheet/story@1", parameters=(_STORY,), moves=True,
    refusals=(410,), description="`Link` names its other forms, its revisions and its schema.",
)  # fmt: skip
_LIVE = (
    Operation(
        path="/edition", name="edition", summary="The front page: lead, desks, numbers, what is coming",
        shape=shapes.EditionDocument,
    ),
    Operation(
        path="/articles/{id}", name="article", summary="What is known of an article, and which of its words stories stand on",
        shape=shapes.ArticleDocument, parameters=(named("pg_e998310ccdce9e6fc75a-1"),),
        description="The `#` of an article’s id may be written as it is (`%23`) or as `-`.",
    ),
)  # fmt: skip


def router(pages: Pages, *, live: bool) -> APIRouter:
    """The routes of the paper's documents.

    Args:
        pages: makes them.
        live: whether the paper is an edition, which has more than the files of a site's folder.
    """
    made, lists = APIRouter(prefix=ROOT), Lists(pages)
    for operation, listing in (*_LISTS, *(_LIVE_LISTS if live else ())):
        described(made, operation, _listed(lists, listing))
    for form, kind in FORMS.items():
        described(made, _form(form, kind), _endpoint(pages))
    described(made, _STORY_PAGE, _story(pages))
    for operation in (*_DOCUMENTS, *(_LIVE if live else ())):
        described(made, operation, _endpoint(pages))
    described(made, _SCHEMA, _schema)
    return made


def _form(ending: str, kind: str) -> Operation:
    told = f"{kind}; the calendar is there for a story with announced days only" if ending == "ics" else kind
    return Operation(
        path=f"/stories/{{id}}.{ending}", name=f"story_as_{ending.replace('.', '_')}", summary=f"A story as {told}", tag="forms",
        media=(kind,), parameters=(_STORY,), moves=True, refusals=(410,),
    )  # fmt: skip


def _listed(lists: Lists, listing: Listing) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await lists.answer(request, listing)

    return endpoint


def _endpoint(pages: Pages) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await pages.answer(request.scope)

    return endpoint


def _story(pages: Pages) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        answer, paper = await pages.answer(request.scope), pages.kiosk.paper
        path = file_of(paper, request.scope["path"]) if paper and answer.status_code in (200, 304) else None
        if paper and path:
            answer.headers["link"] = _links(paper, path.removeprefix("stories/").removesuffix(".json"))
        return answer

    return endpoint


def _links(paper: Paper, name: str) -> str:
    """A story's page, its other forms, how it came to be so, and its schema (RFC 8288, RFC 5829)."""
    forms = [(form, kind) for form, kind in FORMS.items() if paper.stamp(f"exports/{name}.{form}") is not None]
    others = [f'<{ROOT}/stories/{name}.{form}>; rel="alternate"; type="{kind}"' for form, kind in forms]
    history = [f'<{ROOT}/stories/{name}/revisions>; rel="version-history"'] if paper.edition else []
    page = f'</stories/{name}.html>; rel="alternate"; type="text/html"'
    return ", ".join([page, *others, *history, f'<{SCHEMA}>; rel="describedby"', f'<{ROOT}/stories>; rel="collection"'])


_SCHEMA = Operation(
    path="/story.schema.json", name="story_schema", summary="The schema of a story page", media=("application/schema+json",)
)


async def _schema(request: Request) -> Response:
    return sent(ready(story_schema(), "application/schema+json"), request.headers)
