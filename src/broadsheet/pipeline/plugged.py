"""What plugins contribute to taking pages in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from broadsheet.hookspecs import contributions, named
from broadsheet.read import READABLE, FileReader, dropped
from broadsheet.records.contribution import OutletRule, Reader
from broadsheet.records.page import Page
from broadsheet.steps import Dropped


def readers() -> Mapping[str, FileReader]:
    """Ending → what reads such files. A plugin's mistake drops the file, with the plugin's name.

    Raises:
        PluginError: a plugin would read what is read already, by broadsheet or by another plugin.
    """
    found: dict[str, FileReader] = {}
    for plugin, reader in contributions("readers"):
        with named(plugin, "readers"):
            _refuse_taken(reader, found)
        found |= dict.fromkeys(reader.endings, _guarded(plugin, reader))
    return found


def _refuse_taken(reader: Reader, others: Mapping[str, FileReader]) -> None:
    taken = [ending for ending in reader.endings if ending in others or ending in READABLE]
    if taken:
        raise ValueError(f"{taken[0]} files are read already")


def rules() -> tuple[OutletRule, ...]:
    """The rules for outlets, checked; of two for one domain both hold.

    Raises:
        PluginError: a rule holds what is no XPath.
    """
    from lxml.etree import XPath

    found = []
    for plugin, rule in contributions("outlet_rules"):
        with named(plugin, f"its rule for {rule.domain}"):
            for expression in rule.unwanted:
                XPath(expression)
        found.append(rule)
    return tuple(found)


def _guarded(plugin: str, reader: Reader) -> FileReader:
    def read(name: str, content: bytes) -> Iterator[Page | Dropped]:
        try:
            pages = list(reader.read(name, content))
        except Exception as problem:  # noqa: BLE001  one file must not stop the rest, whatever is wrong with it or the plugin
            yield dropped(name, "plugin failed", f"{plugin}: {type(problem).__name__}: {problem}"[:300])
        else:
            yield from pages
            if not pages:
                yield dropped(name, "empty", f"{plugin} found no page in it")

    return read
