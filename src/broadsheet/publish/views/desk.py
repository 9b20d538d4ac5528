"""The editor's desk: what was decided, by whom and why, what holds of it, and the stories that something may be decided of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.views.wording import count, day_label, plain_label
from broadsheet.records.editorial import EditorialDecision
from broadsheet.records.registry import Registered
from broadsheet.records.story_page import StoryPage

OF_NAMES = ("name", "one", "two")
HOLDING = ("in force", "not borne out")
"""What can still be withdrawn, for a reader of the desk."""
MOST_NEAR = 8
"""Stories that are offered to merge with."""
_KINDS = {
    "merge": "Told as one with", "split": "Articles taken out", "pin": "Pinned", "hide": "Hidden", "lead": "Leads",
    "headline": "Headline", "standfirst": "Standfirst", "note": "Note", "name": "Name corrected", "one": "One, not two",
    "two": "Two, not one",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Typed:
    """What an editor typed into a form, every field as often as it was there."""

    fields: Mapping[str, Sequence[str]]

    def one(self, name: str) -> str:
        """A field.

        Raises:
            KeyError: the form has none of that name.
        """
        return self.fields[name][0].strip()

    def maybe(self, name: str) -> str:
        """A field that need not be there."""
        return self.fields.get(name, [""])[0].strip()

    def all(self, name: str) -> tuple[str, ...]:
        """A field that may be there several times."""
        return tuple(self.fields.get(name, ()))


BLANK = Typed({})
"""A form that nobody has typed into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision as the desk lists it.

    Attributes:
        what: what was decided.
        words: the words of it.
        ends: until when, empty for no end.
        status: what became of it, empty while it holds.
        holds: whether it can be withdrawn.
        story: headline and link of its story, None for a name or where there is no such story any more.
    """

    id: str
    what: str
    words: str
    ends: str
    editor: str
    at: str
    why: str
    status: str
    holds: bool
    story: tuple[str, str | None] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskStory:
    """A story with what was decided of it. `href` is None while it is hidden; `place` says so."""

    id: str
    title: str
    href: str | None
    place: str
    decisions: tuple[Decided, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskView:
    """Everything that the desk's page speaks of.

    Attributes:
        decided: stories of which something holds, in the order of the paper, hidden ones last.
        others: the other stories, in that order.
        names: what holds of names.
        past: what does not hold any more, newest first.
    """

    decided: tuple[DeskStory, ...]
    others: tuple[DeskStory, ...]
    names: tuple[Decided, ...]
    past: tuple[Decided, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Editable:
    """What the forms of a story speak of.

    Attributes:
        headline, standfirst: as they are printed.
        articles: id, outlet and title of what a split may take out.
        near: id and headline of stories that it may be told with.
        typed: what was typed into its forms.
    """

    id: str
    href: str
    headline: str
    standfirst: str
    articles: tuple[tuple[str, str, str], ...]
    near: tuple[tuple[str, str], ...]
    typed: Typed = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody or something of the registry, as the desk lists it: `stories` are ids with headline and address."""

    id: str
    name: str
    aliases: str
    kind: str
    stories: tuple[tuple[str, str, str], ...]


def editable(library: Library, story: StoryPage) -> Editable:
    """What may be decided of a story."""
    standfirst = story.statements.get(story.standfirst or "")
    near = [other.story for other in story.related if other.story in library.stories]
    return Editable(
        id=story.id,
        href=library.story_href(story.id) or "",
        headline=headline(story),
        standfirst=standfirst.text if standfirst else "",
        articles=tuple(
            (entry.id, plain_label(library.entry_outlet(story, entry)), plain_label(entry.title))
            for entry in story.articles.values()
            if entry.x_story is None
        ),
        near=tuple((other, headline(library.stories[other])) for other in near[:MOST_NEAR]),
    )


@dataclass(frozen=True, slots=True)
class Titles:
    """Headlines and addresses of stories, those that are not in the paper too."""

    library: Library
    unseen: Mapping[str, str] = field(default_factory=dict)

    def of(self, story: str) -> tuple[str, str | None]:
        """Headline and link of a story."""
        page = self.library.stories.get(story)
        return (headline(page), self.library.story_href(story)) if page else (self.unseen.get(story, story), None)


def desk_view(titles: Titles, listed: Sequence[tuple[EditorialDecision, str | None, str]]) -> DeskView:
    """The desk's page.

    Args:
        titles: of all stories that decisions speak of.
        listed: decisions, oldest first, each with the story that goes on and its status.
    """
    told = [_decided(titles, *each) for each in listed]
    of: dict[str, list[Decided]] = defaultdict(list)
    for one, (_, story, _) in zip(told, listed, strict=True):
        if one.holds and story:
            of[story].append(one)
    shown = [story.id for story in titles.library.edition.stories]
    held = [*(story for story in shown if story in of), *(story for story in of if story not in shown)]
    kinds = {one.id: decision.kind for one, (decision, _, _) in zip(told, listed, strict=True)}
    return DeskView(
        decided=tuple(_story(titles, story, of[story]) for story in held),
        others=tuple(_story(titles, story, ()) for story in shown if story not in of),
        names=tuple(one for one in told if one.holds and kinds[one.id] in OF_NAMES),
        past=tuple(one for one in reversed(told) if not one.holds),
    )


def _story(titles: Titles, story: str, decisions: Iterable[Decided]) -> DeskStory:
    title, href = titles.of(story)
    return DeskStory(id=story, title=title, href=href, place="" if href else "hidden", decisions=tuple(decisions))


def _decided(titles: Titles, decision: EditorialDecision, story: str | None, status: str) -> Decided:
    return Decided(
        id=decision.id,
        what=_KINDS[decision.kind],
        words=_words(titles, decision),
        ends=f"until {_moment(decision.until)}" if decision.until else "",
        editor=plain_label(decision.editor),
        at=_moment(decision.at),
        why=plain_label(decision.reason),
        status="" if status == "in force" else status,
        holds=status in HOLDING,
        story=titles.of(story) if story else None,
    )


def _moment(moment: str) -> str:
    return f"{day_label(moment)} UTC" if moment.endswith(("Z", "+00:00")) else day_label(moment)


def _words(titles: Titles, decision: EditorialDecision) -> str:
    if decision.kind == "name":
        return f"“{plain_label(decision.other or '')}” is “{plain_label(decision.text)}”"
    if decision.kind in OF_NAMES:
        return " and ".join(dict.fromkeys((plain_label(decision.text), plain_label(decision.other or ""))))
    if decision.kind == "merge":
        return titles.of(decision.other or "")[0]
    if decision.kind == "split":
        return count(len(decision.articles), "article")
    return plain_label(decision.text)


def entries(titles: Titles, found: Iterable[Registered]) -> tuple[Entry, ...]:
    """Entries of the registry, each with the stories of the paper that name it."""
    return tuple(
        Entry(
            id=one.id,
            name=plain_label(one.name),
            aliases=", ".join(map(plain_label, one.aliases)),
            kind=one.kind,
            stories=tuple((story, titles.of(story)[0], titles.of(story)[1] or "") for story in dict(one.stories)),
        )
        for one in found
    )
