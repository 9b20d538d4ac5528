"""Annotated articles to stories and threads."""

from broadsheet.group.group import Group, vector_text

__all__ = ["Group", "vector_text"]
