"""One JSON document per article: what is known of it, whose copy it is, and which of its words stories stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from broadsheet.publish import names
from broadsheet.publish.views.library import Library, web_address
from broadsheet.publish.views.wording import plain_label
from broadsheet.records.article import Article
from broadsheet.records.story_page import StoryPage
from broadsheet.records.text import Span

INDEX = "articles/index.json"
_AS_IT_IS = (
    "id", "title", "title_inferred", "standfirst", "agency", "published", "modified", "date_source", "precision", "not_before",
    "not_after", "language", "role", "cut", "paywalled", "section", "page", "place", "text_sha256",
)  # fmt: skip


def article_documents(library: Library) -> Iterator[tuple[str, Callable[[], Any]]]:
    """`articles/<id>.json` for every article of the edition, and `articles/index.json`, the list of them, newest first.

    The text is not in it: it lies where `text` says, as the site publishes it.
    """
    for article in library.edition.articles:
        yield names.article_file(article.id, "json"), partial(_article, library, article)
    yield INDEX, partial(_articles, library)


def _articles(library: Library) -> dict[str, Any]:
    newest = sorted(library.edition.articles, key=lambda article: (article.published or "", article.id), reverse=True)
    return {"articles": [_line(library, article) for article in newest]}


def _line(library: Library, article: Article) -> dict[str, Any]:
    told, copy = library.told_in.get(article.id), library.copy(article.id)
    return {
        "id": article.id,
        "title": article.title,
        "outlet": plain_label(article.outlet or "") or None,
        "published": article.published,
        "language": article.language,
        "role": article.role,
        "copy": copy.kind,
        "url": web_address(article.url),
        "story": told.id if told else None,
        "html": names.article_file(article.id),
        "json": names.article_file(article.id, "json"),
    }


def _article(library: Library, article: Article) -> dict[str, Any]:
    told = library.told_in.get(article.id)
    return {
        **{field: getattr(article, field) for field in _AS_IT_IS},
        "outlet": plain_label(article.outlet or "") or None,
        "called": library.outlet(article),
        "authors": list(article.authors),
        "url": web_address(article.url),
        "vanished": library.edition.vanished.get(article.page),
        "characters": len(article.text),
        "story": told.id if told else None,
        "thread": told.thread.id if told and told.thread else None,
        "copy": _copy(library, article),
        "copies": _copies_of(library, article),
        "spans": _spans(library, article),
        "html": names.article_file(article.id),
        "text": names.article_file(article.id, "txt"),
    }


def _copy(library: Library, article: Article) -> dict[str, Any]:
    """Whose copy it is; an origin that is not in this edition is not named."""
    copy = library.copy(article.id)
    origin = copy.origin if copy.origin in library.articles else None
    return {"kind": copy.kind, "origin": origin, "likeness": copy.likeness, "why": copy.why}


def _copies_of(library: Library, article: Article) -> list[str]:
    copies = library.edition.copies
    return [one for one in library.articles if one != article.id and one in copies and copies[one].origin == article.id]


def _spans(library: Library, article: Article) -> list[dict[str, Any]]:
    """The passages that stories cite, each with the keys of the statements that stand on it."""
    cited = library.cited.get(article.id, ())
    standing = {story: _standing(page) for story, page in {page.id: page for _, page in cited}.items()}
    return [
        {
            "story": page.id,
            "statements": standing[page.id][span],
            "start": span.start,
            "end": span.end,
            "exact": span.exact,
            "html": library.words_href(article.id, span.start),
        }
        for span, page in cited
    ]


def _standing(page: StoryPage) -> dict[Span, list[str]]:
    """Span → the keys of the statements that stand on it; none for one that a figure or quote alone stands on."""
    found: dict[Span, list[str]] = {span: [] for span in page.spans.values()}
    for key, statement in page.statements.items():
        for one in statement.spans:
            found[page.spans[one]].append(key)
    return found
