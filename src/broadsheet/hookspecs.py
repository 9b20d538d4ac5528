"""What a plugin may add. A plugin is a module or object that implements some of these hooks with `hookimpl`.

An installed package announces its plugin under the entry point group `broadsheet`.
"""

from __future__ import annotations

from functools import cache

import pluggy

from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.edition import Edition
from broadsheet.records.story import Placement

PROJECT = "broadsheet"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class Hooks:
    """The hooks, in the order in which a run meets them."""

    @hookspec(firstresult=True)
    def refuse_article(self, article: Article) -> str | None:
        """Say why an article must not come into the paper; None lets it in. The reason is counted and shown."""

    @hookspec
    def article_placed(self, annotated: Annotated, copy: Copy, placement: Placement) -> None:
        """An article has its place and is about to be stored."""

    @hookspec
    def edition_ready(self, edition: Edition) -> None:
        """The edition is complete and is about to be published."""


@cache
def plugins() -> pluggy.PluginManager:
    """The plugins of this process: those installed, and those that a program registers here."""
    found = pluggy.PluginManager(PROJECT)
    found.add_hookspecs(Hooks)
    found.load_setuptools_entrypoints(PROJECT)
    return found
