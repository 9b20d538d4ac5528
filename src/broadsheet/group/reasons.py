"""Why an article was put where it is, in a reader's words."""

from __future__ import annotations

import numpy as np

from broadsheet.group.bag import KINDS, dots
from broadsheet.group.conflict import are_strangers, other_tolls
from broadsheet.group.event import Event
from broadsheet.group.terms import stem
from broadsheet.group.weights import Weights

FIGURES = KINDS.index("figures")
SHOWN = 2  # names or words that a reason lists


def reasons_for(fresh: Event, event: Event, weights: Weights) -> tuple[str, ...]:
    """Shared names, likeness in wording and meaning, and time, strongest first."""
    names = shared_names(fresh, event, weights)
    found = [
        (0.4 if len(names) > 1 else 0.2, f"shares the name{'s' if len(names) > 1 else ''} {_listed(names)}") if names else None,
        _wording(fresh.bag.cosine(event.bag)),
        _meaning(float(np.dot(event.direction(), fresh.direction()))),
    ]
    ranked = sorted((reason for reason in found if reason), key=lambda reason: -reason[0])
    return (*(words for _, words in ranked), *_days(event.gap(fresh)))


def reasons_against(event: Event, other: Event, weights: Weights) -> tuple[str, ...]:
    """What keeps two stories apart: time, tolls, names, figures, weekdays; that they are too unlike, if it is none of these."""
    gap, figures = event.gap(other), dots(event.bag, [other.bag])[0, FIGURES]
    found = [
        _days(gap)[0] if gap else "",
        "only one of the two has a date" if event.dated != other.dated else "",
        *(_told_apart(measure, event, other) for measure in other_tolls(event, other)),
        "name other people and places in their headlines" if are_strangers(event, other) else "",
        "share no name" if event.names and other.names and not shared_names(event, other, weights) else "",
        "tell other figures" if event.figured and other.figured and not figures else "",
        "name other days of the week" if event.weekdays and other.weekdays and not event.weekdays & other.weekdays else "",
    ]
    return tuple(reason for reason in found if reason) or ("not alike enough in wording and meaning",)


def _told_apart(measure: str, event: Event, other: Event) -> str:
    """Which tolls the two tell, each a number or a range."""
    one, two = ("–".join(f"{value:,g}" for value in sorted({*each.tolls[measure]})) for each in (event, other))
    return f"magnitude {one}, not {two}" if measure == "magnitude" else f"{one} {measure}, not {two}"


def shared_names(fresh: Event, event: Event, weights: Weights) -> list[str]:
    """Names that both hold, rarest first, at most two, spelled as names are."""
    shared = [name for name in fresh.names if name in event.names]
    ranked = sorted(shared, key=lambda name: (-rarity(name, weights), name))
    return [name.title() for name in ranked[:SHOWN]]


def rarity(name: str, weights: Weights) -> float:
    """How much a name tells: the weight of its rarest word."""
    return max((weights.weight(stem(word)) for word in name.split()), default=0.0)


def _wording(likeness: float) -> tuple[float, str] | None:
    if likeness >= 0.5:
        return likeness, "very alike in wording"
    return (likeness, "alike in wording") if likeness >= 0.2 else None


def _meaning(likeness: float) -> tuple[float, str] | None:
    if likeness >= 0.75:
        return likeness - 0.2, "headline and lead say nearly the same"
    return (likeness - 0.3, "headline and lead are about the same matter") if likeness >= 0.5 else None


def _days(gap: int | None) -> tuple[str, ...]:
    if gap is None:
        return ()
    small = {0: "told on the same days", 1: "one day apart", 2: "two days apart", 3: "three days apart"}
    return (small.get(gap, f"{gap} days apart"),)


def _listed(names: list[str]) -> str:
    return " and ".join(names)
