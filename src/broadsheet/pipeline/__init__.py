"""The recipe: pages are read, cut into articles, freed of copies, annotated, grouped into stories, and written about.

    read(store, sources)       Source → Page → Article → Placement, into the store
    read_pages(store, pages)   the same for pages that are at hand
    write(store, as_of=…)      Story → StoryPage, into the store
    Schedule(store, …)         the same again and again, from sources that are followed
    edition(store, …)          everything a publisher needs, out of the store

Every step leaves the store in a state from which the next run goes on, so a run that is killed and started again ends where an
uninterrupted one ends. Nothing here asks the clock: the paper's now is an argument, or the newest date of its articles, and a
schedule is given its clock. A step is loaded when it is first used: reading needs nothing of writing.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "Docketed": "docket",
    "Obeyed": "membership",
    "Progress": "progress",
    "UNDATED_NOW": "day",
    "bring_together": "membership",
    "decide": "editing",
    "decisions": "docket",
    "edition": "paper",
    "keep_apart": "membership",
    "now_of": "day",
    "read": "intake",
    "read_pages": "intake",
    "reembed": "embedding",
    "regroup": "regrouping",
    "rivals": "membership",
    "stories_of": "stories",
    "take_back": "membership",
    "withdraw": "editing",
    "write": "writing",
}

__all__ = [
    "UNDATED_NOW", "Docketed", "Obeyed", "Progress", "bring_together", "decide", "decisions", "edition", "keep_apart", "now_of",
    "read", "read_pages", "reembed", "regroup", "rivals", "stories_of", "take_back", "withdraw", "write",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a name from the module where it lives."""
    if name not in _HOMES:
        raise AttributeError(f"module 'broadsheet.pipeline' has no attribute {name!r}")
    return getattr(import_module(f"broadsheet.pipeline.{_HOMES[name]}"), name)
