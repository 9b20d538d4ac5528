"""What's next: what is announced, scheduled or expected, with its date where one is given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from broadsheet.records.annotation import When
from broadsheet.records.pool import EventItem, PageWhen
from broadsheet.records.story_page import Section
from broadsheet.write.answers_terms import stems
from broadsheet.write.clock import Clock, day_of
from broadsheet.write.dating import dates_what_is_ahead, parsed
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.draft import Draft
from broadsheet.write.phrasing import phrase
from broadsheet.write.sections.whats_happened import rank
from broadsheet.write.timeline import Days, dates_the_event, printed, usable

MOST = 6
MOST_UNDATED = 2
SAME_EVENT = 0.4
TOLD = 0.7
"""Share of an announcement's words that a later article must have to tell what became of it."""

SOON = timedelta(days=60)
"""So long "soon" and "in the coming weeks" are believed."""

Tense = Literal["scheduled", "expected", "overdue"]

FIXED = re.compile(
    r"\b(?:(?:is|are|’s|'s) (?:due|scheduled|set|slated|to be held)|scheduled for|due (?:on|in|to)|planned for|set for|"
    r"(?:is|are) to \w+|will be held|will take place|deadline|takes? effect)\b",
    re.IGNORECASE,
)
"""Words of a programme: somebody has fixed it."""

AHEAD = re.compile(
    r"\b(?:will|won’t|won't|shall|(?:is|are) (?:expected|planning|preparing|likely|going|about|hoping) to|plans? to|expects?|"
    r"intends? to|aims? to|must|has to|have to|(?:it|he|she|they) would)\b",
    re.IGNORECASE,
)
"""Words of what is yet to come, some of them only when a date says so too."""

ANNOUNCED = re.compile(
    r"\b(?:will|(?:is|are) (?:due|scheduled|set|slated|expected|planning|preparing|going|to)|plans? to)\b", re.IGNORECASE
)
LATER = re.compile(
    r"\bin the (?:coming|next) (?:few |several |\w+ )?(?:hours|days|weeks|months)\b|"
    r"\b(?:(?<!as )soon(?! as)|shortly|later this (?:week|month|year)|next (?:week|month|year))\b",
    re.IGNORECASE,
)
PAST_PLAN = re.compile(
    r"\b(?:was|were|had been|has been) (?:\w+ly )?(?:due|scheduled|set|slated|expected|planned|supposed|going|meant|to)\b",
    re.IGNORECASE,
)
VENUE = re.compile(
    r"\bsince $|"
    r"\b(?:interview|statement|speech|letter|conference|briefing|post|tweet|hearing|appearance|remarks|address)\b[^,]{0,12}$",
    re.IGNORECASE,
)
"""What is said "in an interview on Tuesday" is not going to happen then, nor what is the first since then."""

