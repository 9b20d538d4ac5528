"""Where everything of an edition lies, and how outlets and articles are called."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import Any, TypeVar, cast
from urllib.parse import quote, urlsplit

from broadsheet.language.urls import host_of
from broadsheet.publish import names
from broadsheet.publish.observed import Look, Observed, Shelves
from broadsheet.publish.views import shelves
from broadsheet.publish.views.wording import count, plain_label
from broadsheet.records.article import Article, Copy
from broadsheet.records.edition import Edition
from broadsheet.records.page import public_address
from broadsheet.records.pool import ArticleEntry, EntityCard
from broadsheet.records.registry import Registered
from broadsheet.records.story import Thread
from broadsheet.records.story_page import StoryPage
from broadsheet.records.text import Span

T = TypeVar("T")
TOPIC_KINDS = ("person", "organisation", "place")
"""What has a topic page."""
NO_ORIGIN = ("digest", "sponsored")
"""Roles that count as nobody's independent account."""


@lru_cache(maxsize=1 << 13)  # an article's stands in every list of articles
def web_address(url: str | None) -> str | None:
    """The address if it may be linked: http or https with a host, nothing else. A name and password in it are left out.

    >>> web_address("https://mira:secret@halm.example/a"), web_address("javascript:x")
    ('https://halm.example/a', None)
    """
    whole = public_address(url or "")
    try:
        parts = urlsplit(whole)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return quote(whole, safe=":/?#[]@!$&'()*+,;=%~-._") if sound else None


def passage_address(url: str | None, exact: str) -> str | None:
    """A link to the words themselves in the live page (a text fragment, WICG scroll-to-text)."""
    address = web_address(url)
    words = exact.split()
    if not address or not words:
        return None
    parts = [" ".join(words)] if len(words) <= 10 else [" ".join(words[:4]), " ".join(words[-4:])]
    fragment = ",".join(quote(part.encode("utf-8", "replace"), safe="").replace("-", "%2D") for part in parts)
    return f"{address.split('#')[0]}#:~:text={fragment}"


