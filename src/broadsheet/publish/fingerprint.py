"""Short names of values: two that differ in anything have different ones, in every process."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Set
from dataclasses import fields, is_dataclass
from functools import partial
from hashlib import blake2b
from types import FunctionType, MethodType
from typing import Any

from broadsheet.records import codec
from broadsheet.records.story_page import StoryPage

RECORDS = "broadsheet.records."
_LEAVES = frozenset({str, int, float, bool, type(None)})
_written = json.JSONEncoder(separators=(",", ":")).encode  # one for all: `json.dumps` makes a new one each time


def digest(plain: object) -> str:
    """The name of plain data: lists, strings, numbers."""
    return blake2b(_written(plain).encode("ascii"), digest_size=12).hexdigest()


class Fingerprints:
    """Names of values, each record looked at once: a process that publishes again has most of them from the edition before.

    A thing that is not a value (the edition that is looked at, say) tells what it stands for by a method `likeness`.

    Args:
        most: how many records are held, with their names, before all are let go.
    """

    def __init__(self, most: int = 1 << 16) -> None:
        self._most = most
        self._known: dict[int, tuple[Any, str]] = {}
        self._fields: dict[int, tuple[Any, str]] = {}

    def of(self, value: object) -> str:
        """The name of a value.

        Raises:
            TypeError: it is none: a function without a name of its own, say.
        """
        return digest(self._plain(value))

    def _plain(self, value: Any) -> Any:  # noqa: PLR0911  one kind of value after another
        if type(value) in _LEAVES:
            return value
        if known := self._known.get(id(value)):
            return known[1]
        if isinstance(value, tuple | list):
            return [self._plain(one) for one in value]
        if isinstance(value, StoryPage):
            return self._once(value, self._story)
        if is_dataclass(value) and type(value).__module__.startswith(RECORDS):
            return self._once(value, codec.to_plain)
        if isinstance(value, Set):
            return ["set", *sorted(self.of(one) for one in value)]
        if isinstance(value, Mapping) and not hasattr(value, "likeness"):
            return ["mapping", *([self._plain(key), self._plain(held)] for key, held in value.items())]
        if isinstance(value, partial | MethodType | FunctionType):
            return self._call(value)
        return self._thing(value)

    def _once(self, record: Any, plain: Callable[[Any], Any]) -> str:
        return self._named(self._known, record, plain)

    def _named(self, known: dict[int, tuple[Any, str]], value: Any, plain: Callable[[Any], Any]) -> str:
        """The name of a value that is looked at once. It is held, so that no other takes its place in memory."""
        found = known.get(id(value))
        if found is None:
            if len(known) >= self._most:
                known.clear()
            found = known[id(value)] = (value, digest([type(value).__name__, plain(value)]))
        return found[1]

    def _story(self, story: StoryPage) -> list[Any]:
        """Field by field: the pages of an edition share theirs with those that have another rank."""
        return [self._field(getattr(story, field.name)) for field in fields(story)]

    def _field(self, value: Any) -> Any:
        return value if type(value) in _LEAVES else self._named(self._fields, value, codec.to_plain)

    def _call(self, call: Any) -> list[Any]:
        if isinstance(call, partial):
            return ["call", self._plain(call.func), self._plain(call.args), self._plain(call.keywords)]
        if isinstance(call, MethodType):
            return ["method", call.__func__.__qualname__, self._plain(call.__self__)]
        if call.__closure__ or "<lambda>" in call.__qualname__:
            raise TypeError(f"{call.__qualname__}: what it would make cannot be told")
        return [call.__module__, call.__qualname__]

    def _thing(self, value: Any) -> list[Any]:
        likeness = getattr(value, "likeness", None)
        if likeness is not None:
            return [type(value).__name__, self._plain(likeness())]
        if is_dataclass(value):
            return [type(value).__name__, *(self._plain(getattr(value, field.name)) for field in fields(value))]
        raise TypeError(f"{type(value).__name__}: is no value")
