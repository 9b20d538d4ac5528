"""Records to and from JSON. Optional fields that hold nothing are left out; fields without a default never are."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

from cattrs.preconf.json import JsonConverter, make_converter

from broadsheet.records.text import Extent

T = TypeVar("T")


@cache
def _converter() -> JsonConverter:
    converter = make_converter(omit_if_default=True)
    converter.register_unstructure_hook(Extent, lambda extent: [extent.start, extent.end])
    converter.register_structure_hook(Extent, lambda value, _: Extent(*value))
    converter.register_structure_hook(type(None), lambda _value, _: None)
    return converter


def to_plain(record: Any) -> Any:
    """A record as dicts, lists, strings and numbers."""
    return _converter().unstructure(record)


def from_plain(kind: type[T], plain: Any) -> T:
    """The record of type `kind` that `to_plain` made `plain` from."""
    return _converter().structure(plain, kind)


def to_json(record: Any) -> str:
    """One line of JSON: keys in the order of the record's fields, nothing escaped that need not be."""
    return json.dumps(to_plain(record), ensure_ascii=False, separators=(",", ":"))


def from_json(kind: type[T], text: str) -> T:
    """The record that `to_json` wrote."""
    return from_plain(kind, json.loads(text))


def digest(plain: Any) -> str:
    """sha256 of plain data in canonical form: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
