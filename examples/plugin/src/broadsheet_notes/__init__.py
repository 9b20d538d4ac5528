"""An example of a broadsheet plugin. Each hook is one function; all of them may live in files of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

import broadsheet as bs
from broadsheet import Article, Edition, Page
from broadsheet.hookspecs import hookimpl
from broadsheet.records.contribution import Cited, OutletRule, Publisher, Reader, SectionWriter

CURRENCIES = {"USD", "EUR", "GBP", "JPY", "CHF"}


@hookimpl
def readers() -> list[Reader]:
    """Notes: a headline, a line `outlet, date`, an empty line, the text."""
    return [Reader(endings=(".note",), read=read_note)]


def read_note(name: str, content: bytes) -> Iterator[Page]:
    """The page of a note; a note without text has none."""
    head, _, body = content.decode("utf-8", "replace").replace("\r\n", "\n").partition("\n\n")
    if not body.strip():
        return
    title, _, told = head.partition("\n")
    outlet, _, day = (part.strip() for part in told.rpartition(","))
    yield Page(name=name, kind="text", body=body, title=title.strip() or None, outlet=outlet or None, published=day or None)


@hookimpl
def outlet_rules() -> list[OutletRule]:
    """The Holm Herald pitches its letter within the text."""
    return [OutletRule(domain="herald.example", outlet="Holm Herald", unwanted=("//p[@class='pitch']",))]


@hookimpl
def refuse_article(article: Article) -> str | None:
    """Crosswords are no news."""
    return "a crossword" if article.title.lower().startswith("crossword") else None


@hookimpl
def sections() -> list[SectionWriter]:
    """What it costs: the sentences that tell a sum of money."""
    return [SectionWriter(name="costs", heading="What it costs", write=costs, again=True)]


def costs(articles: Sequence[bs.Annotated]) -> Iterator[Cited]:
    """Each in its article's own words, where it can stand alone."""
    for annotated in articles:
        article = annotated.article
        for place in sorted({figure.sentence for figure in annotated.figures if figure.unit in CURRENCIES}):
            sentence = annotated.sentences[place]
            if sentence.leans is None:
                yield Cited(text=sentence.extent.of(article.text), places=((article.id, sentence.extent),))


@hookimpl
def publishers() -> list[Publisher]:
    """`headlines.txt`, for screens that show nothing else."""
    return [Publisher(name="headlines", files=lambda edition: [("headlines.txt", headlines_of(edition))])]


def headlines_of(edition: Edition) -> bytes:
    """A line for every story: its headline, and how many independent accounts tell it."""
    lines = (f"{story.statements[story.headline].text} ({story.stats.origins})" for story in edition.stories)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


@hookimpl
def commands() -> list[Callable[..., None]]:
    """`broadsheet headlines`."""
    return [headlines]


def headlines(site: Annotated[str, typer.Option("--site", metavar="DIR", help="Folder of the site.")]) -> None:
    """Print the headlines of a site."""
    typer.echo(Path(site, "headlines.txt").read_text("utf-8"), nl=False)
