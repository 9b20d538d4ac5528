"""What an editor wrote: held against the story's articles like every other sentence, and told as made by an editor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from broadsheet.language.sentences import split
from broadsheet.language.words import content_words, listed, words
from broadsheet.models import grammar
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

_OPENING = re.compile(
    r"(?:we|(?:this|the) (?:page|story|headline|paper)|an earlier version of this (?:page|story)) ", re.IGNORECASE
)
_ASIDE = listed("have has had are is was were been will do does did not also now still never again then only later")
_DOING = listed(
    """add added adding amend amended apologise apologised apologize apologized approach approached ask asked asking await awaiting
    carried carries carry change changed clarified clarify combine combined contact contacted correct corrected correcting cut edit
    edited expand expanded follow following hold invite invited join joined keep keeping keeps merge merged moved name named omit
    omitted publish published regret regretted remove removed repeat repeated replace replaced request requested rewritten sent
    separate separated seek seeking shorten shortened sought split take taken took update updated updating wait waiting watch
    watching withdraw withdrawn withheld withhold write writing wrote"""
)
_OF_PAPERS = listed(
    """account accounts address answer answers article articles article's background caption comment comments copy correction
    corrections date dates desk details document documents editor editors error errors figure figures headline headlines image
    information language line lines link links mistake mistakes moment name names note notes number numbers page pages paper papers
    paragraph paragraphs part parts passage passages picture pictures question questions quotation quotations quote quotes reader
    readers reason reasons reply replies report reports request response responses sentence sentences source sources spelling
    standfirst statement statements story stories summary text time title titles today tomorrow version versions view views wording
    words yesterday please email editors' monday tuesday wednesday thursday friday saturday sunday"""
)
"""What a paper handles. No such word tells of anything outside of it."""

_FIRST_PERSON = listed("we us our ours ourselves i me my mine myself")
_TELLING = listed(
    "that because although though while whereas which who whom whose after before when where if whether as since why how what"
)
"""Words behind which a note could go on to tell of the world."""


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


def speaks_of_the_paper(dossier: Dossier, sentence: str) -> bool:
    """Whether a sentence tells what the paper itself did, and nothing else: it needs no article to say it.

    It opens with "We" or "This page", goes on with something that papers do, and has no clause that could tell of anything else,
    no figure and no quotation. Every other word is one of a paper's trade or stands in the story's articles.
    """
    opened = _OPENING.match(sentence)
    if opened is None or re.search(r"[\d\"“”;:?]|['‘](?=\w)(?<!\w.)", sentence):
        return False
    rest = words(sentence[opened.end() :])
    if _TELLING.intersection(rest) or next((word for word in rest if word not in _ASIDE), None) not in _DOING:
        return False
    if not _is_one_clause(sentence):
        return False
    known = {word for voice in dossier.voices for word in words(voice.article.text)}
    return all(word in _DOING | _OF_PAPERS | _ASIDE or word in known for word in content_words(sentence[opened.end() :]))


def _is_one_clause(sentence: str) -> bool:
    """Whether a sentence has one subject and nothing that hangs on a noun or verb as a clause of its own."""
    parsed = next(iter(grammar.parse([sentence], names=False)))
    subjects = sum(token.dep_ in ("nsubj", "nsubjpass", "csubj", "csubjpass") for token in parsed)
    return subjects == 1 and not any(token.dep_ in ("relcl", "acl", "advcl", "ccomp", "parataxis") for token in parsed)


def objections(refused: Unborne) -> str:
    """Why a sentence cannot be printed, in words an editor understands."""
    found = "; ".join(dict.fromkeys(f"{_SUBJECTS[one.kind]} ({one.detail})" for one in refused.verdict.failures))
    return f"no article of the story bears out “{refused.text}”: {found or 'none tells it'}"


_SUBJECTS = {
    "number": "a number", "date": "a date", "name": "a name", "quote": "a quotation", "speaker": "who said it",
    "coverage": "its words", "polarity": "what it denies", "role": "who did what",
}  # fmt: skip
