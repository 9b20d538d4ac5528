"""The lines of an HTML page, labelled: which paragraphs are the article, and where they stand in our rendering.

The page's own statement says so, or its column, or, where it has neither, trafilatura.

What the markup alone tells comes on top: captions, players, offers and lists of links are no text (`places`, `walls`), a live
blog's times are (`liveblog`), and a listing's cards are articles of their own (`listing`).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence, Set
from copy import copy
from dataclasses import dataclass, replace
from itertools import takewhile

from lxml.html import HtmlElement

from broadsheet.extract import entries, heads, jsonld, listing, liveblog, walls
from broadsheet.extract.align import covered
from broadsheet.extract.column import column
from broadsheet.extract.listing import Card
from broadsheet.extract.places import OFFER, SENTENCE_END, UNWANTED, Verdict, lineage, verdicts
from broadsheet.extract.plaintext import Label
from broadsheet.extract.pruning import pruned
from broadsheet.extract.rendering import Spot, parse, render_lines
from broadsheet.extract.split import Draft

#: A line is the article's if this share of its words stands in what was extracted.
_ENOUGH = 0.7
#: An extracted text of fewer words is doubted, and given up for one twice as long.
_DOUBTED = 100
#: A page's statement of its text has so many characters, is shown to this share, and has this share of what is extracted.
_STATED, _WHOLE, _AGREES = 250, 0.9, 0.7
#: It needs no second witness if other lines of so many blanks that end like prose have no more than this share of its words.
_PROSE, _BESIDE = 11, 0.4
#: Headline, byline and first picture stand so many lines above the text at most.
_ABOVE = 30
#: Where they stand below a heading of the first rank, so many lines above that are looked at.
_OVER = 6
#: A wall stands right below the text it hides: so many lines are looked at, and none beyond.
_BELOW = 6
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """An HTML page made readable.

    Attributes:
        tree: the parsed page, None if it could not be parsed.
        elements: all of its elements, held so that lxml need not make them anew whenever the tree is walked.
        text: its rendered lines.
        body: for every line whether it is a paragraph of the article.
        node: what the page's JSON-LD says of its article.
        verdicts: for every line what its place in the markup makes of it, None where that says nothing.
        cards: the cards, if the page is a listing.
        live: True if the page is a live blog.
        stub: True if its text stops at a wall.
        near: numbers of the lines that may be of the article; None where that is not known.
        barred: why the page has no article at all, empty if nothing forbids one.
    """

    tree: HtmlElement | None
    text: str
    body: tuple[bool, ...]
    node: dict[str, object]
    verdicts: tuple[Verdict | None, ...] = ()
    cards: tuple[Card, ...] = ()
    live: bool = False
    stub: bool = False
    barred: str = ""
    elements: tuple[HtmlElement, ...] = ()
    near: range | None = None


def open_page(markup: str, url: str | None = None, unwanted: Sequence[str] = ()) -> Rendered:
    """Render a page and mark the article's paragraphs; never raises on bad markup.

    `unwanted` are XPath expressions of elements that are no text of an article, whatever they look like.
    """
    tree = parse(markup)
    if tree is None:
        return Rendered(tree=None, text="", body=(), node={})
    elements = tuple(tree.iter())
    spots = render_lines(tree)
    lines = [spot.text for spot in spots]
    node = jsonld.article(tree)
    stated = _stated(lines, node)
    body = stated if _is_undisputed(lines, stated) else _agreed(lines, stated, _main(tree, spots, node, url))
    understood = _understood(tree, spots, body, node)
    chosen = _chosen(tree, unwanted)
    barred = {at for at, spot in enumerate(spots) if _is_within(spot.origin, chosen)} if chosen else set()
    return replace(
        understood,
        elements=elements,
        body=tuple(own and at not in barred for at, own in enumerate(understood.body)),
        verdicts=tuple(UNWANTED if at in barred else told for at, told in enumerate(understood.verdicts)),
    )


def _chosen(tree: HtmlElement, expressions: Sequence[str]) -> frozenset[HtmlElement]:
    """The elements that any of the expressions finds."""
    found = (tree.xpath(expression) for expression in expressions)
    return frozenset(each for some in found if isinstance(some, list) for each in some if isinstance(each, HtmlElement))


def _is_within(origin: HtmlElement | None, chosen: frozenset[HtmlElement]) -> bool:
    return origin is not None and any(element in chosen for element in lineage(origin))


def _understood(tree: HtmlElement, spots: Sequence[Spot], body: list[bool], node: dict[str, object]) -> Rendered:
    """The page's paragraphs with what its markup says of them."""
    body = [kept or spot.origin is None for kept, spot in zip(body, spots, strict=True)]
    headings = {within for heading in tree.iter("h1") for within in heading.iter()}
    near = _near(spots, body, headings)
    told = [None] * near.start + verdicts(spots[near.start : near.stop]) + [None] * (len(spots) - near.stop)
    for at in _closing_offers(spots, body):
        told[at] = OFFER
    cards = () if is_article(tree, node) else tuple(listing.cards(spots, body))
    opening = () if cards else liveblog.stamps(spots, body, stated=entries.is_live(node))
    if opening:
        told = [own or other for own, other in zip(told, liveblog.furniture(spots), strict=True)]
        body = liveblog.own(spots, body, opening)
    body = [kept and verdict is None for kept, verdict in zip(body, told, strict=True)]
    for at, verdict in heads.verdicts([spot.text for spot in spots], body) if not (opening or cards) else ():
        told[at], body[at] = verdict, False
    paragraphs = [spot.text for spot, kept in zip(spots, body, strict=True) if kept]
    return Rendered(
        tree=tree,
        text="\n".join(spot.text for spot in spots),
        body=tuple(body),
        node=node,
        verdicts=tuple(told),
        cards=cards,
        live=bool(opening),
        stub=not opening and _is_stub(spots, body, told, node),
        barred=_barred(paragraphs, cards, node),
        near=None if cards or not any(body) else _near(spots, body, headings),
    )


