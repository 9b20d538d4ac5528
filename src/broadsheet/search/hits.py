"""What is shown of what was found: headlines, and the words that were asked for where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from broadsheet.records.text import Extent
from broadsheet.search.fusion import CONSTANT, fused
from broadsheet.search.looking import Look
from broadsheet.search.snippets import WIDTH, Snippet, snippet
from broadsheet.store.words import KINDS, Kind, Passage

WHOLE = 10_000
"""Words of a statement that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that was found.

    Attributes:
        kind: a story, an article, or a statement of a story's page.
        id: of the article or the story.
        title: the headline; empty for a statement.
        text: the passage that the words stand in.
        score: the sum of its reciprocal ranks, higher is better; comparable within a kind only.
        marks: where in the text the words stand that were asked for.
        story: the story that it belongs to.
        key: of a statement on its story's page.
        published: of an article, ISO 8601.
        outlet: of an article.
    """

    kind: Literal["story", "article", "statement"]
    id: str
    title: str
    text: str
    score: float
    marks: tuple[Extent, ...] = ()
    story: str | None = None
    key: str | None = None
    published: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Story:
    """A story with what is shown of it: its best statement, else its best article."""

    id: str
    title: str
    score: float
    kind: Kind
    passage: Passage


def hits(look: Look, articles: Sequence[tuple[Passage, float]], limit: int) -> tuple[Hit, ...]:
    """Stories, then articles, then statements, each best first and `limit` of them at most. Only what is shown is read.

    Args:
        look: the query with the statements that it found.
        articles: those that it found with their scores, best first.
        limit: most of each.
    """
    statements = look.store.words.passages("statement", look.found["statement"])
    stories = _stories(look, [passage for passage, _ in articles], statements, limit)
    articles, statements = articles[:limit], statements[:limit]
    texts = _Texts(look, [*(("article", passage) for passage, _ in articles), *(("statement", passage) for passage in statements),
                          *((story.kind, story.passage) for story in stories)])  # fmt: skip
    return (
        *(_story(story, texts.snippet(story.kind, story.passage)) for story in stories),
        *(_article(passage, score, texts.snippet("article", passage)) for passage, score in articles),
        *(_statement(passage, rank, texts.snippet("statement", passage)) for rank, passage in enumerate(statements, start=1)),
    )


def _stories(look: Look, articles: Sequence[Passage], statements: Sequence[Passage], limit: int) -> list[_Story]:
    told, said = ({each.story: each for each in reversed(passages)} for passages in (articles, statements))
    ranks = [(1.0, tuple(dict.fromkeys(each.story for each in passages))) for passages in (articles, statements)]
    best = list(fused(ranks).items())[:limit]
    headlines = look.store.traits.headlines([story for story, _ in best])
    return [
        _Story(
            id=story, title=headlines.get(story) or (told[story].title if story in told else ""), score=score,
            kind="statement" if story in said else "article", passage=said.get(story) or told[story],
        )
        for story, score in best
    ]  # fmt: skip


class _Texts:
    """The texts of what is shown, each read once."""

    def __init__(self, look: Look, passages: Sequence[tuple[Kind, Passage]]) -> None:
        self._sought = look.sought
        self._texts = {kind: look.store.words.texts(kind, (each.seq for of, each in passages if of == kind)) for kind in KINDS}

    def snippet(self, kind: Kind, passage: Passage) -> Snippet:
        """The words that were asked for where they stand: all of a statement."""
        return snippet(self._texts[kind][passage.seq], self._sought, width=WIDTH if kind == "article" else WHOLE)


def _story(story: _Story, shown: Snippet) -> Hit:
    return Hit(kind="story", id=story.id, title=story.title, text=shown.text, marks=shown.marks, score=story.score, story=story.id)


def _article(passage: Passage, score: float, shown: Snippet) -> Hit:
    return Hit(
        kind="article", id=passage.id, title=passage.title, text=shown.text, marks=shown.marks, score=score,
        story=passage.story, published=passage.published, outlet=passage.outlet,
    )  # fmt: skip


def _statement(passage: Passage, rank: int, shown: Snippet) -> Hit:
    score = round(1 / (CONSTANT + rank), 4)
    return Hit(
        kind="statement", id=passage.story, title="", text=shown.text, marks=shown.marks, score=score,
        story=passage.story, key=passage.key,
    )  # fmt: skip
