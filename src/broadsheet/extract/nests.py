"""Makes a nest of elements flat: their words stay, each in an element of the kind it stood in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

#: Elements that flow within a line. Beyond the depth that is kept, only their words are.
_INLINE = re.compile("a|abbr|b|bdi|bdo|big|cite|code|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|tt|u|var")
#: Elements without an end tag: those that stay, and those that hold nothing to read.
_VOID_KEPT = frozenset(["br", "hr", "meta", "link", "base"])
_VOID = _VOID_KEPT | frozenset(["area", "col", "embed", "img", "input", "param", "source", "track", "wbr"])
#: Elements that end where the next of the kind begins.
_ENDED_BY_NEXT = frozenset(["p", "li", "dt", "dd", "tr", "td", "th", "option"])


@dataclass(slots=True)
class _Open:
    """An element that is open: its tag, its name, and which open element is the block that it stands in."""

    tag: str
    name: str
    block: int


@dataclass(slots=True)
class _Nest:
    """What is open while markup is read, and how much of that is written.

    Attributes:
        deepest: so many levels are written as they are.
        out: what is written.
        stack: the open elements.
        names: how many of them have which name.
        written: how many of them are written; always the outermost.
        sibling: the place in the stack of the block beyond `deepest` that is written in the last of these; None if none is.
        count: how many elements were written.
    """

    deepest: int
    out: list[str] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    written: int = 0
    sibling: int | None = None
    count: int = 0

    def open(self, tag: str, name: str) -> None:
        """Take an element in. It is written when something stands in it."""
        if name in _ENDED_BY_NEXT and self.stack and self.stack[-1].name == name:
            self._pop()
        block = self.stack[-1].block if self.stack and _INLINE.fullmatch(name) else len(self.stack)
        self.stack.append(_Open(tag, name, block))
        self.names[name] += 1

    def close(self, name: str) -> None:
        """End an element and all that is open in it; an end of what is not open is passed over."""
        while self.names[name]:
            last = self.stack[-1].name
            self._pop()
            if last == name:
                return

    def words(self, text: str) -> None:
        """Write words, and before them the elements that they stand in, as far as they are not written yet."""
        for element in self.stack[self.written : self.deepest]:
            self.written += 1
            self.count += 1
            self.out.append(element.tag)
        if len(self.stack) > self.deepest:
            self._beside(self.stack[-1].block)
        self.out.append(text)

    def _beside(self, block: int) -> None:
        if block == self.sibling or block < self.deepest:
            return
        if self.sibling is not None:
            self.out.append(f"</{self.stack[self.sibling].name}>")
        self.sibling = block
        self.count += 1
        self.out.append(self.stack[block].tag)

    def _pop(self) -> None:
        element = self.stack.pop()
        self.names[element.name] -= 1
        if self.sibling == len(self.stack):
            self.sibling = None
            self.out.append(f"</{element.name}>")
        if self.written > len(self.stack):
            self.written -= 1
            self.out.append(f"</{element.name}>")


def flat(pieces: Iterable[re.Match[str]], markup: str, deepest: int, most: int) -> str:
    """The markup without elements that hold no words. Takes time in proportion to its length.

    Args:
        pieces: its comments, scripts (group `script`) and tags (groups `name`, and `close` for one that ends), in order.
        markup: the whole.
        deepest: no element is deeper; of what is, the blocks that hold words stand beside one another, in the order they came.
        most: so many elements are written at most, and nothing after them.

    >>> from broadsheet.extract.markup import PIECE
    >>> nest = "<div>" * 4 + "<p>one</p><p>two <b>and</b> three" + "</div>" * 4 + "<p>four"
    >>> flat(PIECE.finditer(nest), nest, 2, 100)
    '<div><div><p>one</p><p>two and three</p></div></div><p>four'
    """
    nest, at = _Nest(deepest), 0
    for piece in pieces:
        _take(nest, markup[at : piece.start()], piece)
        at = piece.end()
        if nest.count > most:
            return "".join(nest.out)
    nest.words(markup[at:])
    return "".join(nest.out)


def _take(nest: _Nest, text: str, piece: re.Match[str]) -> None:
    """Take in a piece and the text before it. White space alone needs no element to stand in."""
    if text and not text.isspace():
        nest.words(text)
    elif text:
        nest.out.append(text)
    name = (piece["name"] or "").lower()
    if piece["script"] or name in _VOID_KEPT:
        nest.words(piece[0])
    elif piece["close"]:
        nest.close(name)
    elif name and name not in _VOID:
        nest.open(piece[0], name)
