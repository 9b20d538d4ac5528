"""What plugins contribute, as subjects of the checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from broadsheet.checks.rooms import odd_annotated
from broadsheet.checks.samples import odd_texts
from broadsheet.checks.subject import Subject
from broadsheet.read import dropped
from broadsheet.records.annotation import Annotated
from broadsheet.records.contribution import Cited, Reader, SectionWriter
from broadsheet.records.page import Page
from broadsheet.steps import Dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class OddFile:
    """A file that a reader is tried on."""

    name: str
    content: bytes


class _Reading:
    """A reader as a step. What it raises is not caught: a check is to see it."""

    name = "read"
    reasons: Mapping[str, str] = MappingProxyType({"empty": "The reader found no page in the file."})

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __call__(self, files: Iterable[OddFile], /) -> Iterator[Page | Dropped]:
        for file in files:
            pages = list(self._reader.read(file.name, file.content))
            yield from pages or [dropped(file.name, "empty")]  # type: ignore[list-item]


def reading(reader: Reader) -> Subject:
    """A plugin's reader: tried on every odd text and on bytes that are none, with its first ending."""
    ending = reader.endings[0]
    texts = [(name, text.encode("utf-8", "surrogatepass")) for name, text in odd_texts()]
    texts += [("noughts", bytes(4096)), ("every byte", bytes(range(256)) * 8)]
    files = [OddFile(name=f"{name}{ending}", content=content) for name, content in texts]
    return Subject(
        name=f"reader of {ending}", make=lambda: _Reading(reader), records=files, gives=Page, order_free=True, stateless=True
    )  # fmt: skip


class _Writing:
    """A section's writer as a step, each article a story of its own. What it raises is not caught: a check is to see it."""

    name = "write"
    reasons: Mapping[str, str] = MappingProxyType({"no sentence": "The section has no sentence for the article."})

    def __init__(self, writer: SectionWriter) -> None:
        self._writer = writer

    def __call__(self, articles: Iterable[Annotated], /) -> Iterator[Cited | Dropped]:
        for annotated in articles:
            told = list(self._writer.write((annotated,)))
            if any(not one.stands_on((annotated,)) for one in told):
                raise ValueError("a sentence stands on no words of the article")
            yield from told or [Dropped(record=annotated.article.id, step=self.name, reason="no sentence")]  # type: ignore[list-item]


def writing(writer: SectionWriter) -> Subject:
    """A plugin's section: tried on every odd article, and on whether its sentences stand on words that are there."""
    return Subject(
        name=f"section {writer.name}", make=lambda: _Writing(writer), records=odd_annotated(), gives=Cited, order_free=True,
        stateless=True,
    )  # fmt: skip
