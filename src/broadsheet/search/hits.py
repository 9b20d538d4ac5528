"""What is shown of what was found: headlines, and the words that were asked for where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from broadsheet.records.text import Extent
from broadsheet.search.fusion import CONSTANT, fused
from broadsheet.search.looking import Look
from broadsheet.search.snippets import WIDTH, Marker, Snippet
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
    """A story with what is shown of it: its best statement, else its best article, which heads a story that is not written."""

    id: str
    headline: str
    score: float
    kind: Kind
    seq: int
    article: int | None


def hits(look: Look, articles: Mapping[int, float], limit: int) -> tuple[Hit, ...]:
    """Stories, then articles, then statements, each best first and `limit` of them at most. Only what is shown is read.

    Args:
        look: the query with the statements that it found.
        articles: numbers of those that it found with their scores, best first.
        limit: most of each.
    """
    ranked: dict[Kind, list[int]] = {"article": list(articles), "statement": look.found["statement"]}
    stories = _stories(look, ranked, limit)
    printed = _Printed(look, ranked, stories, limit)
    shown = {kind: printed.passages(kind, ranked[kind][:limit]) for kind in KINDS}
    return (
        *(_story(story, printed) for story in stories),
        *(_article(passage, articles[passage.seq], printed.snippet("article", passage.seq)) for passage in shown["article"]),
        *(
            _statement(passage, rank, printed.snippet("statement", passage.seq))
            for rank, passage in enumerate(shown["statement"], start=1)
        ),
    )


def _stories(look: Look, ranked: Mapping[Kind, Sequence[int]], limit: int) -> list[_Story]:
    held = look.held
    by_kind = {kind: list(zip(held.catalogue.stories_of(kind, ranked[kind]), ranked[kind], strict=True)) for kind in KINDS}
    told, said = (dict(reversed(by_kind[kind])) for kind in KINDS)  # of each story the best
    best = list(fused([(1.0, tuple(dict.fromkeys(story for story, _ in by_kind[kind]))) for kind in KINDS]).items())[:limit]
    headlines = held.store.traits.headlines([story for story, _ in best])
    return [
        _Story(
            id=story, headline=headlines.get(story, ""), score=score,
            kind="statement" if story in said else "article", seq=said[story] if story in said else told[story],
            article=told.get(story),
        )
        for story, score in best
    ]  # fmt: skip


class _Printed:
    """What is shown, read once."""

    def __init__(self, look: Look, ranked: Mapping[Kind, Sequence[int]], stories: Sequence[_Story], limit: int) -> None:
        words = look.held.store.words
        self._marker = Marker(look.sought)
        shown = {kind: [*ranked[kind][:limit], *(each.seq for each in stories if each.kind == kind)] for kind in KINDS}
        shown["article"] += [each.article for each in stories if each.article is not None]
        self._passages = {kind: {each.seq: each for each in words.passages(kind, shown[kind], texts=True)} for kind in KINDS}
        self._snippets: dict[tuple[Kind, int], Snippet] = {}

    def passages(self, kind: Kind, seqs: Sequence[int]) -> list[Passage]:
        """What these numbers are of, in the order given."""
        return [self._passages[kind][seq] for seq in seqs if seq in self._passages[kind]]

    def title(self, story: _Story) -> str:
        """A story's headline, or that of its best article."""
        return story.headline or (self._passages["article"][story.article].title if story.article is not None else "")

    def snippet(self, kind: Kind, seq: int) -> Snippet:
        """The words that were asked for where they stand: all of a statement."""
        if (kind, seq) not in self._snippets:
            width = WIDTH if kind == "article" else WHOLE
            self._snippets[kind, seq] = self._marker.snippet(self._passages[kind][seq].text, width)
        return self._snippets[kind, seq]


def _story(story: _Story, printed: _Printed) -> Hit:
    shown = printed.snippet(story.kind, story.seq)
    return Hit(
        kind="story", id=story.id, title=printed.title(story), text=shown.text, marks=shown.marks, score=story.score, story=story.id
    )


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
