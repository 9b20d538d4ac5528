"""The newsletter as plain text, wrapped at 72 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import fill

from broadsheet.publish.views.front import RailItem
from broadsheet.publish.views.letter import Correction, Footnote, Item, Letter, Sentence, rest

WIDTH = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around a letter.

    Attributes:
        home: the site's address; without one the letter has no links.
        end: its last sentence.
        why: why the reader gets it, empty for a letter to nobody in particular.
        leave: the address at which they leave.
    """

    home: str = ""
    end: str = "You have read today’s paper."
    why: str = ""
    leave: str = ""


def plain_text(letter: Letter, frame: Frame) -> str:
    """The whole letter; addresses are printed only where the frame has one."""
    return "\n".join(_lines(letter, frame)).rstrip() + "\n"


def wrapped(text: str, indent: str = "") -> str:
    """A paragraph; an address that is longer than a line stays whole."""
    return fill(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _lines(letter: Letter, frame: Frame) -> Iterator[str]:
    linked = bool(frame.home)
    yield from (letter.title.upper(), letter.day, wrapped(letter.cutoff), "")
    for item in (*filter(None, [letter.lead]), *letter.stories):
        yield from _story(item, linked=linked)
    if letter.more:
        yield from (wrapped(f"{rest(letter.more)}."), *filter(None, [frame.home]), "")
    yield from _corrections(letter.corrections)
    yield from _block("Hard Numbers", letter.numbers)
    yield from _block("What we're watching", letter.watching)
    yield from _differing(letter.differing)
    yield from _footnotes(letter.footnotes)
    yield from (wrapped(letter.marked), "") if letter.marked else ()
    yield wrapped(frame.end)
    if frame.leave:
        yield from ("", wrapped(f"{frame.why} Leave with one click:"), frame.leave)


def _story(item: Item, *, linked: bool) -> Iterator[str]:
    yield wrapped(f"{f'{item.kicker}: ' if item.kicker else ''}{item.bold}".upper())
    if item.sentences:
        yield wrapped(_said(item.sentences))
    yield item.counts
    if linked:
        yield item.href
    yield ""


def _corrections(items: Sequence[Correction]) -> Iterator[str]:
    if not items:
        return
    yield from _heading("Corrections")
    for item in items:
        now = f"this paper had “{item.before}” and says now: {_said(item.after)}"
        told = now if item.after else f"this paper takes back “{item.before}”"
        papers = f" ({item.papers})" if item.papers else ""
        yield from (wrapped(f"* {item.bold}: {told}{papers}", indent="  "), "")


def _block(heading: str, items: Sequence[Item]) -> Iterator[str]:
    if not items:
        return
    yield from _heading(heading)
    for item in items:
        yield from (wrapped(f"* {item.bold}: {_said(item.sentences)}".rstrip(": "), indent="  "), "")


def _differing(items: Sequence[RailItem]) -> Iterator[str]:
    if not items:
        return
    yield from _heading("Accounts differ")
    for item in items:
        yield from (wrapped(f"* {item.bold}: {item.text}", indent="  "), "")


def _footnotes(notes: Sequence[Footnote]) -> Iterator[str]:
    if not notes:
        return
    yield from _heading("Where it comes from")
    for note in notes:
        yield wrapped(f"[{note.number}] {note.outlet}, {note.date}: “{note.words}”", indent="    ")
    yield ""


def _heading(words: str) -> tuple[str, str]:
    return words, "-" * len(words)


def _said(sentences: Sequence[Sentence]) -> str:
    return " ".join(f"{sentence.text} [{sentence.number}]" for sentence in sentences)
