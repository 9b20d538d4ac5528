"""Every measured room by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from broadsheet.evaluate import (
    articles,
    ask,
    check,
    corpus,
    differ,
    duplicates,
    figures,
    grouping,
    lines,
    pages,
    papers,
    quotes,
    search,
    synopsis,
    times,
)
from broadsheet.evaluate.bench import Bench
from broadsheet.evaluate.measured import Extent, Measured

_MODULES = (
    lines, articles, duplicates, grouping, quotes, times, figures, synopsis, pages, papers, check, differ, ask, search, corpus,
)  # fmt: skip

ROOMS: Mapping[str, Callable[[Bench, Extent], Measured]] = MappingProxyType(
    {module.__name__.rpartition(".")[2]: module.measure for module in _MODULES}
)


def measure(room: str, bench: Bench, extent: Extent) -> Measured:
    """Measure one room; `room` is a key of `ROOMS`."""
    return ROOMS[room](bench, extent)
