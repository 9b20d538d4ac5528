"""The tree of origins: who wrote first, who carries whose report, and which digests tell what others wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.publish.views.library import NO_ORIGIN, Library
from broadsheet.publish.views.wording import count, day_label
from broadsheet.records.pool import ArticleEntry
from broadsheet.records.story_page import StoryPage

_TOP, _LINE, _INDENT = 16, 26, 22
_LABEL = 30
"""Letters of an outlet's name that fit beside its date where the picture is narrow."""
_UNNAMED = re.compile(r"Unnamed paper \((?:page )?(.*)\)")
_COPIES = {"same": "the same text", "syndicated": "a syndicated copy", "rewritten": "rewritten", "update": "a later version"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """An article: its place in pixels, what it is (`origin`, `copy`, `apart`), and where the branch to its origin begins."""

    x: int
    y: int
    kind: str
    outlet: str
    label: str
    when: str
    what: str
    branch: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The articles, each origin followed by what was made of it; what is no account of its own stands last."""

    height: int
    leaves: tuple[Leaf, ...]
    summary: str


def tree(library: Library, story: StoryPage) -> Tree | None:
    """The picture of who carries whose report; None where every article is an account of its own."""
    entries = sorted(story.articles.values(), key=lambda entry: (entry.published or "9", entry.id))
    apart = [entry for entry in entries if entry.role in NO_ORIGIN]
    voices = [entry for entry in entries if entry.role not in NO_ORIGIN]
    known = {entry.id for entry in voices}
    roots = [entry for entry in voices if entry.origin == entry.id or entry.origin not in known]
    copies = {root.id: [entry for entry in voices if entry.origin == root.id != entry.id] for root in roots}
    carried = sum(len(some) for some in copies.values())
    if not carried and not apart:
        return None
    leaves: list[Leaf] = []
    for root in roots:
        leaves.append(_leaf(library, story, root, len(leaves)))
        top = leaves[-1].y
        leaves += [_leaf(library, story, copy, len(leaves) + n, top) for n, copy in enumerate(copies[root.id])]
    leaves += [_leaf(library, story, entry, len(leaves) + n) for n, entry in enumerate(apart)]
    parts = [count(len(roots), "origin"), count(carried, "copy", "copies"), f"{len(apart)} counted as no origin" if apart else ""]
    return Tree(
        height=_TOP + _LINE * len(leaves) - 6,
        leaves=tuple(leaves),
        summary=", ".join(part for part in parts if part),
    )


def _leaf(library: Library, story: StoryPage, entry: ArticleEntry, place: int, branch: int | None = None) -> Leaf:
    outlet = library.entry_outlet(story, entry)
    return Leaf(
        x=10 if branch is None else 10 + _INDENT,
        y=_TOP + _LINE * place,
        kind="apart" if entry.role in NO_ORIGIN else "origin" if branch is None else "copy",
        outlet=outlet,
        label=_label(outlet),
        when=day_label(entry.published),
        what=_what(entry, branch is not None),
        branch=branch,
    )


def _label(outlet: str) -> str:
    """The name in as many letters as fit: of an unnamed paper its host or its page tells it from others."""
    name = _UNNAMED.sub(r"\1, unnamed", outlet)
    return name if len(name) <= _LABEL else name[: _LABEL - 1].rstrip() + "…"


def _what(entry: ArticleEntry, carried: bool) -> str:
    if entry.role in NO_ORIGIN:
        return {"digest": "a digest of others", "sponsored": "paid for"}[entry.role]
    if carried:
        return _COPIES.get(entry.copy_kind, "a copy")
    return (
        "its own account"
        if entry.origin == entry.id
        else f"{_COPIES.get(entry.copy_kind, 'a copy')} of an article that is not here"
    )
