"""`broadsheet edit`: the editor's desk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration

if TYPE_CHECKING:
    from collections.abc import Callable

    from broadsheet.records.editorial import DecisionKind, EditorialDecision
    from broadsheet.store import Store

edit = typer.Typer(
    help="What an editor decides. Every decision is kept, respected by later builds, and can be withdrawn.", no_args_is_help=True
)

Story = Annotated[str, typer.Argument(metavar="STORY", help="Id of a story, the start of one, or slug.")]
EditorOption = Annotated[
    str | None, typer.Option("--editor", metavar="NAME", help="Who decides. Default: the name you are logged in under.")
]
WhyOption = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, for the desk. It is not printed.")]
UntilOption = Annotated[
    str | None,
    typer.Option("--until", metavar="TIME", help="When it ends, ISO 8601; a day means its end. Default: when withdrawn."),
]


def decide_of(
    context: typer.Context,
    kind: DecisionKind,
    said: Callable[[Store, EditorialDecision], EditorialDecision],
    *,
    signature: tuple[str | None, str],
    where: tuple[str | None, str | None],
    as_json: bool,
) -> None:
    """Make a decision, and build anew what it changes if a site is named.

    Args:
        context: of the command.
        kind: what is decided.
        said: completes a decision that is signed with what the user named.
        signature: the editor, and why.
        where: the store and the site.
        as_json: for a program.
    """
    from broadsheet.cli import edit_text, work
    from broadsheet.pipeline import decide
    from broadsheet.records.editorial import EditorialDecision

    settings, (store, site) = configuration(context).settings, where
    with work.opened(settings, store, site, writes=True, beside=edit_text.is_small(kind, site)) as held:
        signed = EditorialDecision(kind=kind, editor=signature[0] or edit_text.whoami(), at=edit_text.now(), reason=signature[1])
        made = decide(held, said(held, signed))
        edit_text.carry_out(held, settings, site, made)
    edit_text.tell(made, as_json=as_json)


def _of_story(story: str, text: str = "") -> Callable[[Store, EditorialDecision], EditorialDecision]:
    """Completes a decision of a story, as the user named it."""
    from broadsheet.cli import find

    return lambda held, signed: replace(signed, story=find.story_id(held, story), text=text)


def _writing(kind: DecisionKind) -> Callable[..., None]:
    """A command that prints an editor's words."""

    def command(
        context: typer.Context,
        *,
        story: Story,
        text: Annotated[str, typer.Argument(metavar="TEXT", help="What is printed.")],
        editor: EditorOption = None,
        why: WhyOption = "",
        store: StoreOption = None,
        site: SiteOption = None,
        as_json: JsonOption = False,
    ) -> None:
        decide_of(context, kind, _of_story(story, text=text), signature=(editor, why), where=(store, site), as_json=as_json)

    return command


def _placing(kind: DecisionKind) -> Callable[..., None]:
    """A command that gives a story its place for a time."""

    def command(
        context: typer.Context,
        *,
        story: Story,
        until: UntilOption = None,
        editor: EditorOption = None,
        why: WhyOption = "",
        store: StoreOption = None,
        site: SiteOption = None,
        as_json: JsonOption = False,
    ) -> None:
        def said(held: Store, signed: EditorialDecision) -> EditorialDecision:
            from broadsheet.cli import find
            from broadsheet.pipeline import as_set

            ends = as_set.moment(configuration(context).settings, until)
            return replace(signed, story=find.story_id(held, story), until=ends)

        decide_of(context, kind, said, signature=(editor, why), where=(store, site), as_json=as_json)

    return command


def _undoing(kind: DecisionKind) -> Callable[..., None]:
    """A command that withdraws what holds of a story."""

    def command(
        context: typer.Context,
        *,
        story: Story,
        editor: EditorOption = None,
        why: WhyOption = "",
        store: StoreOption = None,
        site: SiteOption = None,
        as_json: JsonOption = False,
    ) -> None:
        _withdraw(context, story, kind, signature=(editor, why), where=(store, site), as_json=as_json)

    return command


