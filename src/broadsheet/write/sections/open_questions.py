"""What no paper says: questions that a story of this kind raises and that every report leaves open.

Three kinds are raised: what a report itself calls unknown, what readers ask of stories whose own headlines are of that kind, and
what those say to it whom the news accuses. A false "no report says" is worse than a missing one: every sentence of every article
is searched for anything that could touch on the answer, and the answer layer is asked as well. Where an article is cut off, its
end may have said it: nothing is claimed then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from broadsheet.language.stems import stem
from broadsheet.records.annotation import Annotated, When
from broadsheet.records.story_page import Section
from broadsheet.write.answers import Answerer
from broadsheet.write.answers_features import FEATURES
from broadsheet.write.answers_question import Asked, read
from broadsheet.write.answers_terms import Bag, stems
from broadsheet.write.clock import day_of
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft
from broadsheet.write.open_slots import SLOTS, Slot, raised
from broadsheet.write.phrasing import evidence
from broadsheet.write.sections.whats_happened import rank
from broadsheet.write.timeline import days_of
from broadsheet.write.unheard import unheard
from broadsheet.write.unknowns import speaks_of_unknown, unknowns

MOST = 4
FEWEST_WORDS = 80
"""Less text than this leaves too much open to speak of it."""

NEAR_ANSWER = 0.4
"""An answer half as sure as this already keeps a question from being called open."""

MOSTLY = 0.75
"""Share of a question's words, by weight, from which a sentence may well tell what another calls unknown."""

OPENING = 2
"""Sentences at the top of a report that tell its news."""

TOP = 3
"""A story's kind is read off its titles and its most central sentences."""

PLANNED = re.compile(
    r"\b(?:visit|trip|talks|summit|meeting|vote|election|referendum|trial|hearing|ruling|verdict|launch|strike|ceremony|handover)\b",
    re.IGNORECASE,
)
"""What is to be on some day."""


def section(dossier: Dossier, draft: Draft) -> Section | None:
    """Note what all reports together leave open, at most `MOST` things; what they call unknown themselves comes first."""
    searched = searchable(dossier)
    if searched is None:
        return None
    answerer = lru_cache(1)(lambda: Answerer(searched))
    ids = [annotated.article.id for annotated in searched]
    notes = [
        draft.note(f"{_nobody(len(dossier.origins))} {left_open}.", "not_reported", ids, statements)
        for left_open, statements in (
            *_unknown(dossier, draft, answerer),
            *_of_kind(dossier, searched, answerer),
            *_unheard(dossier, draft, searched),
        )
    ]
    notes = (notes + _undated(dossier, draft, searched))[:MOST]
    return Section(kind="open_questions", heading="What no paper says", body=tuple(dict.fromkeys(notes))) if notes else None


