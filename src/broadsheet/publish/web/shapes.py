"""The shapes of the API's documents, as `/openapi.json` describes them. A story page has a schema of its own."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """A document or a part of one, with these fields and no others."""

    model_config = ConfigDict(extra="forbid")


class Open(BaseModel):
    """A document of which more may be told."""

    model_config = ConfigDict(extra="allow")


class Problem(Shape):
    """Why not (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


class PageOfList(Shape):
    """Which stretch of the list this is, and the cursors of its neighbours."""

    start: int = Field(ge=0, description="number of the first item, from 0")
    count: int = Field(ge=0)
    total: int = Field(ge=0)
    limit: int = Field(ge=1)
    changed: bool = Field(description="whether the list is another than the one that the cursor was read from")
    next: str | None
    prev: str | None


class Listed(Shape):
    """A list; `page` is there where a page of it was asked for."""

    page: PageOfList | None = None


class Stats(Shape):
    """Counts of a story, and its importance for the front page with the parts that were multiplied."""

    articles: int
    outlets: int
    origins: int
    copies: int
    words: int | None = None
    reading_seconds: int | None = None
    importance: float | None = None
    importance_parts: dict[str, float] = {}


class StoryLine(Shape):
    """A story in the list."""

    id: str
    slug: str
    revision: int = Field(ge=1)
    headline: str
    standfirst: str | None
    language: str
    state: str
    thread: str | None
    first_seen: str | None
    last_update: str | None
    stats: Stats
    content_sha256: str
    html: str
    json_file: str = Field(alias="json")


class Stories(Listed):
    """The stories of the edition, in front-page order, where old addresses lead, and what an editor put first or took out."""

    title: str
    edition: str | None
    built: str
    data_cutoff: str | None
    stories: list[StoryLine]
    redirects: dict[str, str]
    lead: str | None
    pinned: list[str]
    hidden: dict[str, str]


class StoryChange(Shape):
    """One thing that changed."""

    revision: int
    kind: str
    target: str
    material: bool
    before: str | None = None
    after: str | None = None
    articles: list[str] = []
    x_sources: list[str] = []
    x_editor: bool = False


class Changes(Shape):
    """What a reader of the revision `since` has missed."""

    id: str
    revision: int
    since: int
    changes: list[StoryChange]


class RevisionLine(Shape):
    """A revision of a story. `json` and `html` are null where it cannot be shown any more."""

    revision: int = Field(ge=1)
    content_sha256: str
    as_of: str
    json_file: str | None = Field(alias="json")
    html: str | None


class Revisions(Listed):
    """The revisions of a story, oldest first."""

    id: str
    revision: int
    revisions: list[RevisionLine]


class ThreadLine(Shape):
    """An affair in the list."""

    id: str
    title: str
    stories: list[str]
    html: str


class Threads(Listed):
    """The affairs of two stories or more, and where old addresses lead."""

    threads: list[ThreadLine]
    redirects: dict[str, str]


class Chapter(Shape):
    """A story as a chapter of an affair."""

    number: int
    story: str
    revision: int
    headline: str
    standfirst: str | None
    state: str
    first_seen: str | None
    last_update: str | None
    json_file: str = Field(alias="json")


class ThreadDocument(ThreadLine):
    """An affair with its chapters in order."""

    chapters: list[Chapter]


class Topic(Shape):
    """A person, place or organisation."""

    id: str | None
    name: str
    kind: str
    html: str


class TopicLine(Topic):
    """A person, place or organisation in the list, with the stories that introduce it."""

    json_file: str = Field(alias="json")
    stories: list[str]


class Topics(Listed):
    """Everyone and everything that the stories introduce."""

    topics: list[TopicLine]


class TopicPlace(Shape):
    """What a story holds on a topic, by the keys of its page."""

    story: str
    entity: str
    card: list[str]
    quotes_by: list[str]
    quotes_about: list[str]
    numbers: list[str]


class TopicDocument(Topic):
    """What the edition holds on a person, place or organisation."""

    aliases: list[str]
    called: list[dict[str, Any]]
    disputed: list[list[dict[str, Any]]]
    namesakes: list[str]
    named_in: list[str]
    stories: list[TopicPlace]


class ArticleLine(Shape):
    """An article in the list."""

    id: str
    title: str
    outlet: str | None
    published: str | None
    language: str
    role: str
    copy_kind: str = Field(alias="copy")
    url: str | None
    story: str | None
    html: str
    json_file: str = Field(alias="json")


class Articles(Listed):
    """The articles of the edition, newest first, those without a date last."""

    articles: list[ArticleLine]


class Copied(Shape):
    """Whose copy an article is: its own if `kind` is `original`. The origin is null where it is not in this paper."""

    kind: Literal["original", "same", "syndicated", "rewritten", "update"]
    origin: str | None
    likeness: float
    why: str


class Cited(Shape):
    """A passage that a story stands on: code points `start` to `end` of the text, and the statements of the story's page."""

    story: str
    statements: list[str]
    start: int = Field(ge=0)
    end: int
    exact: str
    html: str | None


class ArticleDocument(Shape):
    """What is known of an article. Its text lies at `text`, as the site publishes it."""

    id: str
    title: str
    title_inferred: bool
    standfirst: str | None
    agency: str | None
    published: str | None
    modified: str | None
    date_source: str
    precision: str
    not_before: str | None
    not_after: str | None
    language: str
    role: str
    cut: str
    paywalled: bool
    section: str | None
    page: str
    place: int
    text_sha256: str
    outlet: str | None
    called: str
    authors: list[str]
    url: str | None
    vanished: str | None
    characters: int
    story: str | None
    thread: str | None
    copied: Copied = Field(alias="copy")
    copies: list[str]
    spans: list[Cited]
    html: str
    text: str


class FrontLine(Shape):
    """A story on the front page."""

    story: str
    revision: int
    headline: str
    standfirst: str | None
    state: str
    last_update: str | None
    new_statements: int
    html: str
    json_file: str = Field(alias="json")


class FrontFigure(Shape):
    """A figure of the lead."""

    value: str
    label: str


class FrontLead(FrontLine):
    """The story that leads."""

    outlets: list[str]
    text: list[str]
    new: list[str]
    figures: list[FrontFigure]
    differences: list[str]


class FrontDesk(Shape):
    """A list of stories under a heading."""

    name: str
    stories: list[FrontLine]


class RailLine(Shape):
    """A line of the rail: a figure, a day or an issue, what it belongs to, and where it is told."""

    bold: str
    text: str
    statement: str | None
    story: str
    html: str


class EditionCounts(Shape):
    """How much there is."""

    stories: int
    articles: int
    threads: int


class EditionDocument(Shape):
    """The front page."""

    title: str
    edition: str | None
    built: str
    data_cutoff: str | None
    counts: EditionCounts
    lead: FrontLead | None
    seconds: list[FrontLine]
    desks: list[FrontDesk]
    numbers: list[RailLine]
    watching: list[RailLine]
    differing: list[RailLine]
    threads: list[str]


class SourceLine(Shape):
    """A source that is followed. Its address is cut to what names a page: `…` stands for what may be secret."""

    name: str
    address: str
    kind: Literal["feed", "sitemap", "page"]
    outlet: str | None
    language: str | None
    desk: str | None
    weight: float
    muted: bool


class Sources(Listed):
    """What is followed, by name."""

    sources: list[SourceLine]


class NewsroomDocument(Open):
    """How what is followed does, at the moment of asking."""

    at: str
    sources: list[dict[str, Any]]
