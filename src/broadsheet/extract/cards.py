"""Cards of a listing on a text page: caption, credit, headline, a paragraph or two, and a "read more" link that closes each."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.extract.plaintext import Label

#: Why a line is taken for a card's headline.
HEADS_CARD = "heads a card"
#: A card has at most so many lines.
_CARD = 8


def unfolds(mark: Label) -> bool:
    """Whether the line is a "read more" link, which stands where a card's text would go on."""
    return mark.facts is not None and "unfold:s" in mark.facts.marks and mark.kind in ("junk", "teaser")


def read_cards(lines: Sequence[Label]) -> None:
    """On a listing, every "read more" link closes a card: caption, credit, headline, perhaps a subhead, a paragraph or two."""
    links = [at for at, mark in enumerate(lines) if unfolds(mark)]
    if len(links) < 2:
        return
    for above, link in zip([-1, *links], links, strict=False):
        _read_card(lines, link, max(above + 1, link - _CARD))


def _read_card(lines: Sequence[Label], link: int, first: int) -> None:
    """Find the headline of a card that has none so far."""
    top = link
    while top > first and link - top < 3 and _wordy(lines[top - 1]):
        top -= 1
    head = top - 1
    known = next((mark for mark in lines[max(first, top - 4) : link] if mark.kind == "headline"), None)
    if known and top < link:
        known.why = HEADS_CARD
    if known or top == link or head < first:
        return
    if _brief(lines[head]) and head > first and _heads(lines[head - 1]):
        lines[head].kind, lines[head].why, head = "body", "subhead", head - 1
    if not _heads(lines[head]):
        return
    lines[head].kind, lines[head].why, lines[head].start = "headline", HEADS_CARD, True
    for mark in lines[top:link]:
        mark.kind, mark.start = "body", False
    _caption_above(lines, head)


def _caption_above(lines: Sequence[Label], head: int) -> None:
    """The credit right above a card's headline, and the caption above that."""
    if head < 2 or not _short_credit(lines[head - 1]) or not _describes(lines[head - 2]):
        return
    for mark in lines[head - 2 : head]:
        mark.kind, mark.why, mark.start = "caption", "above a card's headline", False
    lines[head - 2].start, lines[head].start = True, False


def _describes(mark: Label) -> bool:
    if mark.facts is None or mark.facts.words < 5 or unfolds(mark):
        return False
    return mark.facts.shape not in ("more", "web", "date", "name")


def _wordy(mark: Label) -> bool:
    return (
        mark.facts is not None
        and (mark.facts.shape in ("prose", "long") or (mark.facts.shape == "sentence" and mark.facts.words >= 10))
        and not _asks(mark)
    )


def _asks(mark: Label) -> bool:
    """A headline may end with a question mark."""
    return mark.text.endswith("?") and mark.facts is not None and mark.facts.words <= 25


def _heads(mark: Label) -> bool:
    return mark.facts is not None and mark.facts.words >= 4 and (mark.facts.shape in ("heading", "long") or _asks(mark))


def _brief(mark: Label) -> bool:
    return mark.facts is not None and mark.facts.shape in ("bit", "heading", "name") and mark.facts.words <= 5


def _short_credit(mark: Label) -> bool:
    short = mark.facts is not None and mark.facts.words <= 3 and "open=upper" in mark.facts.marks and not mark.facts.ends
    return short or (mark.facts is not None and mark.facts.shape == "credit")
