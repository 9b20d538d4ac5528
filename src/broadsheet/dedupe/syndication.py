"""What kind of copy a copy is, and the reason in words."""

from __future__ import annotations

from broadsheet.dedupe.fingerprint import Fingerprint
from broadsheet.dedupe.likeness import Likeness
from broadsheet.language.words import words
from broadsheet.records.article import Article, CopyKind

SAME_TEXT = 0.8  # contained from here on: nothing but cuts, furniture and small repairs


def kind_of(copy: Fingerprint, origin: Fingerprint, likeness: Likeness) -> CopyKind:
    """`update`, `syndicated`, `same` or `rewritten`, the first that fits."""
    if is_update(copy, origin):
        return "update"
    if likeness.contained < SAME_TEXT:
        return "rewritten"
    return "syndicated" if is_syndicated(copy, origin) else "same"


def is_update(copy: Fingerprint, origin: Fingerprint) -> bool:
    """A later, changed text of the same outlet or under the same address."""
    home = same_outlet(copy, origin) is True or (copy.url is not None and copy.url == origin.url)
    later = copy.day is not None and origin.day is not None and copy.day > origin.day
    return home and later and copy.digest != origin.digest


def is_syndicated(copy: Fingerprint, origin: Fingerprint) -> bool:
    """The same text in another outlet, with an agency's credit, or (outlets unknown) under another headline."""
    home = same_outlet(copy, origin)
    if home is not None:
        return not home
    return bool(copy.agency or origin.agency) or copy.title != origin.title


def same_outlet(a: Fingerprint, b: Fingerprint) -> bool | None:
    """Whether both are of one outlet; None if either is unknown."""
    return a.outlet == b.outlet if a.outlet and b.outlet else None


def distance(article: Article) -> int:
    """How far a text stands from the agency that wrote it: 0 its own page, 1 a reprint with its credit, 2 without.

    The agency's own page is the one whose outlet is the credit, spelled out or by its initials.
    """
    if not article.agency:
        return 2
    outlet, credit = words(article.outlet or article.domain or ""), words(article.agency)
    initials = ["".join(word[0] for word in outlet)]
    return 0 if outlet and credit in (outlet, initials) else 1


def reason(kind: CopyKind, likeness: Likeness) -> str:
    """The evidence in a few words."""
    share = f"{round(100 * likeness.contained)} % of its three-word runs"
    tail = {
        "syndicated": "in another outlet or under another headline",
        "update": "in a later text of the same outlet",
        "rewritten": "with other words between",
    }.get(kind, "in the same order of words")
    return f"{share} stand there too, {tail}"
