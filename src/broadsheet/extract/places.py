"""What a line is by its place in the markup alone, whatever its words: a caption, a player's words, a list of links, an offer.

Class names are read as whole words: `video-player` is a player, `players` is a team.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from broadsheet.extract.rendering import Spot
from broadsheet.extract.walls import is_offer
from broadsheet.records.page import LineKind

_PLAYER = re.compile(r"(^|[-_\s])(\w{0,9}player|vjs|jw|videojs)([-_\s]|$)", re.IGNORECASE)
#: One of these stands in every name that the pattern finds, and in few others.
_PLAYERS = ("player", "vjs", "jw", "videojs")
_CONTROLS = frozenset(["button", "video", "audio", "iframe"])
_BLOCKS = frozenset(["p", "li", "div", "section"])
_WORD = re.compile(r"\w+")
SENTENCE_END = (".", "!", "?", "…", "”", '"', "»", "。", "！", "？", ")")
"""How a line of prose ends."""
#: A block with more words than this is no control or notice but a text.
_NOTICE = 120
#: A line is made of links if they hold this share of its words.
_MOSTLY = 0.6
#: No line made of links has more characters.
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line must be, and the reason for page surgery."""

    kind: LineKind
    why: str


CAPTION = Verdict("caption", "stands in a figure's caption")
PLAYER = Verdict("junk", "words of a player")
LINKS = Verdict("teaser", "made of links to other stories")
OFFER = Verdict("junk", "an offer to subscribers")
UNWANTED = Verdict("junk", "a rule for the outlet says so")


def verdicts(spots: Sequence[Spot]) -> list[Verdict | None]:
    """What the markup says of every line; None where it says nothing."""
    known: dict[HtmlElement, Verdict | None] = {}
    linked: dict[HtmlElement, int] = {}
    return [
        None
        if spot.origin is None
        else _place(spot.origin, known) or (LINKS if _is_links(spot.text, spot.origin, linked) else None)
        for spot in spots
    ]


def _place(origin: HtmlElement, known: dict[HtmlElement, Verdict | None]) -> Verdict | None:
    """What the blocks around a line make of it; what was found of a block is kept in `known`."""
    path: list[HtmlElement] = []
    found: Verdict | None = None
    for element in lineage(origin):
        if element in known:
            found = known[element]
            break
        path.append(element)
        found = _block(element)
        if found:
            break
    known.update(dict.fromkeys(path, found))
    return found


def lineage(element: HtmlElement) -> Iterator[HtmlElement]:
    """The element and what it stands in, up to the page's body."""
    at: HtmlElement | None = element
    while at is not None and at.tag not in ("body", "html"):
        yield at
        at = at.getparent()


def _block(element: HtmlElement) -> Verdict | None:
    """What everything within a block must be."""
    if element.tag == "figcaption":
        return CAPTION
    if not (name := named(element).strip()):
        return None
    if _is_player(element, name):
        return PLAYER
    return OFFER if is_offer(element, name) else None


def _is_player(element: HtmlElement, name: str) -> bool:
    """A block named after a player that holds its controls or picture, and no text to speak of."""
    lower = name.lower()
    if not any(map(lower.__contains__, _PLAYERS)) or not _PLAYER.search(name) or not any(True for _ in element.iter(*_CONTROLS)):
        return False
    return words(element) <= _NOTICE


def named(element: HtmlElement) -> str:
    """Class and id of an element."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def words(element: HtmlElement) -> int:
    """How many words a block holds."""
    return len(_WORD.findall(element.text_content()))


def _is_links(text: str, origin: HtmlElement, linked: dict[HtmlElement, int]) -> bool:
    """Two links or more that hold most of a line's words: pointers to other stories. A sentence may be all links and is prose.

    `linked` keeps what `_linked` says of a block: a large one holds many lines.
    """
    if len(text) > _LONGEST or text.rstrip().endswith(SENTENCE_END):
        return False
    block = next((element for element in lineage(origin) if element.tag in _BLOCKS), None)
    if block is None:
        return False
    if block not in linked:
        linked[block] = _linked(block)
    own = len(_WORD.findall(text))
    return own == linked[block] and sum(map(words, _links(block))) >= _MOSTLY * own


def _linked(block: HtmlElement) -> int:
    """How many words a block holds that has two links or more and is no longer than a line of them; -1 for any other."""
    if len(_links(block)) < 2:
        return -1
    pieces, size = [], 0
    for piece in block.itertext():
        pieces.append(str(piece))
        size += len("".join(piece.split()))
        if size > _LONGEST:
            return -1
    return len(_WORD.findall("".join(pieces)))


def _links(block: HtmlElement) -> list[HtmlElement]:
    return [link for link in block.iter("a") if link.get("href")]
