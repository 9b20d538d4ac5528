"""The room's door: a page in, a cutting out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from broadsheet.extract import bounds, briefly, html, metadata, roles, roundup
from broadsheet.extract.cues import DATELINE
from broadsheet.extract.furniture import Furniture
from broadsheet.extract.html import Rendered
from broadsheet.extract.metadata import Metadata
from broadsheet.extract.pieces import cut
from broadsheet.extract.plaintext import Label, label, label_twice
from broadsheet.extract.roundup import Item
from broadsheet.extract.skim import skim
from broadsheet.extract.split import Draft, split
from broadsheet.language.identify import UNKNOWN, language
from broadsheet.language.urls import domain, host_of
from broadsheet.records.article import Article, Cut, CutEnd
from broadsheet.records.contribution import OutletRule
from broadsheet.records.page import Cutting, Line, Page
from broadsheet.records.text import Extent
from broadsheet.steps import Dropped

#: An article of an HTML page has at least so many characters; less is a notice, not a text.
_LEAST = 60
#: How a text is cut that stops at a wall.
_CLOSED: Mapping[CutEnd, CutEnd] = {"none": "end", "end": "end", "start": "both", "both": "both"}


class Extract:
    """Takes pages apart into articles. Stateless but for the furniture it was given.

    Args:
        furniture: what repeats over the pages, from `learn_furniture`; None if nothing is known.
        fast: whether web pages go the fast way (`skim`), those at least that it can read.
        rules: what holds for the web pages of single outlets.
    """

    name = "extract"
    reasons: Mapping[str, str] = {
        "no article": "nothing on the page reads like an article",
        "consent wall": "the page only asks for consent",
        "listing": "the page only leads to stories elsewhere",
        "empty page": "the page holds no words at all",
    }

    def __init__(self, furniture: Furniture | None = None, *, fast: bool = False, rules: Sequence[OutletRule] = ()) -> None:
        self.furniture = furniture
        self.fast = fast
        self.rules = tuple(rules)

    def __call__(self, pages: Iterable[Page], /) -> Iterator[Cutting | Dropped]:
        """A cutting for every page, and for one without an article a `Dropped` besides."""
        for page in pages:
            cutting = self.cut(page)
            yield cutting
            if not cutting.articles:
                yield Dropped(record=page.name, step=self.name, reason=self.reason(cutting))

    def reason(self, cutting: Cutting) -> str:
        """Why a cutting has no article, one of `reasons`."""
        if not cutting.text.strip():
            return "empty page"
        told = {line.why for line in cutting.lines}
        return next((reason for reason in ("consent wall", "listing") if reason in told), "no article")

    def cut(self, page: Page) -> Cutting:
        """One page taken apart."""
        if page.kind != "html":
            return self._text(page)
        rules = [rule for rule in self.rules if rule.holds_for(host_of(page.url))]
        unwanted = tuple(expression for rule in rules for expression in rule.unwanted)
        cutting = (_skimmed(page) if self.fast and not unwanted else None) or self._html(page, unwanted)
        called = next((rule.outlet for rule in rules if rule.outlet), None)
        return replace(cutting, articles=tuple(replace(one, outlet=called) for one in cutting.articles)) if called else cutting

    def _text(self, page: Page) -> Cutting:
        labels = label_twice(page.body, self.furniture)
        articles: list[Article] = []
        for draft in split(labels):
            whole = _article(page, page.body, draft, len(articles) + 1)
            articles.extend(_apart(whole, draft, page.body))
        return Cutting(page=page.id, text=page.body, lines=_lines(labels), articles=tuple(articles))

    def _html(self, page: Page, unwanted: Sequence[str]) -> Cutting:
        opened = html.open_page(page.body, page.url, unwanted)
        labels = label(opened.text, self.furniture, opened.near, {at for at, own in enumerate(opened.body) if own})
        articles = tuple(_of_html(page, opened, html.drafts(labels, opened)))
        if not articles:
            for mark in labels:
                mark.article = None
                mark.kind = "junk" if mark.kind != "blank" else "blank"
                mark.why = opened.barred or mark.why
        return Cutting(page=page.id, text=opened.text, lines=_lines(labels), articles=articles)


def _skimmed(page: Page) -> Cutting | None:
    """A web page taken apart the fast way; None where it must go the full way."""
    found = skim(page.body)
    if found is None:
        return None
    known = metadata.of_html(found.tree, found.node, page.url)
    article = _article(page, found.text, found.draft, 1, known)
    if article.role == "roundup":
        return None
    return Cutting(page=page.id, text=found.text, lines=_lines(found.labels), articles=(article,))


def _of_html(page: Page, opened: Rendered, drafts: Sequence[Draft]) -> Iterator[Article]:
    """The records of a web page: its one article with all that the page says, or a listing's briefs with what each card says."""
    if opened.tree is None or not drafts:
        return
    known = metadata.of_html(opened.tree, opened.node, page.url)
    if opened.cards:
        briefs = [card for card in opened.cards if card.brief]
        for place, (card, draft) in enumerate(zip(briefs, drafts, strict=True), 1):
            yield _article(page, opened.text, draft, place, briefly.of_card(card, draft, known))
        return
    article = _article(page, opened.text, drafts[0], 1, known)
    if len(article.text) >= _LEAST:
        whole = replace(
            article,
            role="liveblog" if opened.live else article.role,
            cut=_CLOSED[article.cut] if opened.stub else article.cut,
            paywalled=article.paywalled or opened.stub,
        )
        yield from _apart(whole, drafts[0], opened.text, opened.tree)


