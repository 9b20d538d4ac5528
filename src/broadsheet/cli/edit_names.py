"""`broadsheet edit name`, `same`, `two`: names, once for the whole store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli.edit import EditorOption, WhyOption, edit
from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration

if TYPE_CHECKING:
    from collections.abc import Callable

    from broadsheet.records.editorial import DecisionKind, EditorialDecision
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
    from dataclasses import replace

    def said(_held: Store, signed: EditorialDecision) -> EditorialDecision:
        return replace(signed, other=printed, text=correct)

    _decide(context, "name", said, signature=(editor, why), where=(store, site), as_json=as_json)


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

    _decide(context, "one", said, signature=(editor, why), where=(store, site), as_json=as_json)


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

    _decide(context, "two", said, signature=(editor, why), where=(store, site), as_json=as_json)


def _decide(
    context: typer.Context,
    kind: DecisionKind,
    said: Callable[[Store, EditorialDecision], EditorialDecision],
    *,
    signature: tuple[str | None, str],
    where: tuple[str | None, str | None],
    as_json: bool,
) -> None:
    """Make a decision of names, and build anew what it changes if a site is named."""
    from broadsheet.cli import edit_text, work
    from broadsheet.pipeline import decide
    from broadsheet.records.editorial import EditorialDecision

    settings, (store, site) = configuration(context).settings, where
    with work.opened(settings, store, site, writes=True, beside=edit_text.is_small(kind, site)) as held:
        signed = EditorialDecision(kind=kind, editor=signature[0] or edit_text.whoami(), at=edit_text.now(), reason=signature[1])
        made = decide(held, said(held, signed))
        edit_text.carry_out(held, settings, site, made)
    edit_text.tell(made, as_json=as_json)


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
