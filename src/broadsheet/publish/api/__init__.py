"""The paper as JSON for other programs."""

from broadsheet.publish.api.documents import (
    ApiReport,
    offered,
    offered_build,
    offered_live,
    story_document,
    write_api,
    write_build,
)

__all__ = ["ApiReport", "offered", "offered_build", "offered_live", "story_document", "write_api", "write_build"]
