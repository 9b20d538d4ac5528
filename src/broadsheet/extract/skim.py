"""The fast way through a web page: resiliparse parses it and picks its main part, a few rules over its lines do the rest.

For bulk, where the full way (`html`) is too dear: no line is labelled, no byline looked for in the page's elements. The text it
cuts from is the main part as resiliparse renders it, not our own rendering. Where it finds hardly anything, a live blog, a listing,
a wall that asks for consent, or markup that would hold its parser up, it gives none and the page goes the full way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from broadsheet.extract import cues, entries, jsonld, walls
from broadsheet.extract.html import is_article
from broadsheet.extract.listing import size
from broadsheet.extract.markup import bounded
from broadsheet.extract.places import SENTENCE_END
from broadsheet.extract.plaintext import Label, unlabelled
from broadsheet.extract.rendering import parsed
from broadsheet.extract.split import Draft

#: The parser takes time by the square of the depth, which the number of tags bounds, and of the attributes of a tag.
_MOST_TAGS = 6_000
#: Fewer paragraphs do not tell where the article is.
_SEVERAL = 3
#: Fewer words are hardly an article.
_LEAST = 50
_ENDS = (*SENTENCE_END, ":", ";", "“", "’", "'")
#: An article opens with a paragraph of so many words.
_OPENS = 12
#: It closes with a sentence of so many, if no more than `_LOOSE` other lines follow; more of them are a list that is part of it.
_CLOSES, _LOOSE = 5, 8
#: A long line is a paragraph even if it does not end like one.
_LONG = 25
#: Lines that speak of sharing, dates or credits are as short as this; sentences that do, shorter; a notice to readers is longer.
_SHORT, _SHORT_SENTENCE, _NOTICE = 15, 7, 70
#: The page's own statement of its text is believed if it is long, this share of it is found and it has this share of what is found.
_STATED, _WHOLE, _AGREES = 250, 0.85, 0.6
_WORD = re.compile(r"\w+")
#: What a page says of its article to machines, and its headings.
_TELLING = re.compile(
    r"<(?:(?:html|meta|link|time|HTML|META|LINK|TIME)\s[^>]{1,2000}>|(?:title|TITLE)[^>]{0,200}>[^<]{0,500}</(?:title|TITLE)>"
    r"|[hH]1[\s>](?s:.){0,2000}?</[hH]1>|script\s[^>]{0,300}?ld\+json[^<]{0,400000}(?:<(?!/script)[^<]{0,10000}){0,400}</script>)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skimmed:
    """A page read the fast way.

    Attributes:
        text: the lines of its main part.
        labels: the same lines, each the article's or not.
        draft: the article.
        tree: what the page says to machines, and its headings.
        node: what its JSON-LD says of its article.
    """

    text: str
    labels: list[Label]
    draft: Draft
    tree: HtmlElement
    node: dict[str, object]


def skim(markup: str) -> Skimmed | None:
    """Read a page the fast way; None where it must go the full way. Never raises on bad markup."""
    if markup.count("<") > 2 * _MOST_TAGS:
        return None
    tree = parsed("".join(_TELLING.findall(markup)) + "<body>")
    if tree is None:
        return None
    text = main_part(bounded(_holder(markup)))
    labels = unlabelled(text)
    node = jsonld.article(tree)
    lines = [mark.text for mark in labels]
    readable = [at for at, mark in enumerate(labels) if mark.kind == "body"]
    own = _agreeing(lines, _article(lines, readable), jsonld.body(node) or "")
    if sum(size(lines[at]) for at in own) < _LEAST or _is_special([lines[at] for at in own], tree, node):
        return None
    return Skimmed(text=text, labels=labels, draft=_draft(labels, own), tree=tree, node=node)


def _holder(markup: str) -> str:
    """The only element of the page that is called an article, or its main part, if most paragraphs stand in it; else the page.

    >>> _holder("<p>Menu</p><article><p>One</p><p>Two</p><p>Three</p></article>")
    '<article><p>One</p><p>Two</p><p>Three</p>'
    """
    for name in ("article", "main"):
        start, end = markup.find(f"<{name}"), markup.rfind(f"</{name}>")
        sole = 0 <= start < end and markup.find(f"<{name}", start + 1) < 0
        within = markup.count("</p>", start, end) if sole else 0
        if within >= _SEVERAL and 2 * within > markup.count("</p>"):
            return markup[start:end]
    return markup


def main_part(markup: str) -> str:
    """The lines of a page's main part as resiliparse renders it, joined by line feeds; blank lines are left out."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    try:
        tree = HTMLTree.parse(markup)
    except UnicodeEncodeError:  # half a surrogate pair
        tree = HTMLTree.parse(markup.encode("utf-8", "replace").decode("utf-8"))
    content = extract_plain_text(
        tree,
        preserve_formatting=True,
        main_content=True,
        list_bullets=False,
        alt_texts=False,
        comments=False,
        post_meta=False,
    )
    return "\n".join(line for line in map(str.strip, content.replace("\xa0", " ").split("\n")) if line)


