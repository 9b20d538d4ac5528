"""A plain-text page from its script: `kind [article] | content` for each line of the page, an empty line for an empty one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from corpus.placing import Placing
from corpus.source import SourceError

KINDS = {"headline", "byline", "caption", "body", "teaser", "junk"}
_LINE = re.compile(r"(?P<kind>\w+)(?: (?P<key>[\w-]+))? \|(?: (?P<content>.*))?")
_PARAGRAPHS = re.compile(r"\$(\d+(?:-\d*)?)")
_FIELD = re.compile(r"\$(title|standfirst|byline|caption\d|credit\d)")
Line = tuple[str, str, str | None]
"""Words, kind, key of the article."""


@dataclass(frozen=True, slots=True)
class TextPage:
    """The page and what each of its lines is."""

    text: str
    lines: list[tuple[str, int | None]]
    placements: list[dict[str, Any]]


def text_page(script: str, placing: Placing, told: dict[str, Any]) -> TextPage:
    """Follow a script.

    Args:
        script: the lines.
        placing: a fresh page.
        told: front matter: `gaps` puts empty lines between an article's paragraphs, `says` overrides placements.
    """
    lines: list[Line] = []
    for entry in script.strip("\n").split("\n"):
        lines += _lines(entry, placing, gaps=told.get("gaps", True))
    text = "\n".join(words for words, _, _ in lines) + "\n"
    numbered = [(kind, placing.at(key).number if key else None) for _, kind, key in lines]
    return TextPage(text, [*numbered, ("blank", None)], placing.placements(told.get("says", {})))


def _lines(entry: str, placing: Placing, *, gaps: bool) -> list[Line]:
    if not entry.strip():
        return [("", "blank", None)]
    found = _LINE.fullmatch(entry.strip())
    if not found or found["kind"] not in KINDS:
        raise SourceError(f"not a line of a page: {entry!r}")
    kind, key, content = found["kind"], found["key"], found["content"] or ""
    whole = _PARAGRAPHS.fullmatch(content)
    if not whole:
        words = _FIELD.sub(lambda field: placing.shows(key, field[1]), content)
        if key:
            placing.at(key)
        return [(words, kind, key)]
    taken: list[Line] = [(words, kind, key) for words, _ in placing.take(key, whole[1])]
    gap: Line = ("", "blank", None)
    return [line for words in taken for line in (words, gap)][:-1] if gaps else taken
