"""An HTML page from its script, a Jinja template that usually extends one outlet's markup."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from jinja2 import ChainableUndefined, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from corpus.placing import Placing
from corpus.source import HERE

_BLANK = re.compile(r"\n\s*\n")
OPTIONAL = ("standfirst", "byline", "published", "modified", "agency", "captions")
"""What an article's front matter may lack: nothing, to a template."""


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
        self.front = dict.fromkeys(OPTIONAL) | self.article.front

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

    def lines(self, span: str = "1-") -> list[tuple[str, bool]]:
        """Paragraphs with whether each is a subhead."""
        return self.placing.take(self.key, span)

    def again(self) -> list[tuple[str, bool]]:
        """All paragraphs once more, where the page says them twice."""
        article = self.article
        return [(words, number in article.subheads) for number, words in enumerate(article.paragraphs)]

    def words(self, span: str) -> str:
        """Paragraphs as bare words, joined by spaces."""
        return " ".join(words for words, _ in self.lines(span))

    @property
    def day(self) -> datetime:
        """When it was published."""
        return datetime.fromisoformat(str(self.front["published"]))

    @property
    def clock(self) -> str:
        """The time of publication, if the paper gives one."""
        return f"{self.day:%H:%M}" if "T" in str(self.front["published"]) else ""


def people(told: Told) -> list[dict[str, str]]:
    """The authors as schema.org writes them."""
    return [{"@type": "Person", "name": name} for name in told.authors]


def day_month(told: Told) -> str:
    """4 March 2031, 18:40."""
    return ", ".join(filter(None, (f"{told.day.day} {told.day:%B %Y}", told.clock)))


def weekday_day(told: Told) -> str:
    """Wednesday 5 March 2031 19.15 CET."""
    return f"{told.day:%A} {told.day.day} {told.day:%B %Y}" + (f" {told.clock.replace(':', '.')} CET" if told.clock else "")


def month_day(told: Told) -> str:
    """March 12, 2031."""
    return f"{told.day:%B} {told.day.day}, {told.day.year}"


def weekday_comma(told: Told) -> str:
    """Wednesday, 12 March 2031."""
    return f"{told.day:%A}, {told.day.day} {told.day:%B %Y}"


def masthead(told: Told) -> str:
    """The day and the weather beside the masthead."""
    weather = ("showers", "dry", "sunny")[told.day.day % 3]
    return f"{told.day:%A} {told.day.day} {told.day:%B %Y} | Port Halden {7 + told.day.day % 5}°, {weather}"


def stamp(told: Told) -> str:
    """An agency's stamp: 2031-03-14 0612 GMT."""
    return f"{told.day:%Y-%m-%d}" + (f" {told.day.astimezone(UTC):%H%M} GMT" if told.clock else "")


FORMS = (people, day_month, weekday_day, month_day, weekday_comma, masthead, stamp)


def web_page(script: str, placing: Placing, told: dict[str, Any]) -> WebPage:
    """Render a script. Its front matter names the main `article` and the `url`; `says` overrides placements."""
    loader = FileSystemLoader(HERE / "templates")
    templates = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, lstrip_blocks=True)
    templates.filters["jsonld"] = lambda value: Markup(json.dumps(value, ensure_ascii=False).replace("</", "<\\/"))
    main = Told(told["article"], placing) if "article" in told else ChainableUndefined()
    templates.globals.update({form.__name__: form for form in FORMS})
    page = templates.from_string(script).render(
        article=main, url=told["url"], kind=told.get("kind"), also=lambda key: Told(key, placing), **told.get("shows", {})
    )
    return WebPage(_BLANK.sub("\n", page).strip() + "\n", told["url"], placing.placements(told.get("says", {}), markup=True))