_OF_A_STORY: dict[str, tuple[Callable[..., None], str, str]] = {
    "headline": (
        _writing("headline"),
        "Print a headline of 14 words at most in place of the page's own. The story's articles must bear it out.",
        "broadsheet edit headline st_1f 'Dam above Varnholt holds' --site paper",
    ),
    "standfirst": (
        _writing("standfirst"),
        "Print a sentence in place of the page's own standfirst. The story's articles must bear it out.",
        "broadsheet edit standfirst st_1f 'Repairs would cost eleven million crowns.' --site paper",
    ),
    "note": (
        _writing("note"),
        'Add a note. A sentence tells what the story\'s articles bear out, or what "We" or "This page" did.',
        "broadsheet edit note st_1f 'We have asked the council for comment.' --site paper",
    ),
    "lead": (_placing("lead"), "Let a story lead the front page.", "broadsheet edit lead st_1f --until 2031-03-05 --site paper"),
    "pin": (
        _placing("pin"),
        "Keep a story at the top of the front page, behind the lead.",
        "broadsheet edit pin st_1f --until 2031-03-05 --site paper",
    ),
    "unpin": (_undoing("pin"), "Withdraw the pins of a story.", "broadsheet edit unpin st_1f --site paper"),
    "unhide": (_undoing("hide"), "Show a story again that was hidden.", "broadsheet edit unhide st_1f --site paper"),
}
"""Name → the command, what it does, and an example."""

for name, (command, told, example) in _OF_A_STORY.items():
    edit.command(name, help=told, epilog=f"Example: {example}")(command)


@edit.command(epilog="Example: broadsheet edit hide st_1f --why 'the court asks for it' --site paper")
def hide(
    context: typer.Context,
    *,
    story: Story,
    editor: EditorOption = None,
    why: WhyOption = "",
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a story out of the paper. Nothing is deleted; `broadsheet edit unhide` brings it back."""
    decide_of(context, "hide", _of_story(story), signature=(editor, why), where=(store, site), as_json=as_json)


@edit.command(epilog="Example: broadsheet edit merge st_1f st_2e --site paper")
def merge(
    context: typer.Context,
    *,
    story: Story,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The story that is told with it.")],
    editor: EditorOption = None,
    why: WhyOption = "",
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell two stories as one. The older goes on, and the other's address leads to it."""
    from broadsheet.cli import find

    def said(held: Store, signed: EditorialDecision) -> EditorialDecision:
        return replace(signed, story=find.story_id(held, story), other=find.story_id(held, other))

    decide_of(context, "merge", said, signature=(editor, why), where=(store, site), as_json=as_json)


@edit.command(epilog="Example: broadsheet edit split st_1f pg_0a#3 pg_0b#1 --site paper")
def split(
    context: typer.Context,
    *,
    story: Story,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Ids or addresses of the articles that leave it.")],
    editor: EditorOption = None,
    why: WhyOption = "",
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take articles, with their copies, out of a story: they are a story of their own."""
    from broadsheet.cli import find

    def said(held: Store, signed: EditorialDecision) -> EditorialDecision:
        leaving = tuple(find.article(held, name).id for name in articles)
        return replace(signed, story=find.story_id(held, story), articles=leaving)

    decide_of(context, "split", said, signature=(editor, why), where=(store, site), as_json=as_json)


@edit.command(epilog="Example: broadsheet edit withdraw ed_3c --site paper")
def withdraw(
    context: typer.Context,
    *,
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="Id of a decision, or the start of one.")],
    editor: EditorOption = None,
    why: WhyOption = "",
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a decision back. What it replaced holds again; the withdrawal is kept like any decision."""
    _withdraw(context, decision, None, signature=(editor, why), where=(store, site), as_json=as_json)


def _withdraw(
    context: typer.Context,
    named: str,
    kind: DecisionKind | None,
    *,
    signature: tuple[str | None, str],
    where: tuple[str | None, str | None],
    as_json: bool,
) -> None:
    """Withdraw the decision of an id, or all of a kind that hold of a story."""
    from broadsheet.cli import edit_text, work
    from broadsheet.pipeline import withdraw as take_back

    settings, (editor, why), (store, site) = configuration(context).settings, signature, where
    with work.opened(settings, store, site, writes=True) as held:
        found = edit_text.of_story(held, named, kind) if kind else [edit_text.named(held, named)]
        made = [take_back(held, one.id, editor=editor or edit_text.whoami(), at=edit_text.now(), reason=why) for one in found]
        edit_text.carry_out(held, settings, site, *found)
    edit_text.tell(*made, as_json=as_json)


@edit.command("list", epilog="Example: broadsheet edit list --json")
def list_(context: typer.Context, *, store: StoreOption = None, site: SiteOption = None, as_json: JsonOption = False) -> None:
    """List every decision with what became of it."""
    from broadsheet.cli import edit_text, work
    from broadsheet.cli.terminal import say, say_json

    with work.opened(configuration(context).settings, store, site) as held:
        listed = edit_text.listed(held)
    if as_json:
        say_json(listed)
    else:
        say("\n".join(edit_text.lines(listed)) or "no decision was made: `broadsheet edit --help` names them")
