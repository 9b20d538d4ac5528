"""What editors decided, and what of it holds: for a story's page, for an edition, and for the desk's own list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from broadsheet.records.editorial import EditorialDecision, in_force
from broadsheet.store import Store

Status = Literal["in force", "replaced", "over", "withdrawn", "not borne out", "forgotten"]
WRITTEN = ("headline", "standfirst", "note")
"""Kinds in which an editor writes something."""
OF_MEMBERSHIP = ("merge", "split")
ONE_OF_A_KIND = ("headline", "standfirst", "pin", "hide")
"""Of a story's decisions of these kinds the last one holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Docketed:
    """A decision with what became of it.

    Attributes:
        decision: as it was made.
        story: the story that goes on under the id that it named; None if there is none.
        status: whether it holds. `over` if its time is up, `not borne out` if no article of its story says its words any more,
            so that the newest page could not print them, `forgotten` if they went with an article that they stood on.
    """

    decision: EditorialDecision
    story: str | None
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What holds of an edition: stories that exist, by the id that goes on.

    Attributes:
        lead: the story that leads, None if nobody chose one.
        pinned: stories that follow it, in the order in which they were pinned.
        hidden: stories that are not in the paper → when an editor took them out, ISO 8601.
    """

    lead: str | None
    pinned: tuple[str, ...]
    hidden: dict[str, str]


def orders(store: Store, as_of: str) -> Orders:
    """What editors decided of the edition of a moment, ISO 8601 with zone."""
    hidden = store.decisions.hidden()
    shown = [(home, held.kind) for home, held in _at_home(store) if home not in hidden and holds_at(held, as_of)]
    lead = next((home for home, kind in reversed(shown) if kind == "lead"), None)
    pinned = dict.fromkeys(home for home, kind in shown if kind == "pin" and home != lead)
    return Orders(lead=lead, pinned=tuple(pinned), hidden=hidden)


def by_story(store: Store) -> Mapping[str, tuple[EditorialDecision, ...]]:
    """What holds of every story's page: the last headline and standfirst, all notes, merges and splits; by the id that goes on."""
    found: dict[str, dict[str, EditorialDecision]] = defaultdict(dict)
    for home, held in _at_home(store):
        if held.kind in OF_MEMBERSHIP or (held.kind in WRITTEN and held.text):
            found[home][held.kind if held.kind in ONE_OF_A_KIND else held.id] = held
    return {story: tuple(kept.values()) for story, kept in found.items()}


def decisions(store: Store, *, as_of: str) -> tuple[Docketed, ...]:
    """Every decision but the withdrawals, oldest first, with what became of it at a moment, ISO 8601 with zone."""
    made = store.decisions.all()
    holding = [held for held in in_force(made) if holds_at(held, as_of)]
    last = {_rank(store, held): held.id for held in holding}
    return tuple(
        Docketed(decision=held, story=home_of(store, held), status=_status(store, held, made, (set(last.values()), as_of)))
        for held in made
        if held.kind != "withdraw"
    )


def home_of(store: Store, decision: EditorialDecision) -> str | None:
    """The story that goes on under the id that a decision named."""
    return store.successions.current(decision.story) if decision.story else None


def holds_at(decision: EditorialDecision, as_of: str) -> bool:
    """Whether a decision's time is not yet up at a moment."""
    now, end = _moment(as_of), _moment(decision.until or "")
    return now is None or end is None or now < end


def _moment(told: str) -> datetime | None:
    """The moment of an ISO 8601 time, in UTC if it names no zone; None if it is none."""
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _at_home(store: Store) -> Iterable[tuple[str, EditorialDecision]]:
    """The decisions that hold, each with the story that goes on under the id that it named."""
    for decision in in_force(store.decisions.all()):
        home = home_of(store, decision)
        if home:
            yield home, decision


def _rank(store: Store, held: EditorialDecision) -> tuple[str, str | None]:
    """What only the last decision of has a say in: there is one lead, and one headline to a story."""
    if held.kind in ONE_OF_A_KIND:
        return held.kind, home_of(store, held)
    if held.kind == "name":
        return held.kind, held.other
    return held.kind, None if held.kind == "lead" else held.id


def _status(store: Store, held: EditorialDecision, made: Iterable[EditorialDecision], now: tuple[set[str], str]) -> Status:
    last, as_of = now
    if all(one.id != held.id for one in in_force(made)):
        return "withdrawn"
    if held.kind in WRITTEN and not held.text:
        return "forgotten"
    if not holds_at(held, as_of):
        return "over"
    if held.id not in last:
        return "replaced"
    latest = store.revisions.latest(home_of(store, held) or "") if held.kind in WRITTEN else None
    refused = latest is not None and any(one.decision == held.id and not one.keys for one in latest.page.x_editorial)
    return "not borne out" if refused else "in force"
