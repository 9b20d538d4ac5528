"""The lines of an HTML page, labelled: trafilatura says which paragraphs are the article, our rendering says where they stand."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from broadsheet.extract import jsonld
from broadsheet.extract.align import covered
from broadsheet.extract.plaintext import Label
from broadsheet.extract.rendering import parse, render_tree
from broadsheet.extract.split import Draft

#: A line is the article's if this share of its words stands in what was extracted.
_ENOUGH = 0.7
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """An HTML page made readable.

    Attributes:
        tree: the parsed page, None if it could not be parsed.
        text: its rendered lines.
        body: for every line whether it is a paragraph of the article.
        node: what the page's JSON-LD says of its article.
    """

    tree: HtmlElement | None
    text: str
    body: tuple[bool, ...]
    node: dict[str, object]


def open_page(markup: str, url: str | None = None) -> Rendered:
    """Render a page and mark the article's paragraphs; never raises on bad markup."""
    tree = parse(markup)
    if tree is None:
        return Rendered(tree=None, text="", body=(), node={})
    text = render_tree(tree)
    lines = text.split("\n")
    node = jsonld.article(tree)
    found = _extracted(markup, url)
    share = covered(lines, found) if found else [0.0] * len(lines)
    body = _plausible_body(lines, share, node)
    return Rendered(tree=tree, text=text, body=tuple(body), node=node)


def _extracted(markup: str, url: str | None) -> str:
    """The text that trafilatura finds; empty where it finds none or gives up."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return trafilatura.extract(markup, url=url, favor_precision=True, include_comments=False, deduplicate=False) or ""
    except Exception:  # noqa: BLE001 - the library raises many kinds on hostile markup; a page must not stop the others
        return ""


def _plausible_body(lines: Sequence[str], share: Sequence[float], node: dict[str, object]) -> list[bool]:
    """Lines of the extracted text; the page's own statement of its text decides where it is whole and agrees with the page."""
    extracted = [value >= _ENOUGH for value in share]
    stated = jsonld.body(node)
    if not stated or len(stated) < 250:
        return extracted
    by_page = covered(lines, stated)
    told = [value >= _ENOUGH for value in by_page]
    size = sum(len(_WORD.findall(line)) for line, own in zip(lines, told, strict=True) if own)
    whole = len(_WORD.findall(stated))
    other = sum(len(_WORD.findall(line)) for line, own in zip(lines, extracted, strict=True) if own)
    return told if size >= 0.9 * whole and size >= 0.7 * other else extracted


def draft(labels: Sequence[Label], page: Rendered) -> Draft | None:
    """The article's lines; the labels are corrected where the extractor knows better. None if the page has no article."""
    if not any(page.body):
        return None
    first = page.body.index(True)
    last = len(page.body) - 1 - page.body[::-1].index(True)
    made = Draft()
    heading = _heading(page)
    for at, (mark, body) in enumerate(zip(labels, page.body, strict=True)):
        if body and at <= first + 2 and heading and _same(mark.text, heading):
            mark.kind, mark.article, mark.why = "headline", 1, "the page's title"
            made.headline.append(mark)
            continue
        _settle(mark, body, inside=first <= at <= last, above=at < first)
        if mark.article:
            getattr(made, mark.kind).append(mark)
    opening = min((at for at, mark in enumerate(labels) if mark.article), default=first)
    made.lines = [mark for mark in labels[opening : last + 1] if mark.kind != "blank"]
    return made


def _heading(page: Rendered) -> str | None:
    """The page's main heading."""
    if page.tree is None:
        return None
    return next((" ".join(element.text_content().split()) for element in page.tree.iter("h1")), None) or jsonld.text(
        page.node.get("headline")
    )


def _same(line: str, heading: str) -> bool:
    return _WORD.findall(line.lower()) == _WORD.findall(heading.lower())


def _settle(mark: Label, body: bool, *, inside: bool, above: bool) -> None:
    """Give a line the kind that follows from where the article stands."""
    mark.start = False
    if body:
        mark.kind, mark.article, mark.why = "body", 1, "extracted"
    elif mark.kind == "blank":
        return
    elif (inside and mark.kind in ("caption", "byline")) or (above and mark.kind in ("headline", "byline", "caption")):
        mark.article = 1
    else:
        mark.kind, mark.article = ("teaser" if mark.kind in ("teaser", "headline", "body") else "junk"), None
