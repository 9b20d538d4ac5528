"""What an article's page says about it: title, authors, dates, outlet. What nothing says stays unknown.

For HTML: JSON-LD, then meta elements, then the page's own elements. For text: the article's own headline and byline lines only,
never the furniture around it, and never a name that merely stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from lxml.html import HtmlElement

from broadsheet.extract import bylines, cues, jsonld, titles
from broadsheet.extract.facts import is_name
from broadsheet.language.stamps import MONTH, days, sole_day
from broadsheet.language.urls import absolute, domain
from broadsheet.records.article import DateSource

#: A title made of the text's first words has at most so many.
INFERRED_WORDS = 14
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "parsely-pub-date",
    "datepublished",
    "date.published",
    "sailthru.date",
    "publish-date",
    "publication_date",
    "dcterms.created",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "date",
    "cxenseparse:recs:publishtime",
    "pubdate",
)
_MODIFIED = (
    "article:modified_time",
    "og:article:modified_time",
    "article:modified",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
)
_AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "article:author_name")
#: A stamp as letters and servers write it: "Fri, 07 Mar 2031 10:00:00 +0100".
_OF_A_SERVER = re.compile(r"(\w{3}, )?[0-3]?\d [A-Z][a-z]{2} (19|20)\d\d [012]\d:\d\d(:\d\d)? (GMT|UTC|[+-]\d{4})")
#: Where a heading is of the page or of other stories: a path, a list, a box.
_BESIDE = {"nav", "li", "aside", "footer"}
#: The end of a sentence: not after an initial or a short abbreviation.
_SENTENCE_END = re.compile(r"(?<=[\w”’\")]{3}[.!?…])[\"”’»]?\s(?=[A-ZÀ-Þ“„\"])|(?<=。)")
_MODIFIES = re.compile(
    r"\b(updated|modified|aktualisiert|mis à jour|actualizado|aggiornato|bijgewerkt|oppdatert|uppdaterad|opdateret|atualizado)\b",
    re.IGNORECASE,
)


#: A row of sections: single words, each capitalised, with gaps between them.
_MENU = re.compile(r"^\s*(?:[A-ZÀ-Þ][\w&-]{1,20}(?: ?[|•·] ?| {2,}|\t+)){3,15}[A-ZÀ-Þ][\w&-]{1,20}\s*$")
_DAY_IN_DATELINE = re.compile(rf"{MONTH.pattern} \d{{1,2}}\b|\b\d{{1,2}}\.? {MONTH.pattern}", re.IGNORECASE)
#: A dateline's day and the page's known one lie so many days apart at most, if both are of one year's turn.
_NEAR = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of an article besides its text; the fields are those of `broadsheet.records.article.Article`."""

    title: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    domain: str | None = None
    url: str | None = None
    agency: str | None = None
    published: str | None = None
    date_source: DateSource = "none"
    modified: str | None = None
    section: str | None = None
    language: str | None = None
    paywalled: bool = False


# ------------------------------------------------------------------------------------------------ HTML