def _near(spots: Sequence[Spot], body: Sequence[bool], headings: Set[HtmlElement | None]) -> range:
    """Numbers of the lines from a little above heading or first paragraph to a little below the last; of all if there is none.

    `headings` are the headings of the first rank with all that stands in them.
    """
    if not any(body):
        return range(len(body))
    first, last = body.index(True), len(body) - 1 - body[::-1].index(True)
    above = range(max(0, first - _ABOVE), first + 1)
    heading = next((at for at in reversed(above) if spots[at].origin in headings), above.start)
    return range(max(above.start, heading - _OVER), min(len(body), last + 1 + _BELOW))


def _closing_offers(spots: Sequence[Spot], body: Sequence[bool]) -> Iterator[int]:
    """The last lines taken for paragraphs, as far as they say that the text goes on for subscribers."""
    kept = [at for at, own in enumerate(body) if own]
    return takewhile(lambda at: walls.goes_on(spots[at].text), reversed(kept))


def _barred(paragraphs: Sequence[str], cards: Sequence[Card], node: dict[str, object]) -> str:
    if cards:
        return "" if any(card.brief for card in cards) else "listing"
    return "consent wall" if not node and walls.asks_consent(paragraphs) else ""


def is_article(tree: HtmlElement, node: dict[str, object]) -> bool:
    """Whether the page says that it is one article."""
    kinds = (element.get("content") or "" for element in tree.iter("meta") if element.get("property") == "og:type")
    return bool(node) or any(kind.strip().lower() in ("article", "news") for kind in kinds)


def _is_stub(spots: Sequence[Spot], body: Sequence[bool], told: Sequence[Verdict | None], node: dict[str, object]) -> bool:
    """Whether a wall stands right below the last paragraph."""
    kept = [at for at, own in enumerate(body) if own]
    if not kept:
        return False
    below = range(kept[-1] + 1, min(len(spots), kept[-1] + 1 + _BELOW))
    offer = [spots[at].text for at in below if told[at] == OFFER]
    stated = str(node.get("isAccessibleForFree", "")).strip().lower() in ("false", "0")
    return walls.is_stub([spots[at].text for at in kept], offer, [spots[at].text for at in below], stated=stated)


def _main(tree: HtmlElement, spots: Sequence[Spot], node: dict[str, object], url: str | None) -> list[bool]:
    """Lines of the page's column if it has one, else of what trafilatura finds; a live blog's entries are no column."""
    told = None if entries.is_live(node) else column(spots)
    return _found([spot.text for spot in spots], _extracted(tree, url)) if told is None else told


