"""`/api/v1/search` and `/api/v1/ask`: what the store finds and answers, as documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from broadsheet.publish.files import encode_json
from broadsheet.publish.views.library import Library, web_address
from broadsheet.publish.views.narrowing import FIELDS, Unreadable, narrowed, on_desk
from broadsheet.publish.views.wording import plain_label
from broadsheet.publish.web import inquiry_shapes, paging
from broadsheet.publish.web.answers import refusal, sent
from broadsheet.publish.web.asking import Form, Unclear, form_of, number
from broadsheet.publish.web.copies import TYPES, ready
from broadsheet.publish.web.finding import MOST, Desk
from broadsheet.publish.web.operations import PAGED, ROOT, Endpoint, Operation, asked, count, described
from broadsheet.records.codec import to_plain
from broadsheet.records.query import Filters
from broadsheet.records.text import Extent
from broadsheet.records.verdict import AnswerPart
from broadsheet.search import Hit, Results, ask

DEEPEST = 500
"""Hits of a kind that pages lead to."""
KINDS = ("story", "article", "statement")
_FIND = Operation(
    path="/search", name="search", tag="inquiries", summary="Stories, articles and printed statements by words and meaning",
    description=(
        "Without `kind`, the best of each kind, `limit` of each. With it, a list of that kind in pages. "
        "Give words or a filter; filters alone list the newest."
    ),
    shape=inquiry_shapes.FoundDocument,
    parameters=(
        asked("q", "words, and phrases between quotation marks", example="ferry batteries"),
        *(asked(name, told) for name, told in FIELDS.items() if name not in ("from", "to", "disputed")),
        *(asked(name, FIELDS[name], format="date") for name in ("from", "to")),
        asked("disputed", FIELDS["disputed"], enum=["1"]),
        asked("kind", "hits of this kind alone, in pages", enum=list(KINDS)),
        count("limit", "most of each kind, or items of a page", 1, paging.MOST, default=MOST),
        PAGED[1],
    ),
)  # fmt: skip
_ASK = Operation(
    path="/ask", name="ask", tag="inquiries", summary="A question, answered with cited sentences of the articles or refused",
    description="An answer is made of sentences that stand in the articles. Where none answers, `nearest` shows what came closest.",
    shape=inquiry_shapes.AnswerDocument, refusals=(410,),
    parameters=(
        asked("q", "the question, in English", required=True, minLength=1, example="Who bids for a hall of Ostrel?"),
        asked("story", "the id of a story: only its articles answer"),
        asked("scope", "with `story`: its articles, or those of all chapters of its thread", enum=["story", "thread"]),
    ),
)  # fmt: skip
Told = dict[str, Any]


class Refused(Exception):
    """An inquiry that cannot be answered, with the status and the sentence that say so."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


Inquiry = Callable[[Desk, Library, Request], Response]


def router(desk: Desk) -> APIRouter:
    """The two documents."""
    made = APIRouter(prefix=ROOT)
    described(made, _FIND, _endpoint(desk, _found))
    described(made, _ASK, _endpoint(desk, _answered))
    return made


def _endpoint(desk: Desk, inquiry: Inquiry) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        paper = desk.pages.kiosk.paper
        if paper is None or paper.edition is None:
            return await desk.pages.answer(request.scope)
        try:
            return await run_in_threadpool(inquiry, desk, Library(paper.edition), request)
        except (Unclear, Unreadable) as problem:
            return refusal(request.scope, 400, str(problem))
        except Refused as refused:
            return refusal(request.scope, refused.status, refused.sentence)

    return endpoint


def _found(desk: Desk, library: Library, request: Request) -> Response:
    form = form_of(request.scope)
    filters, query, kind = on_desk(narrowed(form), library.edition.desks), form.get("q", ""), form.get("kind")
    if not query and not filters.given:
        raise Unclear("Give words or a filter.")
    if form.get("disputed", "1") != "1" or (kind or KINDS[0]) not in KINDS:
        raise Unclear(f"Give disputed as 1, and kind as one of {', '.join(KINDS)}.")
    if kind is not None:
        return _page_of_kind(desk, request, (query, filters, kind), form)
    if "cursor" in form:
        raise Unclear("A cursor leads through hits of one kind. Name it.")
    limit = number(form, "limit", 1, paging.MOST, MOST)
    with desk.archive.opened() as store:
        found = desk.finder.find(store, query, filters, limit=limit)
    return sent(ready(encode_json(to_plain(found)), TYPES[".json"]), request.headers)


def _page_of_kind(desk: Desk, request: Request, sought: tuple[str, Filters, str], form: Form) -> Response:
    """A page of the hits of one kind. All pages cut the same ranking, so that its cursors mean the same."""
    query, filters, kind = sought
    wish = paging.wished(form, whole=False)
    assert wish is not None
    with desk.archive.opened() as store:
        found = desk.finder.find(store, query, filters, limit=DEEPEST)
    hits = found.of(kind)
    page = paging.paged([_name(hit) for hit in hits], wish)
    shown: Results = replace(found, hits=hits[page.start : page.end])
    answer = sent(ready(encode_json(to_plain(shown) | {"page": page.told()}), TYPES[".json"]), request.headers)
    answer.headers["link"] = page.links(request.scope["path"], form)
    return answer


def _name(hit: Hit) -> str:
    return f"{hit.id} {hit.key or ''}".rstrip()


def _answered(desk: Desk, library: Library, request: Request) -> Response:
    form = form_of(request.scope)
    question = form.get("q", "")
    if not question:
        raise Unclear("Put the question as q.")
    with desk.archive.opened() as store:
        found = ask(store, question, _scope(library, form), finder=desk.finder)
    answer = _sentences(library, found.parts)
    told = {
        "question": found.question,
        "refused": not answer,
        "confidence": found.confidence,
        "answer": answer,
        "nearest": _sentences(library, found.nearest),
    }
    return sent(ready(encode_json(told), TYPES[".json"]), request.headers)


def _scope(library: Library, form: Form) -> Filters | None:
    """The articles that may answer.

    Raises:
        Unclear: the scope is none.
        Refused: the story is not in this paper.
    """
    name, scope = form.get("story"), form.get("scope", "story")
    if scope not in ("story", "thread"):
        raise Unclear("Give scope as story or thread.")
    if not name:
        return None
    if name in library.edition.hidden:
        raise Refused(410, "An editor took this story out of the paper.")
    story = library.stories.get(library.edition.redirects.get(name, name))
    if story is None:
        raise Refused(404, "There is no such story in this paper.")
    return Filters(thread=story.thread.id) if scope == "thread" and story.thread else Filters(story=story.id)


def _sentences(library: Library, parts: Iterable[AnswerPart]) -> list[Told]:
    """The sentences that stand in articles of this paper: what was forgotten a moment ago is cited no more."""
    cited = [(part.text, [each for each in part.citations if each[0] in library.articles]) for part in parts]
    return [
        {"text": text, "citations": [_citation(library, *each) for each in citations]} for text, citations in cited if citations
    ]


def _citation(library: Library, name: str, extent: Extent) -> Told:
    article, told = library.articles[name], library.told_in.get(name)
    return {
        "article": name,
        "outlet": plain_label(article.outlet or "") or None,
        "title": article.title,
        "published": article.published,
        "url": web_address(article.url),
        "story": told.id if told else None,
        "start": extent.start,
        "end": extent.end,
        "exact": extent.of(article.text),
        "html": library.article_href(name),
    }
