"""A story by itself: links lead to places of its own page, and what its articles say where they are cited stands at its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from broadsheet.publish.names import file_name
from broadsheet.publish.views.library import Library, web_address
from broadsheet.publish.views.wording import day_label, machine_time, plain_label, role_label
from broadsheet.records.article import Article
from broadsheet.records.story_page import StoryPage
from broadsheet.records.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Cited words of an article that stand together, in pieces.

    Attributes:
        pieces: the words, each piece with the offset where a cited passage starts.
        opens: whether the excerpt begins where its paragraph does.
        closes: whether it ends there.
    """

    pieces: tuple[tuple[str, int], ...]
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedArticle:
    """An article of the story with all that the page cites of it."""

    anchor: str
    title: str
    outlet: str
    date: str
    machine_date: str | None
    role: str
    live: str | None
    language: str
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True)
class Enclosed(Library):
    """The shelves of an edition as one story's own file sees them: nothing else of the paper can be reached.

    Attributes:
        story: whose file it is.
    """

    story: str = ""

    @cached_property
    def spans(self) -> dict[str, list[Span]]:
        """What the story cites, by article id, in the order of the text."""
        told = self.cited.items()
        found = {article: [span for span, page in cited if page.id == self.story] for article, cited in told}
        return {article: spans for article, spans in found.items() if spans}

    def story_href(self, story: str) -> str | None:
        """The page itself, and no other."""
        return "#main" if story == self.story else None

    def article_href(self, article: str) -> str | None:
        """Where the page's end tells what it cites of an article."""
        return f"#{anchor(article)}" if article in self.spans else None

    def words_href(self, article: str, start: int) -> str | None:
        """The cited words there."""
        return f"#{anchor(article)}-{start}" if article in self.spans else None

    def topic_href(self, path: str) -> str | None:  # noqa: ARG002 (no topic page is inside)
        """None: it is another page."""
        return None

    def page_href(self, page: str | None) -> str | None:  # noqa: ARG002 (no surgery is inside)
        """None: it is another page."""
        return None

    def thread_href(self, thread: str) -> str | None:  # noqa: ARG002 (no thread is inside)
        """None: it is another page."""
        return None


def anchor(article: str) -> str:
    """The id of an article's place on the page."""
    return f"article-{file_name(article)}"


def cited_articles(library: Enclosed, story: StoryPage) -> tuple[CitedArticle, ...]:
    """The articles that the story cites, in the order of its list of sources."""
    entries = [entry for entry in story.articles.values() if entry.id in library.spans]
    return tuple(_cited(library, library.articles[entry.id]) for entry in entries)


def _cited(library: Enclosed, article: Article) -> CitedArticle:
    return CitedArticle(
        anchor=anchor(article.id),
        title=plain_label(article.title) or "Untitled",
        outlet=library.outlet(article),
        date=day_label(article.published),
        machine_date=machine_time(article.published),
        role=role_label(article.role),
        live=web_address(article.url),
        language=plain_label(article.language) or "und",
        excerpts=tuple(_excerpts(article.text, library.spans[article.id])),
    )


def _excerpts(text: str, spans: Iterable[Span]) -> list[Excerpt]:
    """Runs of spans that touch or overlap, in the order of the text."""
    runs: list[list[Span]] = []
    for span in spans:
        if runs and span.start <= max(one.end for one in runs[-1]):
            runs[-1].append(span)
        else:
            runs.append([span])
    return [_excerpt(text, run) for run in runs]


def _excerpt(text: str, run: list[Span]) -> Excerpt:
    end = max(span.end for span in run)
    starts = sorted({span.start for span in run})
    pieces = tuple((text[a:b], a) for a, b in zip(starts, [*starts[1:], end], strict=True))
    before, after = text[: starts[0]].rstrip(" "), text[end:].lstrip(" ")
    return Excerpt(pieces=pieces, opens=not before or before.endswith("\n"), closes=not after or after.startswith("\n"))