def _unknown(dossier: Dossier, draft: Draft, answerer: Callable[[], Answerer]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the reports call unknown, with the sentence that does, if no other sentence could tell it."""
    heads = {word for told in _headlines(dossier) for word in stems(" ".join(told))}
    for unknown in unknowns(dossier):
        asked = read(unknown.question)
        told = evidence(dossier, unknown.index) if heads & set(asked.all) and not _is_told(asked, answerer()) else None
        statement = draft.state(told, printed=False) if told else None
        if statement:
            yield unknown.asked, (statement,)


def _is_told(asked: Asked, answerer: Answerer) -> bool:
    """Whether a sentence that does not itself call something unknown could answer, or has most of the question's words."""
    others = [found for found in answerer.rank(asked) if not speaks_of_unknown(found.line.text)]
    cover = FEATURES.index("terms")
    near = max((found.measures[cover] for found in others), default=0.0)
    return bool(others) and (near >= MOSTLY or answerer.confidence(asked, others) >= NEAR_ANSWER)


def _of_kind(
    dossier: Dossier, searched: tuple[Annotated, ...], answerer: Callable[[], Answerer]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What readers ask of a story of this kind, if nothing in the reports touches on it."""
    titles, central = _headlines(dossier)
    for slot in SLOTS:
        event = raised(slot, titles, central)
        if event and is_open(slot, event, searched, answerer):
            yield slot.left_open.format(event=event), ()


def _undated(dossier: Dossier, draft: Draft, searched: tuple[Annotated, ...]) -> list[str]:
    """A note for each thing that the page lists as still to come without any day, if no article gives it one."""
    notes = []
    for item in draft.pools()["events"].values():
        if item.tense != "expected" or item.when.start is not None:
            continue
        noun = next((found[0].lower() for found in PLANNED.finditer(draft.statement(item.statements[0]).text)), None)
        if noun and not any(_gives_day(annotated, stem(noun)) for annotated in searched):
            text = f"{_nobody(len(dossier.origins))} on which day the {noun} {'are' if noun == 'talks' else 'is'} to be."
            notes.append(draft.note(text, "not_reported", [annotated.article.id for annotated in searched], item.statements))
    return notes


def _gives_day(annotated: Annotated, noun: str) -> bool:
    """Whether a sentence with the noun, or a near-synonym of it, or its neighbour, names a day that is not past."""
    text, published = annotated.article.text, day_of(annotated.article.published)
    days = {when.sentence for when in annotated.times if when.precision in ("day", "minute") and _ahead(when, published)}
    bags = [Bag(stems(sentence.extent.of(text))) for sentence in annotated.sentences]
    return any(bag.holds(noun) and {i - 1, i, i + 1} & days for i, bag in enumerate(bags))


def _ahead(when: When, published: date | None) -> bool:
    """Whether a time may lie ahead of its article."""
    found = days_of(when.value)
    return published is None or found is None or found.last >= published


def searchable(dossier: Dossier) -> tuple[Annotated, ...] | None:
    """Every article of the story, copies and digests too.

    None where the end of one is missing, or its language is not read, or too little is told.
    """
    articles = dossier.story.articles
    voices = {annotated.article.id for annotated in dossier.voices}
    if any(a.article.cut != "none" or a.article.paywalled or a.article.language not in ("en", "und") for a in articles):
        return None
    told = sum(len(a.article.text.split()) for a in articles if a.article.id in voices)
    return articles if told >= FEWEST_WORDS else None


def _unheard(dossier: Dossier, draft: Draft, searched: tuple[Annotated, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What those say to it whom the news accuses, with the sentence that does, if no report hears them."""
    openings = (i for i, passage in enumerate(dossier.passages) if passage.index < OPENING)
    for found in unheard(dossier, dict.fromkeys((*openings, *_central(dossier))), searched):
        told = evidence(dossier, found.passage)
        statement = draft.state(told, printed=False) if told else None
        if statement:
            yield f"what {found.name} says to the {found.to}", (statement,)


def _headlines(dossier: Dossier) -> tuple[list[str], list[str]]:
    """The titles, then the most central sentences."""
    titles = [a.article.title for a in dossier.voices if not a.article.title_inferred]
    return titles, [dossier.passages[i].text for i in _central(dossier)]


def _central(dossier: Dossier) -> list[int]:
    """Numbers of the most central sentences."""
    ranks = rank(dossier)
    return sorted(range(len(ranks)), key=lambda i: (-float(ranks[i]), i))[:TOP]


def is_open(slot: Slot, event: str, searched: tuple[Annotated, ...], answerer: Callable[[], Answerer]) -> bool:
    """Whether no article has a word that could touch on the answer, and the answer layer finds none."""
    if any(_touches(slot, event, annotated) for annotated in searched):
        return False
    found = (answerer().answer(question.format(event=event)) for question in slot.questions)
    return all(answer.refused and answer.confidence < NEAR_ANSWER for answer in found)


def _touches(slot: Slot, event: str, annotated: Annotated) -> bool:
    """Any word of the answer's field, in the text or the title, the event's own name aside."""
    whole = " ".join(
        [annotated.article.title, annotated.article.standfirst or "", annotated.article.text, *annotated.article.captions]
    )
    return slot.touched.search(re.sub(rf"\b{event}\w*", " ", whole, flags=re.IGNORECASE)) is not None


def _nobody(origins: int) -> str:
    return "The one report does not say" if origins == 1 else "No report says"
