"""What's happened: the event in two to four sentences, the newest first."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from broadsheet.records.story_page import Section
from broadsheet.write.currency import MOST_DAYS, announced, bygone, currency, days_behind, long_past, of_another_week, outnumbered
from broadsheet.write.dossier import Dossier, Passage, kept
from broadsheet.write.draft import Draft, Drafted
from broadsheet.write.phrasing import items, phrase
from broadsheet.write.standing import needs_introduction, stems, unquoted
from broadsheet.write.strangers import tells_of_a_stranger
from broadsheet.write.synopsis import REPEATS, Choice

WORDS = 75
"""Default bound on the section; the last sentence may pass it."""

FEWEST_WORDS = 8
CONSIDERED = 10
"""Sentences, the best alone, that a synopsis is put together from."""

TOP = 3
"""An article says within its first sentences what is new."""

FEWEST_SHARED = 2
"""Words that the first sentence has in common with the titles, so that it tells what they tell."""

MOSTLY = 0.6
"""Share of the first sentence that stands outside quotation marks."""

NEAR_BEST = 0.25
"""Share of the best first sentence's likeness to the titles that another one must have to stand in its place."""

UNREAL = re.compile(r"\b(?:should|could|would|might) (?:not )?have\b")
"""What has not happened."""

ROLE_WEIGHT = {
    "opinion": 0.0, "analysis": 0.6, "recap": 0.6, "explainer": 0.7, "interview": 0.8, "roundup": 0.8, "brief": 0.9,
    "liveblog": 0.6,
}  # fmt: skip
"""How far an article of that role tells what happened; a report does so fully, an opinion is nobody's news."""


def section(dossier: Dossier, draft: Draft) -> Section | None:
    """Tell the sequence of sentences that is worth most; one that the draft refuses gives way to the next best.

    They are printed in the order in which they were weighed. Where every sentence speaks of something that nothing has
    introduced, the best of them is told all the same: a page without news is worse than "the election". An old event is told
    behind news only: a page without news is better than one whose news is false.
    """
    choice = considered(dossier, dossier.words or WORDS)
    body = _told(dossier, draft, choice) or _told(dossier, draft, choice, most=1)
    return Section(kind="whats_happened", heading="What's happened", body=tuple(body)) if body else None


def _told(dossier: Dossier, draft: Draft, choice: Choice, most: int | None = None) -> list[str]:
    """The keys of the sentences told; with `most`, so many at most, and none of them needs to be introduced."""
    told: list[int] = []
    body: list[str] = []
    refused: set[int] = set()
    known: set[str] = set()
    while len(body) != most and (index := choice.following(tuple(told), refused)) is not None:
        goes_on = most is not None or (bool(told) and dossier.are_neighbours(told[-1], index))
        drafted = None if draft.told(index, REPEATS) else _sentence(dossier, index, known, None if goes_on else draft.introduced)
        key = draft.state(drafted, why=_why(dossier, index), modality="fact") if drafted else None
        if not drafted or not key or key in body:
            refused.add(index)
            continue
        draft.tell(index)
        draft.introduce(key)
        told.append(index)
        body.append(key)
        known |= {m.name for m in dossier.cast.members if m.name in drafted.text}
    return body


def considered(dossier: Dossier, bound: int) -> Choice:
    """The sentences to choose from: those that stand alone and tell of nobody unannounced, the best by rank.

    Where all tell of somebody whom nothing introduces, they are all that is known.

    Args:
        dossier: the story.
        bound: words of the synopsis.
    """
    ranks, sentences, over = news(dossier), dict[int, str](), announced(dossier) | bygone(dossier) | of_another_week(dossier)
    strange: dict[int, str] = {}
    for index in (int(i) for i in np.argsort(-ranks, kind="stable")):
        if ranks[index] <= 0 or len(sentences) == CONSIDERED:
            break
        drafted = None if index in over else _sentence(dossier, index, set(), None)
        if drafted:
            stranger = tells_of_a_stranger(dossier, dossier.passages[index], drafted.text)
            (strange if stranger else sentences)[index] = drafted.text
    sentences = sentences or strange
    sentences = {} if sentences.keys() <= long_past(dossier) else sentences
    return Choice(dossier, sentences, ranks, bound, _openers(dossier, sentences))


