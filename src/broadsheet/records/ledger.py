"""A page's ledger: what changed since any revision, told once however many steps it took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from broadsheet.records.pool import Change
from broadsheet.records.story_page import StoryPage


def since(page: StoryPage, revision: int) -> tuple[Change, ...]:
    """What a reader of that revision has missed. A sentence that came and went, or was changed back, is left out.

    Args:
        page: the newest revision.
        revision: the one that was read; 0 for none.
    """
    return tuple(_net(change for change in page.changes if change.revision > revision))


def fresh(page: StoryPage) -> frozenset[str]:
    """Keys of the statements that bring news with this revision; none on a first one, where all is new."""
    newest = (change for change in page.changes if change.revision == page.revision > 1)
    return frozenset(change.target for change in newest if change.material and change.after is not None)


def _net(changes: Iterable[Change]) -> list[Change]:
    net: list[Change] = []
    for change in changes:
        earlier = next((n for n, one in enumerate(net) if _goes_on(one, change)), None)
        if earlier is None:
            net.append(change)
            continue
        joined = _joined(net.pop(earlier), change)
        net += [joined] if joined else []
    return net


def _goes_on(one: Change, other: Change) -> bool:
    """Whether a change is of the sentence that an earlier one printed, or brings back what that took out."""
    if other.before is not None and one.after == other.before and other.kind != "engine_upgrade":
        return True
    return one.kind == "removed" and other.before is None and one.before == other.after is not None


def _joined(one: Change, other: Change) -> Change | None:
    """Two changes as one, None if they cancel out."""
    if one.before == other.after:
        return None
    kind = "corrected" if "corrected" in (one.kind, other.kind) and one.before else other.kind
    if one.before is None:
        kind = "added"
    return replace(
        other,
        kind=kind,
        before=one.before,
        material=one.material or other.material,
        x_sources=tuple(dict.fromkeys((*one.x_sources, *other.x_sources))),
    )
