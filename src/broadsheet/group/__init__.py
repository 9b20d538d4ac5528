"""Annotated articles to stories and threads."""

from broadsheet.group.archive import Archive, Closed, Memory, Named, Shelf
from broadsheet.group.group import Group, vector_text
from broadsheet.group.state import DAMAGED, Unusable

__all__ = ["DAMAGED", "Archive", "Closed", "Group", "Memory", "Named", "Shelf", "Unusable", "vector_text"]
