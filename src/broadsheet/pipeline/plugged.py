"""What plugins contribute to taking pages in, and to story pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from broadsheet.hookspecs import contributions, named
from broadsheet.read import READABLE, FileReader, dropped
from broadsheet.records.annotation import Annotated
from broadsheet.records.contribution import Cited, OutletRule, Reader, SectionWriter
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


def sections() -> tuple[SectionWriter, ...]:
    """What writes further sections of a story page; a mistake of one names its plugin.

    Raises:
        PluginError: two sections have one name.
    """
    found: dict[str, SectionWriter] = {}
    for plugin, writer in contributions("sections"):
        with named(plugin, "sections"):
            if writer.name in found:
                raise ValueError(f"there is a section {writer.name} already")
        found[writer.name] = replace(writer, plugin=plugin, write=_cited(plugin, writer))
    return tuple(found.values())


def _cited(plugin: str, writer: SectionWriter) -> Callable[[Sequence[Annotated]], Iterable[Cited]]:
    def write(articles: Sequence[Annotated]) -> list[Cited]:
        with named(plugin, f"its section {writer.name}"):
            told = list(writer.write(articles))
            for one in told:
                if not one.stands_on(articles):
                    raise ValueError(f"“{one.text[:80]}” stands on no words of the story's articles")
        return told

    return write


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
