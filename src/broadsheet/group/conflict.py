"""What keeps two events apart that look alike: other places and people, another toll. No development set holds many of them.

All of it is taken from the log-odds that the likeness gives, as days are.
"""

from __future__ import annotations

import math

from broadsheet.group.event import Event

STRANGERS = 4.0  # neither tells a name that the other has in its headline
RISES = math.log(2)  # by which tolls of one event differ until all are found and counted
TOLL = 1.5  # for every e-fold beyond that
TREMOR = 0.3  # by which magnitudes of one earthquake differ until it is revised
OTHER_TREMOR = 4.0


def conflict(event: Event, other: Event) -> float:
    """What other names and other tolls take from the log-odds that two stories are one, at least 0."""
    strangers = STRANGERS if are_strangers(event, other) else 0.0
    apart = {measure: _apart(event, other, measure) for measure in other_tolls(event, other)}
    return strangers + apart.pop("magnitude", 0.0) + max(apart.values(), default=0.0)  # the dead and the hurt rise together


def are_strangers(event: Event, other: Event) -> bool:
    """Whether the headlines of both name someone or some place, and neither tells a name that stands in the other's headlines.

    Names that the text does not repeat do not count: in a headline every word may bear a capital.
    """
    return bool(event.who and other.who) and not (event.bag.tells(other.who) or other.bag.tells(event.who))


def other_tolls(event: Event, other: Event) -> list[str]:
    """What both tell a toll of, the ranges of which do not meet."""
    return [measure for measure in event.tolls if measure in other.tolls and _apart(event, other, measure) > 0]


def _apart(event: Event, other: Event, measure: str) -> float:
    """What one kind of toll takes; nothing where what the reports of one tell includes what those of the other tell."""
    (low, high), (other_low, other_high) = event.tolls[measure], other.tolls[measure]
    less, more = min(high, other_high), max(low, other_low)
    if measure == "magnitude":
        return OTHER_TREMOR if more - less > TREMOR + 1e-9 else 0.0
    return TOLL * max(0.0, math.log(max(more, 1.0) / max(less, 1.0)) - RISES)
