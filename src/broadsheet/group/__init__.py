"""Annotated articles to stories and threads."""

from broadsheet.group.group import Group, vector_text
from broadsheet.group.state import DAMAGED, Unusable

__all__ = ["DAMAGED", "Group", "Unusable", "vector_text"]
