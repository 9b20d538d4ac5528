"""Those whom a story speaks of, with what tells them from namesakes in other stories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from broadsheet.language.identity import Family, Known, families
from broadsheet.language.names import key, parts
from broadsheet.records.registry import Appearance

MOST_COMPANY = 40
"""Of the names beside somebody, those most written are kept."""


def appearances(story: str, thread: str, known: Sequence[Known], since: Mapping[str, str]) -> list[Appearance]:
    """Whom a story speaks of, in order of `since`.

    Args:
        story: its id.
        thread: the id of its thread.
        known: what its articles know.
        since: by article id, what sorts as the articles were published.
    """
    found = families(known)
    full = [(family, key(family.name)) for family in sorted(found, key=lambda f: (-_weight(f, known), f.held)) if _is_full(family)]
    company = [name for family, name in full if family.kind in ("person", "organisation", "event")][:MOST_COMPANY]
    places = [name for family, name in full if family.kind == "place"][:MOST_COMPANY]
    made = [_appearance(story, thread, family, [known[i] for i in family.held], since) for family in found]
    placed = [_beside(one, company, places) for one in made]
    return sorted(placed, key=lambda one: (one.since, one.name, one.kind))


def _is_full(family: Family) -> bool:
    """Whether a name tells of whom it is: a lone surname does not."""
    return family.kind != "person" or len(parts(family.name)) > 1


def _weight(family: Family, known: Sequence[Known]) -> int:
    return sum(known[i].weight for i in family.held)


def _appearance(story: str, thread: str, family: Family, held: Sequence[Known], since: Mapping[str, str]) -> Appearance:
    aliases = {form for one in held for form in (one.name, *one.aliases)} - {family.name}
    return Appearance(
        story=story,
        thread=thread,
        since=min(since[one.article] for one in held),
        name=family.name,
        kind=family.kind,
        aliases=tuple(sorted(aliases)),
        offices=tuple(dict.fromkeys(office for one in held for office in one.offices)),
        countries=tuple(sorted({one.country for one in held if one.country})),
        born=tuple(sorted({one.born for one in held if one.born})),
        weight=sum(one.weight for one in held),
    )


def _beside(one: Appearance, company: Sequence[str], places: Sequence[str]) -> Appearance:
    own = {key(form) for form in (one.name, *one.aliases)}
    near = tuple(name for name in company if name not in own)
    return replace(one, company=near, places=tuple(name for name in places if name not in own))
