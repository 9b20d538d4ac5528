"""The shapes of what is matched, and of what is known of it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import ConfigDict, Field

from broadsheet.publish.web.shapes import Shape


class MatchQuestion(Shape):
    """What is looked for: a text, an address, or both."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"anyOf": [{"required": ["text"]}, {"required": ["url"]}]})

    text: str = Field(
        default="", pattern=r"\S", max_length=100_000,
        description="an article’s words; a short first line that ends no sentence is its headline",
    )  # fmt: skip
    url: str = Field(
        default="", pattern=r"^https?://[A-Za-z0-9]", max_length=4_096, description="http or https; nothing is fetched"
    )
    title: str = Field(default="", max_length=1_000)
    outlet: str = Field(default="", max_length=1_000)
    published: date | None = Field(default=None, description="the day; what has none is grouped as an undated article is")


class MatchedArticle(Shape):
    """An article of the family."""

    id: str
    title: str
    outlet: str | None
    published: str | None
    url: str | None
    html: str | None


class MatchedStory(Shape):
    """The story that it tells."""

    id: str
    headline: str
    html: str | None


class NearStory(MatchedStory):
    """A story that it is like: the probability that it tells it, what speaks for that and what against."""

    likeness: float
    alike: list[str]
    against: list[str]


class MatchDocument(Shape):
    """What is known of it."""

    known: bool = Field(description="whether the address or the text is that of an article that is here")
    by: Literal["address", "text", "story"] | None
    article: str | None = Field(description="the article at that address, or the origin of what has that text")
    kind: Literal["original", "same", "syndicated", "rewritten", "update"] | None
    likeness: float = Field(ge=0, le=1)
    why: list[str]
    family: list[MatchedArticle]
    story: MatchedStory | None
    nearest: list[NearStory]
