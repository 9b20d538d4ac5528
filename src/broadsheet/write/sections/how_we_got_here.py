"""How we got here: dated background, oldest first, and the earlier chapters of the same affair."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from broadsheet.records.annotation import When
from broadsheet.records.pool import EventItem, PageWhen
from broadsheet.records.story import Story
from broadsheet.records.story_page import Section
from broadsheet.write.answers_terms import stems
from broadsheet.write.clock import day_of
from broadsheet.write.dating import dates_main_clause, parsed
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.draft import Draft
from broadsheet.write.phrasing import phrase
from broadsheet.write.sections.whats_happened import rank
from broadsheet.write.timeline import UNDATED, Days, foremost, printed, stretched, usable

MOST = 12
OWN_DAYS = timedelta(days=3)
"""What happened so shortly before the story was first told is the story itself, not its background."""

A_WEEK, HALF_A_YEAR = timedelta(days=7), timedelta(days=183)
SAME_EVENT, SAME_DAYS_SAME_EVENT = 0.3, 0.2
"""Two passages that are this much alike tell one event if their days overlap, or are the same."""

TOLD_IN_CHAPTER = 0.7
FEWEST_SHARED = 0.06
"""A dated passage less like the story's centre than this is about something else."""

_NOT_PAST = ("future", "none")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}|\byear\b|\blast\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:that|same|previous|prior|preceding|following|ensuing)\b|\b(?:earlier|later|before|after)$|^(?:more|over|at least)\b",
    re.IGNORECASE,
)
"""Times counted from one that another sentence gives, or open at one end: "the previous week", "more than 30 years ago"."""

_UP_TO_NOW = re.compile(
    r"\b(?:the|these|this) (?:last|past) \w|\b(?:last|past) \w+ \w+s$|\bpast (?:year|month|week)", re.IGNORECASE
)
"""Stretches that last until today: "the past year", "the last few weeks"; "last year" is none."""

_BOOKS = re.compile(r"\bquarters?\b|\bperiods?\b|\bfiscal\b|-ago\b", re.IGNORECASE)
"""Stretches of a company's own year, which is no calendar's."""

_YEAR_NAMED = re.compile(r"\b(?:19|20)\d\d\b")
_ADRIFT = re.compile(
    r"(?:By|At|Since|In|Until) (?:now|then|this|that|those|the same)\b|It was (?:in|at|on) (?:that|this)\b|By the time",
    re.IGNORECASE,
)
"""Openings that count from a sentence that is not there."""

