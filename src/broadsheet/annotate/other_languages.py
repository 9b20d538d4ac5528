"""What holds in any language: sentences by their marks, days that are sure, numbers with a unit written in signs.

No names, roles or quotations: these take a grammar, and an English one would invent them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from broadsheet.annotate.reading import LIMIT
from broadsheet.language.cover import Cover
from broadsheet.language.foreign import foreign_numbers
from broadsheet.language.sentences import paragraphs, split_line
from broadsheet.language.stamps import days
from broadsheet.records.annotation import Annotated, Figure, Sentence, When
from broadsheet.records.article import Article
from broadsheet.records.text import Extent


def neutral(article: Article) -> Annotated:
    """The article with its sentences, and the days and figures that need no grammar."""
    text = article.text
    known = [Extent(start, end) for start, end, _ in days(text[:LIMIT])]
    found = tuple(_sentences(text, known))
    starts = [sentence.extent.start for sentence in found]
    times = tuple(_times(text[:LIMIT], starts))
    figures = tuple(_figures(text[:LIMIT], article.language, starts, times))
    return Annotated(article=article, sentences=found, figures=figures, times=times)


def _sentences(text: str, known: Sequence[Extent]) -> Iterator[Sentence]:
    """The sentences by their marks; the point within a date ("7. Mai 2031") ends none."""
    dates = Cover(known)
    for paragraph, line in enumerate(paragraphs(text)):
        begun: int | None = None
        for extent in split_line(text, line):
            begun = extent.start if begun is None else begun
            if not dates.cut_at(extent.end):
                yield Sentence(extent=Extent(begun, extent.end), paragraph=paragraph)
                begun = None


def _sentence(starts: Sequence[int], place: int) -> int:
    return max(0, bisect_right(starts, place) - 1)


def _times(text: str, starts: Sequence[int]) -> list[When]:
    """Days told in full, whose order of day and month cannot be mistaken."""
    out: list[When] = []
    for start, end, day in days(text):
        if not out or start >= out[-1].extent.end:
            extent = Extent(start, end)
            out.append(When(extent=extent, value=day, kind="date", precision="day", sentence=_sentence(starts, start)))
    return out


def _figures(text: str, language: str, starts: Sequence[int], times: Sequence[When]) -> list[Figure]:
    taken = [when.extent for when in times]
    return [
        Figure(
            extent=number.extent,
            value=number.value,
            unit=number.unit,
            label="",
            sentence=_sentence(starts, number.extent.start),
        )
        for number in foreign_numbers(text, language)
        if not any(number.extent.overlaps(other) for other in taken)
    ]
