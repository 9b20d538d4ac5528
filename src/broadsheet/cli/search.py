"""`broadsheet search`: stories, articles and statements by words and meaning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration, is_day

if TYPE_CHECKING:
    from broadsheet.search import Hit, Results


def search(  # noqa: PLR0913  a command's options are its signature
    context: typer.Context,
    *,
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help='Words to look for; "words in quotation marks" must stand there as they are.')
    ] = "",
    store: StoreOption = None,
    site: SiteOption = None,
    outlet: Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Only what this paper says.")] = None,
    person: Annotated[str | None, typer.Option("--person", metavar="NAME", help="Only articles that name this person.")] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="NAME", help="Only articles that name this place.")] = None,
    role: Annotated[
        str | None, typer.Option("--role", metavar="ROLE", help="Only articles of a kind: report, analysis, opinion, …")
    ] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DAY", help="Published on this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Published on this day or earlier.")] = None,
    subject: Annotated[str | None, typer.Option("--subject", metavar="LABEL", help="Only stories on this subject.")] = None,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only stories whose accounts differ.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, metavar="N", help="Most of each kind.")] = 10,
    as_json: JsonOption = False,
) -> None:
    """Find stories, articles and printed statements by words and meaning, best first. With a filter and no words: the newest."""
    from broadsheet.cli import work
    from broadsheet.cli.terminal import say, say_json
    from broadsheet.errors import UsageError
    from broadsheet.records.codec import to_plain
    from broadsheet.records.query import Filters
    from broadsheet.search import Finder

    for option, day in (("--from", since), ("--to", until)):
        if day is not None and not is_day(day):
            raise UsageError(f"{option} {day}: is no day", hint="write it as 2026-01-31")
    filters = Filters(
        outlet=outlet, person=person, place=place, role=role, since=since, until=until, subject=subject, disputed=disputed
    )
    if not query and not filters.given:
        raise UsageError("nothing to look for", hint="give words, or a filter such as --outlet NAME")
    with work.opened(configuration(context).settings, store, site) as held:
        found = Finder().find(held, query, filters, limit=limit)
    if as_json:
        say_json(to_plain(found))
        return
    for line in _told(found):
        say(line)


def _told(found: Results) -> Iterator[str]:
    from broadsheet.cli.terminal import wrapped

    if found.instead_of is not None:
        yield f"nothing has “{found.instead_of}”; this is “{found.query}”"
    elif found.suggestion:
        yield f"did you mean “{found.suggestion}”?"
    for hit in found.hits:
        yield _heading(hit)
        yield wrapped(hit.text, "  ")
    counted = {kind: values for kind, values in sorted(found.facets.items()) if len(values) > 1}
    for kind, values in counted.items():
        yield wrapped(f"{kind}: " + ", ".join(f"{value} {count}" for value, count in values), "", "  ")
    if not found.hits:
        yield "nothing was found"


def _heading(hit: Hit) -> str:
    from broadsheet.cli.terminal import wrapped

    if hit.kind == "statement":
        return f"story {hit.story}, a sentence"
    if hit.kind == "story":
        return wrapped(hit.title, "", "  ") + f"\n  story {hit.id}"
    where = ", ".join(filter(None, (hit.outlet, hit.published and hit.published[:10]))) or "undated"
    return wrapped(hit.title, "", "  ") + f"\n  {hit.id}  {where}  story {hit.story}"
