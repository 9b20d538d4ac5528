"""Where everything of an edition lies, and how outlets and articles are called."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlsplit

from broadsheet.publish import names
from broadsheet.publish.views.wording import count, plain_label
from broadsheet.records.article import Article, Copy
from broadsheet.records.edition import Edition
from broadsheet.records.page import public_address
from broadsheet.records.pool import ArticleEntry
from broadsheet.records.registry import Registered
from broadsheet.records.story_page import StoryPage
from broadsheet.records.text import Span

NO_ORIGIN = ("digest", "sponsored")
"""Roles that count as nobody's independent account."""


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
    def articles(self) -> dict[str, Article]:
        """By article id."""
        return {article.id: article for article in self.edition.articles}

    @cached_property
    def stories(self) -> dict[str, StoryPage]:
        """By story id."""
        return {story.id: story for story in self.edition.stories}

    @cached_property
    def told_in(self) -> dict[str, StoryPage]:
        """The story that an article is told in, by article id."""
        return {entry.id: story for story in reversed(self.edition.stories) for entry in story.articles.values()}

    @cached_property
    def cited(self) -> dict[str, list[tuple[Span, StoryPage]]]:
        """The spans that stories cite, by article id, in the order of the text."""
        found: dict[str, list[tuple[Span, StoryPage]]] = {}
        for story in self.edition.stories:
            for span in story.spans.values():
                entry = story.articles.get(span.article)
                if entry and self.has_words(span, entry.id):
                    found.setdefault(entry.id, []).append((span, story))
        return {article: sorted(spans, key=lambda pair: (pair[0].start, pair[0].end)) for article, spans in found.items()}

    @cached_property
    def _bearers(self) -> dict[tuple[str, str], set[Registered]]:
        """By story and the name that the story uses."""
        found: dict[tuple[str, str], set[Registered]] = {}
        for one in self.edition.registry:
            for named in one.stories:
                found.setdefault(named, set()).add(one)
        return found

    @cached_property
    def _names(self) -> Counter[tuple[str, str]]:
        return Counter((one.kind, one.name.casefold()) for one in self.edition.registry)

    def bearer(self, story: str, name: str) -> Registered | None:
        """Whom a story means by a name; None where the registry does not know, or knows several."""
        found = self._bearers.get((story, name), set())
        return next(iter(found)) if len(found) == 1 else None

    def has_namesake(self, one: Registered) -> bool:
        """Whether another of the same kind has the same name."""
        return self._names[one.kind, one.name.casefold()] > 1

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
        known = any(other.id == thread for other in self.edition.threads)
        return self.up + names.thread_file(thread) if known else None

    def page_name(self, page: str | None) -> str:
        """What people call a page."""
        known = self.edition.pages.get(page or "")
        return plain_label(known.name if known else self.edition.expired.get(page or "") or page or "unknown")

    def copy(self, article: str) -> Copy:
        """What `dedupe` said of an article; an original where it said nothing."""
        return self.edition.copies.get(article) or Copy(article=article, origin=article)

    def outlet(self, article: Article) -> str:
        """The outlet's name, or the page that an unnamed paper's article was cut from."""
        return plain_label(article.outlet or "") or f"Unnamed paper (page {self.page_name(article.page)})"

    def entry_outlet(self, story: StoryPage, entry: ArticleEntry) -> str:
        """The same for an article as a story lists it."""
        known = story.outlets.get(entry.outlet or "")
        if known and plain_label(known.name):
            return plain_label(known.name)
        article = self.articles.get(entry.id)
        page = entry.x_page_name or self.page_name(entry.page or (article.page if article else None))
        return f"Unnamed paper (page {plain_label(page)})"


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
