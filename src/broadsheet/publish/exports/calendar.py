"""What is announced as a calendar (iCalendar, RFC 5545), for a story or the whole edition."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from broadsheet.publish import names
from broadsheet.publish.views.jsonld import urn
from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.views.story import coming
from broadsheet.publish.views.times import first_day, moment
from broadsheet.records.pool import EventItem
from broadsheet.records.story_page import StoryPage


def calendar(library: Library, stories: Iterable[StoryPage]) -> bytes:
    """Every announced event with a day, as a whole-day entry; it says who told it and where its evidence is."""
    made = Calendar()
    made.add("prodid", "-//broadsheet//story calendar//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"{library.edition.title}: what’s next")
    for story in stories:
        for key in coming(story):
            made.add_component(_entry(library, story, key))
    return bytes(made.to_ical())


def _entry(library: Library, story: StoryPage, key: str) -> Event:
    event: EventItem = story.events[key]
    first, last = first_day(event.when.start), first_day(event.when.end)
    assert first is not None
    told = " ".join(story.statements[each].text for each in event.statements if each in story.statements)
    entry = Event()
    entry.add("uid", urn(story.id, key))
    entry.add("dtstamp", _stamp(story.times.built))
    entry.add("sequence", story.revision)
    entry.add("dtstart", first)
    entry.add("dtend", max(first, last or first) + timedelta(days=1))
    entry.add("summary", told or headline(story))
    entry.add("description", f"{headline(story)}\n{', '.join(dict.fromkeys(_tellers(library, story, event)))}")
    entry.add("status", "CONFIRMED" if event.tense == "scheduled" else "TENTATIVE")
    if library.up.startswith("http"):
        entry.add("url", f"{library.up}{names.story_file(story.id)}")
    return entry


def _tellers(library: Library, story: StoryPage, event: EventItem) -> Iterable[str]:
    spans = [span for each in event.statements if each in story.statements for span in story.statements[each].spans]
    return (library.entry_outlet(story, story.articles[story.spans[span].article]) for span in spans if span in story.spans)


def _stamp(built: str) -> datetime:
    return datetime.fromisoformat(moment(built)).astimezone(UTC)
