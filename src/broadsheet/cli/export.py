"""`broadsheet export`: stories, tables and pages in the forms that other software reads."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration

if TYPE_CHECKING:
    from broadsheet.records.edition import Edition

FOR_A_STORY = ("json", "markdown", "ninjs", "jsonld", "annotations", "calendar")
FOR_ALL = ("csv", "parquet", "kite", "calendar", "pages")


def export(
    context: typer.Context,
    story: Annotated[
        str | None, typer.Argument(metavar="[STORY]", help="Id, the start of one, or slug; none for the paper.")
    ] = None,
    *,
    form: Annotated[
        str,
        typer.Option("--as", metavar="FORM", help=f"Of a story: {', '.join(FOR_A_STORY)}. Of the paper: {', '.join(FOR_ALL)}."),
    ],
    out: Annotated[
        str | None,
        typer.Option("--out", metavar="PATH", help="A file; for csv, parquet and kite a folder. Default: standard output."),
    ] = None,
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a story, or tables, the calendar and the raw pages of the whole paper, for other software.

    `--as pages` gives JSON lines that `broadsheet build` reads: elsewhere they make the same paper.
    """
    from broadsheet.cli import work
    from broadsheet.errors import UsageError

    known = FOR_A_STORY if story else FOR_ALL
    if form not in known:
        raise UsageError(f"{form}: no form of {'a story' if story else 'the paper'}", hint=f"one of {', '.join(known)}")
    settings = configuration(context).settings
    with work.opened(settings, store, site) as held:
        edition = work.edition_of(held, settings)
        if story:
            from broadsheet.cli import find

            files: Mapping[str, bytes] = {"": _story(edition, find.story(held, story).id, form, settings.paper.address)}
        else:
            files = _FILES[form](edition, settings.paper.address)
    _put(files, out, as_json=as_json)


def _story(edition: Edition, story: str, form: str, address: str) -> bytes:
    from broadsheet.publish.api import story_document
    from broadsheet.publish.exports import FORMS
    from broadsheet.publish.views.library import Library

    library = Library(edition, address)
    page = library.stories[story]
    return story_document(page) if form == "json" else FORMS[form](library, page)


def _offered(begin: str, *, below: str = "") -> Callable[[Edition, str], Mapping[str, bytes]]:
    """The site's files whose paths begin so, by what their paths are below a folder; a file alone has an empty name."""

    def made(edition: Edition, address: str) -> Mapping[str, bytes]:
        from broadsheet.publish.exports import offered

        return {path.removeprefix(below): make(None) for path, make in offered(edition, address) if path.startswith(begin)}

    return made


def _parquet(edition: Edition, address: str) -> Mapping[str, bytes]:
    from broadsheet.publish.exports import COLUMNS, as_parquet
    from broadsheet.publish.views.library import Library

    library = Library(edition, address)
    return {f"{table}.parquet": as_parquet(library, table) for table in COLUMNS}


def _pages(edition: Edition, _address: str) -> Mapping[str, bytes]:
    """A line for every page, in the order of their names, as `read` takes them."""
    from broadsheet.publish.exports.pages import page_lines

    return {"": page_lines(edition.pages.values())}


_FILES: Mapping[str, Callable[[Edition, str], Mapping[str, bytes]]] = {
    "csv": _offered("tables/", below="tables/"),
    "parquet": _parquet,
    "kite": _offered("kite"),
    "calendar": _offered("coming.ics", below="coming.ics"),
    "pages": _pages,
}


def _put(files: Mapping[str, bytes], out: str | None, *, as_json: bool) -> None:
    """Write one file where it was told or to standard output, several into a folder.

    Raises:
        UsageError: several files and no folder for them.
    """
    from broadsheet.cli.terminal import say, say_json
    from broadsheet.errors import UsageError
    from broadsheet.publish.files import write_file

    if out is None:
        if "" not in files:
            raise UsageError("this form is several files", hint="name a folder with --out")
        sys.stdout.buffer.write(files[""])
        sys.stdout.buffer.flush()
        return
    written = []
    for path, content in files.items():
        target = Path(out) / path if path else Path(out)
        write_file(Path(out), path, content) if path else write_file(target.parent, target.name, content)
        written.append({"file": str(target), "bytes": len(content)})
    if as_json:
        say_json({"files": written})
    else:
        for one in written:
            say(f"{one['file']}: {one['bytes']:,} bytes")
