"""Stories to story pages."""

from broadsheet.write.page import REASONS, Written, write_page, write_until

__all__ = ["REASONS", "Written", "write_page", "write_until"]
