"""Lists: a story's sources and relatives, the day's articles, the papers and pages behind the edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from broadsheet.publish.views.library import NO_ORIGIN, Library, headline, web_address
from broadsheet.publish.views.wording import day_label, machine_time, plain_label, role_label, short_day
from broadsheet.records.article import Article
from broadsheet.records.pool import ArticleEntry
from broadsheet.records.story_page import StoryPage

_RELATIONS = {
    "earlier_chapter": "Earlier chapter",
    "later_chapter": "Later chapter",
    "background": "Background",
    "same_people": "Same people",
    "same_place": "Same place",
    "reaction": "Reaction",
}
_COPIES = {
    "original": "",
    "same": "the same text",
    "syndicated": "syndicated copy",
    "rewritten": "rewritten from the same origin",
    "update": "later version",
}
_CUTS = {"none": "", "start": "its opening is missing", "end": "its end is missing", "both": "its opening and end are missing"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedLine:
    """Another story and the reason."""

    title: str
    href: str | None
    relation: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """An article as a list shows it; its copies hang below it."""

    title: str
    href: str | None
    live: str | None
    outlet: str
    date: str
    machine_date: str | None
    role: str
    remarks: tuple[str, ...]
    page: str
    page_href: str | None
    story: tuple[str, str] | None = None
    copies: tuple[SourceLine, ...] = ()
    language: str = "und"
    id: str = ""


def related_lines(library: Library, story: StoryPage) -> tuple[RelatedLine, ...]:
    """The story's relatives with their reasons."""
    return tuple(
        RelatedLine(
            title=plain_label(other.title),
            href=library.story_href(other.story),
            relation=_RELATIONS[other.relation],
            because="; ".join(plain_label(reason) for reason in other.because),
        )
        for other in story.related
    )


def source_lines(library: Library, story: StoryPage, keys: Sequence[str]) -> tuple[SourceLine, ...]:
    """The story's articles in the order of `keys`, copies nested under their origin."""
    entries = [story.articles[key] for key in keys if key in story.articles]
    origins = {entry.id for entry in entries if entry.origin == entry.id}
    copies: dict[str, list[SourceLine]] = {}
    for entry in entries:
        if entry.origin != entry.id and entry.origin in origins:
            copies.setdefault(entry.origin, []).append(_entry_line(library, story, entry))
    top = [entry for entry in entries if entry.id in origins or entry.origin not in origins]
    return tuple(_entry_line(library, story, entry, tuple(copies.get(entry.id, ()))) for entry in top)


def _entry_line(library: Library, story: StoryPage, entry: ArticleEntry, copies: tuple[SourceLine, ...] = ()) -> SourceLine:
    article = library.articles.get(entry.id)
    page = entry.page if entry.page in library.edition.pages else article.page if article else entry.page
    return SourceLine(
        title=plain_label(entry.title) or "Untitled",
        href=library.article_href(entry.id),
        live=web_address(entry.url),
        outlet=library.entry_outlet(story, entry),
        date=day_label(entry.published),
        machine_date=machine_time(entry.published),
        role=role_label(entry.role),
        remarks=(*_remarks(entry.role, entry.copy_kind, entry.cut, entry.x_agency), *_gone(library, page)),
        page=plain_label(entry.x_page_name or "") or library.page_name(page),
        page_href=library.page_href(page),
        copies=copies,
        language=entry.language,
        id=entry.id,
    )


def article_line(library: Library, article: Article) -> SourceLine:
    """An article of the edition as a list shows it."""
    story = library.told_in.get(article.id)
    href = library.story_href(story.id) if story else None
    return SourceLine(
        title=plain_label(article.title) or "Untitled",
        href=library.article_href(article.id),
        live=web_address(article.url),
        outlet=library.outlet(article),
        date=day_label(article.published),
        machine_date=machine_time(article.published),
        role=role_label(article.role),
        remarks=(
            *_remarks(article.role, library.copy(article.id).kind, article.cut, article.agency),
            *_gone(library, article.page),
        ),
        page=library.page_name(article.page),
        page_href=library.page_href(article.page),
        story=(headline(story), href) if story and href else None,
        language=article.language,
    )


def _remarks(role: str, copy: str, cut: str, agency: str | None) -> tuple[str, ...]:
    digest = "a digest of other papers, no origin of its own" if role == "digest" else ""
    sponsored = "sponsored, no source of news" if role == "sponsored" else ""
    credit = f"credits {plain_label(agency)}" if agency else ""
    return tuple(remark for remark in (_COPIES[copy], digest, sponsored, credit, _CUTS[cut]) if remark)


def _gone(library: Library, page: str | None) -> tuple[str, ...]:
    since = library.edition.vanished.get(page or "")
    return (f"gone from its address since {short_day(since)}",) if since else ()


def latest(library: Library) -> tuple[tuple[str, tuple[SourceLine, ...]], ...]:
    """Every article by day, newest first; undated ones last."""
    days: dict[str, list[Article]] = {}
    for article in library.edition.articles:
        days.setdefault((article.published or "")[:10], []).append(article)
    ordered = []
    for day in sorted(days, reverse=True):
        articles = sorted(days[day], key=lambda article: article.published or "", reverse=True)
        ordered.append((day_label(day) if day else "Undated", tuple(article_line(library, article) for article in articles)))
    return tuple(ordered)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletLine:
    """A paper behind the edition."""

    name: str
    domain: str
    articles: int
    origins: int
    copies: int
    newest: str
    lines: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """A page that came in."""

    name: str
    href: str | None
    kind: str
    articles: int
    lines: int


def outlets(library: Library) -> tuple[OutletLine, ...]:
    """The papers, those with most articles first, unnamed ones last."""
    grouped: dict[str, list[Article]] = {}
    for article in library.edition.articles:
        grouped.setdefault(library.outlet(article), []).append(article)
    order = sorted(grouped, key=lambda name: (name.startswith("Unnamed paper ("), -len(grouped[name]), name))
    return tuple(_outlet(library, name, grouped[name]) for name in order)


def _outlet(library: Library, name: str, articles: list[Article]) -> OutletLine:
    copies = [article for article in articles if library.copy(article.id).origin != article.id]
    own = [article for article in articles if article not in copies and article.role not in NO_ORIGIN]
    domains = sorted({article.domain for article in articles if article.domain})
    newest = max((article.published for article in articles if article.published), default=None)
    return OutletLine(
        name=name,
        domain=plain_label(", ".join(domains)),
        articles=len(articles),
        origins=len(own),
        copies=len(copies),
        newest=day_label(newest[:10] if newest else None),
        lines=tuple(article_line(library, article) for article in articles),
    )


def dropped(drops: Mapping[str, Mapping[str, int]]) -> tuple[tuple[str, str, int], ...]:
    """Step, reason and how often, in the order of the alphabet."""
    return tuple((step, reason, n) for step, reasons in sorted(drops.items()) for reason, n in sorted(reasons.items()))


def pages(library: Library) -> tuple[PageLine, ...]:
    """The raw pages, by name."""
    edition = library.edition
    listed = []
    for page in sorted(edition.pages.values(), key=lambda page: (page.name, page.id)):
        cutting = edition.cuttings.get(page.id)
        listed.append(
            PageLine(
                name=plain_label(page.name),
                href=library.page_href(page.id),
                kind=page.kind,
                articles=len(cutting.articles) if cutting else 0,
                lines=len(cutting.lines) if cutting else 0,
            )
        )
    return tuple(listed)
