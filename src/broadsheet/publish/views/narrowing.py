"""How a search is narrowed: filters as the fields of a form, counts of what was found as links, and searches that are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import parse_qs, urlencode

from broadsheet.publish.views.wording import plain_label
from broadsheet.records.edition import Desk
from broadsheet.records.query import Filters

FIELDS = {
    "outlet": "only what this paper says",
    "person": "only articles that name this person",
    "place": "only articles that name this place",
    "role": "only articles of this kind",
    "from": "published on this day or later, YYYY-MM-DD",
    "to": "published on this day or earlier",
    "subject": "only stories on this subject",
    "desk": "only stories that stand on this desk of the front page",
    "disputed": "1: only stories whose accounts differ",
}
"""Fields of an address with what they ask for."""
_TEXTS = ("outlet", "person", "place", "role", "subject", "desk")
_HEADS = {"outlet": "Papers", "person": "People", "place": "Places", "role": "Kinds", "subject": "Subjects"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LONGEST = 200
"""Characters of a field."""


class Unreadable(ValueError):
    """A field that is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value that a search can be narrowed to, or from which it can be widened again."""

    label: str
    count: int
    href: str
    chosen: bool


def narrowed(form: Mapping[str, str]) -> Filters:
    """The filters that the fields of a form or address ask for.

    Raises:
        Unreadable: a day is none.
    """
    outlet, person, place, role, subject, desk = (form.get(name, "")[:LONGEST] or None for name in _TEXTS)
    return Filters(
        outlet=outlet, person=person, place=place, role=role, subject=subject, desk=desk,
        since=day(form.get("from")), until=day(form.get("to")), disputed=bool(form.get("disputed")),
    )  # fmt: skip


def on_desk(filters: Filters, desks: Iterable[Desk]) -> Filters:
    """The filters with the stories of the desk that they name, if they name one; none of a desk that is not there.

    Args:
        filters: as they were asked for.
        desks: a paper's desks, and a reader's own.
    """
    if filters.desk is None:
        return filters
    return replace(filters, stories=frozenset(story for desk in desks if desk.name == filters.desk for story in desk.stories))


def day(value: str | None) -> str | None:
    """A day as it is written, None for nothing.

    Raises:
        Unreadable: it is none.
    """
    if not value:
        return None
    try:
        return date.fromisoformat(value if _DAY.fullmatch(value) else "").isoformat()
    except ValueError as problem:
        raise Unreadable("A day is written like 2026-01-31.") from problem


def fields(query: str, filters: Filters) -> dict[str, str]:
    """A search as the fields of its form: those that say something, in the order of the form."""
    given = {
        "q": query, "outlet": filters.outlet, "person": filters.person, "place": filters.place, "role": filters.role,
        "from": filters.since, "to": filters.until, "subject": filters.subject, "desk": filters.desk,
        "disputed": "1" if filters.disputed else None,
    }  # fmt: skip
    return {name: value for name, value in given.items() if value}


def address(query: str, filters: Filters) -> str:
    """What stands behind `search?` for a search.

    >>> address("ferry strike", Filters(outlet="Halm Gazette", disputed=True))
    'q=ferry+strike&outlet=Halm+Gazette&disputed=1'
    """
    return urlencode(fields(query, filters))


def searched(behind: str) -> tuple[str, Filters]:
    """Query and filters of what stands behind `search?`; what means nothing is left out.

    Raises:
        Unreadable: a day is none, or nothing is asked for.
    """
    form = {name: values[0] for name, values in parse_qs(behind, max_num_fields=16).items()}
    query, filters = form.get("q", "").strip(), narrowed(form)
    if not query and not filters.given:
        raise Unreadable("That search asks for nothing.")
    return query, filters


def facet_links(
    counts: Mapping[str, Sequence[tuple[str, int]]], query: str, filters: Filters
) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """Heads with the values among what was found; one that was chosen widens the search again.

    A head of one value that was not chosen divides nothing and is left out.
    """
    heads = []
    for kind, head in _HEADS.items():
        now = getattr(filters, kind)
        values = [*([] if now is None or now in dict(counts.get(kind, ())) else [(now, 0)]), *counts.get(kind, ())]
        choices = tuple(_choice(kind, value, count, query, filters) for value, count in values)
        heads += [(head, choices)] if len(choices) > 1 or now is not None else []
    return tuple(heads)


def _choice(kind: str, value: str, count: int, query: str, filters: Filters) -> Choice:
    chosen = getattr(filters, kind) == value
    there = {name: told for name, told in fields(query, filters).items() if name != kind} | ({} if chosen else {kind: value})
    return Choice(label=plain_label(value), count=count, href=f"search?{urlencode(there)}", chosen=chosen)


def saved_links(searches: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Name and address of the searches that a reader keeps, by name."""
    return tuple((name, f"search?{query}") for name, query in sorted(searches.items()))