def _extracted(tree: HtmlElement, url: str | None) -> str:
    """The text that trafilatura finds; empty where it finds none or gives up.

    Its second opinion (readability, jusText) costs as much as its first and is asked only where that is hardly an article; and of
    the whole tree, four times as dear, only where nothing is found in the pruned one.
    """
    first = _read(pruned(tree), url, fast=True)
    if _count(first) >= _DOUBTED:
        return first
    second = _read(pruned(tree), url, fast=False) or _read(copy(tree), url, fast=False)
    return second if len(second) > 2 * len(first) else first


def _read(tree: HtmlElement, url: str | None, *, fast: bool) -> str:
    """What trafilatura takes for the text of a tree, which it changes."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return trafilatura.extract(tree, url=url, fast=fast, favor_precision=True, include_comments=False) or ""
    except Exception:  # noqa: BLE001 - the library raises many kinds on hostile markup; a page must not stop the others
        return ""


def _stated(lines: Sequence[str], node: dict[str, object]) -> list[bool]:
    """Lines of the text that the page's JSON-LD states, if the page shows it whole; none of them otherwise."""
    text = jsonld.body(node) or ""
    told = _found(lines, text) if len(text) >= _STATED else []
    return told if any(told) and _size(lines, told) >= _WHOLE * _count(text) else [False] * len(lines)


def _is_undisputed(lines: Sequence[str], stated: Sequence[bool]) -> bool:
    """Whether nobody need be asked what the article is: its statement is long, and the page holds little prose beside it."""
    size = _size(lines, stated)
    if size < _DOUBTED:
        return False
    prose = [not own and line.count(" ") >= _PROSE and line.endswith(SENTENCE_END) for line, own in zip(lines, stated, strict=True)]
    return _size(lines, prose) <= _BESIDE * size


def _agreed(lines: Sequence[str], stated: list[bool], found: list[bool]) -> list[bool]:
    """Lines of the main text, or of the page's statement if that has most of it."""
    return stated if any(stated) and _size(lines, stated) >= _AGREES * _size(lines, found) else found


def _found(lines: Sequence[str], text: str) -> list[bool]:
    return [share >= _ENOUGH for share in covered(lines, text)] if text else [False] * len(lines)


def _size(lines: Sequence[str], chosen: Sequence[bool]) -> int:
    """Words of the lines chosen."""
    return sum(_count(line) for line, own in zip(lines, chosen, strict=True) if own)


def _count(text: str) -> int:
    return len(_WORD.findall(text))


def drafts(labels: Sequence[Label], page: Rendered) -> list[Draft]:
    """The page's articles; the labels are corrected where the extractor knows better."""
    if page.barred:
        return []
    if page.cards:
        return _briefs(labels, page.cards)
    made = draft(labels, page)
    return [made] if made and made.body else []


def _briefs(labels: Sequence[Label], cards: Sequence[Card]) -> list[Draft]:
    """An article for every card that holds a paragraph; all else leads elsewhere."""
    for mark in labels:
        mark.start, mark.article = False, None
        mark.kind = "blank" if mark.kind == "blank" else "caption" if mark.kind == "caption" else "teaser"
    made = [_brief(labels, card, place) for place, card in enumerate((card for card in cards if card.brief), 1)]
    for mark in labels:
        if mark.kind == "caption" and mark.article is None:
            mark.kind = "teaser"
    return made


def _brief(labels: Sequence[Label], card: Card, place: int) -> Draft:
    made = Draft(folded=True, lines=[labels[at] for at in card.lines])
    for at in card.lines:
        mark = labels[at]
        if at == card.heading:
            mark.kind, mark.why = "headline", "a card's heading"
        elif at in card.body:
            mark.kind, mark.why = "body", "a card's paragraph"
        if mark.kind in ("headline", "body", "caption"):
            mark.article = place
            getattr(made, mark.kind).append(mark)
    return made


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
        _place(mark, page.verdicts[at])
        _settle(mark, body, inside=first <= at <= last, above=at < first)
        if mark.article:
            getattr(made, mark.kind).append(mark)
    opening = min((at for at, mark in enumerate(labels) if mark.article), default=first)
    made.lines = [mark for mark in labels[opening : last + 1] if mark.kind != "blank"]
    return made


def _place(mark: Label, verdict: Verdict | None) -> None:
    """Let the markup overrule what the words looked like."""
    if verdict and mark.kind != "blank":
        mark.kind, mark.why = verdict.kind, verdict.why


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
