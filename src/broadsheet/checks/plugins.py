"""What plugins contribute, as subjects of the checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from broadsheet.checks.samples import odd_texts
from broadsheet.checks.subject import Subject
from broadsheet.read import dropped
from broadsheet.records.contribution import Reader
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
