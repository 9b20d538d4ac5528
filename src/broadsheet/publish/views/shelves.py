"""What is looked up of an edition, put together once: articles and stories by id, what is told and cited where, who is who."""

from __future__ import annotations

from collections import Counter

from broadsheet.publish.observed import Shelves
from broadsheet.records.article import Article
from broadsheet.records.edition import Edition
from broadsheet.records.registry import Registered
from broadsheet.records.story import Thread
from broadsheet.records.story_page import StoryPage
from broadsheet.records.text import Span


def articles(edition: Edition) -> dict[str, Article]:
    """By article id."""
    return {article.id: article for article in edition.articles}


def stories(edition: Edition) -> dict[str, StoryPage]:
    """By story id."""
    return {story.id: story for story in edition.stories}


def told_in(edition: Edition) -> dict[str, StoryPage]:
    """The story that an article is told in, by article id."""
    return {entry.id: story for story in reversed(edition.stories) for entry in story.articles.values()}


def cited(edition: Edition) -> dict[str, list[tuple[Span, StoryPage]]]:
    """The spans that stories cite and that stand in their articles, by article id, in the order of the text."""
    known = articles(edition)
    found: dict[str, list[tuple[Span, StoryPage]]] = {}
    for story in edition.stories:
        for span in story.spans.values():
            entry = story.articles.get(span.article)
            if entry and entry.id in known and span.stands_in(known[entry.id].text):
                found.setdefault(entry.id, []).append((span, story))
    return {article: sorted(spans, key=lambda pair: (pair[0].start, pair[0].end)) for article, spans in found.items()}


def bearers(edition: Edition) -> dict[tuple[str, str], set[Registered]]:
    """Whom a story may mean, by the story and the name that it uses."""
    found: dict[tuple[str, str], set[Registered]] = {}
    for one in edition.registry:
        for named in one.stories:
            found.setdefault(named, set()).add(one)
    return found


def names(edition: Edition) -> Counter[tuple[str, str]]:
    """How many have a name, by kind and name."""
    return Counter((one.kind, one.name.casefold()) for one in edition.registry)


def namesakes(edition: Edition) -> dict[str, list[Registered]]:
    """Those that may be the same as somebody, by the id, in the order of the registry."""
    bearers_of: dict[str, list[str]] = {}
    for one in edition.registry:
        for name in dict.fromkeys(one.namesakes):
            bearers_of.setdefault(name, []).append(one.id)
    found: dict[str, list[Registered]] = {}
    for one in edition.registry:
        for other in bearers_of.get(one.id, ()):
            found.setdefault(other, []).append(one)
    return found


def threads(edition: Edition) -> dict[str, Thread]:
    """By thread id."""
    return {thread.id: thread for thread in edition.threads}


SHELVES: Shelves = {
    "article": articles, "story": stories, "told_in": told_in, "cited": cited,
    "bearer": bearers, "name": names, "namesake": namesakes, "thread": threads,
}  # fmt: skip
"""Every shelf by its name. None is called as a field of the edition."""
