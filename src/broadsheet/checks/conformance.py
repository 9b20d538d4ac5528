"""The checks. Each takes a subject and returns its complaints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, fields, is_dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from broadsheet.checks.subject import Complaints, Subject
from broadsheet.records.codec import from_json, to_json
from broadsheet.steps import Dropped

_NAME = re.compile(r"[a-z][a-z_]*")


def names_itself(subject: Subject) -> Complaints:
    """The step has a name and says in a sentence each why it drops records."""
    step = subject.make()
    complaints = [] if _NAME.fullmatch(step.name) else [f"{step.name!r} is no name: one lower-case word"]
    if not step.reasons:
        complaints.append("there are no reasons: a step that never drops anything says why it could")
    complaints += [f"the reason {reason!r} is not explained" for reason, why in step.reasons.items() if len(why.split()) < 3]
    return complaints


def survives(subject: Subject) -> Complaints:
    """No record, however odd, makes it raise: each alone, and all in one go."""
    if not (_raised(subject.alone, "") or _raised(subject.outcome, "")):
        return []
    complaints = [
        complaint for record in subject.records for complaint in _raised(partial(subject.fresh, [record]), _called(record))
    ]
    return complaints or _raised(subject.outcome, "all records")


def loses_nothing(subject: Subject) -> Complaints:
    """Every record taken alone comes out as something or is dropped for a reason, and no input gives no output."""
    pairs = zip(subject.records, subject.alone(), strict=True)
    complaints = [f"{_called(record)} vanished" for record, made in pairs if not made]
    return complaints + (["something came of no input"] if subject.fresh([]) else [])


def gives_what_it_says(subject: Subject) -> Complaints:
    """What comes out is of the promised type, or dropped."""
    kinds = (subject.gives, Dropped)
    return [f"gave a {type(made).__name__}" for made in subject.outcome() if not isinstance(made, kinds)]


def explains_drops(subject: Subject) -> Complaints:
    """Every drop names its record and step, and its reason is one that the step documents."""
    step = subject.make()
    complaints = []
    for drop in _drops(subject):
        if drop.step != step.name:
            complaints.append(f"a drop names the step {drop.step!r}")
        if drop.reason not in step.reasons:
            complaints.append(f"the reason {drop.reason!r} is not documented")
        if not drop.record:
            complaints.append(f"a drop for {drop.reason!r} names no record")
    return complaints


def repeats_itself(subject: Subject) -> Complaints:
    """The same records give the same outcome, byte for byte."""
    again = list(map(to_json, subject.fresh()))
    return [] if again == list(map(to_json, subject.outcome())) else ["a second run gave something else"]


def freezes_its_records(subject: Subject) -> Complaints:
    """What comes out cannot be changed afterwards."""
    return [f"{type(made).__name__} can be changed" for made in subject.outcome() if not _frozen(made)]


def survives_json(subject: Subject) -> Complaints:
    """What comes out is the same after a journey through JSON."""
    changed = [made for made in subject.outcome() if from_json(type(made), to_json(made)) != made]
    return [f"a {type(made).__name__} came back from JSON as another: {to_json(made)[:80]}" for made in changed]


def ignores_order(subject: Subject) -> Complaints:
    """Where the room promises it: the same records in another order give the same outcome."""
    if not subject.order_free:
        return []
    forwards = Counter(map(to_json, subject.outcome()))
    backwards = Counter(map(to_json, subject.fresh(list(reversed(subject.records)))))
    return [] if forwards == backwards else ["the outcome depends on the order of the input"]


def ignores_neighbours(subject: Subject) -> Complaints:
    """Where the room promises it: a record's outcome does not depend on the records beside it."""
    if not subject.stateless:
        return []
    alone = [to_json(made) for outcome in subject.alone() for made in outcome]
    return [] if alone == list(map(to_json, subject.outcome())) else ["the outcome depends on other records"]


CHECKS: Mapping[str, Callable[[Subject], Complaints]] = MappingProxyType(
    {
        check.__name__: check
        for check in (
            names_itself,
            survives,
            loses_nothing,
            gives_what_it_says,
            explains_drops,
            repeats_itself,
            freezes_its_records,
            survives_json,
            ignores_order,
            ignores_neighbours,
        )
    }
)
"""Every check by name."""


def _called(record: Any) -> str:
    return str(getattr(record, "id", None) or getattr(record, "name", None) or type(record).__name__)


def _raised(run: Callable[[], Any], what: str) -> Complaints:
    try:
        run()
    except Exception as error:  # noqa: BLE001 - whatever it is, it should have been a Dropped
        return [f"{what} raised {type(error).__name__}: {error}"]
    return []


def _drops(subject: Subject) -> list[Dropped]:
    return [made for made in subject.outcome() if isinstance(made, Dropped)]


def _frozen(made: Any) -> bool:
    if not is_dataclass(made):
        return False
    name = fields(made)[0].name
    try:
        setattr(made, name, getattr(made, name))
    except FrozenInstanceError:
        return True
    return False
