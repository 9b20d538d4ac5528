"""`broadsheet ask`: an answer made of cited statements, or a refusal."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration


def ask(
    context: typer.Context,
    *,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="What you want to know.")],
    store: StoreOption = None,
    site: SiteOption = None,
    story: Annotated[str | None, typer.Option("--story", metavar="STORY", help="Ask only the articles of this story.")] = None,
    thread: Annotated[
        bool, typer.Option("--thread", help="With --story: ask the articles of all chapters of the story's thread.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Answer a question with sentences of the articles, each with its source, or refuse and show what came nearest."""
    from broadsheet.cli import find, work
    from broadsheet.cli.terminal import say, say_json, wrapped
    from broadsheet.errors import UsageError
    from broadsheet.records.codec import to_plain
    from broadsheet.records.query import Filters
    from broadsheet.search import ask as put

    if thread and not story:
        raise UsageError("--thread asks for a story", hint="name one of its chapters with --story")
    with work.opened(configuration(context).settings, store, site) as held:
        scope = Filters(story=find.story_id(held, story)) if story else Filters()
        if thread:
            scope = Filters(thread=find.thread_id(held, scope.story or ""))
        found = put(held, question, scope)
        titles = {
            name: article
            for part in (*found.parts, *found.nearest)
            for name, _ in part.citations
            if (article := held.articles.get(name))
        }
    if as_json:
        say_json(to_plain(found) | {"refused": found.refused})
        return
    if found.refused:
        say("No article here answers that." + (" What comes nearest:" if found.nearest else ""))
    for part in found.nearest if found.refused else found.parts:
        say(wrapped(part.text, "  "))
        for name, _ in part.citations:
            article = titles[name]
            say(
                wrapped(
                    f"— {article.outlet or 'unnamed paper'}, {(article.published or 'undated')[:10]}: {article.title} ({name})",
                    "    ",
                )
            )
