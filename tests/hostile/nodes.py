"""What a document holds as a browser parses it (Lexbor, an HTML5 parser): elements with their attributes, addresses, scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resiliparse.parse.html import HTMLTree, NodeType

_LED = re.compile(r"[\x00-\x20]+")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_ADDRESSES = frozenset(
    [
        "href",
        "src",
        "action",
        "formaction",
        "data",
        "poster",
        "background",
        "cite",
        "codebase",
        "longdesc",
        "manifest",
        "ping",
        "srcset",
        "xlink:href",
        "archive",
        "classid",
        "profile",
    ]
)


def shapes(markup: str) -> set[tuple[str, str]]:
    """Every element with each of its attributes, and with none."""
    return {(tag, name) for tag, attributes in _elements(markup) for name in ("", *attributes)}


def led_to(markup: str) -> set[str]:
    """The schemes of all addresses, as a browser reads them: white space and controls taken out; empty for one within the paper."""
    found = set()
    for _, attributes in _elements(markup):
        for name in _ADDRESSES & set(attributes):
            scheme = _SCHEME.match(_LED.sub("", attributes[name] or ""))
            found.add(scheme[1].lower() if scheme else "")
    return found


def scripts(markup: str) -> list[str]:
    """The words of all scripts, style sheets and event attributes: whatever would be run or applied as it stands."""
    tree = HTMLTree.parse(markup)
    return [node.text for node in tree.document.get_elements_by_tag_name("script")] if tree.document else []


def _elements(markup: str) -> Iterator[tuple[str, dict[str, str]]]:
    tree = HTMLTree.parse(markup)
    for node in tree.document or ():
        if node.type == NodeType.ELEMENT:
            yield node.tag, {name: node.getattr(name) for name in node.attrs}
