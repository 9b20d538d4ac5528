"""The section `whats_next`."""

from __future__ import annotations

from broadsheet.records.story_page import Section
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft


def section(dossier: Dossier, draft: Draft) -> Section | None:  # noqa: ARG001
    """Nothing yet."""
    return None
