"""What an editor says of names, once for the whole store: how one is spelt, and that two entries of the registry are one or two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from broadsheet.errors import NotFound, UsageError
from broadsheet.language.words import fold
from broadsheet.records.editorial import EditorialDecision, in_force
from broadsheet.records.reading import Correction
from broadsheet.records.registry import Identity, Registered
from broadsheet.store import Store

LONGEST = 100
"""Code points of a name."""
ALIKE = 0.75
"""Share of letters that a misspelt name has in common with the right one, from which on it is the same name; by judgement."""


def corrections(store: Store) -> tuple[Correction, ...]:
    """The names that editors corrected. Of one that was corrected again the last word holds."""
    last = {held.other: held for held in in_force(store.decisions.all()) if held.kind == "name"}
    return tuple(
        Correction(printed=printed or "", correct=held.text, decision=held.id, at=held.at) for printed, held in last.items()
    )


def spellings(store: Store) -> dict[str, set[str]]:
    """Under which names somebody may be entered too who is entered under this one: all that was ever corrected, both ways."""
    found: dict[str, set[str]] = {}
    for decision in store.decisions.all():
        if decision.kind == "name" and decision.other:
            found.setdefault(decision.other, set()).add(decision.text)
            found.setdefault(decision.text, set()).add(decision.other)
    return found


def identities(store: Store) -> tuple[Identity, ...]:
    """What editors said of two, of the stories that their articles are in now, under the names that are read there."""
    said = [held for held in in_force(store.decisions.all()) if held.kind in ("one", "two")]
    if not said:
        return ()
    home = {name: placement.story for name, placement in store.articles.placements().items()}
    right = {one.printed: one.correct for one in corrections(store)}
    return tuple(
        Identity(
            kind="one" if held.kind == "one" else "two",
            here=tuple((home[article], right.get(name, name)) for article, name in held.here if article in home),
            there=tuple((home[article], right.get(name, name)) for article, name in held.there if article in home),
        )
        for held in said
    )


def spelt(store: Store, decision: EditorialDecision) -> EditorialDecision:
    """A correction of a name, fit to be recorded.

    Raises:
        NotFound: nobody is called so.
        UsageError: it is no correction of a name.
    """
    printed, correct = (" ".join(name.split()) for name in (decision.other or "", decision.text))
    _refuse_odd(printed, correct)
    held = [one for one in corrections(store) if one.printed != printed]
    if crossed := next((one for one in held if correct == one.printed or printed == one.correct), None):
        raise UsageError(
            f"“{crossed.printed}” is read as “{crossed.correct}” already", hint=f"`broadsheet edit withdraw {crossed.decision}`"
        )
    everybody = store.registry.all()
    bearers = [one for one in everybody if printed in _forms(one)]
    if not bearers and all(one.printed != printed for one in corrections(store)):
        raise NotFound(f"{printed}: nobody and nothing of that name in this store", hint="write it as the articles do")
    if " " not in printed and any(one.kind == "person" for one in bearers):
        raise UsageError(f"{printed}: is a part of a name", hint="name them in full; the surname alone is put right with it")
    if not (_is_alike(printed, correct) or any(correct in _forms(one) for one in everybody)):
        raise UsageError(
            f"“{correct}” is another name than “{printed}”, and no article has it",
            hint="a name is corrected to one that is spelt much like it, or that some article prints",
        )
    return replace(decision, story=None, other=printed, text=correct)


def _refuse_odd(printed: str, correct: str) -> None:
    for name in (printed, correct):
        if not name or len(name) > LONGEST or not name.isprintable() or not any(map(str.isalpha, name)):
            raise UsageError(f"a name has letters, and {LONGEST} signs at most")
        if any(sign in name for sign in '“”„«»"<>'):
            raise UsageError(f"{name}: a name holds no quotation marks and no brackets")
    if printed == correct:
        raise UsageError(f"“{printed}” is how it is printed")


def _is_alike(printed: str, correct: str) -> bool:
    """Whether one is the other misspelt.

    >>> _is_alike("Ada Bren", "Ada Brenn"), _is_alike("Ada Bren", "Ivo Oun")
    (True, False)
    """
    return SequenceMatcher(None, fold(printed).lower(), fold(correct).lower(), autojunk=False).ratio() >= ALIKE


def _forms(one: Registered) -> tuple[str, ...]:
    return (one.name, *one.aliases)


def told_one(store: Store, decision: EditorialDecision, one: str, other: str) -> EditorialDecision:
    """The decision that two entries of the registry are one; `one` and `other` are their ids.

    Raises:
        NotFound: there is no such entry.
        UsageError: both are the same.
    """
    first, second = _entry(store, one), _entry(store, other)
    if first.id == second.id:
        raise UsageError(f"{first.name}: is one already")
    here, there = (_anchors(store, each.stories) for each in (first, second))
    return replace(decision, kind="one", text=first.name, other=second.name, here=here, there=there)


def told_two(store: Store, decision: EditorialDecision, entry: str, stories: Iterable[str]) -> EditorialDecision:
    """The decision that an entry of the registry is two: whom these stories name is another than whom its other stories name.

    Raises:
        NotFound: there is no such entry, or no such story of it.
        UsageError: nothing would be left of it.
    """
    known, leaving = _entry(store, entry), set(stories)
    if unknown := leaving - {story for story, _ in known.stories}:
        raise NotFound(f"{min(unknown)}: does not name {known.name}")
    going = [pair for pair in known.stories if pair[0] in leaving]
    staying = [pair for pair in known.stories if pair[0] not in leaving]
    if not going or not staying:
        raise UsageError(f"{known.name}: name some of the stories, not all", hint="those of the other of the two")
    here, there = (_anchors(store, pairs) for pairs in (staying, going))
    return replace(decision, kind="two", text=known.name, other=known.name, here=here, there=there)


def _entry(store: Store, name: str) -> Registered:
    found = next((one for one in store.registry.all() if one.id == name), None)
    if found is None:
        raise NotFound(f"{name}: nobody of that id in the registry")
    return found


def _anchors(store: Store, pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """For every story an article of it that names somebody, with the name there: articles stay while stories join and part."""
    wanted = dict(pairs)
    members: dict[str, list[str]] = {}
    for name, placement in store.articles.placements().items():
        if placement.story in wanted:
            members.setdefault(placement.story, []).append(name)
    found: dict[str, str] = {}
    for annotated in store.articles.annotated([name for names in members.values() for name in names]):
        article = annotated.article.id
        story = next(story for story, names in members.items() if article in names)
        if any(wanted[story] in (one.name, *one.aliases) for one in annotated.entities):
            found.setdefault(story, article)
    return tuple((found.get(story, members[story][0]), name) for story, name in wanted.items() if story in members)


def said_of_two(store: Store, decision: EditorialDecision) -> EditorialDecision:
    """A word on one or two people, fit to be recorded.

    Raises:
        UsageError: it does not say of whom, or an editor said the contrary.
    """
    if not decision.here or not decision.there:
        raise UsageError("say of whom: entries of the registry")
    for held in in_force(store.decisions.all()):
        if held.kind in ("one", "two") and held.kind != decision.kind and _of_the_same(held, decision):
            what = "are one" if held.kind == "one" else "are two"
            raise UsageError(f"an editor said that these {what}", hint=f"`broadsheet edit withdraw {held.id}` takes that back")
    return replace(decision, story=None)


def _of_the_same(one: EditorialDecision, other: EditorialDecision) -> bool:
    sides, against = ([{*each.here}, {*each.there}] for each in (one, other))
    return any(sides[0] & first and sides[1] & second for first, second in (against, against[::-1]))
