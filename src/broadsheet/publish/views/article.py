"""An article with the passages that stories cite, and a page with the cuts drawn on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from broadsheet.publish import names
from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.views.listing import SourceLine, article_line
from broadsheet.publish.views.wording import count, plain_label
from broadsheet.records.article import Article
from broadsheet.records.page import Cutting, Line
from broadsheet.records.text import Extent, Span

SHAPES = {
    "web": "words of menus and buttons",
    "more": "leads to other articles",
    "credit": "names who took a picture",
    "date": "a date or time",
    "name": "a name alone",
    "heading": "short, without a full stop",
    "bit": "a few words, no sentence",
    "stub": "a very short sentence",
    "sentence": "a sentence",
    "prose": "a paragraph",
    "long": "long, without a full stop",
    "extracted": "found to be the text",
    "consent wall": "the page only asks for consent",
    "listing": "the page only leads elsewhere",
}
"""What a line looks like, in words a reader knows: the labeller weighs it with what stands around the line."""
KINDS = {
    "headline": ("headline", "headline", "headlines", "heads an article"),
    "byline": ("byline", "byline", "bylines", "says who wrote, or when"),
    "caption": ("caption", "caption", "captions", "belongs to a picture"),
    "body": ("text", "line of text", "lines of text", "belongs to the text"),
    "teaser": ("pointer", "pointer elsewhere", "pointers elsewhere", "points elsewhere"),
    "junk": ("furniture", "line of furniture", "lines of furniture", "furniture of the page"),
}
"""Of every kind of line its name, how one and several are counted, and what it means where only the line's looks gave it away."""
_TELLING = frozenset({"web", "more", "extracted", "consent wall", "listing"})
"""Looks that say by themselves what a line is."""
LINES = 2_500
CHARS = 140_000
"""A longer page is shown up to here; the rest is counted, not lost: the articles cut from it are all listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of an article's text. `anchor` is set where a cited passage starts."""

    text: str
    cited: bool
    anchor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """Everything that the template of an article page speaks of."""

    line: SourceLine
    title_inferred: bool
    standfirst: str | None
    authors: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    cited: int
    origin: SourceLine | None
    copy_why: str
    placed: tuple[str, ...]
    text_href: str
    sha256: str
    captions: tuple[str, ...]
    dropped: tuple[str, ...]


def article_view(library: Library, article: Article) -> ArticleView:
    """The view of one article; `library` is that of a page one folder down."""
    copy = library.copy(article.id)
    origin = library.articles.get(copy.origin) if copy.origin != article.id else None
    placement = library.edition.placements.get(article.id)
    spans = [span for span, _ in library.cited.get(article.id, [])]
    return ArticleView(
        line=article_line(library, article),
        title_inferred=article.title_inferred,
        standfirst=article.standfirst,
        authors=plain_label(", ".join(article.authors)),
        paragraphs=tuple(_pieces(article.text, extent, spans) for extent in _paragraphs(article.text)),
        cited=len({span.extent for span in spans}),
        origin=article_line(library, origin) if origin else None,
        copy_why=plain_label(copy.why),
        placed=tuple(plain_label(reason) for reason in placement.why) if placement else (),
        text_href=library.up + names.article_file(article.id, "txt"),
        sha256=article.text_sha256,
        captions=tuple(plain_label(caption) for caption in article.captions),
        dropped=_counted(cut.kind for cut in article.dropped),
    )


def _paragraphs(text: str) -> list[Extent]:
    extents, start = [], 0
    for paragraph in text.split("\n"):
        extents.append(Extent(start, start + len(paragraph)))
        start += len(paragraph) + 1
    return [extent for extent in extents if extent.start < extent.end]


def _pieces(text: str, paragraph: Extent, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """The paragraph cut at every place where a cited passage starts or ends."""
    inside = [span.extent for span in spans if span.extent.overlaps(paragraph)]
    starts = {extent.start for extent in inside}
    edges = {paragraph.start, paragraph.end, *starts, *(extent.end for extent in inside)}
    places = sorted(edge for edge in edges if paragraph.start <= edge <= paragraph.end)
    return tuple(
        Piece(
            text=text[start:end],
            cited=any(extent.start < end and start < extent.end for extent in inside),
            anchor=f"o{start}" if start in starts else None,
        )
        for start, end in pairwise(places)
    )


def _counted(kinds: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(kinds)
    known = [count(counted.pop(kind), one, several) for kind, (_, one, several, _) in KINDS.items() if kind in counted]
    return (*known, *(f"{number:,} {plain_label(kind)}" for kind, number in sorted(counted.items())))


@dataclass(frozen=True, slots=True, kw_only=True)
class CutLine:
    """One line of the raw page; `label` is its kind in a reader's words."""

    number: int
    kind: str
    label: str
    text: str
    why: str
    article: int | None
    starts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SurgeryView:
    """A raw page, taken apart."""

    name: str
    kind: str
    summary: str
    counts: tuple[str, ...]
    articles: tuple[tuple[int, SourceLine], ...]
    starts: tuple[int, ...]
    lines: tuple[CutLine, ...]
    folded: int


def surgery_view(library: Library, cutting: Cutting) -> SurgeryView:
    """The view of one page's surgery; `library` is that of a page one folder down."""
    page = library.edition.pages.get(cutting.page)
    lines = _shown(cutting)
    here = [(article.place, article_line(library, article)) for article in cutting.articles]
    return SurgeryView(
        name=library.page_name(cutting.page),
        kind=page.kind if page else "text",
        summary=f"{count(len(cutting.lines), 'line')}, {count(len(cutting.articles), 'article')}",
        counts=_counted(line.kind for line in cutting.lines if line.kind != "blank"),
        articles=tuple(here),
        starts=tuple(line.article for line in lines if line.starts and line.article),
        lines=lines,
        folded=len(cutting.lines) - len(lines),
    )


def _shown(cutting: Cutting) -> tuple[CutLine, ...]:
    shown: list[CutLine] = []
    chars, begun = 0, set[int]()
    for line in cutting.lines:
        chars += line.extent.end - line.extent.start
        if len(shown) >= LINES or (shown and chars > CHARS):
            break
        shown.append(_cut_line(cutting.text, line, starts=line.article is not None and line.article not in begun))
        begun.update([line.article] if line.article is not None else [])
    return tuple(shown)


def _cut_line(text: str, line: Line, *, starts: bool) -> CutLine:
    words = line.extent.of(text)
    return CutLine(
        number=line.number,
        kind=line.kind,
        label=KINDS.get(line.kind, (line.kind,))[0],
        text=words if len(words) <= CHARS else words[:CHARS] + " …",
        why=_reason(line),
        article=line.article,
        starts=starts,
    )


def _reason(line: Line) -> str:
    """Why a line is what it is. Where its looks told, what they tell comes first: "a paragraph" is no reason to cut one away."""
    if line.why not in SHAPES or line.kind not in KINDS or line.why in _TELLING:
        return plain_label(SHAPES.get(line.why, line.why))
    return f"{KINDS[line.kind][3]}: {SHAPES[line.why]}"


def citing(library: Library, article: str) -> tuple[tuple[str, str], ...]:
    """Headline and link of the stories that cite an article."""
    stories = {story.id: story for _, story in library.cited.get(article, [])}
    return tuple((headline(story), library.up + names.story_file(story.id)) for story in stories.values())
