"""What's new: the statements that the last revision did not have."""

from __future__ import annotations

from broadsheet.records.story_page import Section, StoryPage
from broadsheet.write.draft import Draft


def section(draft: Draft, sections: tuple[Section, ...], previous: StoryPage | None) -> Section | None:
    """Statements in the bodies of `sections` that were not printed before, at most five; None on a first revision."""
    if previous is None:
        return None
    before = {key for section in previous.sections for key in section.body}
    bodies = [key for section in sections for key in section.body if key.startswith("s")]
    fresh = [key for key in dict.fromkeys(bodies) if key not in before and draft.statement(key).since_revision == draft.revision]
    return Section(kind="whats_new", heading="What's new", body=tuple(fresh[:5])) if fresh else None
