"""What a plugin may add. A plugin is a module or object that implements some of these hooks with `hookimpl`.

An installed package announces its plugin under the entry point group `broadsheet`.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import entry_points
from typing import Any

import pluggy

from broadsheet.errors import BroadsheetError, PluginError
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.contribution import OutletRule, Publisher, Reader, SectionWriter
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
    def readers(self) -> Iterable[Reader] | None:
        """Readers of files whose kind broadsheet does not read."""

    @hookspec
    def outlet_rules(self) -> Iterable[OutletRule] | None:
        """What holds for the web pages of single outlets."""

    @hookspec
    def sections(self) -> Iterable[SectionWriter] | None:
        """Sections of every story page, beside ours."""

    @hookspec
    def edition_ready(self, edition: Edition) -> None:
        """The edition is complete and is about to be published. It is read, never changed: later ones share its records."""

    @hookspec
    def publishers(self) -> Iterable[Publisher] | None:
        """Publishers of further files in the site's folder. They replace none of ours."""

    @hookspec
    def commands(self) -> Iterable[Callable[..., None]] | None:
        """Commands of `broadsheet`: functions as Typer takes them, called as the function with a hyphen for each `_`."""


def contributions(hook: str) -> Iterator[tuple[str, Any]]:
    """What every plugin gives under a hook that takes nothing: the plugin's name, and each of its things.

    Raises:
        PluginError: naming the plugin that failed.
    """
    for found in getattr(plugins().hook, hook).get_hookimpls():
        with named(found.plugin_name, hook):
            given = list(found.function() or ())
        yield from ((found.plugin_name, one) for one in given)


def call(hook: str, **arguments: Any) -> Any:
    """Call a hook of all plugins.

    Raises:
        PluginError: naming the plugin that failed.
    """
    caller = getattr(plugins().hook, hook)
    try:
        return caller(**arguments)
    except BroadsheetError:
        raise
    except Exception as problem:
        at = {frame.f_code for frame, _ in traceback.walk_tb(problem.__traceback__)}
        names = [found.plugin_name for found in caller.get_hookimpls() if found.function.__code__ in at]
        raise PluginError(names[0] if names else "unknown", hook, problem) from problem


@contextmanager
def named(plugin: str, where: str) -> Iterator[None]:
    """Within it, whatever a plugin raises is an error that names it.

    Raises:
        PluginError: in place of what is none of our own errors.
    """
    try:
        yield
    except BroadsheetError:
        raise
    except Exception as problem:
        raise PluginError(plugin, where, problem) from problem


@cache
def plugins() -> pluggy.PluginManager:
    """The plugins of this process: those installed, and those that a program registers here.

    Raises:
        PluginError: one cannot be loaded, or has a hook that there is none of.
    """
    found = pluggy.PluginManager(PROJECT)
    found.add_hookspecs(Hooks)
    for entry in sorted(entry_points(group=PROJECT), key=lambda entry: entry.name):
        with named(entry.name, "loading"):
            if not found.has_plugin(entry.name):
                found.register(entry.load(), entry.name)
                found.check_pending()
    return found
