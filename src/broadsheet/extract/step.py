"""The room's door: a page in, a cutting out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from broadsheet.extract import bounds, html, metadata, roles
from broadsheet.extract.cues import DATELINE
from broadsheet.extract.furniture import Furniture
from broadsheet.extract.metadata import Metadata
from broadsheet.extract.pieces import cut
from broadsheet.extract.plaintext import Label, label
from broadsheet.extract.split import Draft, split
from broadsheet.language.identify import UNKNOWN, language
from broadsheet.language.urls import domain
from broadsheet.records.article import Article, Cut
from broadsheet.records.page import Cutting, Line, Page
from broadsheet.records.text import Extent
from broadsheet.steps import Dropped

#: An article of an HTML page has at least so many characters; less is a notice, not a text.
_LEAST = 60


class Extract:
    """Takes pages apart into articles. Stateless but for the furniture it was given.

    Args:
        furniture: what repeats over the pages, from `learn_furniture`; None if nothing is known.
    """

    name = "extract"
    reasons: Mapping[str, str] = {
        "no article": "nothing on the page reads like an article",
        "empty page": "the page holds no words at all",
    }

    def __init__(self, furniture: Furniture | None = None) -> None:
        self.furniture = furniture

    def __call__(self, pages: Iterable[Page], /) -> Iterator[Cutting | Dropped]:
        """A cutting for every page, and for one without an article a `Dropped` besides."""
        for page in pages:
            cutting = self.cut(page)
            yield cutting
            if not cutting.articles:
                reason = "no article" if cutting.text.strip() else "empty page"
                yield Dropped(record=page.name, step=self.name, reason=reason)

    def cut(self, page: Page) -> Cutting:
        """One page taken apart."""
        return self._html(page) if page.kind == "html" else self._text(page)

    def _text(self, page: Page) -> Cutting:
        labels = label(page.body, self.furniture)
        drafts = split(labels)
        articles = tuple(_article(page, page.body, draft, place) for place, draft in enumerate(drafts, 1))
        return Cutting(page=page.id, text=page.body, lines=_lines(labels), articles=articles)

    def _html(self, page: Page) -> Cutting:
        opened = html.open_page(page.body, page.url)
        labels = label(opened.text, self.furniture)
        draft = html.draft(labels, opened)
        articles: tuple[Article, ...] = ()
        if draft and opened.tree is not None:
            known = metadata.of_html(opened.tree, opened.node, page.url)
            article = _article(page, opened.text, draft, 1, known)
            articles = (article,) if len(article.text) >= _LEAST else ()
        if not articles:
            for mark in labels:
                mark.article = None
                mark.kind = "junk" if mark.kind != "blank" else "blank"
        return Cutting(page=page.id, text=opened.text, lines=_lines(labels), articles=articles)


def _lines(labels: Iterable[Label]) -> tuple[Line, ...]:
    return tuple(
        Line(number=number, extent=mark.extent, kind=mark.kind, article=mark.article, why=mark.why)
        for number, mark in enumerate(labels, 1)
    )


def _article(page: Page, rendered: str, draft: Draft, place: int, known: Metadata | None = None) -> Article:
    """The record of a draft."""
    text, ranges = cut(rendered, (mark.extent for mark in draft.body))
    paragraphs = text.split("\n")
    heading, byline = ([mark.text for mark in lines] for lines in (draft.headline, draft.byline))
    found = known or metadata.of_text(heading, byline, paragraphs)
    if place == 1:
        published = page.published if _sole(draft) else None
        stated = Metadata(title=page.title, outlet=page.outlet, published=published, authors=page.authors)
        found = metadata.completed(found, stated)
    elif page.outlet:
        found = replace(found, outlet=found.outlet)
    title = found.title or metadata.inferred_title(text)
    earliest, latest = (None, None) if found.published else bounds.bounds(text)
    return Article(
        id=f"{page.id}#{place}",
        page=page.id,
        place=place,
        title=title,
        title_inferred=not found.title,
        text=text,
        ranges=ranges,
        standfirst=found.standfirst,
        authors=found.authors,
        outlet=found.outlet,
        domain=found.domain or domain(page.url),
        url=found.url or page.url,
        agency=found.agency or metadata.agency_of(paragraphs),
        published=found.published,
        date_source=found.date_source if found.published else "none",
        modified=found.modified,
        not_before=earliest,
        not_after=latest,
        section=found.section,
        language=_language(found, page, text),
        role="digest" if draft.digest else roles.role_of(title, found.section, paragraphs, folded=draft.folded, marked=heading[1:]),
        cut=roles.cut_of(
            paragraphs,
            headed=bool(heading) or known is not None or draft.digest,
            folded=draft.folded,
            dateline=bool(DATELINE.match(text)),
        ),
        paywalled=found.paywalled,
        captions=tuple(dict.fromkeys(" ".join(mark.text.split()) for mark in draft.caption)),
        dropped=_dropped(draft),
    )


def _sole(draft: Draft) -> bool:
    """Whether what the source states beside the page can be said of this article."""
    return not draft.folded


def _language(found: Metadata, page: Page, text: str) -> str:
    seen = language(text)
    return seen if seen != UNKNOWN else found.language or page.language or UNKNOWN


def _dropped(draft: Draft) -> tuple[Cut, ...]:
    """What stands within the article's stretch of the page and is not in its text."""
    within = [mark for mark in draft.lines if mark.kind != "body"]
    return tuple(Cut(kind=mark.kind, extent=Extent(*mark.extent)) for mark in within)
