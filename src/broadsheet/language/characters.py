"""The characters of a text: which are kept as they are, which stand for a blank, which are invisible.

`pieces` cuts a line into runs that can be copied, so that a cleaned text can be proved against the text it came from.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_INVISIBLE = ("Cc", "Cf")


def plain(text: str) -> str:
    r"""The text with every kind of white space (but not invisible characters) as one blank each; the length stays.

    >>> plain("a\u00a0b\tc\u2028d")
    'a b c d'
    """
    if text.isprintable():
        return text
    return "".join(" " if c.isspace() else c for c in text)


def is_latin(text: str) -> bool:
    """Whether at least half of the letters are Latin ones, with accents or without; so it is where there are none.

    >>> is_latin("Zoë naïve Łódź"), is_latin("Мэр сказал VELM"), is_latin("42")
    (True, False, True)
    """
    if text.isascii():
        return True
    letters = [c for c in text if c.isalpha()]
    return 2 * sum(c < "\u0250" for c in letters) >= len(letters)


def _shown(c: str) -> bool:
    return c.isprintable() or c.isspace() or unicodedata.category(c) not in _INVISIBLE


def pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    r"""The runs of `text[start:end]` that make up the line without white space at its ends and without invisible characters.

    >>> pieces("  so\u200bft ", 0, 7)
    [(2, 4), (5, 7)]
    >>> pieces(" \u200b ", 0, 3)
    []
    """
    line = text[start:end]
    body = line.strip()
    if body.isprintable():
        offset = start + len(line) - len(line.lstrip())
        return [(offset, offset + len(body))] if body else []
    kept = [start + i for i, c in enumerate(line) if _shown(c)]
    while kept and text[kept[0]].isspace():
        kept.pop(0)
    while kept and text[kept[-1]].isspace():
        kept.pop()
    return _runs(kept)


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Consecutive numbers as half-open ranges."""
    out: list[tuple[int, int]] = []
    for place in places:
        if out and out[-1][1] == place:
            out[-1] = (out[-1][0], place + 1)
        else:
            out.append((place, place + 1))
    return out


def unreadable(line: str) -> bool:
    r"""Whether a line is machine code rather than words: control or replacement characters, or no blank for thousands of letters.

    >>> unreadable("A plain line."), unreadable("\x00\x01\x02PK\x03\ufffd")
    (False, True)
    """
    look = line[:2000]
    if look.isprintable() and "\ufffd" not in look and len(line) <= 2000:
        return False
    odd = sum(
        1
        for c in look
        if c == "\ufffd" or (not c.isprintable() and not c.isspace() and unicodedata.category(c) in ("Cc", "Co", "Cn", "Cs"))
    )
    if odd * 12 > len(look):
        return True
    return len(line) > 2000 and look.isascii() and look.count(" ") < 20
