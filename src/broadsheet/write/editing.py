"""What an editor wrote: held against the story's articles like every other sentence, and told as made by an editor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from broadsheet.language.sentences import split
from broadsheet.language.words import content_words, listed, words
from broadsheet.records.verdict import Failure, Verdict
from broadsheet.write import grounding_tokens
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.draft import Drafted, place
from broadsheet.write.grounding import check
from broadsheet.write.grounding_coverage import unsupported
from broadsheet.write.grounding_evidence import evidence
from broadsheet.write.standing import unquoted

MOST_CITED = 3
"""Sentences that one sentence of an editor may stand on."""

_FIRST_PERSON = listed("we us our ours ourselves i me my mine myself")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unborne:
    """A sentence that no article of the story bears out, and what came nearest to doing so."""

    text: str
    verdict: Verdict


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of an editor's text."""
    return tuple(extent.of(text) for extent in split(text))


def borne_out(dossier: Dossier, sentence: str) -> Drafted | Unborne:
    """An editor's sentence with the places it stands on, the fewest that bear it out; else what speaks against it.

    Sentences of one article are tried before those of several, the one with most of its words first. The gate was learned on
    sentences that were made from what they cite; one that somebody wrote has to take every word from there besides, or from the
    headlines of the articles that it cites.
    """
    own = _FIRST_PERSON.intersection(words(unquoted(sentence)))
    if own:
        spoken = Failure(kind="speaker", detail=f"“{min(own)}” is the paper itself")
        return Unborne(text=sentence, verdict=Verdict(grounded=False, score=0.0, failures=(spoken,)))
    nearest = Verdict(grounded=False, score=-1.0)
    for passages in _offered(dossier, sentence):
        places = tuple(map(place, passages))
        titles = [passage.article.article.title for passage in passages]
        verdict = _judged(sentence, [dossier.words_at(*at) for at in places], titles)
        if verdict.grounded:
            return Drafted(text=sentence, places=places, made="editor")
        nearest = min(nearest, verdict, key=_objections)
    return Unborne(text=sentence, verdict=nearest if nearest.failures else check(sentence, []))


def _judged(sentence: str, sources: Sequence[str], titles: Sequence[str]) -> Verdict:
    """The gate's verdict on the sources, and against it every content word that neither they nor the titles have in any form."""
    verdict = check(sentence, sources)
    new = unsupported(grounding_tokens.sentences(sentence), evidence([*sources, *titles]))
    if not new or any(failure.kind == "coverage" for failure in verdict.failures):
        return verdict
    strange = Failure(kind="coverage", detail=f"not in the sources: {', '.join(new)}")
    return Verdict(grounded=False, score=min(verdict.score, 0.2), failures=(*verdict.failures, strange))


def _objections(verdict: Verdict) -> tuple[bool, int, float]:
    """Orders verdicts: those with anything to say first, the fewest failures, the highest score."""
    return not verdict.failures, len(verdict.failures), -verdict.score


def _offered(dossier: Dossier, sentence: str) -> Iterator[tuple[Passage, ...]]:
    """Sets of passages that a sentence may stand on, the smaller first, and of a size those with more of its words."""
    wanted = frozenset(content_words(sentence))
    by_article: dict[str, list[Passage]] = {}
    for passage in dossier.passages:
        by_article.setdefault(passage.article.article.id, []).append(passage)
    chains = [_chain(passages, wanted) for passages in by_article.values()]
    chains = sorted((chain for chain in chains if chain), key=lambda chain: -len(_held(chain, wanted)))
    for size in range(1, MOST_CITED + 1):
        yield from (chain[:size] for chain in chains if len(chain) >= size)
    across = _chain(dossier.passages, wanted)
    if len({passage.article.article.id for passage in across}) > 1:
        yield across


def _chain(passages: Iterable[Passage], wanted: frozenset[str]) -> tuple[Passage, ...]:
    """The passages that together hold most of the words wanted, each adding the most to those before it."""
    held = [(passage, _held([passage], wanted)) for passage in passages]
    chosen: list[Passage] = []
    missing = wanted
    while missing and len(chosen) < MOST_CITED:
        best, words_of_it = max(held, key=lambda pair: len(pair[1] & missing), default=(None, frozenset[str]()))
        if best is None or not words_of_it & missing:
            break
        chosen.append(best)
        missing -= words_of_it
    return tuple(chosen)


def _held(passages: Sequence[Passage], wanted: frozenset[str]) -> frozenset[str]:
    return wanted & frozenset(word for passage in passages for word in content_words(passage.text))


def objections(refused: Unborne) -> str:
    """Why a sentence cannot be printed, in words an editor understands."""
    found = "; ".join(dict.fromkeys(f"{_SUBJECTS[one.kind]} ({one.detail})" for one in refused.verdict.failures))
    return f"no article of the story bears out “{refused.text}”: {found or 'none tells it'}"


_SUBJECTS = {
    "number": "a number", "date": "a date", "name": "a name", "quote": "a quotation", "speaker": "who said it",
    "coverage": "its words", "polarity": "what it denies", "role": "who did what",
}  # fmt: skip
