"""The paper as JSON for other programs."""

from broadsheet.publish.api.documents import ApiReport, write_api, write_build

__all__ = ["ApiReport", "write_api", "write_build"]
