"""The newsletter as plain text, wrapped at 72 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill

from broadsheet.publish.views.front import RailItem
from broadsheet.publish.views.letter import Footnote, Item, Letter, Sentence

WIDTH = 72


def plain_text(letter: Letter, *, linked: bool) -> str:
    """The whole letter; addresses are printed only where `linked`."""
    return "\n".join(_lines(letter, linked=linked)).rstrip() + "\n"


def _lines(letter: Letter, *, linked: bool) -> Iterator[str]:
    yield from (letter.title.upper(), letter.day, _wrap(letter.cutoff), "")
    if letter.lead:
        yield from _story(letter.lead, linked=linked)
    for item in letter.stories:
        yield from _story(item, linked=linked)
    if letter.more:
        yield from (f"And {letter.more} more in today's paper.", "")
    yield from _block("Hard Numbers", letter.numbers)
    yield from _block("What we're watching", letter.watching)
    yield from _differing(letter.differing)
    yield from _footnotes(letter.footnotes)
    yield "You have read today's paper."


def _story(item: Item, *, linked: bool) -> Iterator[str]:
    yield _wrap(item.bold.upper())
    if item.sentences:
        yield _wrap(_said(item.sentences))
    yield item.counts
    if linked:
        yield item.href
    yield ""


def _block(heading: str, items: Sequence[Item]) -> Iterator[str]:
    if not items:
        return
    yield from _heading(heading)
    for item in items:
        yield from (_wrap(f"* {item.bold}: {_said(item.sentences)}".rstrip(": "), indent="  "), "")


def _differing(items: Sequence[RailItem]) -> Iterator[str]:
    if not items:
        return
    yield from _heading("Accounts differ")
    for item in items:
        yield from (_wrap(f"* {item.bold}: {item.text}", indent="  "), "")


def _footnotes(notes: Sequence[Footnote]) -> Iterator[str]:
    if not notes:
        return
    yield from _heading("Where it comes from")
    for note in notes:
        yield _wrap(f"[{note.number}] {note.outlet}, {note.date}: “{note.words}”", indent="    ")
    yield ""


def _heading(words: str) -> tuple[str, str]:
    return words, "-" * len(words)


def _said(sentences: Sequence[Sentence]) -> str:
    return " ".join(f"{sentence.text} [{sentence.number}]" for sentence in sentences)


def _wrap(text: str, indent: str = "") -> str:
    return fill(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
