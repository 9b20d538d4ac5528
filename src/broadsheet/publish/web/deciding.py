"""A form of the desk, read as the decision that it asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from broadsheet.errors import UsageError
from broadsheet.pipeline.naming import told_one, told_two
from broadsheet.publish.views.desk import Typed
from broadsheet.publish.web.archive import Archive
from broadsheet.publish.web.paper import Paper
from broadsheet.records.editorial import DecisionKind, EditorialDecision
from broadsheet.records.moments import in_utc, moment_of

LONGEST, MOST_FIELDS = 2_000, 200
"""Characters of a field, and fields of a form."""
MOST_HOURS = 24 * 366


def typed_in(body: bytes) -> Typed:
    """A form as it was sent.

    Raises:
        ValueError: it has too many fields.
    """
    found = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    return Typed({name: [value[:LONGEST] for value in values] for name, values in found.items()})


@dataclass(frozen=True, slots=True)
class Room:
    """What a form is read beside: the paper, for stories by their addresses, and the store, for entries of the registry."""

    paper: Paper
    archive: Archive


def decision_of(typed: Typed, signed: EditorialDecision, room: Room) -> EditorialDecision:
    """The decision that a form asks for; `signed` says which kind of one, by whom and when.

    Raises:
        KeyError: a field is missing.
        ValueError: one cannot be read.
        NotFound: it names an entry of the registry that is not there.
        UsageError: it names nothing.
    """
    return _READ[signed.kind](typed, replace(signed, reason=typed.maybe("why")), room)


def _of_story(typed: Typed, signed: EditorialDecision, _room: Room) -> EditorialDecision:
    return replace(signed, story=typed.one("story"))


def _placed(typed: Typed, signed: EditorialDecision, room: Room) -> EditorialDecision:
    hours = int(typed.maybe("hours") or 0)
    until = in_utc(moment_of(signed.at) + timedelta(hours=min(hours, MOST_HOURS))) if hours > 0 else None
    return replace(_of_story(typed, signed, room), until=until)


def _written(typed: Typed, signed: EditorialDecision, room: Room) -> EditorialDecision:
    return replace(_of_story(typed, signed, room), text=typed.one("text"))


def _merged(typed: Typed, signed: EditorialDecision, room: Room) -> EditorialDecision:
    return replace(_of_story(typed, signed, room), other=_story(room.paper, typed.one("other")))


def _split(typed: Typed, signed: EditorialDecision, room: Room) -> EditorialDecision:
    if not typed.all("article"):
        raise UsageError("no article was chosen")
    return replace(_of_story(typed, signed, room), articles=typed.all("article"))


def _spelt(typed: Typed, signed: EditorialDecision, _room: Room) -> EditorialDecision:
    return replace(signed, other=typed.one("other"), text=typed.one("text"))


def _one(typed: Typed, signed: EditorialDecision, room: Room) -> EditorialDecision:
    with room.archive.opened() as store:
        return told_one(store, signed, typed.one("entry"), typed.one("other"))


def _two(typed: Typed, signed: EditorialDecision, room: Room) -> EditorialDecision:
    with room.archive.opened() as store:
        return told_two(store, signed, typed.one("entry"), typed.all("story"))


def _withdrawn(typed: Typed, signed: EditorialDecision, _room: Room) -> EditorialDecision:
    return replace(signed, other=typed.one("decision"))


_READ: dict[DecisionKind, Callable[[Typed, EditorialDecision, Room], EditorialDecision]] = {
    "merge": _merged, "split": _split, "pin": _placed, "lead": _placed, "hide": _of_story, "headline": _written,
    "standfirst": _written, "note": _written, "name": _spelt, "one": _one, "two": _two, "withdraw": _withdrawn,
}  # fmt: skip
KINDS = frozenset(_READ)
"""What can be decided at the desk."""


def _story(paper: Paper, named: str) -> str:
    """The id of a story that is named by its address, its slug or its id.

    Raises:
        UsageError: nothing is named.
    """
    name = urlsplit(named).path.rstrip("/").rpartition("/")[2].removesuffix(".html")
    if not name:
        raise UsageError("no other story was named")
    stories = paper.edition.stories if paper.edition else ()
    return next((story.id for story in stories if name in (story.id, story.slug)), name)
