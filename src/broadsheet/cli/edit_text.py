"""What the commands of `broadsheet edit` share: who decides and when, what is built anew, and what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from broadsheet.config import Settings
    from broadsheet.records.editorial import DecisionKind, EditorialDecision
    from broadsheet.store import Store

OF_PAGES = ("headline", "standfirst", "note", "merge", "split", "name", "one", "two")
"""Kinds that change pages; the others change the edition alone."""


def whoami() -> str:
    """The name that the user is logged in under."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "editor"


def now() -> str:
    """This moment, to the second, in UTC."""
    from datetime import UTC, datetime

    from broadsheet.records.moments import in_utc

    return in_utc(datetime.now(UTC))


def is_small(kind: DecisionKind, site: str | None) -> bool:
    """Whether a decision is a row and nothing else, so that it may be made while the paper is being written."""
    return site is None and kind not in ("merge", "split")


def carry_out(store: Store, settings: Settings, site: str | None, *made: EditorialDecision) -> None:
    """Write what decisions change, and publish the site if one is named."""
    from broadsheet.cli.terminal import Watch
    from broadsheet.cli.work import prepare_site, publish_all, write_all

    moved = any(one.kind in ("merge", "split") for one in made)
    if (site is None and not moved) or store.revisions.as_of() is None:
        return
    then = store.revisions.as_of()
    if any(one.kind in OF_PAGES for one in made):
        _, then = write_all(store, settings, then, None, Watch())
    if site:
        publish_all(store, settings, prepare_site(site), then, Watch())


def tell(*made: EditorialDecision, as_json: bool) -> None:
    """Say what was decided, and how it is taken back."""
    from broadsheet.cli.terminal import say, say_json
    from broadsheet.records.codec import to_plain

    if as_json:
        say_json(to_plain(made[0]) if len(made) == 1 else [to_plain(one) for one in made])
        return
    for one in made:
        kept = f"{one.kind} of {one.story or one.text} kept as {one.id}; `broadsheet edit withdraw {one.id}` takes it back"
        say(f"withdrawn: {one.other}" if one.kind == "withdraw" else kept)


def named(store: Store, name: str) -> EditorialDecision:
    """The decision of an id, or of the start of one.

    Raises:
        NotFound: none is called that.
        UsageError: several are.
    """
    from broadsheet.errors import NotFound, UsageError

    found = [one for one in store.decisions.all() if name and one.id.startswith(name) and one.kind != "withdraw"]
    if len(found) > 1:
        raise UsageError(f"{name} means several decisions", hint=", ".join(one.id for one in found[:8]))
    if not found:
        raise NotFound(f"{name}: no such decision", hint="`broadsheet edit list` names all")
    return found[0]


def of_story(store: Store, name: str, kind: DecisionKind) -> list[EditorialDecision]:
    """The decisions of a kind that hold of a story.

    Raises:
        NotFound: there is none.
    """
    from broadsheet.cli import find
    from broadsheet.errors import NotFound
    from broadsheet.records.editorial import in_force

    story = find.story_id(store, name)
    made = [one for one in in_force(store.decisions.all()) if one.kind == kind and one.story]
    found = [one for one in made if store.successions.current(one.story or "") == story]
    if not found:
        raise NotFound(f"{name}: no decision to {kind} it holds", hint="`broadsheet edit list` names all")
    return found


def listed(store: Store) -> list[dict[str, Any]]:
    """Every decision as plain data, with what became of it."""
    from broadsheet.pipeline import UNDATED_NOW, decisions
    from broadsheet.records.codec import to_plain

    told = decisions(store, as_of=store.revisions.as_of() or UNDATED_NOW)
    return [to_plain(one.decision) | {"status": one.status, "story_now": one.story} for one in told]


def lines(listed: list[dict[str, Any]]) -> list[str]:
    """The decisions for a reader: what holds of which story; below it the words, who decided, when and why."""
    from broadsheet.cli.terminal import wrapped

    told = []
    for one in listed:
        about = one["story_now"] or one.get("story") or one.get("other") or ""
        signed = f"{one['editor']}, {one['at'][:16].replace('T', ' ')}"
        words = [f"“{one['text']}”"] if one.get("text") else []
        told += [f"{one['id']}  {one['kind']} of {about}: {one['status']}"]
        told += [wrapped("; ".join([*words, signed, *filter(None, [one.get("reason")])]), "  ")]
    return told