_SINCE = re.compile(r"\bsince (?:\w+ )?$", re.IGNORECASE)
_LASTING = re.compile(r"\b(?:has|have|had|’ve|'ve)\b")
_RECORD = re.compile(r"\b(?:first|last|only|most|least|best|worst|\w{3,}est)\b", re.IGNORECASE)
_UNREAL = re.compile(r"\b(?:would|could|might|may|should|if|born|aged)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A passage with the time it happened."""

    index: int
    when: When
    days: Days


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event of the section before it is weighed: `place` orders it, `mentions` is how many passages tell it."""

    place: tuple[str, int]
    item: EventItem
    mentions: int


def section(dossier: Dossier, draft: Draft) -> Section | None:
    """Earlier chapters first, then the background most often told, all put in order of time."""
    chapters = list(_chapters(dossier, draft))
    background = [e for e in _background(dossier, draft, MOST - min(len(chapters), MOST)) if not _is_chapter(dossier, draft, e)]
    events = sorted([*chapters[-MOST:], *background], key=lambda event: event.place)
    total = sum(event.mentions for event in events)
    items = [draft.add("t", replace(event.item, weight=round(event.mentions / total, 3))) for event in events]
    return Section(kind="how_we_got_here", heading="How we got here", items=tuple(dict.fromkeys(items))) if items else None


def _background(dossier: Dossier, draft: Draft, room: int) -> Iterator[Event]:
    """The events most often told, best told first, until there is no more room."""
    ranks = rank(dossier)
    told: list[list[Dated]] = sorted(
        _gathered(dossier), key=lambda group: (-len(group), -max(float(ranks[d.index]) for d in group), group[0].days)
    )
    for group in told:
        if room == 0:
            return
        event = _event(dossier, draft, sorted(group, key=lambda d: (-float(ranks[d.index]), d.index)))
        if event:
            room -= 1
            yield event


def _is_chapter(dossier: Dossier, draft: Draft, event: Event) -> bool:
    """Whether an earlier chapter, of the same days, tells the event: most of its words stand there."""
    told = set(stems(draft.statement(event.item.statements[0]).text))
    start, end = event.item.when.start or "", event.item.when.end or ""
    for story in dossier.story.earlier:
        days = [annotated.article.day for annotated in story.articles if annotated.article.day]
        words = {word for annotated in story.articles for word in stems(annotated.article.text)}
        if any(start <= day <= end for day in days) and len(told & words) >= TOLD_IN_CHAPTER * len(told):
            return True
    return False


def _event(dossier: Dossier, draft: Draft, group: list[Dated]) -> Event | None:
    """The event told by its best passage that can be printed."""
    if any(draft.told(dated.index) for dated in group):
        return None
    for dated in group:
        passage = dossier.passages[dated.index]
        drafted = None if _ADRIFT.match(passage.text) else phrase(dossier, passage)
        if drafted and passage.article.article.role == "recap" and not passage.extent.holds(dated.when.extent):
            drafted = replace(drafted, places=(*drafted.places, (passage.article.article.id, dated.when.extent)))
        key = draft.state(drafted, why=("dated before the story",), modality="background") if drafted else None
        if key:
            draft.tell(dated.index)
            origins = frozenset(o for d in group for o in dossier.support(d.index))
            when = printed(draft, passage, dated.when, dated.days)
            item = EventItem(when=when, statements=(key,), tense="past", weight=0.0, origins=len(origins))
            return Event(place=(dated.days.first.isoformat(), 0), item=item, mentions=len(group))
    return None


def _gathered(dossier: Dossier) -> list[list[Dated]]:
    """The dated passages, those that tell the same event together."""
    groups: list[list[Dated]] = []
    for dated in _dated(dossier):
        for group in groups:
            needed = SAME_DAYS_SAME_EVENT if group[0].days == dated.days else SAME_EVENT
            if _overlap(group[0].days, dated.days) and dossier.likeness[group[0].index, dated.index] >= needed:
                group.append(dated)
                break
        else:
            groups.append([dated])
    return groups


def _overlap(one: Days, other: Days) -> bool:
    return one.first <= other.last and other.first <= one.last


def _dated(dossier: Dossier) -> Iterator[Dated]:
    """The passages whose date is that of what they tell, by the grammar too; in a recap the subhead dates them."""
    found = list(_dated_by_words(dossier))
    passages = [dossier.passages[dated.index] for dated in found]
    for dated, passage, doc in zip(found, passages, parsed(passages), strict=True):
        above = not passage.extent.holds(dated.when.extent)
        if above or dates_main_clause(passage, doc, dated.when):
            yield dated


def _dated_by_words(dossier: Dossier) -> Iterator[Dated]:
    """Every passage that tells something of the past with its date, long enough before the story to be its background."""
    central = _centrality(dossier)
    for index, passage in enumerate(dossier.passages):
        recap = passage.article.article.role == "recap"
        if not recap and (central[index] < FEWEST_SHARED or passage.sentence.tense in _NOT_PAST or _UNREAL.search(passage.text)):
            continue
        end = _end_of_background(dossier, passage)
        when = _when(passage) or (_subhead(passage) if recap else None)
        days = usable(passage, when) if when else None
        if when and days and days.last < end and not _is_doubtful(passage, when, days) and not _in_headline(dossier, when, days):
            when, days = stretched(passage, when, days)
            yield Dated(index=index, when=when, days=days)


def _is_doubtful(passage: Passage, when: When, days: Days) -> bool:
    """A bare weekday, a day without its year that lies more than half a year back, or a time counted from another.

    A weekday is news, and at times a week off, for "on Monday" is also said on a Monday. "June 3", told in March, is as
    likely to be ahead.
    """
    words = when.extent.of(passage.article.article.text)
    if _COUNTED.search(words) or _BOOKS.search(words):
        return True
    published = day_of(passage.article.article.published)
    if not when.relative or published is None:
        return False
    bare = _MONTH.search(words) is not None and not _YEAR.search(words)
    return published - days.last <= A_WEEK or _is_until_now(passage, when) or (bare and published - days.first > HALF_A_YEAR)


_CLOCK = re.compile(r"\d{1,2}(?::\d\d)? ?[ap]\.?m\.?|noon|midnight|midday", re.IGNORECASE)
"""A time of day alone: which day it was, other sentences say."""


def _is_until_now(passage: Passage, when: When) -> bool:
    """Whether the words mean a stretch up to today: "the last year", but not "last year"."""
    text = passage.article.article.text
    words = when.extent.of(text)
    article = re.search(r"\b(?:the|these|this) $", text[passage.extent.start : when.extent.start], re.IGNORECASE)
    return _UP_TO_NOW.search(f"the {words}" if article else words) is not None


def _in_headline(dossier: Dossier, when: When, days: Days) -> bool:
    """Whether a headline names the month: the figures of a month that has just ended are the story itself."""
    month = calendar.month_name[days.first.month]
    return when.precision == "month" and any(month in article.title for article in dossier.articles)


def _centrality(dossier: Dossier) -> list[float]:
    if not dossier.passages:
        return []
    centroid = dossier.vectors.mean(axis=0)
    length = float(np.linalg.norm(centroid)) or 1.0
    return [float(value) for value in dossier.vectors @ centroid / length]


def _end_of_background(dossier: Dossier, passage: Passage) -> date:
    """The first day that is the story's own: shortly before it was first told, as far as dates are known.

    A recap tells its own story day by day: there only the day it was published is its own.
    """
    own = day_of(passage.article.article.published)
    first = min((day for article in dossier.articles if (day := day_of(article.published))), default=None)
    if passage.article.article.role == "recap" and own:
        return own
    return (first or _last_named(dossier) or dossier.clock.day or date.min) - OWN_DAYS


def _last_named(dossier: Dossier) -> date | None:
    """In a story without a date of publication: the first day of the newest stretch of time that it names itself."""
    found = [usable(passage, when) for passage in dossier.passages for when in passage.times if not when.relative]
    return max((days.first for days in found if days and dossier.clock.has_come(days.first)), default=None)


def _when(passage: Passage) -> When | None:
    """The passage's own time, in its own words: what is quoted has another day than what is told."""
    text = passage.article.article.text
    quoted = [quote.extent for quote in passage.quotes if quote.direct]
    found = [when for when in passage.times if not any(quote.overlaps(when.extent) for quote in quoted)]
    dates = [
        when
        for when in found
        if when.kind in ("date", "time") and when.precision != "unknown" and not _CLOCK.fullmatch(when.extent.of(text))
    ]
    when = foremost(passage, dates)
    return when if when and _has_ended(passage, text[passage.extent.start : when.extent.start], when.extent.of(text)) else None


def _has_ended(passage: Passage, before: str, words: str) -> bool:
    """Told in the past; or "since then" of what has lasted, but not "the worst since", which tells of today."""
    since = _SINCE.search(before) is not None or words.lower().startswith("since ")
    if since:
        return _LASTING.search(passage.text) is not None and not _RECORD.search(f"{before}{words} ")
    return passage.sentence.tense in ("past", "pluperfect")


def _subhead(passage: Passage) -> When | None:
    """In a recap, the date of the short line above the passage's paragraph."""
    above = [s for s in passage.article.sentences[: passage.index] if s.paragraph == passage.sentence.paragraph - 1]
    if not above or len(above) > 1 or len(above[0].extent.of(passage.article.article.text).split()) > 12:
        return None
    first = passage.index == 0 or passage.article.sentences[passage.index - 1] == above[0]
    return next((w for w in passage.article.times if first and above[0].extent.holds(w.extent)), None)


def _chapters(dossier: Dossier, draft: Draft) -> Iterator[Event]:
    """Each earlier chapter's best sentence, dated by its article.

    An undated chapter is told in its place behind a dated one; with none before it nothing says that it came earlier.
    """
    place = ""
    for number, story in enumerate(dossier.story.earlier):
        found = _chapter(dossier, draft, story, undated=bool(place))
        if found is None:
            continue
        item, day = found
        place = max(place, day) if day else place
        yield Event(place=(place, number + 1), item=item, mentions=item.origins or 1)


def _chapter(dossier: Dossier, draft: Draft, story: Story, *, undated: bool) -> tuple[EventItem, str | None] | None:
    earlier = Dossier(story, dossier.as_of, turns=dossier.turns)
    ranks = rank(earlier)
    order = [int(i) for i in np.argsort(-ranks, kind="stable")]
    for index in sorted(order, key=lambda i: _is_older(earlier.passages[i])):
        passage = earlier.passages[index]
        if not undated and passage.article.article.day is None:
            continue
        drafted = None if _ADRIFT.match(passage.text) else phrase(earlier, passage)
        key = draft.state(drafted, why=("tops an earlier chapter of the affair",), modality="background") if drafted else None
        if key:
            day = passage.article.article.day
            when = _published(draft, passage, day) if day else UNDATED
            return EventItem(
                when=when, statements=(key,), tense="past", weight=0.0, origins=len(earlier.support(index)), from_story=story.id
            ), day
    return None


def _is_older(passage: Passage) -> bool:
    """Whether a sentence of an undated article names a year: its background, sooner than its event."""
    return passage.article.article.day is None and _YEAR_NAMED.search(passage.text) is not None


def _published(draft: Draft, passage: Passage, day: str) -> PageWhen:
    return PageWhen(
        text=day, precision="day", start=day, end=day, anchored_on=draft.article(passage.article.article.id), relative=False
    )