@dataclass(frozen=True)
class Library:
    """An edition's shelves.

    Attributes:
        edition: what is published.
        up: how a page reaches the site's folder: `` at the top, `../` one folder down.
    """

    edition: Edition
    up: str = ""

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """By article id."""
        return self._shelf("article")

    @cached_property
    def stories(self) -> Mapping[str, StoryPage]:
        """By story id."""
        return self._shelf("story")

    @cached_property
    def told_in(self) -> Mapping[str, StoryPage]:
        """The story that an article is told in, by article id."""
        return self._shelf("told_in")

    @cached_property
    def cited(self) -> Mapping[str, Sequence[tuple[Span, StoryPage]]]:
        """The spans that stories cite, by article id, in the order of the text."""
        return self._shelf("cited")

    @cached_property
    def _bearers(self) -> Mapping[tuple[str, str], Collection[Registered]]:
        return self._shelf("bearer")

    @cached_property
    def _names(self) -> Mapping[tuple[str, str], int]:
        return self._shelf("name")

    @cached_property
    def _namesakes(self) -> Mapping[str, Sequence[Registered]]:
        return self._shelf("namesake")

    @cached_property
    def _topics(self) -> Mapping[str, str]:
        return self._shelf("topic")

    @cached_property
    def _threads(self) -> Mapping[str, Thread]:
        return self._shelf("thread")

    def _shelf(self, name: str) -> Mapping[Any, Any]:
        """One of `SHELVES`; that of an edition that is observed notes what is looked at."""
        return self.edition.shelf(name) if isinstance(self.edition, Observed) else SHELVES[name](self.edition)

    def looking(self, make: Callable[[], T]) -> tuple[T, tuple[Look, ...]]:
        """What is made, and what was looked at for it in an edition that is observed."""
        return self.edition.looking(make) if isinstance(self.edition, Observed) else (make(), ())

    def looked(self, looks: Iterable[Look]) -> None:
        """Note looks that somebody had before, for something that is used again."""
        if isinstance(self.edition, Observed):
            self.edition.looked(looks)

    def likeness(self) -> tuple[object, ...]:
        """What makes it another library than others of the same edition."""
        return tuple(getattr(self, field.name) for field in fields(self) if field.name != "edition")

    def bearer(self, story: str, name: str) -> Registered | None:
        """Whom a story means by a name; None where the registry does not know, or knows several."""
        found = self._bearers.get((story, name), ())
        return next(iter(found)) if len(found) == 1 else None

    def has_namesake(self, one: Registered) -> bool:
        """Whether another of the same kind has the same name."""
        return self._names.get((one.kind, one.name.casefold()), 0) > 1

    def namesakes(self, one: Registered) -> Sequence[Registered]:
        """Those that may be the same, in the order of the registry."""
        return self._namesakes.get(one.id, ())

    def topic_path(self, story: str, item: EntityCard) -> str:
        """Where the topic page of a story's card lies: that of whom the registry holds it for, else that of its name."""
        known = self.bearer(story, item.name)
        path = self.registered_path(known) if known else None
        return path or names.topic_file(item.kind, plain_label(item.name))

    def registered_path(self, known: Registered) -> str | None:
        """Where the topic page of somebody lies, None for what has none; the id tells namesakes apart."""
        if known.kind not in TOPIC_KINDS:
            return None
        return names.topic_file(known.kind, plain_label(known.name), known.id if self.has_namesake(known) else "")

    def has_topic(self, path: str) -> bool:
        """Whether a topic page lies there."""
        return path in self._topics

    def has_words(self, span: Span, article: str) -> bool:
        """Whether the article is here and says, at that place, what the span says it says."""
        return article in self.articles and span.stands_in(self.articles[article].text)

    def story_href(self, story: str) -> str | None:
        """Link to a story of this edition."""
        return self.up + names.story_file(story) if story in self.stories else None

    def article_href(self, article: str) -> str | None:
        """Link to an article of this edition."""
        return self.up + names.article_file(article) if article in self.articles else None

    def words_href(self, article: str, start: int) -> str | None:
        """Link to a cited passage of an article of this edition, by where it starts."""
        href = self.article_href(article)
        return f"{href}#o{start}" if href else None

    def topic_href(self, path: str) -> str | None:
        """Link to a topic page that lies at `path`."""
        return self.up + path

    def page_href(self, page: str | None) -> str | None:
        """Link to the surgery of a page of this edition."""
        return self.up + names.page_file(page) if page in self.edition.cuttings else None

    def thread_href(self, thread: str) -> str | None:
        """Link to a thread of this edition."""
        return self.up + names.thread_file(thread) if thread in self._threads else None

    def page_name(self, page: str | None) -> str:
        """What people call a page."""
        known = self.edition.pages.get(page or "")
        return plain_label(known.name if known else self.edition.expired.get(page or "") or page or "unknown")

    def copy(self, article: str) -> Copy:
        """What `dedupe` said of an article; an original where it said nothing."""
        return self.edition.copies.get(article) or Copy(article=article, origin=article)

    def outlet(self, article: Article) -> str:
        """The outlet's name, or what tells an unnamed paper from others."""
        return plain_label(article.outlet or "") or self._unnamed(article.url, self.page_name(article.page))

    def entry_outlet(self, story: StoryPage, entry: ArticleEntry) -> str:
        """The same for an article as a story lists it."""
        known = story.outlets.get(entry.outlet or "")
        if known and plain_label(known.name):
            return plain_label(known.name)
        article = self.articles.get(entry.id)
        page = entry.x_page_name or self.page_name(entry.page or (article.page if article else None))
        return self._unnamed(entry.url, page)

    def _unnamed(self, url: str | None, page: str) -> str:
        """An unnamed paper by its host; where there is none, by the page that its article was cut from."""
        return f"Unnamed paper ({plain_label(host_of(url) or host_of(page) or f'page {page}')})"


def introduced(story: StoryPage) -> Iterator[str]:
    """Keys of the cards of a story that have a topic page."""
    section = story.section("topics")
    for key in section.items if section else ():
        if key in story.entities and story.entities[key].kind in TOPIC_KINDS:
            yield key


def _topics(edition: Edition) -> dict[str, str]:
    """The topic pages: their paths and the name that was found first."""
    library, found = Library(edition), dict[str, str]()
    for story in edition.stories:
        for card in (story.entities[key] for key in introduced(story)):
            found.setdefault(library.topic_path(story.id, card), card.name)
    return found


SHELVES: Shelves = {**shelves.SHELVES, "topic": _topics}
"""All that a library looks up, by the name of the shelf."""


def observed(edition: Edition) -> Edition:
    """The edition so that it notes what is looked at; one that does already as it is."""
    return edition if isinstance(edition, Observed) else cast("Edition", Observed(edition, SHELVES))


def outlet_names(library: Library, story: StoryPage) -> tuple[str, ...]:
    """The story's outlets, most articles first; unnamed papers last and, if they are several, together; digests left out."""
    counted: dict[str, int] = {}
    for entry in story.articles.values():
        if entry.role not in NO_ORIGIN:
            name = library.entry_outlet(story, entry)
            counted[name] = counted.get(name, 0) + 1
    named = sorted((name for name in counted if not name.startswith("Unnamed paper (")), key=lambda name: (-counted[name], name))
    unnamed = sorted(name for name in counted if name.startswith("Unnamed paper ("))
    return (*named, *(unnamed if len(unnamed) < 2 else [count(len(unnamed), "unnamed paper")]))


def headline(story: StoryPage) -> str:
    """The story's headline as a label."""
    said = story.statements.get(story.headline)
    return plain_label(said.text) if said else story.slug
