"""The lists of the API, whole or in pages."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from broadsheet.publish.files import encode_json
from broadsheet.publish.web import paging
from broadsheet.publish.web.addresses import file_of
from broadsheet.publish.web.answers import refusal, sent
from broadsheet.publish.web.asking import Form, Unclear, form_of
from broadsheet.publish.web.copies import TYPES, ready
from broadsheet.publish.web.pages import Pages
from broadsheet.publish.web.paging import Wish
from broadsheet.publish.web.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list that the paper offers as a file.

    Attributes:
        shelf: the key of the list in its document.
        name: the key by which an item is known; no two have the same.
        whole: whether all of it is told where no page is asked for.
    """

    shelf: str
    name: str = "id"
    whole: bool = True


class Lists:
    """Answers for the lists of a paper; what was read of them last is kept."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._read: dict[str, tuple[Hashable, Mapping[str, Any]]] = {}

    async def answer(self, request: Request, listing: Listing) -> Response:
        """A list, or the page of it that is asked for."""
        paper, scope = self._pages.kiosk.paper, request.scope
        try:
            form = form_of(scope)
            wish = paging.wished(form, whole=listing.whole)
        except Unclear as problem:
            return refusal(scope, 400, str(problem))
        path = file_of(paper, scope["path"]) if paper else None
        if wish is None or paper is None or path is None:
            return await self._pages.answer(scope)
        listed = await run_in_threadpool(self._listed, paper, path)
        return paged_answer(request, listed, listing, (form, wish))

    def _listed(self, paper: Paper, path: str) -> Mapping[str, Any]:
        stamp, known = paper.stamp(path), self._read.get(path)
        if known is None or known[0] != stamp:
            known = self._read[path] = (stamp, json.loads(paper.read(path, None)))
        return known[1]


def paged_answer(request: Request, listed: Mapping[str, Any], listing: Listing, asked: tuple[Form, Wish]) -> Response:
    """A page of a list, with its neighbours in the body and in `Link`.

    Args:
        request: which asks for it.
        listed: the whole document.
        listing: where in it the list is.
        asked: the fields of the address, and the page that they mean.
    """
    form, wish = asked
    told, page = paging.cut(listed, listing.shelf, listing.name, wish)
    answer = sent(ready(encode_json(told), TYPES[".json"]), request.headers)
    answer.headers["link"] = page.links(request.scope["path"], form)
    return answer
