"""An article's text as exact slices of its page, and the way back: `rebuild` proves the one from the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from broadsheet.language.characters import pieces, plain
from broadsheet.records.article import Piece
from broadsheet.records.text import Extent


def cut(page: str, extents: Iterable[Extent]) -> tuple[str, tuple[Piece, ...]]:
    """The text made of these places of the page, one paragraph each, and where every piece of it stands.

    White space becomes a blank each, invisible characters are left out, empty places give no paragraph.

    Args:
        page: the page's rendered text.
        extents: places of paragraphs in it, in reading order.

    Returns:
        The text in normal form and its pieces in order.
    """
    parts: list[str] = []
    ranges: list[Piece] = []
    length = 0
    for extent in extents:
        for number, (start, end) in enumerate(_line_pieces(page, extent)):
            if number == 0 and length:
                parts.append("\n")
                length += 1
            ranges.append(Piece(page_start=start, page_end=end, text_start=length))
            parts.append(plain(page[start:end]))
            length += end - start
    return "".join(parts), tuple(ranges)


def _line_pieces(page: str, extent: Extent) -> list[tuple[int, int]]:
    return pieces(page, extent.start, extent.end)


def rebuild(cutting_text: str, ranges: Sequence[Piece]) -> str:
    """The article's text again, from the page's rendered text and the article's ranges alone.

    Args:
        cutting_text: `Cutting.text`.
        ranges: `Article.ranges`.

    Returns:
        What `Article.text` must equal; anything else means that page or article was tampered with.
    """
    parts: list[str] = []
    length = 0
    for piece in ranges:
        gap = piece.text_start - length
        slice_ = plain(cutting_text[piece.page_start : piece.page_end])
        parts.append("\n" * max(0, gap) + slice_)
        length += max(0, gap) + len(slice_)
    return "".join(parts)
