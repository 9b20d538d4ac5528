"""What an extractor takes for an article's first paragraphs and is its head: a stamp, a byline, and what stands above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from broadsheet.extract import bylines
from broadsheet.extract.places import Verdict

STAMP = Verdict("byline", "a stamp or byline above the text")
ABOVE = Verdict("headline", "stands above the byline")
#: So many lines are looked at, and none after a paragraph of this length.
_MOST = 8
_PARAGRAPH = 200
#: What holds a sentence is a standfirst, which may be told as the text's first paragraph; its end may run into the byline.
_SENTENCE = re.compile(r"[^\W\d_]{2,}[.…。][\"”’»)]*(?:\s|$)")


def verdicts(lines: Sequence[str], body: Sequence[bool]) -> Iterator[tuple[int, Verdict]]:
    """Numbers of the lines that belong to the head, each with what it is; `body` says which lines were taken for paragraphs.

    >>> lines = ["Of ferries", "The boats of Brae", "By Orla Venn in Brae", "12 March 2031, 10:15", "The ferry sailed at noon."]
    >>> [(at, verdict.kind) for at, verdict in verdicts(lines, [False, True, False, True, True])]
    [(1, 'headline'), (2, 'byline'), (3, 'byline')]
    """
    if True not in body:
        return
    first = body.index(True)
    head = takewhile(lambda at: len(lines[at]) < _PARAGRAPH, range(first, min(first + _MOST, len(lines))))
    signed = [at for at in head if bylines.is_stamp(lines[at]) or bylines.signs(lines[at])]
    for at in range(first, signed[-1] + 1 if signed else first):
        if at in signed:
            yield at, STAMP
        elif body[at] and not _SENTENCE.search(lines[at]):
            yield at, ABOVE
