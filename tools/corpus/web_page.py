"""An HTML page from its script, a Jinja template that usually extends one outlet's markup."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import Any

from jinja2 import ChainableUndefined, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from corpus.placing import Placing
from corpus.source import HERE


@dataclass(frozen=True, slots=True)
class WebPage:
    """The markup, its address, and which articles stand in it."""

    html: str
    url: str
    placements: list[dict[str, Any]]


class Told:
    """What a template may ask of one article; asking for it puts it on the page."""

    def __init__(self, key: str, placing: Placing) -> None:
        self.key = key
        self.placing = placing
        self.article = placing.at(key).article
        self.front = self.article.front

    @property
    def outlet(self) -> str:
        """The outlet's name."""
        return str(self.placing.world.outlets[self.front["outlet"]]["name"])

    @property
    def title(self) -> str:
        """The headline."""
        return self.placing.shows(self.key, "title")

    @property
    def byline(self) -> str:
        """The byline, which names the authors."""
        return self.placing.shows(self.key, "byline") if self.front.get("byline") else ""

    @property
    def authors(self) -> list[str]:
        """The authors' names, stated in the markup."""
        self.placing.at(self.key).signed = True
        return list(self.front["authors"])

    def body(self, span: str = "1-", tag: str = "p", subhead: str = "h2") -> Markup:
        """Paragraphs as elements, subheads as headings."""
        return Markup("\n").join(
            Markup("<{0}>{1}</{0}>").format(subhead if head else tag, words) for words, head in self.placing.take(self.key, span)
        )

    def words(self, span: str) -> str:
        """Paragraphs as bare words, joined by spaces."""
        return " ".join(words for words, _ in self.placing.take(self.key, span))


def web_page(script: str, placing: Placing, told: dict[str, Any]) -> WebPage:
    """Render a script. Its front matter names the main `article` and the `url`; `says` overrides placements."""
    loader = FileSystemLoader(HERE / "templates")
    templates = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    templates.filters["jsonld"] = lambda value: Markup(json.dumps(value, ensure_ascii=False).replace("</", "<\\/"))
    main = Told(told["article"], placing) if "article" in told else ChainableUndefined()
    page = templates.from_string(script).render(
        article=main, url=told["url"], also=lambda key: Told(key, placing), escape=escape, **told.get("shows", {})
    )
    return WebPage(page.strip() + "\n", told["url"], placing.placements(told.get("says", {}), markup=True))
