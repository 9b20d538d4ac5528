"""Dated events on one scale: how far apart they lie, what weighs, what is still to come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from broadsheet.publish.views.evidence import Notes
from broadsheet.publish.views.timeline import COMING, GAP_YEARS, node_size
from broadsheet.publish.views.wording import count, short_day, when_label
from broadsheet.records.pool import EventItem

_START = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")
_FOLD = 0.1
"""The share of the strip that a folded silence takes."""
_LEAST = 0.03
"""The share that two different days lie apart at least: their nodes are still told apart."""
_EDGE = 4.0
_LETTER = 2.1
"""Percent of the narrowest strip (320 pixels) that a letter takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An event: its place in percent, `size` 1 to 3, `rings` for origins beyond the first; no `label` where it would not fit."""

    x: float
    size: int
    rings: int
    coming: bool
    label: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The scale.

    Attributes:
        nodes: the events, oldest first.
        folds: the middle of every folded silence in percent, and how long it was.
        now: where the story's last report stands, in percent.
        rows: of the table: when, origins, weight in percent, state.
    """

    nodes: tuple[Node, ...]
    folds: tuple[tuple[float, str], ...]
    now: float | None
    rows: tuple[tuple[str, int, int, str], ...]
    summary: str


def strip(notes: Notes, keys: Sequence[str]) -> Strip | None:
    """The scale of those events that have a date; None where fewer than two days have any."""
    known = [notes.story.events[key] for key in keys if key in notes.story.events]
    items = sorted(((day, n, item) for n, item in enumerate(known) if (day := day_of(item.when.start))), key=lambda row: row[:2])
    if len({day for day, _, _ in items}) < 2:
        return None
    now = day_of(notes.story.times.last_update)
    places, folds = _scale(sorted({day for day, _, _ in items} | ({now} if now else set())))
    events = [item for _, _, item in items]
    return Strip(
        nodes=_nodes(events, [places[day] for day, _, _ in items]),
        folds=folds,
        now=places[now] if now else None,
        rows=tuple((when_label(i.when), i.origins or 1, round(100 * i.weight), i.tense) for i in events),
        summary=f"{count(len(events), 'dated event')} from {when_label(events[0].when)} to {when_label(events[-1].when)}"
        + (f"; the last report is of {short_day(notes.story.times.last_update)}" if now else ""),
    )


def day_of(start: str | None) -> int | None:
    """A date or moment as the day's number, the first day where only its month or year is known.

    >>> day_of("2031-05") == day_of("2031-05-01T10:00:00Z"), day_of("2031-W07"), day_of(None)
    (True, None, None)
    """
    found = _START.fullmatch(start or "")
    try:
        return date(*(int(part or 1) for part in found.groups())).toordinal() if found else None
    except ValueError:
        return None


def _scale(days: list[int]) -> tuple[dict[int, float], tuple[tuple[float, str], ...]]:
    """The place of every day, and the folded silences between them."""
    gaps = [later - earlier for earlier, later in pairwise(days)]
    years = [date.fromordinal(b).year - date.fromordinal(a).year for a, b in pairwise(days)]
    folded = [silence > GAP_YEARS for silence in years]
    told = sum(gap for gap, fold in zip(gaps, folded, strict=True) if not fold)
    shares = [_FOLD if fold else max(_LEAST, gap / told) for gap, fold in zip(gaps, folded, strict=True)]
    unit, at = (100 - 2 * _EDGE) / sum(shares), _EDGE
    places, folds = {days[0]: at}, []
    for day, share, fold, silence in zip(days[1:], shares, folded, years, strict=True):
        if fold:
            folds.append((round(at + unit * share / 2, 1), count(silence, "year")))
        at += unit * share
        places[day] = round(at, 1)
    return places, tuple(folds)


def _nodes(events: Sequence[EventItem], places: Sequence[float]) -> tuple[Node, ...]:
    nodes, free = [], 0.0
    for item, x in zip(events, places, strict=True):
        label = when_label(item.when)
        wide = _LETTER * len(label)
        anchor = "start" if x - wide / 2 < 0 else "end" if x + wide / 2 > 100 else "middle"
        begin = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        fits = begin >= free
        free = begin + wide + _LETTER if fits else free
        nodes.append(
            Node(
                x=x,
                size=node_size(item.weight),
                rings=min((item.origins or 1) - 1, 3),
                coming=item.tense in COMING,
                label=label if fits else "",
                anchor=anchor,
            )
        )
    return tuple(nodes)
