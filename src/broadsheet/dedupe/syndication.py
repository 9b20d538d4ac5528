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
    """A later, changed text of the same outlet, or a changed one that another page brought from the same address.

    Later by day, within a day by the time of day where both tell it. At the same address what is not known to be earlier is
    later: it was read later.
    """
    if copy.digest == origin.digest or copy.page == origin.page:
        return False
    if copy.url is not None and copy.url == origin.url:
        return not is_later(origin, copy)
    return same_outlet(copy, origin) is True and is_later(copy, origin)


def is_later(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether one text is known to be later than the other."""
    if one.day and other.day and one.day != other.day:
        return one.day > other.day
    return bool(one.moment and other.moment and one.moment > other.moment)


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
