"""`broadsheet pipe ROOM`: every room as a filter of JSON lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli.options import FastOption, WordsOption, configuration

if TYPE_CHECKING:
    from broadsheet.read import Limits

Files = Annotated[
    list[str] | None, typer.Argument(metavar="[FILE]...", help="JSON lines (.jsonl, also .gz); - or none: standard input.")
]
Pages = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE]...", help="Pages (.txt .html, also .gz), folders, JSON lines; - or none: JSON lines on standard input."
    ),
]

pipe = typer.Typer(
    help="Run one room as a filter: JSON lines in, JSON lines out, bad records reported on standard error.", no_args_is_help=True
)


def _run(room: str, files: list[str] | None, limits: Limits | None = None, **options: object) -> None:
    from broadsheet.cli.pipe.runner import run

    raise typer.Exit(run(room, files or ["-"], options, limits=limits))


def _limits(context: typer.Context) -> Limits:
    from broadsheet.pipeline.as_set import limits

    return limits(configuration(context).settings)


@pipe.command(epilog="Example: broadsheet pipe lines dump.txt | head")
def lines(context: typer.Context, files: Pages = None) -> None:
    """Label every line of pages: headline, byline, caption, body, teaser, junk or blank."""
    _run("lines", files, _limits(context))


@pipe.command(epilog="Example: broadsheet pipe extract saved/ > articles.jsonl")
def extract(context: typer.Context, files: Pages = None, fast: FastOption = None) -> None:
    """Cut the articles out of pages."""
    settings = configuration(context).settings
    options = {"fast": True} if (settings.extract.fast if fast is None else fast) else {}
    _run("extract", files, _limits(context), **options)


@pipe.command(epilog="Example: broadsheet pipe dedupe articles.jsonl")
def dedupe(files: Files = None) -> None:
    """Say of every article which one it is a copy of: {id, date?, title, text, outlet?} in."""
    _run("dedupe", files)


@pipe.command(epilog="Example: broadsheet pipe group articles.jsonl")
def group(files: Files = None) -> None:
    """Put articles into stories and threads: {id, date?, title, text, outlet?} in."""
    _run("group", files)


@pipe.command(epilog="Example: broadsheet pipe annotate articles.jsonl")
def annotate(files: Files = None) -> None:
    """Find sentences, names, quotes, figures and times: {id, date?, title?, text} in."""
    _run("annotate", files)


@pipe.command(epilog="Example: broadsheet pipe write --words 60 stories.jsonl")
def write(
    files: Files = None,
    words: WordsOption = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="TIME", help="Now, ISO 8601; default: the newest date.")] = None,
) -> None:
    """Write story pages: {story, articles[…]} a line, or plain articles of one story, in."""
    _run("write", files, words=words, as_of=as_of)


@pipe.command(epilog='Example: echo \'{"id":"1","claim":"…","sources":[{"id":"a","text":"…"}]}\' | broadsheet pipe check')
def check(files: Files = None) -> None:
    """Say whether the sources carry a claim: {id, claim, sources[{id, text}]} in."""
    _run("check", files)


@pipe.command(epilog="Example: broadsheet pipe ask questions.jsonl")
def ask(files: Files = None) -> None:
    """Answer questions with citations, or refuse: {id, question, articles[…]} in."""
    _run("ask", files)