def _openers(dossier: Dossier, sentences: Mapping[int, str]) -> frozenset[int]:
    """The sentences with which the news may begin: those that stand at the top of a report and say most of what the titles say.

    What had happened before the news or years ago, stands further down or in a report of days before, or quotes rather than
    tells is context, and so is a count that most reports give otherwise; a report of which nobody knows how old it is gives way
    to those of which it is known. Where no top of a report can stand, any sentence that tells may begin.
    """
    titles = [found for voice in dossier.voices if (found := stems(voice.article.title))]
    headed = frozenset[str]().union(*titles)
    behind = days_behind(dossier)
    old = {i for i in sentences if behind.get(dossier.passages[i].article.article.id, 0) >= MOST_DAYS}
    doubtful = outnumbered(dossier) | long_past(dossier) | old
    telling = [i for i, text in sentences.items() if i not in doubtful and _tells(dossier.passages[i], text, headed)]
    said = {i: sum(len(stems(sentences[i]) & title) / len(title) for title in titles) for i in telling}
    leads = [i for i in telling if _is_lead(dossier, dossier.passages[i]) and len(stems(sentences[i]) & headed) >= FEWEST_SHARED]
    leads = [i for i in leads if dossier.passages[i].article.article.id in behind] or leads
    most = max((said[i] for i in leads), default=0.0)
    return frozenset([i for i in leads if said[i] >= NEAR_BEST * most] or telling)


def _tells(passage: Passage, text: str, headed: frozenset[str]) -> bool:
    """Whether it tells what has happened or will, in the reporter's words, and of nothing that was to be named before."""
    past = passage.sentence.tense == "pluperfect" or UNREAL.search(text) is not None
    named = not needs_introduction(passage.sentence, passage.article.article.text, text, headed)
    return named and not past and len(unquoted(text)) > MOSTLY * len(text)


def _is_lead(dossier: Dossier, passage: Passage) -> bool:
    """Whether it stands at the top of an article of the kind that tells the news best among those that are there."""
    best = max(ROLE_WEIGHT.get(voice.article.role, 1.0) for voice in dossier.voices)
    return passage.index < TOP and ROLE_WEIGHT.get(passage.article.article.role, 1.0) == best


@kept
def rank(dossier: Dossier) -> NDArray[np.float64]:
    """How well each passage tells the story, shape (passages,): centrality × position × support × role.

    Centrality is the cosine with the TF-IDF centroid (Radev et al. 2004); news puts what matters first, so the weight
    falls with the paragraph.
    """
    if not dossier.passages:
        return np.zeros(0)
    centroid = dossier.vectors.mean(axis=0)
    central = dossier.vectors @ centroid / (float(np.linalg.norm(centroid)) or 1.0)
    position = np.array([1 / (1 + 0.35 * p.sentence.paragraph + 0.3 * _in_paragraph(p)) for p in dossier.passages])
    support = np.array([1 + 0.25 * (len(dossier.support(i)) - 1) for i in range(len(dossier.passages))])
    role = np.array([ROLE_WEIGHT.get(p.article.article.role, 1.0) for p in dossier.passages])
    return np.asarray(central * position * support * role, dtype=np.float64)


@kept
def news(dossier: Dossier) -> NDArray[np.float64]:
    """How well each passage tells what is new, shape (passages,): its rank, less where later reports have gone on."""
    return np.asarray(rank(dossier) * currency(dossier), dtype=np.float64)


def _in_paragraph(passage: Passage) -> int:
    """How many sentences of its paragraph stand before it."""
    sentences = passage.article.sentences[: passage.index]
    return sum(sentence.paragraph == passage.sentence.paragraph for sentence in sentences)


def _sentence(dossier: Dossier, index: int, known: set[str], introduced: frozenset[str] | None) -> Drafted | None:
    drafted = items(dossier).get(index) or phrase(dossier, dossier.passages[index], known, introduced=introduced)
    return drafted if drafted and len(drafted.text.split()) >= FEWEST_WORDS else None


def _why(dossier: Dossier, index: int) -> tuple[str, ...]:
    passage, support = dossier.passages[index], len(dossier.support(index))
    reasons = ["close to what the reports have in common"] if len(dossier.voices) > 1 else ["close to the heart of the report"]
    if passage.sentence.paragraph <= 1:
        reasons.append("stands at the top of its article")
    if support > 1:
        reasons.append(f"{support} independent origins say it")
    return tuple(reasons)
