"""A story as one file that needs nothing beside it."""

from broadsheet.publish.bundle.document import bundle

__all__ = ["bundle"]
