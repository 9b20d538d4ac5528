"""Quick stand-ins for the two rooms that load statistical models: deterministic, and good enough to carry records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from broadsheet.group import Unusable
from broadsheet.pipeline.description import Described
from broadsheet.records.annotation import Annotated, Sentence
from broadsheet.records.article import Article, Copy
from broadsheet.records.story import Constraint, Placement, story_id, thread_id
from broadsheet.records.text import Extent
from broadsheet.steps import Dropped

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?](?=\s)|$)", re.MULTILINE)
_WORD = re.compile(r"\w{5,}")


class PlainDescribe:
    """Sentences end at a full stop; the vector says nothing."""

    name = "annotate"
    reasons: ClassVar[Mapping[str, str]] = {}

    def __init__(self, _names: str | None = None, embedder: str | None = None) -> None:
        """A finder of names is taken, as by the real one, and not asked; nor is an embedder here."""
        self.embedder = embedder

    def __call__(self, records: Iterable[Article], /) -> Iterator[Described | Dropped]:
        for article in records:
            yield described(Annotated(article=article, sentences=tuple(sentences(article.text))))


def described(annotated: Annotated, _embedder: str | None = None) -> Described:
    return Described(annotated=annotated, vector=bytes(768))


def sentences(text: str) -> Iterator[Sentence]:
    for match in _SENTENCE.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if start < match.end():
            words = tuple(word.lower() for word in _WORD.findall(match[0]))
            yield Sentence(extent=Extent(start, match.end()), paragraph=text.count("\n", 0, start), terms=words, tense="past")


class TitleGroup:
    """Articles whose headlines share two long words tell one story; stories that share one are one thread."""

    name = "group"
    reasons: ClassVar[Mapping[str, str]] = {}

    def __init__(self, constraints: Iterable[Constraint] = (), archive: object = None) -> None:
        self.constraints = tuple(constraints)
        self._known: list[tuple[set[str], Placement]] = []

    def place(self, annotated: Annotated, copy: Copy, vector: object = None) -> Placement:
        article = annotated.article
        words = {word.lower() for word in _WORD.findall(article.title)}
        shared = [(len(words & known), placement) for known, placement in self._known]
        best = max(shared, key=lambda pair: pair[0], default=(0, None))[1]
        most = max((count for count, _ in shared), default=0)
        story = best.story if best and (most >= 2 or copy.origin == best.article) else story_id(article.id)
        thread = best.thread if best and most >= 1 else thread_id(story)
        placement = Placement(article=article.id, story=story, thread=thread, score=min(most / 3, 1.0), why=(f"{most} words",))
        self.remember(annotated, placement)
        return placement

    def moved(self) -> tuple[Placement, ...]:
        """Nothing changes before the end of a batch."""
        return ()

    def settle(self) -> tuple[Placement, ...]:
        """Something changes at the end of a batch."""
        return tuple(replace(p, why=(*p.why, "settled")) for _, p in self._known if "settled" not in p.why)

    def reconsider(self, articles: Iterable[str]) -> None:
        """The headlines stay what they are."""

    def remember(self, annotated: Annotated, placement: Placement, vector: object = None, origin: str | None = None) -> None:
        self._known.append(({word.lower() for word in _WORD.findall(annotated.article.title)}, placement))

    def shelve(self) -> None:
        """Nothing closes."""

    def state(self) -> bytes:
        """Nothing is known that the articles do not tell."""
        return b""

    @classmethod
    def restored(cls, state: bytes, constraints: Iterable[Constraint] = (), archive: object = None) -> TitleGroup:
        raise Unusable(damaged=False)
