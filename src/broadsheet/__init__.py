"""broadsheet: one page per story, in which every sentence shows where it comes from.

The rooms can be used one by one; what they take and give is in `broadsheet.records`. Names are loaded when they are first used.
"""

import os
import sys
from importlib import import_module
from typing import Any

# Work is spread over processes; threads of numpy's library, which reads this when it is loaded, would wait for one another.
if "numpy" not in sys.modules:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # noqa: TID251  says nothing to the rooms

__version__ = "0.1.0"

_HOMES = {
    "Annotate": "annotate",
    "Annotated": "records.annotation",
    "Article": "records.article",
    "BroadsheetError": "errors",
    "Copy": "records.article",
    "Cutting": "records.page",
    "Dedupe": "dedupe",
    "Dropped": "steps",
    "Edition": "records.edition",
    "Extract": "extract",
    "Group": "group",
    "NewsStory": "publish.programs",
    "Newspaper": "publish.programs",
    "Page": "records.page",
    "Placement": "records.story",
    "Settings": "config",
    "Span": "records.text",
    "Statement": "records.text",
    "Store": "store",
    "Story": "records.story",
    "StoryPage": "records.story_page",
    "Table": "publish.programs",
    "Tally": "steps",
    "build": "publish.programs",
    "open": "publish.programs",
    "read_sources": "read",
    "write_page": "write",
}

__all__ = [
    "Annotate",
    "Annotated",
    "Article",
    "BroadsheetError",
    "Copy",
    "Cutting",
    "Dedupe",
    "Dropped",
    "Edition",
    "Extract",
    "Group",
    "NewsStory",
    "Newspaper",
    "Page",
    "Placement",
    "Settings",
    "Span",
    "Statement",
    "Store",
    "Story",
    "StoryPage",
    "Table",
    "Tally",
    "__version__",
    "build",
    "open",
    "read_sources",
    "write_page",
]


def __getattr__(name: str) -> Any:
    """Load a public name from the room where it lives."""
    if name not in _HOMES:
        raise AttributeError(f"module 'broadsheet' has no attribute {name!r}")
    return getattr(import_module(f"broadsheet.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
