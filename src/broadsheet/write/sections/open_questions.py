"""What no paper says: questions that a story of this kind raises and that every report leaves open.

A false "no report says" is worse than a missing one. So a question is raised only by a story whose own headline is of
that kind, every sentence of every article is searched for any word that could touch on the answer, and the answer
layer is asked as well. Where an article is cut off, its end may have said it: nothing is claimed then.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from broadsheet.records.annotation import Annotated, When
from broadsheet.records.story_page import Section
from broadsheet.write.answers import Answerer
from broadsheet.write.answers_terms import Bag, stem, stems
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft
from broadsheet.write.sections.whats_happened import rank
from broadsheet.write.timeline import day_of, days_of

MOST = 4
FEWEST_WORDS = 80
"""Less text than this leaves too much open to speak of it."""

NEAR_ANSWER = 0.4
"""An answer half as sure as this already keeps a question from being called open."""

TOP = 3
"""A story's kind is read off its titles and its most central sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Something that a kind of story makes readers ask.

    Attributes:
        raised_by: words for the event, in a title or the central sentences; the first that is found is `{event}` in the others.
        left_open: what the reports do not say, after "No report says".
        touched: any of these words anywhere, in a report that could mean the answer, means it is not open.
        questions: put to the answer layer.
    """

    raised_by: tuple[str, ...]
    left_open: str
    touched: re.Pattern[str]
    questions: tuple[str, ...]


def _any(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})", re.IGNORECASE)


_SUDDEN = (
    "earthquake", "quake", "explosion", "blast", "crash", "derailment", "avalanche", "landslide", "tornado", "hurricane", "cyclone",
    "typhoon", "tsunami", "collapse", "bombing", "shooting", "stabbing", "airstrike", "air strike", "shelling", "ambush",
    "shipwreck",
)  # fmt: skip
_ACCIDENTS = (
    "explosion",
    "blast",
    "crash",
    "derailment",
    "collapse",
    "blaze",
    "wildfire",
    "fire",
    "outage",
    "blackout",
    "spill",
    "leak",
)
_ATTACKS = (
    "bombing",
    "shooting",
    "stabbing",
    "assassination",
    "kidnapping",
    "abduction",
    "hijacking",
    "ambush",
    "cyberattack",
    "arson",
)
_DEALS = ("takeover", "acquisition", "merger", "buyout")
_WORKS = ("bridge", "tunnel", "railway", "motorway", "airport", "stadium", "pipeline", "power plant")

SLOTS: tuple[Slot, ...] = (
    Slot(
        raised_by=_SUDDEN,
        left_open="how many people were killed or hurt in the {event}",
        touched=_any(
            r"dead|deaths?|die[ds]?|dying|kill|fatal|casualt|victim|injur|hurt|wound|hospital|unharmed|unhurt|surviv|bod(?:y|ies)\b|"
            r"missing|toll|lives?\b|perish|drown|buried|mourn|funeral|grave|burn|rescue|trapped|treated|unaccounted"
        ),
        questions=("How many people were killed in the {event}?", "How many people were injured in the {event}?"),
    ),
    Slot(
        raised_by=_ACCIDENTS,
        left_open="what caused the {event}",
        touched=_any(
            r"caus|because|due to|reason|blam|investigat|probe|inquir|why|fault|fail|origin|suspect|arson|trigger|spark|ignit|"
            r"lightning|error|accident|negligen|respons|result|led to|lead to|"
            r"sabotage|attack|unclear|unknown|defect|worn|crack"
        ),
        questions=("What caused the {event}?", "Why did the {event} happen?"),
    ),
    Slot(
        raised_by=_ATTACKS,
        left_open="who was behind the {event}",
        touched=_any(
            r"responsib|suspect|arrest|detain|custody|blam|accus|gunm[ae]n|attackers?|assailant|perpetrat|militant|rebel|terror|charg|"
            r"gang|group|claimed|motive|identif|police said|behind|man\b|woman\b|teen|soldier|shooter|unknown|named|group"
        ),
        questions=("Who was behind the {event}?", "Who carried out the {event}?"),
    ),
    Slot(
        raised_by=_DEALS,
        left_open="what is paid for the {event}",
        touched=_any(r"price|pay|paid|cost|worth|valu|\$|€|£|million|billion|terms|undisclosed|sum|cash|shares?\b|stake"),
        questions=("How much is paid for the {event}?", "What is the price of the {event}?"),
    ),
    Slot(
        raised_by=_WORKS,
        left_open="what the {event} costs",
        touched=_any(
            r"price|pay|paid|cost|worth|valu|\$|€|£|million|billion|budget|fund|financ|money|invest|expens|spend|cheap|loan|credit"
        ),
        questions=("How much does the {event} cost?", "Who pays for the {event}?"),
    ),
)

PLANNED = re.compile(
    r"\b(?:visit|trip|talks|summit|meeting|vote|election|referendum|trial|hearing|ruling|verdict|launch|strike|ceremony|handover)\b",
    re.IGNORECASE,
)
"""What is to be on some day."""

BUILDING = re.compile(r"\b(?:build|plan|construct|approve|propose|start|begin)\w*\b", re.IGNORECASE)
"""Works raise the question of their cost only while they are to be built."""


def section(dossier: Dossier, draft: Draft) -> Section | None:
    """Note what all reports together leave open, at most `MOST` things."""
    searched = searchable(dossier)
    if searched is None:
        return None
    answerer = lru_cache(1)(lambda: Answerer(searched))
    heads = _headlines(dossier)
    notes: list[str] = []
    for slot in SLOTS:
        event = raised(slot, heads)
        if event and len(notes) < MOST and is_open(slot, event, searched, answerer):
            text = f"{_nobody(len(dossier.origins))} {slot.left_open.format(event=event)}."
            notes.append(draft.note(text, "not_reported", [annotated.article.id for annotated in searched]))
    notes += _undated(dossier, draft, searched)[: MOST - len(notes)]
    return Section(kind="open_questions", heading="What no paper says", body=tuple(dict.fromkeys(notes))) if notes else None


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


def _headlines(dossier: Dossier) -> list[str]:
    """The titles, then the most central sentences."""
    ranks = rank(dossier)
    best = sorted(range(len(ranks)), key=lambda i: (-float(ranks[i]), i))[:TOP]
    titles = [a.article.title for a in dossier.voices if not a.article.title_inferred]
    return [*titles, *(dossier.passages[i].text for i in best)]


def raised(slot: Slot, heads: list[str]) -> str | None:
    """The word for the event, if titles or the central sentences have it twice."""
    for event in slot.raised_by:
        pattern = re.compile(rf"\b{event}\b", re.IGNORECASE)
        holding = [head for head in heads if pattern.search(head)]
        planned = slot.raised_by is not _WORKS or any(BUILDING.search(head) for head in holding)
        if len(holding) >= min(2, len(heads)) and planned:
            return event
    return None


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
