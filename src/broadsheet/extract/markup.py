"""Markup that would hold up any parser for minutes, brought to a size that a page may have. Other markup is not touched.

A parser compares every attribute of a tag with all before it: 200,000 of them take it minutes, and nothing can interrupt it.
"""

from __future__ import annotations

import re

#: A tag of the web has a dozen attributes; so many cost a parser a hundredth of a second.
MOST_ATTRIBUTES = 2_000
#: A stretch of attributes is looked at only if it has this many characters: fewer cannot hold a parser up.
_LONG = 20_000
#: Scripts as a whole, or a tag up to its end with all that its quoted values hold. Possessive: what was read is not read again.
_TAG = re.compile(
    r"(?P<script>(?is:<(?:script|style)\b(?>.*?(?:</(?:script|style)|\Z))))"
    r"|<[a-zA-Z][^\s<>/]{0,40}+(?=[\s/])(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')|[^<>=]++|=)*+"
)
#: How what follows a "<" begins if it is a tag with attributes, and no script.
_OPENS = re.compile(r"(?!(?i:script|style)\b)[a-zA-Z][\w:-]*+[\s/]")
_ATTRIBUTE = re.compile(r"[^\s\"'=/]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"']++))?+")


def bounded(markup: str) -> str:
    """The markup, every tag with no more than `MOST_ATTRIBUTES` attributes.

    >>> bounded('<p class="a">one</p>')
    '<p class="a">one</p>'
    >>> len(bounded("<p " + " ".join(f"a{n}" for n in range(90000)) + ">one</p>")) < 20_000
    True
    """
    suspect = any(len(stretch) >= _LONG and _OPENS.match(stretch) for stretch in markup.split("<"))
    return _TAG.sub(_shortened, markup) if suspect else markup


def _shortened(tag: re.Match[str]) -> str:
    words = tag[0]
    if len(words) < _LONG or tag["script"]:
        return words
    kept: list[str] = []
    for number, attribute in enumerate(_ATTRIBUTE.finditer(words, 1)):
        if number > MOST_ATTRIBUTES:
            return "<" + " ".join(kept)
        kept.append(attribute[0])
    return words
