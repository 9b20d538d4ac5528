"""One mishap, put down to two causes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from broadsheet.language.words import STOP_WORDS, listed, words
from broadsheet.models import grammar
from broadsheet.records.text import Extent
from broadsheet.write.differ import Account, Difference, clause_of, state_between
from broadsheet.write.differ_scope import set_apart
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.grounding_tokens import stem

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MISHAPS = """
derailment: derail derailed derailment rails came-off
crash: crash crashed collision collided
fire: fire blaze burned burnt burning wildfire
explosion: explosion exploded blast detonation
collapse: collapse collapsed gave-way caved-in
outage: outage blackout power-cut shutdown
leak: leak leaked spill spilled
sinking: sank sunk sinking capsized capsizing
accident: accident mishap disaster
outbreak: outbreak poisoning
flood: burst breach breached
delay: malfunction breakdown
"""
_KINDS = {
    sign.replace("-", " "): name
    for name, _, signs in (line.partition(": ") for line in _MISHAPS.strip().splitlines())
    for sign in signs.split()
}
_ANY = "accident"
_MISHAP = re.compile(rf"\b(?:{'|'.join(sorted(_KINDS, key=len, reverse=True))})\b", re.IGNORECASE)
_CAUSE = re.compile(
    r"\b(?:because of|due to|owing to|caused|caus(?:e|ing)|triggered|sparked|started|set off|derailed|ignited|sunk|brought down"
    r"|result(?:ed)? (?:of|from)|blamed on|traced to|put down to|attributed to|down to)\b",
    re.IGNORECASE,
)
_CAUSING = listed("cause trigger spark ignite")
_BLAMING = listed("blame trace attribute result")
_DOUBTING = re.compile(
    r"\b(?:not|no|never|n ?['’] ?t|denied|denies|ruled out|whether|if|(?-i:may)|might|could|possibly|probably|perhaps|likely"
    r"|sounds|sounded|unclear|unknown)\b",
    re.IGNORECASE,
)
_NO_CAUSE = listed("it this that what which who cause reason combination number series factor accident they he she something")


class Cause(NamedTuple):
    """What a mishap is put down to. `place` counts into the article's text."""

    passage: Passage
    mishap: str
    named: frozenset[str]
    place: Extent


def cause_differences(dossier: Dossier) -> Iterator[Difference]:
    """Every two causes of one kind of mishap that share no word and of which neither article knows the other's."""
    telling = [passage for passage in dossier.passages if _may_tell(passage.text)]
    docs = grammar.parse((passage.text for passage in telling), names=False)
    told = [cause for passage, doc in zip(telling, docs, strict=True) for cause in _causes_in(passage, doc)]
    for one, other in combinations(told, 2):
        if one.passage.origin != other.passage.origin and _of_one_mishap(one, other) and _strange(one, other):
            yield Difference(
                kind="cause",
                issue=f"What caused the {one.mishap if one.mishap != _ANY else other.mishap}",
                sides=(_account(one), _account(other)),
                confidence=0.75,
                state=state_between(one.passage, other.passage),
                why="each account names another cause and does not speak of the other's",
            )


def _may_tell(text: str) -> bool:
    return bool(_MISHAP.search(text) and _CAUSE.search(text)) and not _DOUBTING.search(text)


def _causes_in(passage: Passage, doc: Doc) -> Iterator[Cause]:
    """The causes of mishaps that a sentence states, in the paper's voice or as somebody's report, and not within a remark."""
    text = passage.text
    for mishap, place in _named_causes(doc):
        named = frozenset(stem(word) for word in words(place.of(text)) if word not in STOP_WORDS)
        at = Extent(passage.extent.start + place.start, passage.extent.start + place.end)
        if named and not any(quote.direct and quote.extent.overlaps(at) for quote in passage.quotes):
            yield Cause(passage, mishap, named, at)


def _named_causes(doc: Doc) -> Iterator[tuple[str, Extent]]:
    """The mishaps of a sentence, each with the place of what it is put down to."""
    for token in doc:
        cause, effect = _cause_at(token), _effect_of(token)
        if cause is not None and effect and cause.pos_ == "NOUN" and cause.lemma_.lower() not in _NO_CAUSE:
            yield effect, _phrase(cause)


def _cause_at(token: Token) -> Token | None:
    """The noun that a word makes a cause."""
    if token.lower_ in ("because", "due", "owing"):
        return _object_of(token, deep=True)
    if token.dep_ == "agent":
        return _object_of(token)
    if token.dep_ == "nsubj" and token.head.lemma_ in _CAUSING:
        return token
    blamed = token.dep_ == "prep" and token.lower_ in ("on", "to", "from", "of")
    return _object_of(token) if blamed and token.head.lemma_ in _BLAMING else None


def _effect_of(token: Token) -> str:
    """The kind of mishap that stands where the word's cause has its effect: the governing verb, its subject or its object."""
    verb = token.head if token.head.pos_ in ("VERB", "AUX") else token.head.head
    beside = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "dobj", "prt") and child != token]
    signs = [verb.lower_, *(child.lower_ for child in beside), *(f"{verb.lower_} {child.lower_}" for child in beside)]
    return next((_KINDS[sign] for sign in signs if sign in _KINDS), "")


def _object_of(preposition: Token, *, deep: bool = False) -> Token | None:
    held = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if held is not None or not deep:
        return held
    further = (child for child in preposition.children if child.dep_ in ("pcomp", "prep"))
    return next((found for child in further if (found := _object_of(child)) is not None), None)


def _phrase(token: Token) -> Extent:
    kept = [t for t in token.subtree if t.i <= token.i or token in (t.head, t.head.head)]
    return Extent(kept[0].idx, kept[-1].idx + len(kept[-1]))


def _of_one_mishap(one: Cause, other: Cause) -> bool:
    same = one.mishap == other.mishap or _ANY in (one.mishap, other.mishap)
    return same and not set_apart(one.passage, other.passage)


def _strange(one: Cause, other: Cause) -> bool:
    return not _knows(one.passage, other.named) and not _knows(other.passage, one.named)


def _knows(passage: Passage, named: frozenset[str]) -> bool:
    """Whether the article uses any of those words."""
    article = passage.article.article
    return bool(named & {stem(word) for word in words(f"{article.title} {article.text}")})


def _account(cause: Cause) -> Account:
    said = " ".join(cause.place.of(cause.passage.article.article.text).split())
    return Account(passage=cause.passage, text=said, clause=clause_of(cause.passage, cause.place))
