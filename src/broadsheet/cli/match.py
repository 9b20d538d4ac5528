"""`broadsheet match`: whether a text or an address is known, and which story it tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration, is_day

if TYPE_CHECKING:
    from broadsheet.pipeline.matching import Asked, Match


def match(
    context: typer.Context,
    *,
    what: Annotated[str, typer.Argument(metavar="FILE|URL|-", help="A text file, an address, or - for a text on standard input.")],
    title: Annotated[str, typer.Option("--title", metavar="WORDS", help="The headline, if it is not the first line.")] = "",
    published: Annotated[str | None, typer.Option("--published", metavar="DAY", help="The day of publication.")] = None,
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say whether a text or address is known: as an article, a copy of one, or a report of a story. Nothing is kept or fetched."""
    from broadsheet.cli import work
    from broadsheet.cli.terminal import say, say_json, wrapped
    from broadsheet.pipeline.matching import Matcher
    from broadsheet.records.codec import to_plain

    asked = _asked(what, title, published)
    with work.opened(configuration(context).settings, store, site) as held:
        found = Matcher().match(held, asked)
        told = held.revisions.latest(found.story) if found.story else None
    if as_json:
        say_json({"known": found.by in ("address", "text")} | to_plain(found))
        return
    if told:
        say(wrapped(told.page.statements[told.page.headline].text))
    for line in _lines(found):
        say(wrapped(line, "", "  "))


def _asked(what: str, title: str, published: str | None) -> Asked:
    """What the argument means.

    Raises:
        MissingPath: a file that cannot be read.
        UsageError: an empty text, one that is too long, or a day that is none.
    """
    from broadsheet.cli.sources import content
    from broadsheet.errors import UsageError
    from broadsheet.pipeline.matching import LONGEST, Asked

    if published is not None and not is_day(published):
        raise UsageError(f"--published {published}: is no day", hint="write it as 2026-01-31")
    if what.startswith(("http://", "https://")):
        return Asked(url=what)
    text = content(what).decode("utf-8", "replace")
    if not text.strip() or len(text) > LONGEST:
        raise UsageError(f"{what}: holds {'too many characters' if text.strip() else 'no words'}", hint=f"1 to {LONGEST} are read")
    return Asked(text=text, title=title, published=published)


_HOW = {
    "address": "It is here under this address",
    "text": "Its text is here",
    "story": "It is not here, and tells a story that is",
}


def _lines(found: Match) -> Iterator[str]:
    if found.by is None:
        yield "Not known." + (" It is most like:" if found.nearest else "")
    else:
        copied = f" ({found.kind}, likeness {found.likeness:.2f})" if found.kind else f" ({found.likeness:.2f})"
        yield f"{_HOW[found.by]}{copied}: {', '.join(found.why)}"
        yield f"story {found.story}"
    yield from (f"article {name}" for name in found.family)
    for rival in found.nearest if found.by is None else ():
        yield f"story {rival.story} ({rival.score:.2f}), but: {', '.join(rival.against)}"