def _is_special(found: Sequence[str], tree: HtmlElement, node: dict[str, object]) -> bool:
    """Whether a page needs to be looked at in full: a live blog, a wall, or one of odd lines that does not say it is an article."""
    if is_article(tree, node):
        return entries.is_live(node)
    return 2 * sum(_is_prose(line, _OPENS) for line in found) <= len(found) or walls.asks_consent(found)


def _draft(labels: Sequence[Label], own: Sequence[int]) -> Draft:
    for mark in labels:
        if mark.kind == "body":
            mark.kind, mark.why = "junk", "not of the main text"
    for at in own:
        labels[at].kind, labels[at].why, labels[at].article = "body", "main text", 1
    return Draft(body=[labels[at] for at in own], lines=list(labels[own[0] : own[-1] + 1]))


def _article(lines: Sequence[str], readable: Sequence[int]) -> list[int]:
    """The places of the lines from the first paragraph to the last sentence, without repeated lines and such as go with a page."""
    times = Counter(lines)
    end = _end(lines)
    own = [at for at in readable if at < end and (times[lines[at]] == 1 or lines[at].count(" ") < 3)]
    own = [at for at in own if not _goes_with_page(lines[at])]
    opens = next((place for place, at in enumerate(own) if _is_prose(lines[at], _OPENS)), None)
    if opens is None:
        return own
    closes = max(place for place, at in enumerate(own) if place == opens or _is_prose(lines[at], _CLOSES))
    return own[opens : closes + 1 if len(own) - closes - 1 <= _LOOSE else None]


def _is_prose(line: str, least: int) -> bool:
    words = size(line)
    return words >= _LONG or (words >= least and line.endswith(_ENDS))


def _end(lines: Sequence[str]) -> int:
    """Where a header in the page's second half opens the comments, or the stories of others."""
    half = sum(map(len, lines)) / 2
    for at, line in enumerate(lines):
        half -= len(line)
        if half < 0 and _heads_others(line):
            return at
    return len(lines)


def _heads_others(line: str) -> bool:
    if line.count(" ") >= 6 or line.rstrip("…. ").endswith(_ENDS):
        return False
    return bool(cues.RECOMMEND.match(line) or cues.COMMENTS.search(line.lower()))


def _goes_with_page(line: str) -> bool:
    """Whether a line shares, credits, dates, sells or asks for consent."""
    words = line.count(" ") + 1
    if words > _NOTICE:
        return False
    low = line.lower()
    if words > (_SHORT_SENTENCE if line.endswith(_ENDS) else _SHORT):
        return ("cookie" in low or "privacy" in low or "©" in low) and bool(cues.READER.search(low))
    if any(cue.search(low) for cue in (cues.SHARE, cues.SUBSCRIBE, cues.LEGAL, cues.CREDIT_WORD, cues.GALLERY, cues.ADVERT)):
        return True
    if words < 5 and cues.COMMENTS.search(low):
        return True
    return any(cue.match(line) for cue in (cues.RECOMMEND, cues.BYLINE_START, cues.DATE_START))


def _agreeing(lines: Sequence[str], own: list[int], statement: str) -> list[int]:
    """The lines that stand in the page's own statement, if that is found whole and has most of the text; else all of them."""
    if len(statement) < _STATED:
        return own
    words = _WORD.findall(statement)
    runs = set(zip(words, words[1:], words[2:], strict=False))
    told = [at for at in own if _is_told(lines[at], runs, statement)]
    found = sum(len(lines[at]) for at in told)
    return told if found >= _WHOLE * len(statement) and found >= _AGREES * sum(len(lines[at]) for at in own) else own


def _is_told(line: str, runs: set[tuple[str, str, str]], statement: str) -> bool:
    words = _WORD.findall(line)
    if len(words) < 3:
        return line in statement
    own = list(zip(words, words[1:], words[2:], strict=False))
    return sum(run in runs for run in own) >= _AGREES * len(own)
