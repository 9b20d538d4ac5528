"""Markup that would hold up any parser for minutes, brought to a size that a page may have. Other markup is not touched.

A parser compares every attribute of a tag with all before it: 200,000 of them take it minutes, and nothing can interrupt it.
It drops all that is nested too deep, and what reads its tree needs a tenth of a millisecond for every element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.extract.nests import flat

#: A tag of the web has a dozen attributes; so many cost a parser a hundredth of a second.
MOST_ATTRIBUTES = 2_000
#: A tag is shortened only if it has this many characters: fewer cannot hold a parser up.
_LONG = 20_000
#: The fullest of 252 news pages has 4,110 elements; five times as many take as long as a page may.
MOST_ELEMENTS = 20_000
#: The deepest of them has 50 levels. Parsers stop at 256 or 2,048, and drop what follows.
DEEPEST = 200
#: A comment, or a tag with all that its quoted values hold; the tag of a script with the script itself.
#: Possessive: what was read is not read again.
PIECE = re.compile(
    r"<(?:!--(?:[^-]++|-(?!->))*+(?:-->)?+"
    r"|(?P<close>/)?+(?:(?<!/)(?P<script>(?i:script|style)(?=[\s/>]))|(?P<name>[a-zA-Z][^\s<>/=]{0,40}+))"
    r"(?:[^>=]++|=(?:\s*+(?:\"[^\"]*+\"|'[^']*+'))?+)*+>?+"
    r"(?(script)(?P<raw>(?:[^<]++|<(?!/(?i:script|style)))*+)(?:</[^>]*+>?+)?+))"
)
#: A tag of so many pieces: values, and of what stands between them twenty characters each. A script with a "<" may pass for one.
_FLOOD = re.compile(r"<[a-zA-Z](?:[^>=]{1,20}+|=(?:\s*+(?:\"[^\"]*+\"|'[^']*+'))?+){1500}")
_ATTRIBUTE = re.compile(r"[^\s=/>]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+")


def bounded(markup: str) -> str:
    """The markup, every tag with no more than `MOST_ATTRIBUTES` attributes; of a flood of elements those that hold words.

    >>> bounded('<p class="a">one</p>')
    '<p class="a">one</p>'
    >>> len(bounded("<p " + " ".join(f"a{n}='<'" for n in range(90000)) + ">one</p>")) < 30_000
    True
    """
    if len(markup) < _LONG or (markup.count("<") <= MOST_ELEMENTS and not _FLOOD.search(markup)):
        return markup
    opened, long = 0, []
    for piece in PIECE.finditer(markup):
        opened += piece["name"] is not None and piece["close"] is None
        start, end = piece.start(), piece.start("raw") if piece["script"] else piece.end()
        if end - start >= _LONG and not markup.startswith("<!", start):
            long.append((start, end))
    short = "".join(_shortened(markup, long)) if long else markup
    return shallow(short) if opened > MOST_ELEMENTS else short


def shallow(markup: str) -> str:
    """The markup without elements that hold no words, none deeper than `DEEPEST`, and no more than `MOST_ELEMENTS`."""
    return flat(PIECE.finditer(markup), markup, DEEPEST, MOST_ELEMENTS)


def _shortened(markup: str, tags: list[tuple[int, int]]) -> Iterator[str]:
    at = 0
    for start, end in tags:
        yield markup[at:start]
        yield _tag(markup[start:end])
        at = end
    yield markup[at:]


def _tag(words: str) -> str:
    kept: list[str] = []
    for number, attribute in enumerate(_ATTRIBUTE.finditer(words, 1)):
        if number > MOST_ATTRIBUTES:
            return "<" + " ".join(kept) + ">"
        kept.append(attribute[0])
    return words