def of_html(tree: HtmlElement, node: dict[str, object], url: str | None) -> Metadata:
    """What an HTML page says of its article.

    Args:
        tree: the parsed page.
        node: its JSON-LD article, empty if it has none.
        url: the address the page was fetched from, if known.
    """
    meta = _metas(tree)
    address = _canonical(tree, meta, url)
    outlet = _outlet(node, meta)
    published, source = _published(tree, node, meta)
    return Metadata(
        title=_title(tree, node, meta, outlet),
        standfirst=jsonld.text(node.get("description")) or _first(meta, ("og:description", "description")),
        authors=_authors(tree, node, meta, outlet),
        agency=bylines.agency_among([*jsonld.names(_author(node), organisations=True), *filter(None, [_named(meta)])], outlet),
        outlet=outlet,
        domain=domain(url or address),
        url=url or address,
        published=published,
        date_source=source,
        modified=iso(jsonld.text(node.get("dateModified")))
        or next(filter(None, (iso(meta.get(name)) for name in _MODIFIED)), None),
        section=jsonld.text(node.get("articleSection"))
        or _first(meta, ("article:section", "parsely-section", "section"))
        or jsonld.desk(node),
        language=_language(tree, node, meta),
        paywalled=_paywalled(node),
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        value = " ".join((element.get("content") or "").split())
        if name and value:
            found.setdefault(name, value)
    return found


def _first(meta: dict[str, str], names: Iterable[str]) -> str | None:
    return next((meta[name] for name in names if meta.get(name)), None)


def _canonical(tree: HtmlElement, meta: dict[str, str], url: str | None) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    return next(filter(None, (absolute(url, href) for href in [*links, meta.get("og:url")])), None)


def _outlet(node: dict[str, object], meta: dict[str, str]) -> str | None:
    named = jsonld.text(node.get("publisher"))
    if named and named.startswith("http"):
        named = None
    return meta.get("og:site_name") or named or meta.get("application-name")


def _title(tree: HtmlElement, node: dict[str, object], meta: dict[str, str], outlet: str | None) -> str | None:
    """The title as the page gives it to those who link to it, else its own heading."""
    headline, aside = (jsonld.text(node.get(field)) for field in ("headline", "alternativeHeadline"))
    shared = meta.get("og:title")
    stated = [
        headline if headline and shared and _is_shown_instead(tree, headline, shared) else None,
        shared,
        headline,
        meta.get("twitter:title"),
        _sole_heading(tree),
        _page_title(tree),
    ]
    shown = _headings(tree)
    other = aside if headline and aside not in (headline, *shown) else None
    return titles.choose(stated, [headline, meta.get("twitter:title"), *shown], outlet, other)


def _is_shown_instead(tree: HtmlElement, headline: str, shared: str) -> bool:
    """Whether readers see the headline that the page describes itself by, and another altogether is sent to those who share it."""
    if not titles.differ(headline, shared):
        return False
    shown = [element for element in tree.iter("h1", "h2") if all(above.tag not in _BESIDE for above in element.iterancestors())]
    return any(titles.same(element.text_content(), headline) for element in shown)


def _headings(tree: HtmlElement) -> list[str]:
    return [" ".join(element.text_content().split()) for element in tree.iter("h1")]


def _sole_heading(tree: HtmlElement) -> str | None:
    long_enough = [heading for heading in _headings(tree) if len(heading.split()) >= 3]
    return long_enough[0] if len(long_enough) == 1 else None


def _page_title(tree: HtmlElement) -> str | None:
    element = next(tree.iter("title"), None)
    return " ".join((element.text or "").split()) or None if element is not None else None


def _author(node: dict[str, object]) -> object:
    return node.get("author") or node.get("creator")


def _authors(tree: HtmlElement, node: dict[str, object], meta: dict[str, str], outlet: str | None) -> tuple[str, ...]:
    author = _author(node)
    return bylines.of_html(tree, jsonld.names(author), jsonld.names(author, organisations=True), _named(meta), outlet)


def _named(meta: dict[str, str]) -> str | None:
    """The first author field that holds a name and no address."""
    fields = [meta[name] for name in _AUTHOR if meta.get(name) and bylines.credited([meta[name]])]
    shared = meta.get("twitter:data1")
    names = [value for value in (*fields, shared) if value and is_name(value)]
    return next(iter(names or fields), None)


def iso(value: str | None) -> str | None:
    """An ISO 8601 stamp with the zone it came with, a date alone if no time is told; None if it is no stamp.

    >>> iso("2024-03-07T10:00:00Z"), iso("2024-03-07"), iso("2024-03-07T10:00:00.000+0100"), iso("yesterday")
    ('2024-03-07T10:00:00+00:00', '2024-03-07', '2024-03-07T10:00:00+01:00', None)
    """
    text = (value or "").strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d|\d{8}", text):
        return sole_day(text if "-" in text else f"{text[:4]}-{text[4:6]}-{text[6:]}")
    try:
        moment = parsedate_to_datetime(text) if _OF_A_SERVER.fullmatch(text) else datetime.fromisoformat(_zoned(text))
    except ValueError:
        return sole_day(text[:40])
    return moment.replace(microsecond=0).isoformat() if 1990 <= moment.year <= 2100 else None


def _zoned(stamp: str) -> str:
    """A stamp with its zone written as ISO 8601 wants it."""
    return re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", re.sub(r"\s?(Z|UTC|GMT)$", "+00:00", stamp)).replace(" +", "+")


def _published(tree: HtmlElement, node: dict[str, object], meta: dict[str, str]) -> tuple[str | None, DateSource]:
    stated = iso(jsonld.text(node.get("datePublished"))) or iso(jsonld.text(node.get("dateCreated")))
    if stated:
        return stated, "jsonld"
    for name in _PUBLISHED:
        stated = iso(meta.get(name))
        if stated:
            return stated, "meta"
    for element in tree.iter("time"):
        stated = iso(element.get("datetime"))
        if stated:
            return stated, "text"
    return _guessed(tree), "inferred"


def _guessed(tree: HtmlElement) -> str | None:
    """What htmldate finds where the page states nothing; its `original_date` avoids the date of the last change."""
    from htmldate import find_date

    try:
        return iso(find_date(tree, original_date=True, extensive_search=False))
    except Exception:  # noqa: BLE001 - any failure of the library means that there is no date
        return None


def _language(tree: HtmlElement, node: dict[str, object], meta: dict[str, str]) -> str | None:
    stated = (tree.get("lang"), tree.get("xml:lang"), jsonld.text(node.get("inLanguage")), meta.get("og:locale"))
    codes = (str(value or "").strip().lower() for value in stated)
    return next((code[:2] for code in codes if re.fullmatch(r"[a-z]{2}([-_].*)?", code)), None)


def _paywalled(node: dict[str, object]) -> bool:
    return str(node.get("isAccessibleForFree", "")).strip().lower() in ("false", "0")


# ------------------------------------------------------------------------------------------------ plain text


def of_text(headline: Sequence[str], byline: Sequence[str], body: Sequence[str], around: Sequence[str] = ()) -> Metadata:
    """What the lines of a plain-text article say of it.

    Args:
        headline: its heading lines in order, title first.
        byline: its byline and date lines.
        body: its paragraphs.
        around: the page's lines that may tell the year of a dateline's day.
    """
    lines = [*byline, *(line for line in body[:1] if bylines.masthead(line))]
    published, modified = dates(lines)
    opening = [*headline[1:], *body[:2]]
    published = published or dateline_day(opening, around)
    heading = _without_menu(headline)
    return Metadata(
        title=heading[0] if heading else None,
        standfirst=" ".join(heading[1:]) or None,
        authors=bylines.of_lines(byline),
        outlet=next((name for name in map(bylines.masthead, lines) if name), None),
        published=published,
        modified=modified,
        date_source="text" if published else "none",
        agency=agency_of(opening) or bylines.agency(byline),
    )


def _without_menu(headline: Sequence[str]) -> list[str]:
    """Heading lines without a row of sections above them, with the one that lists the page's stories first."""
    lines = [line for line in headline if not _MENU.match(line)] or list(headline)
    listing = [line for line in lines if cues.SEVERAL_EVENTS.match(line)][:1]
    return listing + [line for line in lines if line not in listing]


def dateline_day(opening: Iterable[str], around: Iterable[str] = ()) -> str | None:
    """The day that a dateline tells, if it or the page tells the year: another full date there that no other year is nearer to.

    Args:
        opening: the article's first lines.
        around: all lines of its page that may hold full dates.

    >>> dateline_day(["VELM, Oct. 3, 2031 (Lowland News) — The dam broke."]), dateline_day(["VELM, Oct. 3 (LN) — The dam broke."])
    ('2031-10-03', None)
    >>> dateline_day(["VELM, Dec 30 (LN) — The dam broke."], ["Friday 2 January 2032"])
    '2031-12-30'
    """
    told = next((match[0] for match in (cues.AGENCY_TAG.match(line[:140]) for line in opening) if match), "")
    place = _DAY_IN_DATELINE.search(told)
    if not place:
        return None
    if day := sole_day(told):
        return day
    stated = {day for line in around for _, _, day in days(line[:200])}
    near = {found for day in stated if (found := _nearest(place[0], day))}
    return near.pop() if len(near) == 1 else None


def _nearest(month_and_day: str, day: str) -> str | None:
    """The month and day in the year in which they lie at most a hundred days from a known day."""
    known = date.fromisoformat(day)
    found = [
        sole_day(f"{month_and_day}, {year}") or sole_day(f"{month_and_day} {year}")
        for year in range(known.year - 1, known.year + 2)
    ]
    return next((stamp for stamp in found if stamp and abs((date.fromisoformat(stamp) - known).days) <= _NEAR), None)


def dates(byline: Iterable[str]) -> tuple[str | None, str | None]:
    """The days of publication and of the last change that byline lines state; a line that states several days is not used.

    >>> dates(["Published On 7 Mar 20247 Mar 2024", "Updated 8 March 2024"])
    ('2024-03-07', '2024-03-08')
    """
    published = modified = None
    for line in byline:
        day = sole_day(line)
        if day and _MODIFIES.search(line) and not cues.DATE_START.match(_MODIFIES.sub("", line, count=1)):
            modified = modified or day
        elif day:
            published = published or day
        else:
            stated = [found for _, _, found in days(line)]
            published = published or (min(stated) if stated and cues.DATE_START.match(line) else None)
    return published, modified


def agency_of(body: Sequence[str]) -> str | None:
    """The agency that a dateline credits; a stamp or a byline may stand above the paragraph that it opens.

    >>> agency_of(["PORT VELM, Oct. 3 (Lowland News) — The dam broke."]), agency_of(["The dam (in Velm) broke."])
    ('Lowland News', None)
    """
    found = (cues.AGENCY_TAG.match(line[:140]) for line in body[:3])
    return next((match["agency"] for match in found if match), None)


def inferred_title(text: str) -> str:
    """The first sentence's words, at most fourteen, for an article without a headline.

    >>> inferred_title("The ferry sailed. It was late.")
    'The ferry sailed'
    """
    opening = text.partition("\n")[0][:600]
    dateline = cues.AGENCY_TAG.match(opening[:140])
    opening = opening[dateline.end() :] if dateline else opening
    sentence = _SENTENCE_END.split(opening, maxsplit=1)[0]
    words = sentence.split()
    short = " ".join(words[:INFERRED_WORDS])[:160]
    return short.rstrip(".,;:–—- ") + ("…" if len(words) > INFERRED_WORDS else "") or text[:60]


def completed(metadata: Metadata, stated: Metadata) -> Metadata:
    """The metadata with gaps filled by what the source stated beside the page (a feed's entry); a date it states beats a guess."""
    stamp = iso(stated.published)
    dated = metadata.published and (metadata.date_source != "inferred" or not stamp)
    return replace(
        metadata,
        title=metadata.title or stated.title,
        outlet=metadata.outlet or stated.outlet,
        authors=metadata.authors or bylines.credited(stated.authors),
        published=metadata.published if dated else stamp,
        date_source=metadata.date_source if dated or not stamp else "feed",
    )
