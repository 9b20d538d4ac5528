"""Who did, who said, who is: whether a claim gives its names the parts that the sources give them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from broadsheet.records.verdict import Failure
from broadsheet.write.grounding_evidence import Sources, skeleton
from broadsheet.write.grounding_tokens import SAYING, TITLES, Token

SPOKEN = 0.6
"""Share of what a claim lets somebody say that one source sentence must hold to be where it was said."""

Names = frozenset[str]
Pair = tuple[Names, Names]


def swap_failures(claim: Sequence[Token], sources: Sources) -> Iterator[Failure]:
    """Who did what to whom: two names on either side of a word that stand the other way round in the sources."""
    wanted = {token.stem for token in claim if token.kind == "word" and token.content}
    theirs: dict[str, list[Pair]] = {}
    for source in sources.sentences:
        for sentence in source:
            for word, pair in _pairs(sentence, wanted):
                theirs.setdefault(word, []).append(pair)
    for word, (left, right) in _pairs(claim, set(theirs)):
        found = theirs[word]
        turned = any(left & b and right & a and not (left & a or right & b) for a, b in found)
        if turned and not any(left & a and right & b for a, b in found):
            names = " and ".join(min(names) for names in (left, right))
            yield Failure(kind="role", detail=f"{names} stand the other way round in the sources")


def _pairs(sentence: Sequence[Token], wanted: set[str]) -> Iterator[tuple[str, Pair]]:
    """Content words of `wanted` with the name before and the name after them, a passive turned round."""
    for at, token in enumerate(sentence):
        if token.stem not in wanted or token.kind != "word":
            continue
        left, right = _nearest(sentence[:at][::-1]), _nearest(sentence[at + 1 :])
        if left and right:
            passive = any(t.form.lower() == "by" for t in sentence[at + 1 : at + 3])
            yield token.stem, (right, left) if passive else (left, right)


def _nearest(tokens: Sequence[Token]) -> Names:
    """The words of the first name within six tokens."""
    at = next((at for at, token in enumerate(tokens[:6]) if token.kind == "name" and token.stem not in TITLES), None)
    run = takewhile(lambda token: token.kind == "name", tokens[at:]) if at is not None else ()
    return frozenset(skeleton(token.stem) for token in run if token.stem not in TITLES)


def speaker_failures(claim: Sequence[Token], sources: Sources) -> Iterator[Failure]:
    """Speakers to whom the sources give other words, while they let somebody else say these."""
    speakers = _speakers(claim)
    said = {t.stem for t in claim if t.kind == "word" and t.content and t.form.lower() not in SAYING}
    if not speakers or len(said) < 3:
        return
    for source in sources.sentences:
        for sentence in source:
            stems = {t.stem for t in sentence}
            theirs = _speakers(sentence) if len(said & stems) >= SPOKEN * len(said) else frozenset()
            if theirs and not speakers & _names(sentence) and not _alone(sentence):
                yield Failure(kind="speaker", detail=f"the sources let {min(theirs)} say this")
                return


def _speakers(sentence: Sequence[Token]) -> Names:
    """The words of the names right beside a verb of saying."""
    found: set[str] = set()
    for at, token in enumerate(sentence):
        if token.form.lower() in SAYING:
            found |= _adjacent(sentence[max(0, at - 4) : at][::-1]) or _adjacent(sentence[at + 1 : at + 4])
    return frozenset(found)


def _adjacent(tokens: Sequence[Token]) -> Names:
    run = takewhile(lambda token: token.kind == "name", tokens)
    return frozenset(skeleton(token.stem) for token in run if token.stem not in TITLES)


def _names(sentence: Sequence[Token]) -> Names:
    return frozenset(skeleton(token.stem) for token in sentence if token.kind == "name")


def _alone(sentence: Sequence[Token]) -> bool:
    """Whether a pronoun speaks in the sentence: then the name may stand in another one."""
    return any(t.form.lower() in ("he", "she", "they") for t in sentence)


def role_failures(claim: Sequence[Token], sources: Sources) -> Iterator[Failure]:
    """Titles and descriptions that the sources put to other names only."""
    ours = list(_described(claim))
    theirs = [pair for source in sources.sentences for sentence in source for pair in _described(sentence)] if ours else []
    for word, names in ours:
        holders = [other for role, other in theirs if role == word]
        if holders and not any(names & other for other in holders) and not _together(word, names, sources):
            yield Failure(kind="role", detail=f"the sources call {min(holders[0])} {word}, not {min(names)}")


def _described(sentence: Sequence[Token]) -> Iterator[tuple[str, Names]]:
    """A word right before a name ("engineer Piet Harrow") or tied to it by marks ("Harrow, an engineer")."""
    for at, token in enumerate(sentence):
        if token.kind != "word" or not token.content or token.form.lower() in SAYING:
            continue
        after = _adjacent(sentence[at + 1 :]) if at + 1 < len(sentence) and not sentence[at + 1].before else frozenset()
        if after and token.stem in OFFICES:
            yield token.stem, after
        elif token.stem in OFFICES and (before := _apposed(sentence, at)):
            yield token.stem, before


def _apposed(sentence: Sequence[Token], at: int) -> Names:
    """The name that a comma and an article, or an article and some words, tie to the word at `at`."""
    for back in range(at - 1, max(-1, at - 5), -1):
        token = sentence[back]
        if token.form.lower() in ("a", "an", "the") and token.before == "," and back:
            return _adjacent(sentence[max(0, back - 4) : back][::-1])
        if token.before or token.kind == "name":
            break
    return frozenset()


def _together(word: str, names: Names, sources: Sources) -> bool:
    """Whether some sentence of the sources holds the word within four words of the name."""
    for source in sources.sentences:
        for sentence in source:
            places = [at for at, t in enumerate(sentence) if t.stem == word]
            held = [at for at, t in enumerate(sentence) if t.kind == "name" and skeleton(t.stem) in names]
            if any(abs(a - b) <= 4 for a in places for b in held):
                return True
    return False


_TITLED = """
minister president mayor governor senator chairman chairwoman chair chief director spokesman spokeswoman spokesperson engineer
professor doctor lawyer attorney judge prosecutor officer commander general captain coach manager striker analyst economist
ambassador envoy secretary treasurer king queen prince princess bishop pope founder owner head leader candidate lawmaker
deputy adviser advisor aide author editor reporter journalist actor actress singer teacher farmer driver pilot sergeant colonel
"""
OFFICES = frozenset(_TITLED.split())
"""Nouns that say what somebody is."""
