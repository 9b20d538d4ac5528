"""Which of the titles that an HTML page states is its article's, and where the site's own name ends it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SUFFIX = re.compile(r"^(?P<title>.*\S)\s+[|–—·•:»-]+\s+(?P<site>\S.{0,60})$")
#: What sets a site's name, a date or a section off from a title. A colon or a slash does not: they belong to what was written.
_AFTER = re.compile(r"^(?:\s+[|–—·•»-]+\s+|\s?[|｜]\s?)\S.{0,60}$")
_BEFORE = re.compile(r"^\S.{0,60}?(?:\s+[|–—·•»]\s+|\s?[|｜]\s?)$")
#: A heading shorter than this may stand within a title by chance.
_LEAST = 15
#: Titles of fewer words, or of a script that sets no spaces, are not compared.
_WORDS = 4
_WORD = re.compile(r"\w+")
_SAME = str.maketrans({**dict.fromkeys("‘’‚‛", "'"), **dict.fromkeys("“”„‟", '"'), **dict.fromkeys("‐‑‒–—―", "-"), "\xa0": " "})


def choose(
    stated: Iterable[str | None], headings: Iterable[str | None], outlet: str | None, aside: str | None = None
) -> str | None:
    """The first title that is stated, without the site's name.

    Args:
        stated: titles in the order in which they are believed.
        headings: other places of the page where its title stands by itself; they show where a longer one holds more than it.
        outlet: the site's name, if known.
        aside: what the page itself calls its other title; it is taken only where there is no third.

    >>> choose(["Ferry sails at last – BC – 28.04.2024"], ["Ferry sails at last"], None)
    'Ferry sails at last'
    >>> choose(["Ferry at last", "The ferry sails"], [], None, "Ferry at last")
    'The ferry sails'
    """
    titles = [title for title in stated if title]
    main = [title for title in titles if not aside or _plain(title) != _plain(aside)]
    title = next(iter(main or titles), None)
    return bare(without_site(title, outlet), [heading for heading in headings if heading]) if title else None


def differ(one: str, other: str) -> bool:
    """Whether two titles are different headlines: they have less than half of the shorter one's words in common.

    >>> differ("Ferry sails at last, six hours late", "The ferry sails at last")
    False
    >>> differ("Fish and fog: a town waits", "The ferry sails at last")
    True
    """
    words = sorted((set(_WORD.findall(_plain(title))) for title in (one, other)), key=len)
    return len(words[0]) >= _WORDS and 2 * len(words[0] & words[1]) < len(words[0])


def same(one: str, other: str) -> bool:
    """Whether two titles are one but for case, quotes, dashes and spaces."""
    return _plain(" ".join(one.split())) == _plain(" ".join(other.split()))


def bare(title: str, headings: Iterable[str]) -> str:
    """A title without what a bar or dash sets off from it, where the page also states it without.

    >>> bare("Ferry sails at last｜Brae", ["Ferry sails at last"]), bare("Storms | Ferry sails at last", ["Ferry sails at last"])
    ('Ferry sails at last', 'Ferry sails at last')
    >>> bare("Ferry sails at last – a symbol", ["Ferry sails"])
    'Ferry sails at last – a symbol'
    """
    whole = _plain(title)
    for heading in headings:
        part = _plain(heading)
        if len(part) < _LEAST or part == whole:
            continue
        if whole.startswith(part) and _AFTER.match(title[len(part) :]):
            return title[: len(part)].strip()
        if whole.endswith(part) and _BEFORE.match(title[: len(title) - len(part)]):
            return title[len(title) - len(part) :].strip()
    return title


def _plain(title: str) -> str:
    """Quotes, dashes and case made one, letter by letter, so that places stay the same."""
    same = title.translate(_SAME)
    low = same.lower()
    return low if len(low) == len(same) else "".join(char.lower() if len(char.lower()) == 1 else char for char in same)


def without_site(title: str, outlet: str | None) -> str:
    """A title without the site's name at its end; anything else after a bar or dash is left, since it may be part of it.

    >>> without_site("Ferry sails at last | Brae Courier", "The Brae Courier"), without_site("Ferry – a symbol", "Brae Courier")
    ('Ferry sails at last', 'Ferry – a symbol')
    """
    match = _SUFFIX.match(title[:400])
    if not match or not outlet:
        return title
    site, name = (re.sub(r"\W|^the ", "", part.lower()) for part in (match["site"], outlet))
    shorter, longer = sorted((site, name), key=len)
    return match["title"] if len(shorter) >= 0.4 * len(longer) and len(shorter) > 1 and shorter in longer else title
