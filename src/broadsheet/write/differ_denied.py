"""What one account says was done and somebody in another denies, each in words of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from broadsheet.language.words import fold, words
from broadsheet.records.text import Extent
from broadsheet.write.deeds import COMMON, Deed, Thing, deeds_told
from broadsheet.write.differ import Account, Difference, clause_of
from broadsheet.write.differ_scope import narrowed, of_other_base, says_it_is_older
from broadsheet.write.dossier import Dossier, Passage

_DENIAL = re.compile(r"\b(?:not|never|no|nobody|none|without|denie[sd]|deny(?:ing)?)\b|n ?['’] ?t\b", re.IGNORECASE)
_NEGATIVE = re.compile(rf"{_DENIAL.pattern}|\b(?:neither|nor|nothing|hardly|barely)\b", re.IGNORECASE)
"""What a sentence that says something was done does not hold."""

MANIFOLD = frozenset({"win", "steal", "appoint"})
"""Families of verbs of many meanings, which are compared by what they are done to alone (`differ_doers`)."""

_ONLY = re.compile(r"\b(?:not|n['’]t)\s+(?:\w+\s+)?(?:only|just|merely)\b", re.IGNORECASE)
_QUALIFIED = re.compile(r"\s+(?:with|for|about|as|over|by|why|what|how|whether|if|who|when|because|until|before|after)\b")
_SELF = frozenset({"i", "we", "he", "she", "they", "it"})


class Told(NamedTuple):
    """A deed in its passage, and the names that the sentence holds, of its speaker too."""

    passage: Passage
    deed: Deed
    names: frozenset[str]

    @property
    def place(self) -> Extent:
        """The deed in the article."""
        at = self.passage.extent.start
        return Extent(at + self.deed.extent.start, at + self.deed.extent.end)

    @property
    def clause(self) -> Passage:
        """The clause that tells it, as a passage of its own."""
        return narrowed(self.passage, clause_of(self.passage, self.place))


def denied_differences(dossier: Dossier) -> Iterator[Difference]:
    """A denied deed and, in another origin, the same deed by the same doer, or to what has the same name."""
    named = [_names_in(passage) for passage in dossier.passages]
    verbs = [
        deeds_told(passage.sentence.terms) if names else frozenset() for passage, names in zip(dossier.passages, named, strict=True)
    ]
    holding: dict[str, set[int]] = {}
    for index, names in enumerate(named):
        for name in names:
            holding.setdefault(name, set()).add(index)
    denials = [i for i, passage in enumerate(dossier.passages) if named[i] and _DENIAL.search(passage.text)]
    denied = {i: [t for t in told if t.deed.negated] for i, told in _told(dossier, denials, named).items()}
    beside: dict[int, list[int]] = {}
    for index in [i for i in denials if denied[i]]:
        kinds = frozenset[str]().union(*(told.deed.kinds for told in denied[index]))
        near = sorted(set().union(*(holding[name] for name in named[index])))
        origin = dossier.passages[index].origin
        beside[index] = [i for i in near if verbs[i] & kinds and dossier.passages[i].origin != origin]
    said = _told(dossier, sorted(set().union(*beside.values())), named)
    for index, others in beside.items():
        for other in others:
            pair = next(((a, b) for b in said[other] for a in denied[index] if _contradict(a, b)), None)
            if pair:
                yield _difference(*pair)


def _told(dossier: Dossier, wanted: list[int], named: list[frozenset[str]]) -> dict[int, list[Told]]:
    """What those passages tell that can be held against a denial, by passage."""
    passages = [dossier.passages[i] for i in wanted]
    return {
        i: [Told(passage, deed, named[i]) for deed in found if deed.doer is not None and not deed.kinds & (COMMON | MANIFOLD)]
        for i, passage, found in zip(wanted, passages, dossier.deeds.of(passage.text for passage in passages), strict=True)
    }


def _names_in(passage: Passage) -> frozenset[str]:
    """Last words of the names of whom and what the sentence speaks of, its safe pronouns and speakers resolved."""
    held = {m.entity for m in passage.mentions if m.safe}
    return _last_words(passage, held | _speaking(passage))


def _contradict(denied: Told, said: Told) -> bool:
    """Whether the one deed is what the other denies."""
    if said.deed.negated or not denied.deed.kinds & said.deed.kinds:
        return False
    if not said.deed.certain or not denied.deed.certain or _NEGATIVE.search(said.passage.text) or _ONLY.search(denied.passage.text):
        return False
    if of_other_base(denied.clause, said.clause) or _is_qualified(denied):
        return False
    mine, theirs = _doers(denied), _doers(said)
    if mine and theirs:
        return bool(mine & theirs) and _share_more(denied, said, mine | theirs)
    return _same_object(denied, said)


def _is_qualified(denied: Told) -> bool:
    """Whether only a manner of the deed is denied ("did not charge him with fraud"), or what was said of it ("never told why")."""
    behind = denied.passage.text[denied.deed.extent.end :]
    return bool(_QUALIFIED.match(behind))


def _share_more(denied: Told, said: Told, doers: frozenset[str]) -> bool:
    """Whether both clauses have another name in common, or what it was done to a word; a deed done to nothing needs no more."""
    mine, theirs = denied.deed.object, said.deed.object
    if mine is None and theirs is None:
        return True
    both = [set(words(told.clause.text)) for told in (denied, said)]
    if (denied.names & said.names & both[0] & both[1]) - doers:
        return True
    return mine is not None and theirs is not None and bool(mine.stems & theirs.stems)


def _same_object(denied: Told, said: Told) -> bool:
    """Whether what it was done to has one name that both sentences hold, or most of its words in common.

    What has the name in one of them alone must be something the reader can tell in the other: "at Orl" and "on the village".
    """
    mine, theirs = denied.deed.object, said.deed.object
    if mine is None or theirs is None:
        return False
    shared = denied.names & said.names
    held = [(_words(told, thing), thing.definite) for told, thing in ((denied, mine), (said, theirs))]
    named = {word for word in shared if any(word in said for said, _ in held) and all(word in said or one for said, one in held)}
    alike = len(mine.stems & theirs.stems) >= 2
    return alike or (bool(named) and (mine.head == theirs.head or not _is_person_like(mine, theirs)))


def _is_person_like(mine: Thing, theirs: Thing) -> bool:
    """Whether both things bear names, which then are two."""
    return bool(mine.names and theirs.names) and not mine.names & theirs.names


def _words(told: Told, thing: Thing) -> set[str]:
    return set(words(thing.extent.of(told.passage.text)))


def _doers(told: Told) -> frozenset[str]:
    doer = told.deed.doer
    if doer is None:
        return frozenset()
    said = _words(told, doer)
    named = told.names & said
    if not named and said & _SELF:
        return _speakers(told.passage)
    return named


def _speakers(passage: Passage) -> frozenset[str]:
    """Last words of the names of those who speak in a sentence, and whom its safe pronouns mean."""
    held = {m.entity for m in passage.mentions if m.pronoun and m.safe}
    return _last_words(passage, held | _speaking(passage))


def _speaking(passage: Passage) -> set[str]:
    """Ids of those who are quoted in the sentence."""
    return {quote.speaker.entity for quote in passage.quotes if quote.speaker and quote.speaker.entity}


def _last_words(passage: Passage, ids: set[str]) -> frozenset[str]:
    """The last words of the names of those entities."""
    return frozenset(fold(entity.name).lower().split()[-1] for entity in passage.article.entities if entity.id in ids)


def _difference(denied: Told, said: Told) -> Difference:
    older = says_it_is_older(denied.passage) or says_it_is_older(said.passage)
    return Difference(
        kind="denial",
        issue=f"Whether this is so: {said.deed.extent.of(said.passage.text)}",
        sides=(_account(said), _account(denied)),
        confidence=0.75,
        state="newer_supersedes" if older else "open",
        why="one account says it was done, the other that it was not",
    )


def _account(told: Told) -> Account:
    said = " ".join(told.place.of(told.passage.article.article.text).split())
    return Account(passage=told.passage, text=said, clause=clause_of(told.passage, told.place))
