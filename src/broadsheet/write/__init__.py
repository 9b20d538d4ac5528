"""Stories to story pages."""

from broadsheet.write.page import REASONS, write_page

__all__ = ["REASONS", "write_page"]
