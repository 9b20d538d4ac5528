"""A story's revisions: what each brought, and what was corrected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from broadsheet.language.words import words
from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.views.wording import count, marked, plain_label
from broadsheet.records import ledger
from broadsheet.records.pool import Change
from broadsheet.records.story_page import StoryPage

_LABELS = {
    "added": "New",
    "changed": "Changed",
    "corrected": "Corrected",
    "removed": "Taken back",
    "merged": "Another story was found to tell the same event; it is told here now",
    "split": "Articles that were told here are a story of their own now",
    "engine_upgrade": "Written again by a newer version of the program",
}
_EDITED = {"added": "Written", "removed": "Exchanged", "changed": "Changed", "corrected": "Corrected"}
_FROM = "Taken out of another story, which had told these articles before"
CORRECTED = ("corrected", "removed")
"""Kinds of change that say, if they are material, that what was printed was wrong."""
_NOTED = (*CORRECTED, "merged", "split")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One change: what kind, the words before and after, the papers they are from, and the story it leads to."""

    label: str
    before: str = ""
    after: str = ""
    papers: str = ""
    story: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionLine:
    """What a revision brought that is news, and how much of it is none."""

    number: int
    changes: tuple[ChangeLine, ...]
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """What changed in a story between two of its revisions.

    Attributes:
        id: of the story.
        title: its newest headline.
        href: where it is.
        since: the earlier revision; 0 is before there was any.
        to: the later one.
        newest: the number of its newest revision.
        news: changes that bring news.
        other: changes of wording that bring none.
    """

    id: str
    title: str
    href: str
    since: int
    to: int
    newest: int
    news: tuple[ChangeLine, ...]
    other: tuple[ChangeLine, ...]


def between(library: Library, newest: StoryPage, shown: StoryPage, since: int) -> Between:
    """The changes that a reader of `since` sees in a later revision, each told once.

    Args:
        library: of the edition.
        newest: the story's newest revision.
        shown: the later of the two.
        since: the number of the earlier.
    """
    told = list({told_words(change): change for change in ledger.since(shown, since)}.values())
    news = [change for change in told if _is_told(change)]
    return Between(
        id=newest.id,
        title=headline(newest),
        href=library.story_href(newest.id) or "",
        since=since,
        to=shown.revision,
        newest=newest.revision,
        news=tuple(_line(library, shown, change) for change in news),
        other=tuple(_line(library, shown, change) for change in told if change not in news),
    )


def corrected(library: Library, story: StoryPage) -> tuple[ChangeLine, ...]:
    """What a reader of an earlier revision must know, newest first."""
    noted = [change for change in story.changes if change.material and change.kind in _NOTED]
    return tuple(_line(library, story, change) for change in reversed(noted))


def revisions(library: Library, story: StoryPage) -> tuple[RevisionLine, ...]:
    """The revisions after the first, newest first."""
    later = [change for change in story.changes if change.revision > 1]
    grouped = [(number, list(some)) for number, some in groupby(later, key=lambda change: change.revision)]
    return tuple(_revision(library, story, number, some) for number, some in reversed(grouped))


def _revision(library: Library, story: StoryPage, number: int, changes: Iterable[Change]) -> RevisionLine:
    told = list({told_words(change): change for change in changes}.values())
    news = tuple(_line(library, story, change) for change in told if _is_told(change))
    other = sum(not _is_told(change) for change in told)
    return RevisionLine(number=number, changes=news, rest=f"{count(other, 'sentence')} exchanged without news" if other else "")


def _line(library: Library, story: StoryPage, change: Change) -> ChangeLine:
    href = library.story_href(change.target) if change.kind == "split" else None
    label = _FROM if change.kind == "split" and change.target == story.split_from else _LABELS[change.kind]
    return ChangeLine(
        label=f"{_EDITED.get(change.kind, label)} by the editor" if change.x_editor else label,
        before=plain_label(change.before or ""),
        after=_after(story, change),
        papers=_papers(library, change),
        story=(headline(library.stories[change.target]), href) if href else None,
    )


def _after(story: StoryPage, change: Change) -> str:
    """The words that a change brought; a language model's say so."""
    now, words_told = story.statements.get(change.target), plain_label(change.after or "")
    return marked(words_told, now.made) if now and now.text == change.after else words_told


def _is_told(change: Change) -> bool:
    """Whether a change is told and not only counted: it brings news, or somebody made it."""
    return change.material or change.x_editor or change.kind == "engine_upgrade"


def told_words(change: Change) -> tuple[object, ...]:
    """What makes two changes one to a reader: a headline and its sentence differ by a full stop."""
    return change.kind, *map(tuple, (words(change.before or ""), words(change.after or ""))), change.after is None and change.target


def _papers(library: Library, change: Change) -> str:
    known = [library.articles[name] for name in change.x_sources if name in library.articles]
    return ", ".join(dict.fromkeys(library.outlet(article) for article in known))