def _apart(whole: Article, draft: Draft, rendered: str, tree: HtmlElement | None = None) -> list[Article]:
    """The article, or what it holds if it is a round-up: an article for every item, from the same paper, day and hand."""
    items: list[Item] = []
    if whole.role in roundup.ROLES:
        items = roundup.items(draft, frozenset() if tree is None else roundup.marked_openings(tree))
    for place, part in enumerate(items or [draft], whole.place):
        for mark in part.lines:
            mark.article = place if mark.article is not None else None
    # several items are longer than a card: a link below them unfolds nothing of theirs
    end: CutEnd = "none" if draft.folded and not whole.paywalled else whole.cut
    ends: list[CutEnd] = [end if item is items[-1] else "none" for item in items]
    parts = enumerate(zip(items, ends, strict=True), whole.place)
    return [_item(whole, item, rendered, place, cut_at) for place, (item, cut_at) in parts] or [whole]


def _item(whole: Article, item: Item, rendered: str, place: int, end: CutEnd) -> Article:
    """The record of a round-up's item."""
    text, ranges = cut(rendered, (mark.extent for mark in item.body))
    earliest, latest = (None, None) if whole.published else bounds.bounds(text)
    seen = language(text)
    return replace(
        whole,
        id=f"{whole.page}#{place}",
        place=place,
        title=item.title or metadata.inferred_title(text),
        title_inferred=not item.title,
        text=text,
        ranges=ranges,
        standfirst=None,
        agency=metadata.agency_of(text.split("\n")) or whole.agency,
        not_before=earliest,
        not_after=latest,
        language=whole.language if seen == UNKNOWN else seen,
        role="roundup",
        cut=end,
        captions=_captions(item),
        dropped=_dropped(item),
    )


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
    found = known or metadata.of_text(heading, byline, paragraphs, rendered.split("\n"))
    if place == 1 and not (known and draft.folded):
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
        role="digest" if draft.digest else roles.role_of(title, found.section, paragraphs, folded=draft.folded, marked=heading),
        cut=roles.cut_of(
            paragraphs,
            headed=bool(heading) or known is not None or draft.digest,
            folded=draft.folded,
            dateline=bool(DATELINE.match(text)),
        ),
        paywalled=found.paywalled,
        captions=_captions(draft),
        dropped=_dropped(draft),
    )


def _captions(draft: Draft) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(mark.text.split()) for mark in draft.caption))


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
