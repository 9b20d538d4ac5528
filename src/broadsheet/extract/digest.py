"""Knows somebody else's digest of several papers by its build, because its wording is never a fact's only support."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADING = re.compile(
    r"^(what (the )?(papers|press|media|outlets|sources) (say|are saying)|what[’']?s (happened|happening|new|next"
    r"|behind)\b.{0,30}|what happened|how we got here|why it matters"
    r"|the (big picture|story so far|bottom line|facts)|common questions?|key (points|facts|takeaways|questions)|more on (these"
    r"|this) topics?|go deeper|background|context|sources|timeline"
    r"|where (the )?accounts differ|who said what|hard numbers|open questions)\W{0,3}$",
    re.IGNORECASE,
)
#: "The Name of a Paper reports that", "Paper highlights": the subject is capitalised and short, the verb tells of coverage.
_COVERAGE = re.compile(
    r"(?:^|[.!?]\s+|; |while |whereas )(?:The )?(?P<outlet>[A-Z][\w’'&.-]+(?: (?:[A-Z][\w’'&.-]+|of|and|the)){0,4}) "
    r"(?:reports?|reported|details?|highlights?|covers?|covered|notes?|noted|emphasi[sz]es?|focuses|focused|provides? context"
    r"|writes?|describes?|leads? (?:on|with)|frames?|says|adds?)\b"
)
_DEFINES = re.compile(r"^[A-Z][^.]{2,80}? (?:is|was|are) (?:an?|the|one of)\b[^.]{8,}")


def outlets_named(paragraph: str) -> int:
    """How many different subjects a paragraph credits with coverage, each at the head of a clause.

    >>> outlets_named("The Brae Courier reports a strike. Lowland Post details the talks, while Tarn Today highlights the costs.")
    3
    """
    return len({match["outlet"] for match in _COVERAGE.finditer(paragraph[:6000])})


def is_digest(lines: Sequence[str]) -> bool:
    """Whether the page is a digest: headings of a digest, and a paragraph that tells which outlet reports what.

    Either three outlets in one paragraph under such headings, or four headings with reference-book definitions at the end.
    """
    headings = sum(bool(_HEADING.match(line.strip())) for line in lines if len(line) < 60)
    if headings < 2:
        return False
    if any(outlets_named(line) >= 3 for line in lines):
        return True
    definitions = sum(bool(_DEFINES.match(line)) for line in lines)
    return headings >= 4 and definitions >= 2
