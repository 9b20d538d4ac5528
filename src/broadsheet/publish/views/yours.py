"""What a reader of the web app said, in one place, each with the way to take it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from broadsheet.pipeline.desks import saved_desks
from broadsheet.publish.views.cards import named_difference
from broadsheet.publish.views.front import Line, line
from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.views.wording import plain_label
from broadsheet.records.edition import Desk
from broadsheet.records.reader import Remembered
from broadsheet.records.story import Constraint
from broadsheet.records.story_page import StoryPage


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDesk:
    """A desk that a reader made, with how many stories of the edition it holds."""

    name: str
    query: str
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """An article that was said to be of another story than some articles. Titles with links, where these are in the edition."""

    number: int
    article: tuple[str, str | None]
    others: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A disagreement that was said to be none; `issue` is empty where no revision tells it any more."""

    story: str
    difference: str
    issue: str
    title: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Yours:
    """Everything that the template speaks of. `gone` are followed stories that the edition does not have."""

    followed: tuple[Line, ...]
    gone: tuple[str, ...]
    hidden: tuple[str, ...]
    desks: tuple[OwnDesk, ...]
    apart: tuple[Parted, ...]
    settled: tuple[Settled, ...]


def own_desks(library: Library, known: Remembered) -> tuple[Desk, ...]:
    """A reader's own desks over the edition, each story on the first that wants it."""
    return saved_desks(library.edition.stories, known.desks)


def yours(library: Library, known: Remembered) -> Yours:
    """What concerns the reader alone; `apart` and `settled`, which concern everyone, are left empty."""
    counted = {desk.name: len(desk.stories) for desk in own_desks(library, known)}
    return Yours(
        followed=tuple(line(library, story) for story in library.stories.values() if story.id in known.followed),
        gone=tuple(sorted(known.followed - library.stories.keys())),
        hidden=tuple(sorted(known.hidden)),
        desks=tuple(OwnDesk(name=name, query=query, stories=counted[name]) for name, query in known.desks.items()),
        apart=(),
        settled=(),
    )


def parted(library: Library, said: Iterable[Constraint]) -> tuple[Parted, ...]:
    """What was said to be apart, in the order of saying."""
    told = [list(rows) for _, rows in groupby(said, key=lambda one: one.number)]
    return tuple(
        Parted(
            number=rows[0].number,
            article=_article(library, rows[0].article),
            others=tuple(_article(library, row.other) for row in rows),
        )
        for rows in told
        if rows[0].kind == "apart"
    )


def _article(library: Library, article: str) -> tuple[str, str | None]:
    known = library.articles.get(article)
    return (plain_label(known.title) if known else article), library.article_href(article)


def settled(
    library: Library, said: Mapping[str, Sequence[str]], revisions: Mapping[str, Sequence[StoryPage]]
) -> tuple[Settled, ...]:
    """What was said to be no contradiction.

    Args:
        library: the edition.
        said: story → disagreements, by `records.reader.difference_id`.
        revisions: story → its pages, the newest last: one of them may tell what the disagreement was about.
    """
    return tuple(_settled(library, story, one, revisions.get(story, ())) for story, names in sorted(said.items()) for one in names)


def _settled(library: Library, story: str, difference: str, pages: Sequence[StoryPage]) -> Settled:
    told = [item.issue for page in pages for item in page.contradictions.values() if named_difference(page, item) == difference]
    return Settled(
        story=story,
        difference=difference,
        issue=plain_label(told[-1]) if told else "",
        title=headline(pages[-1]) if pages else story,
        href=library.story_href(story),
    )
