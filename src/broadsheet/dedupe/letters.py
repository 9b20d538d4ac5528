"""What a character is when texts are compared: a number for a letter, a digit, a mark that matters, or what divides words.

A text becomes an array in one look at a table, many times faster than it is taken apart into strings. Case and accents are gone by
then; a ligature, a fraction or an invisible character is spelled out before.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from broadsheet.language.words import fold

Entries = NDArray[np.uint64]
Places = NDArray[np.intp]

UNMET, SPELLED, NEWLINE, OPENING, CLOSING, EITHER = range(1, 7)
"""Characters that were not met before, that stand for others or for none, that end a line, and quotation marks."""
DIVIDER = 0
DIGIT = 16
"""The digit 0; the others follow."""
LETTER = 64
"""No letter has a lower number."""

_QUOTATION = dict.fromkeys('"“', EITHER) | dict.fromkeys("«„", OPENING) | dict.fromkeys("”»", CLOSING)
_MIX = 0x9E3779B97F4A7C15  # odd, so that two letters never have the same number
_HIGHEST = 1 << 63
_PLANE = 1 << 16


_TABLE = np.full(_PLANE, UNMET, dtype=np.uint64)
"""The characters of the first plane. Those of other planes share the last place, which is no character, and are spelled out."""
_TABLE[-1] = SPELLED


class Letters:
    """Looks characters up; each is looked up once in the tables of Unicode, when it is first met.

    It uses the same memory for every text: an array of some hundred thousand bytes would otherwise be asked of the system and
    given back each time, which takes longer than to fill it.
    """

    def __init__(self) -> None:
        self._codes, self._found = np.empty(0, dtype=np.intp), np.empty(0, dtype=np.uint64)

    def entries(self, texts: Sequence[str]) -> tuple[Entries, Places, Places]:
        """What stands at each place of some texts, one after the other, each with a line end before it and behind it.

        Returns:
            what stands there, until the next call; the places of all that is no letter, and the place at which each text begins;
            with everything spelled out.
        """
        spelled = list(texts)
        while True:
            found = self._look_up("\n".join(["", *spelled, ""]))
            starts = np.cumsum([1, *(len(text) + 1 for text in spelled)])
            places = (found.view(np.int64) >= 0).nonzero()[0]  # letters have the highest bit
            kinds = found[places]
            if not np.count_nonzero(kinds - np.uint64(UNMET) <= np.uint64(SPELLED - UNMET)):
                return found, places, starts
            self._meet(self._codes[places[kinds == UNMET]])
            for number in set((starts.searchsorted(places[kinds == SPELLED], "right") - 1).tolist()):
                spelled[number] = _spelled_out(spelled[number])

    def _look_up(self, text: str) -> Entries:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        size = len(codes)
        if size > len(self._codes):
            self._codes, self._found = np.empty(size, dtype=np.intp), np.empty(size, dtype=np.uint64)
        self._codes[:size] = codes
        return _TABLE.take(self._codes[:size], mode="clip", out=self._found[:size])

    def _meet(self, codes: Places) -> None:
        for code in set(codes.tolist()):
            _TABLE[code] = _entry(chr(code))


def _spelled_out(text: str) -> str:
    for each in sorted(set(text)):
        if _TABLE[min(ord(each), _PLANE - 1)] == SPELLED:
            text = text.replace(each, _spelled(each))
    return text


def _entry(character: str) -> int:
    if character == "\n":
        return NEWLINE
    if character in _QUOTATION:
        return _QUOTATION[character]
    plain = _plain(character)
    if len(plain) != 1:
        return SPELLED if not plain or any(map(str.isalnum, plain)) else DIVIDER
    if not plain.isalnum():
        return DIVIDER
    return DIGIT + unicodedata.digit(plain) if plain.isdigit() else ord(plain) * _MIX % _HIGHEST + _HIGHEST


def _spelled(character: str) -> str:
    """What stands for it; a blank for what the table has no place for."""
    plain = _plain(character)
    return plain if all(ord(each) < _PLANE - 1 for each in plain) else " "


def _plain(character: str) -> str:
    """Without case and accents. It is folded between others, since alone a blank would be lost."""
    return fold(f"x{character}x".casefold())[1:-1].casefold()
