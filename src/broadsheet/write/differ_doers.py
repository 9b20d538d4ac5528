"""A deed that one alone can have done, ascribed by two origins to two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from broadsheet.language.words import fold
from broadsheet.records.annotation import Entity
from broadsheet.records.text import Extent
from broadsheet.write.deeds import Deed, Thing, families_told
from broadsheet.write.differ import Account, Difference, clause_of, state_between
from broadsheet.write.differ_scope import set_apart
from broadsheet.write.dossier import Dossier, Passage

OF_ONE = frozenset({"win", "steal", "kill", "ignite", "write", "make", "drive", "succeed", "score", "buy", "appoint"})
"""Families of deeds that are done to one thing by one doer."""

_DOERS = ("person", "organisation")


class Done(NamedTuple):
    """A deed in its passage with who is said to have done it."""

    passage: Passage
    deed: Deed
    thing: Thing
    doer: Entity


def doer_differences(dossier: Dossier) -> Iterator[Difference]:
    """Every two deeds to one thing whose doers are two, each unknown to the other's article."""
    told = {i: families for i, passage in enumerate(dossier.passages) if (families := _families(passage))}
    near = list(_near(dossier, told))
    wanted = sorted({i for pair in near for i in pair})
    read = zip(wanted, dossier.deeds.of(dossier.passages[i].text for i in wanted), strict=True)
    done = {i: list(_done_in(dossier.passages[i], found)) for i, found in read}
    for one, other in (two for i, j in near for two in product(done[i], done[j])):
        if _one_deed(one, other) and _strangers(one, other):
            yield _difference(one, other)


def _near(dossier: Dossier, told: dict[int, frozenset[str]]) -> Iterator[tuple[int, int]]:
    """The pairs of passages of two origins that may tell a deed of one family, and share a word beside it."""
    things = {i: frozenset(t for t in dossier.passages[i].sentence.terms if not families_told((t,))) for i in told}
    holding: dict[str, list[int]] = {}
    for i, held in things.items():
        for thing in held:
            holding.setdefault(thing, []).append(i)
    for i, families in told.items():
        beside = sorted({j for thing in things[i] for j in holding[thing] if j > i and families & told[j]})
        yield from ((i, j) for j in beside if dossier.passages[i].origin != dossier.passages[j].origin)


def _families(passage: Passage) -> frozenset[str]:
    """The families of deeds of one that a sentence may tell; none where it names nobody."""
    told = families_told(passage.sentence.terms) & OF_ONE
    named = {entity.id for entity in passage.article.entities if entity.kind in _DOERS} if told else set()
    return told if any(m.entity in named for m in passage.mentions) else frozenset()


def _done_in(passage: Passage, told: Iterable[Deed]) -> Iterator[Done]:
    for deed in told:
        thing = deed.object
        if not deed.kinds & OF_ONE or deed.negated or not deed.certain or thing is None or not thing.definite:
            continue
        doer = _entity(passage, deed.doer.extent) if deed.doer else None
        if doer:
            yield Done(passage, deed, thing, doer)


def _entity(passage: Passage, place: Extent) -> Entity | None:
    """The one person or body named in a place of the sentence."""
    place = Extent(passage.extent.start + place.start, passage.extent.start + place.end)
    named = {entity.id: entity for entity in passage.article.entities if entity.kind in _DOERS}
    held = {m.entity for m in passage.article.mentions if m.entity in named and place.holds(m.extent) and not m.pronoun}
    return named[held.pop()] if len(held) == 1 else None


def _one_deed(one: Done, other: Done) -> bool:
    """Whether both tell one deed to one thing, in one place and time."""
    named = (one.thing.names, other.thing.names)
    same_thing = one.thing.head == other.thing.head and (named[0] <= named[1] or named[1] <= named[0])
    same_deed = bool(one.deed.kinds & other.deed.kinds & OF_ONE)
    return same_deed and same_thing and one.doer.kind == other.doer.kind and not set_apart(one.passage, other.passage)


def _strangers(one: Done, other: Done) -> bool:
    """Whether neither article knows the other's doer: who knows both tells of two deeds."""
    return not _knows(one.passage, other.doer) and not _knows(other.passage, one.doer)


def _knows(passage: Passage, doer: Entity) -> bool:
    article = passage.article.article
    return any(fold(word) in fold(f"{article.title} {article.text}") for word in doer.name.split() if word[0].isupper())


def _difference(one: Done, other: Done) -> Difference:
    return Difference(
        kind="identity",
        issue=f"Who did it: {one.deed.extent.of(one.passage.text)}",
        sides=(_account(one), _account(other)),
        confidence=0.8,
        state=state_between(one.passage, other.passage),
        why="one alone can have done it, and each account names another",
    )


def _account(done: Done) -> Account:
    at = done.passage.extent.start
    told = Extent(at + done.deed.extent.start, at + done.deed.extent.end)
    return Account(passage=done.passage, text=done.doer.name, clause=clause_of(done.passage, told))
