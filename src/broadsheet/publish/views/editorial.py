"""What editors did to a page and to an edition, in a reader's words."""

from __future__ import annotations

from broadsheet.publish.views.wording import short_day
from broadsheet.records.edition import Edition
from broadsheet.records.editorial import Edited
from broadsheet.records.story_page import StoryPage


def signed(story: StoryPage) -> tuple[str, ...]:
    """Who wrote what stands at the top of a page, where an editor did.

    Headline and standfirst of one day are one line.
    """
    days: dict[str, list[str]] = {}
    for one in story.x_editorial:
        if one.kind in ("headline", "standfirst") and one.keys:
            days.setdefault(short_day(one.at), []).append(one.kind)
    written = [f"{' and '.join(kinds).capitalize()} by the editor, {day}" for day, kinds in days.items()]
    named = [f"A name corrected by the editor, {short_day(one.at)}" for one in story.x_editorial if one.kind == "name"]
    return tuple(dict.fromkeys([*written, *named]))


def noted(story: StoryPage) -> dict[str, Edited]:
    """Keys of the sentences and remarks that are an editor's note → that note."""
    return {key: one for one in story.x_editorial if one.kind == "note" for key in one.keys}


def note_label(note: Edited) -> str:
    """The label of an editor's note."""
    return f"Note by the editor, {short_day(note.at)}"


def chosen(edition: Edition, story: str) -> str:
    """Why a story stands where it stands, if an editor put it there; else nothing."""
    if story == edition.lead:
        return "lead chosen by the editor"
    return "pinned by the editor" if story in edition.pinned else ""


def taken_out(edition: Edition, story: str) -> str:
    """What stands at the address of a story that is not in the paper."""
    return f"The editor took this story out of the paper on {short_day(edition.hidden[story])}."
