"""An article, cut clean out of its page, and its relation to other copies."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from broadsheet.records.text import Extent, is_normal

Role = Literal[
    "report", "analysis", "opinion", "explainer", "recap", "roundup", "liveblog", "interview", "gallery", "brief", "digest",
    "sponsored",
]  # fmt: skip
CutEnd = Literal["none", "start", "end", "both"]
CopyKind = Literal["original", "same", "syndicated", "rewritten", "update"]
DateSource = Literal["feed", "meta", "jsonld", "text", "url", "inferred", "none"]
DatePrecision = Literal["second", "minute", "day", "month", "year", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of page text that went into an article: `page[page_start:page_end]` stands at `text_start`."""

    page_start: int
    page_end: int
    text_start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Something near an article that was left out of it, with what it was taken for."""

    kind: str
    extent: Extent


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. Offsets everywhere else count into `text`, which never changes.

    Attributes:
        id: `<page id>#<place>`.
        page: the id of its page.
        place: 1-based position on that page.
        title: the headline, or the first words of the text if none was found.
        title_inferred: True if the title is only the first words of the text.
        text: body in normal form (`broadsheet.records.text.is_normal`), paragraphs joined by a line feed.
        ranges: where each piece of `text` stands in the page's rendered text.
        standfirst: the sentence under the headline; not part of `text`.
        outlet: the outlet's name, None where nothing on the page says it.
        domain: registrable domain of the address.
        agency: the agency credited in the dateline or byline (an origin, not the outlet).
        published: ISO 8601, a date alone if no time is known, None if nothing says it.
        not_before: bound on the date that the article's own words imply (ISO 8601 date, month or year).
        not_after: the same, from above.
        language: ISO 639-1 code, `und` if unknown.
        role: what kind of piece it is.
        cut: whether its opening or its end is missing on the page.
        dropped: what stood inside its stretch of the page and was left out.
        as_given: True for a text that did not come from `extract` and is taken as it is, normal or not.
    """

    id: str
    page: str
    place: int
    title: str
    text: str
    ranges: tuple[Piece, ...]
    title_inferred: bool = False
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    domain: str | None = None
    url: str | None = None
    agency: str | None = None
    published: str | None = None
    date_source: DateSource = "none"
    modified: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    section: str | None = None
    language: str = "und"
    role: Role = "report"
    cut: CutEnd = "none"
    paywalled: bool = False
    captions: tuple[str, ...] = ()
    dropped: tuple[Cut, ...] = ()
    as_given: bool = False

    def __post_init__(self) -> None:
        if not self.as_given and not is_normal(self.text):
            raise ValueError(f"{self.id}: the text is not in normal form")

    @property
    def text_sha256(self) -> str:
        """Digest of the text, which every citation is checked against."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def precision(self) -> DatePrecision:
        """How exactly `published` is known."""
        lengths: dict[int, DatePrecision] = {4: "year", 7: "month", 10: "day", 16: "minute"}
        return lengths.get(len((self.published or "")[:16]), "unknown")

    @property
    def day(self) -> str | None:
        """The calendar day of publication, if it is known that exactly."""
        return self.published[:10] if self.published and len(self.published) >= 10 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What `dedupe` found out about an article.

    Attributes:
        article: its id.
        origin: id of the article it is a copy of, or its own.
        kind: `original` if it is nobody's copy.
        likeness: containment of the shorter text's word shingles in the longer's, 0 to 1; 1.0 for an original.
        why: the evidence in a few words.
    """

    article: str
    origin: str
    kind: CopyKind = "original"
    likeness: float = 1.0
    why: str = ""
