"""An article as it is written for the corpus: front matter, paragraphs, and the truth marked in the text (see README.md here)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

HERE = Path(__file__).parent
FENCE = "+++"
SUBHEAD = "## "


class SourceError(Exception):
    """A source that cannot be read, with its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What is true of the code points `[start, end)` of an article's text."""

    kind: str
    start: int
    end: int
    says: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. `text` is its paragraphs joined by line feeds; `marks` count into it."""

    key: str
    cluster: str
    front: dict[str, Any]
    paragraphs: tuple[str, ...]
    subheads: frozenset[int]
    marks: tuple[Mark, ...]

    @property
    def text(self) -> str:
        """The body, as a room that takes plain text gets it."""
        return "\n".join(self.paragraphs)

    @property
    def title(self) -> str:
        """The headline, empty where no page shows one."""
        return str(self.front["title"])

    def of(self, kind: str) -> list[Mark]:
        """The marks of one kind, in order of the text."""
        return [mark for mark in self.marks if mark.kind == kind]

    def paragraph_at(self, offset: int) -> int:
        """The 0-based paragraph that holds a code point of the text."""
        return self.text.count("\n", 0, offset)


def read_article(path: Path) -> Article:
    """Read one source file."""
    _, fence, rest = path.read_text("utf-8").partition(FENCE + "\n")
    front, closing, body = rest.partition("\n" + FENCE + "\n")
    if not fence or not closing:
        raise SourceError(f"{path}: no front matter between {FENCE} lines")
    try:
        told = tomllib.loads(front)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path}: {error}") from error
    blocks = [re.sub(r"\s+", " ", block).strip() for block in re.split(r"\n\s*\n", body) if block.strip()]
    subheads = frozenset(number for number, block in enumerate(blocks) if block.startswith(SUBHEAD))
    paragraphs, marks, start = [], [], 0
    for block in blocks:
        text, held = _unmarked(block.removeprefix(SUBHEAD), start, path)
        paragraphs.append(text)
        marks += held
        start += len(text) + 1
    return Article(
        key=path.stem,
        cluster=path.parent.name,
        front=told,
        paragraphs=tuple(paragraphs),
        subheads=subheads,
        marks=tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))),
    )


def _unmarked(block: str, start: int, path: Path) -> tuple[str, list[Mark]]:
    """A paragraph without its marks, and the marks, counted from `start`."""
    try:
        root = ET.fromstring(f"<p>{block}</p>")
    except ET.ParseError as error:
        place = error.position[1]
        raise SourceError(f"{path}: {error} near «{block[max(0, place - 60) : place + 20]}»") from error
    marks: list[Mark] = []
    text = "".join(_walk(root, [start], marks))
    if text != text.strip():
        raise SourceError(f"{path}: white space at the edge of a mark: «{text[:40]}»")
    return text, marks


def _walk(element: ET.Element, place: list[int], marks: list[Mark]) -> Iterator[str]:
    """The element's words in order, noting where each inner mark begins and ends."""
    yield _passed(element.text, place)
    for inner in element:
        begin = place[0]
        yield from _walk(inner, place, marks)
        marks.append(Mark(kind=inner.tag, start=begin, end=place[0], says=dict(inner.attrib)))
        yield _passed(inner.tail, place)


def _passed(words: str | None, place: list[int]) -> str:
    place[0] += len(words or "")
    return words or ""


def read_articles(folder: Path = HERE / "articles") -> dict[str, Article]:
    """All articles by key, sorted."""
    articles: dict[str, Article] = {}
    for path in sorted(folder.glob("*/*.txt")):
        article = read_article(path)
        if article.key in articles:
            raise SourceError(f"{path}: {articles[article.key].cluster} has a {article.key} too")
        articles[article.key] = article
    return articles


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file, its errors with its name."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path}: {error}") from error


def speaker_of(article: Article, said: Mark) -> Mark | None:
    """The mention that goes with what was said: the nearest of the same key in its paragraph, else in the one before."""
    here = article.paragraph_at(said.start)
    mentions = [mark for mark in article.of("s") if mark.says.get("by") == said.says.get("by")]
    for paragraph in (here, here - 1):
        near = [mark for mark in mentions if article.paragraph_at(mark.start) == paragraph]
        if near:
            return min(near, key=lambda mark: (max(mark.start - said.end, said.start - mark.end), mark.start))
    return None
