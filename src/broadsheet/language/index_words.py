"""Words as a word index has them: runs of letters and digits, accents and case left out."""

from __future__ import annotations

import re

from broadsheet.language.words import fold

_RUN = re.compile(r"[^\W_]+")


def index_words(text: str) -> list[str]:
    """The words of a text in order. What other tokens hold together falls apart: an acronym with points, a number with a comma.

    >>> index_words("The mayor’s “Café” took 1,200")
    ['the', 'mayor', 's', 'cafe', 'took', '1', '200']
    """
    return _RUN.findall(fold(text).lower())
