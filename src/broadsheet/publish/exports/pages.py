"""The raw pages of a paper as JSON lines: what `read` takes, so that another paper can be made of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from broadsheet.records.page import Page


def page_lines(pages: Iterable[Page]) -> bytes:
    """A line for every page, in the order of their names; a page keeps its id, for that is the digest of address and body."""
    held = sorted(pages, key=lambda page: (page.name, page.id))
    return b"".join(json.dumps(_told(page), ensure_ascii=False).encode("utf-8", "replace") + b"\n" for page in held)


def _told(page: Page) -> dict[str, Any]:
    told = {
        "id": page.name,
        "url": page.url,
        page.kind: page.body,
        "title": page.title,
        "published": page.published,
        "outlet": page.outlet,
        "authors": list(page.authors) or None,
        "language": page.language,
    }
    return {key: value for key, value in told.items() if value is not None}
