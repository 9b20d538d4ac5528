"""`broadsheet edit name`, `same`, `two`: names, once for the whole store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli.edit import EditorOption, WhyOption, decide_of, edit
from broadsheet.cli.options import JsonOption, SiteOption, StoreOption

if TYPE_CHECKING:
    from broadsheet.records.editorial import EditorialDecision
    from broadsheet.records.registry import Registered
    from broadsheet.store import Store

__all__ = ["edit"]

Who = Annotated[str, typer.Argument(metavar="WHO", help="Name of an entry of the registry, or its id where several have it.")]


@edit.command(epilog="Example: broadsheet edit name 'Ada Bren' 'Ada Brenn' --site paper")
def name(
    context: typer.Context,
    *,
    printed: Annotated[str, typer.Argument(metavar="PRINTED", help="The name in full, as papers print it.")],
    correct: Annotated[str, typer.Argument(metavar="CORRECT", help="The name as it is.")],
    editor: EditorOption = None,
    why: WhyOption = "",
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Correct a name in the whole store. Quotations and sources stay as they were printed."""

    def said(_held: Store, signed: EditorialDecision) -> EditorialDecision:
        return replace(signed, other=printed, text=correct)

    decide_of(context, "name", said, signature=(editor, why), where=(store, site), as_json=as_json)


@edit.command(epilog="Example: broadsheet edit same 'Ada Brenn' 'Ada Holt' --site paper")
def same(
    context: typer.Context,
    *,
    one: Who,
    other: Who,
    editor: EditorOption = None,
    why: WhyOption = "",
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that two entries of the registry are one person, body or place."""
    from broadsheet.pipeline.naming import told_one

    def said(held: Store, signed: EditorialDecision) -> EditorialDecision:
        return told_one(held, signed, _entry(held, one).id, _entry(held, other).id)

    decide_of(context, "one", said, signature=(editor, why), where=(store, site), as_json=as_json)


@edit.command(epilog="Example: broadsheet edit two 'Ada Brenn' st_1f st_2e --site paper")
def two(
    context: typer.Context,
    *,
    who: Who,
    stories: Annotated[list[str], typer.Argument(metavar="STORY...", help="The stories that mean the other of the two.")],
    editor: EditorOption = None,
    why: WhyOption = "",
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that an entry of the registry is two, and which stories mean the other."""
    from broadsheet.cli import find
    from broadsheet.pipeline.naming import told_two

    def said(held: Store, signed: EditorialDecision) -> EditorialDecision:
        return told_two(held, signed, _entry(held, who).id, [find.story_id(held, story) for story in stories])

    decide_of(context, "two", said, signature=(editor, why), where=(store, site), as_json=as_json)


def _entry(store: Store, name: str) -> Registered:
    """The entry of the registry of an id or a name.

    Raises:
        NotFound: there is none.
        UsageError: several have the name.
    """
    from broadsheet.errors import NotFound, UsageError

    known = store.registry.all()
    found = [one for one in known if one.id == name] or [one for one in known if name == one.name]
    found = found or [one for one in known if name in one.aliases]
    if not found:
        raise NotFound(f"{name}: nobody and nothing of that name in the registry", hint="write it as the articles do")
    if len(found) > 1:
        ids = "; ".join(f"{one.id} ({', '.join(dict(one.stories))})" for one in found[:8])
        raise UsageError(f"several are called {name}", hint=f"name one by its id: {ids}")
    return found[0]
