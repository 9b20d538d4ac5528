"""What came out one way by one of two parallel accounts and the opposite way by the other: approved, rejected; died, alive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from broadsheet.language.words import STOP_WORDS, words
from broadsheet.records.text import Extent
from broadsheet.write.differ import Account, Difference, clause_of, later, on_one_issue
from broadsheet.write.differ_parallel import are_parallel
from broadsheet.write.differ_scope import about_other_people, contrasted, of_other_base, says_it_is_older
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.grounding_tokens import stem
from broadsheet.write.papers_facts import hedged, negated

_OUTCOMES = """
Whether it was accepted: approved adopted passed accepted endorsed / rejected refused defeated vetoed
Whether they agreed: agreed consented / refused declined rejected
The verdict: acquitted cleared innocent / convicted guilty
What became of the ruling: upheld / overturned quashed annulled
Whether they live: survived alive unhurt / died dead killed
Whether it is allowed: allowed / banned forbidden prohibited outlawed
Whether it worked: succeeded successful / failed unsuccessful
Whether it is genuine: genuine authentic / fake forged forgery counterfeit
"""
"""What can come out only one way or the other, by the words for each."""

SHARED = 2
"""Content words, those of the outcome left out, that the two sentences have in common if they tell of one thing."""


class Told(NamedTuple):
    """How a sentence tells that something came out: `way` is 0 or 1, `place` the word's in the article."""

    passage: Passage
    issue: str
    way: int
    place: Extent


_WAYS = {
    issue: tuple(frozenset(side.split()) for side in ways.split(" / "))
    for issue, ways in (line.split(": ") for line in _OUTCOMES.strip().splitlines())
}


def opposite_differences(dossier: Dossier) -> Iterator[Difference]:
    """Every two sentences of parallel accounts with much in common and opposite outcomes, neither account knowing the other's."""
    told = [found for passage in dossier.passages for found in _told(passage)]
    for one, other in on_one_issue(told):
        mine, theirs = one.passage, other.passage
        if one.way != other.way and are_parallel(dossier, mine, theirs) and _of_one_thing(one, other):
            yield Difference(
                kind="denial",
                issue=one.issue,
                sides=(_account(one), _account(other)),
                confidence=0.77,
                state="newer_supersedes" if later(mine, theirs) else "open",
                why="it can have come out only one way, and each account tells the other one",
            )


def _told(passage: Passage) -> Iterator[Told]:
    """The outcomes of a sentence that denies and doubts nothing, where its article has no word for the opposite."""
    if negated(passage.text) or hedged(passage.text) or says_it_is_older(passage):
        return
    said = set(words(passage.text))
    for issue, ways in _WAYS.items():
        for way in (0, 1):
            word = min(said & ways[way], default=None)
            if word is not None and not _words_of_article(passage) & ways[1 - way]:
                yield from (Told(passage, issue, way, place) for place in _first(word, passage))


def _words_of_article(passage: Passage) -> set[str]:
    article = passage.article.article
    return set(words(f"{article.title} {article.text}"))


def _first(word: str, passage: Passage) -> Iterator[Extent]:
    """Where in its article a sentence has a word first."""
    found, begin = re.search(rf"\b{word}\b", passage.text, re.IGNORECASE), passage.extent.start
    if found:
        yield Extent(begin + found.start(), begin + found.end())


def _of_one_thing(one: Told, other: Told) -> bool:
    pair = one.passage, other.passage
    if contrasted(*pair) or about_other_people(*pair) or of_other_base(*pair):
        return False
    own = {stem(word) for way in _WAYS[one.issue] for word in way}
    mine, theirs = ({stem(w) for w in words(p.text) if w not in STOP_WORDS and w.isalpha()} for p in pair)
    return len((mine & theirs) - own) >= SHARED


def _account(told: Told) -> Account:
    clause = clause_of(told.passage, told.place)
    return Account(passage=told.passage, text=" ".join(clause.of(told.passage.article.article.text).split()), clause=clause)
