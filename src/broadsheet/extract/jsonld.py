"""Reads the machine-readable description that a page carries (schema.org as JSON-LD)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

_ARTICLE = re.compile(r"(Article|BlogPosting|Report|Review|LiveBlogPosting)$")
_DESKS = {
    "OpinionNewsArticle": "Opinion",
    "AnalysisNewsArticle": "Analysis",
    "LiveBlogPosting": "Live blog",
    "AdvertiserContentArticle": "Sponsored content",
}
_TAG = re.compile(r"<[^<>]{1,300}>")
_MOST = 400_000


def nodes(tree: HtmlElement, holding: str = "") -> Iterator[dict[str, Any]]:
    """Every object of every JSON-LD block that holds these words, graphs unfolded; damaged blocks are passed over."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        raw = (script.text or "")[:_MOST]
        if holding in raw:
            yield from _unfold(_load(raw))


def _load(raw: str) -> Any:
    text = (
        raw.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>").strip().rstrip(";")
    )
    for candidate in (text, re.sub(r"[\x00-\x1f]+", " ", text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _unfold(loaded: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(loaded, list):
        for item in loaded[:200]:
            yield from _unfold(item, depth + 1)
    elif isinstance(loaded, dict):
        yield loaded
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            yield from _unfold(loaded.get(key), depth + 1)


def kinds(node: dict[str, Any]) -> list[str]:
    """The types of a node."""
    found = node.get("@type")
    return [str(kind) for kind in (found if isinstance(found, list) else [found]) if kind]


def desk(node: dict[str, Any]) -> str | None:
    """The section that an article's type stands for, where the page names none.

    >>> desk({"@type": ["NewsArticle", "OpinionNewsArticle"]}), desk({"@type": "NewsArticle"})
    ('Opinion', None)
    """
    return next((_DESKS[kind] for kind in kinds(node) if kind in _DESKS), None)


def article(tree: HtmlElement) -> dict[str, Any]:
    """The node that describes the page's article: of several the one with most fields; empty if there is none."""
    every = list(nodes(tree))
    found = [
        node
        for node in every
        if any(_ARTICLE.search(kind) for kind in kinds(node)) and (node.get("headline") or node.get("datePublished"))
    ]
    best = max(
        found,
        key=lambda node: sum(bool(node.get(key)) for key in ("headline", "datePublished", "author", "articleBody", "publisher")),
        default={},
    )
    return best | {"author": _resolved(best["author"], every)} if best.get("author") else best


def _resolved(value: Any, every: list[dict[str, Any]]) -> Any:
    """An author field with its references to other nodes replaced by these."""
    if isinstance(value, list):
        return [_resolved(item, every) for item in value[:50]]
    if not isinstance(value, dict) or value.get("name") or not value.get("@id"):
        return value
    return next((node for node in every if node.get("@id") == value["@id"] and node.get("name")), value)


def text(value: Any) -> str | None:
    """A string value without markup and entities, None for anything else."""
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), None)
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str):
        return None
    plain = html.unescape(html.unescape(_TAG.sub(" ", value)))
    return " ".join(plain.split()) or None


def names(value: Any, *, organisations: bool = False) -> list[str]:
    """Names in an author field: of persons and of what is not said to be anything else; on demand of organisations too."""
    out: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, list):
            out += names([inner for inner in item if not isinstance(inner, list)], organisations=organisations)
        elif isinstance(item, dict):
            if organisations or not any(kind.endswith(("Organization", "Corporation", "WebSite")) for kind in kinds(item)):
                out += names(item.get("name"))
        else:
            name = text(item)
            out += [name] if name else []
    return out


def body(node: dict[str, Any]) -> str | None:
    """The article's text as the page itself states it; paragraphs are kept where line feeds mark them."""
    value = node.get("articleBody")
    if not isinstance(value, str):
        return None
    plain = html.unescape(re.sub(r"</?(p|br|div|h\d)[^<>]{0,200}>", "\n", value))
    return _TAG.sub(" ", plain).strip() or None