UNSURE = re.compile(r"\b(?:if|unless|whether|in case|should the|were to|would have)\b|\?", re.IGNORECASE)
DENIED = re.compile(r"\b(?:cancel\w*|called off|scrapped|postponed|no longer)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A passage that announces something: with its days, or with none if it only says "in the coming weeks"."""

    index: int
    when: When | None
    days: Days | None
    tense: Tense


def section(dossier: Dossier, draft: Draft) -> Section | None:
    """List what is to come, the nearest first, the undated last."""
    ranks = rank(dossier)
    groups = sorted(_gathered(dossier), key=lambda g: (-len(g), -max(float(ranks[c.index]) for c in g), g[0].index))
    found: list[tuple[tuple[str, int], int, EventItem]] = []
    undated = 0
    for group in groups:
        bare = group[0].days is None
        if len(found) == MOST or (bare and undated == MOST_UNDATED):
            continue
        item = _event(dossier, draft, sorted(group, key=lambda c: (-float(ranks[c.index]), c.index)))
        if item:
            undated += bare
            found.append(((item.when.start or "9999", group[0].index), len(group), item))
    total = sum(count for _, count, _ in found)
    keys = [draft.add("t", _weighed(item, count / total)) for _, count, item in sorted(found, key=lambda entry: entry[0])]
    return Section(kind="whats_next", heading="What's next", items=tuple(dict.fromkeys(keys))) if keys else None


def _weighed(item: EventItem, weight: float) -> EventItem:
    return EventItem(when=item.when, statements=item.statements, tense=item.tense, weight=round(weight, 3), origins=item.origins)


def _event(dossier: Dossier, draft: Draft, group: list[Coming]) -> EventItem | None:
    """The event told by its best passage that can be printed; what prose has told already is listed only with a date."""
    for coming in group:
        if coming.days is None and draft.told(coming.index):
            return None
        passage = dossier.passages[coming.index]
        drafted = phrase(dossier, passage)
        key = draft.state(drafted, why=("announces what is to come",), modality="forecast", again=True) if drafted else None
        if key:
            draft.tell(coming.index)
            origins = frozenset(origin for c in group for origin in dossier.support(c.index))
            return EventItem(
                when=_when(draft, passage, coming), statements=(key,), tense=coming.tense, weight=0.0, origins=len(origins)
            )
    return None


def _when(draft: Draft, passage: Passage, coming: Coming) -> PageWhen:
    if coming.when and coming.days:
        return printed(draft, passage, coming.when, coming.days)
    found = LATER.search(passage.text)
    return PageWhen(text=found[0] if found else "undated", precision="unknown")


def _gathered(dossier: Dossier) -> list[list[Coming]]:
    """What is to come, passages that announce the same thing together."""
    groups: list[list[Coming]] = []
    for coming in announced(dossier):
        for group in groups:
            if _same(dossier, group[0], coming):
                group.append(coming)
                break
        else:
            groups.append([coming])
    return groups


def _same(dossier: Dossier, one: Coming, other: Coming) -> bool:
    alike = float(dossier.likeness[one.index, other.index])
    if one.days and other.days:
        return one.days.first <= other.days.last and other.days.first <= one.days.last and alike >= SAME_EVENT
    return alike >= SAME_EVENT


def announced(dossier: Dossier) -> Iterator[Coming]:
    """What the passages announce; a time must be that of what is ahead by the grammar too."""
    found = list(_announced_by_words(dossier))
    passages = [dossier.passages[coming.index] for coming in found]
    for coming, passage, doc in zip(found, passages, parsed(passages), strict=True):
        if coming.when is None or dates_what_is_ahead(passage, doc, coming.when):
            yield coming


def _announced_by_words(dossier: Dossier) -> Iterator[Coming]:
    """Every passage that announces something: with a time after its article's day, or with words such as "in the coming weeks"."""
    clock = dossier.clock
    for index, passage in enumerate(dossier.passages):
        words = _own_words(passage)
        if PAST_PLAN.search(words) or UNSURE.search(words) or DENIED.search(words):
            continue
        time = _time_ahead(passage, words, clock)
        if time and not _is_told_since(dossier, passage, time[1]):
            yield Coming(index=index, when=time[0], days=time[1], tense=_tense(time[1], words, clock))
        elif time is None and _is_soon(passage, words, clock):
            yield Coming(index=index, when=None, days=None, tense="expected")


def _is_soon(passage: Passage, words: str, clock: Clock) -> bool:
    """Whether it is announced without a day, and not so long ago that "soon" has passed."""
    plain = LATER.search(words) and ANNOUNCED.search(words) and passage.sentence.tense in ("future", "present")
    told = day_of(passage.article.article.published)
    return bool(plain) and not (told is not None and clock.is_set and clock.is_past(told, by=SOON))


def _is_told_since(dossier: Dossier, passage: Passage, days: Days) -> bool:
    """Whether what was to be by now is told by an article of that day or later, of this story, a later chapter or one near it."""
    if not dossier.clock.is_past(days.last):
        return False
    wanted = frozenset(stems(passage.text))
    near = (dossier.story, *dossier.story.later, *dossier.story.neighbours)
    since = (a.article for story in near for a in story.articles if a is not passage.article and a.article.day)
    return any(
        date.fromisoformat(article.day or "") >= days.first and len(wanted & frozenset(stems(article.text))) >= TOLD * len(wanted)
        for article in since
    )


def _own_words(passage: Passage) -> str:
    """The passage without what it quotes word for word: a promise within a quotation is somebody's hope."""
    text, start = passage.article.article.text, passage.extent.start
    kept = list(passage.text)
    for quote in passage.quotes:
        if quote.direct:
            for at in range(max(0, quote.extent.start - start), min(len(kept), quote.extent.end - start)):
                kept[at] = " "
    return "".join(kept) if text else ""


def _time_ahead(passage: Passage, words: str, clock: Clock) -> tuple[When, Days] | None:
    """The first time in the passage that lies after the article's day, if its words look ahead."""
    if not _looks_ahead(passage, words):
        return None
    known = day_of(passage.article.article.published) or _bound(passage)
    dates = [when for when in passage.times if when.kind in ("date", "time") and _stands(words, passage, when)]
    for when in dates:
        before = passage.article.article.text[passage.extent.start : when.extent.start]
        days = usable(passage, when) if dates_the_event(passage, when, ahead=True) and not VENUE.search(before) else None
        if days and _after(days, known, clock):
            return when, days
    return None


def _looks_ahead(passage: Passage, words: str) -> bool:
    """Whether the main verb does, or a plan in the present tense, or what somebody is reported to have said."""
    if passage.sentence.tense == "future" or FIXED.search(words):
        return True
    text = passage.article.article.text
    reported = " ".join(quote.extent.of(text) for quote in passage.quotes if not quote.direct)
    return bool(AHEAD.search(words if passage.sentence.tense == "present" else reported))


def _stands(words: str, passage: Passage, when: When) -> bool:
    """Whether the time stands in the passage's own words, not in a quotation."""
    return bool(words[when.extent.start - passage.extent.start : when.extent.end - passage.extent.start].strip())


def _bound(passage: Passage) -> date | None:
    return day_of(passage.article.article.not_before)


def _after(days: Days, known: date | None, clock: Clock) -> bool:
    """Whether the days lie ahead of the article; of an undated one, ahead of the page, for its day could be any."""
    return days.first > known if known else not clock.has_come(days.first)


def _tense(days: Days, words: str, clock: Clock) -> Tense:
    if clock.is_past(days.last):
        return "overdue"
    return "scheduled" if FIXED.search(words) else "expected"
