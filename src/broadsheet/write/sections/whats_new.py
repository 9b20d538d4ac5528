"""What's new: the statements that the last revision could not print, since their articles were not there yet."""

from __future__ import annotations

from broadsheet.records.story_page import Section, StoryPage
from broadsheet.write.changes import is_news
from broadsheet.write.draft import Draft

MOST = 5


def section(draft: Draft, sections: tuple[Section, ...], previous: StoryPage | None) -> Section | None:
    """Statements in the bodies of `sections` that tell what the news brought, at most five; None on a first revision.

    A sentence that the page merely chose anew, from articles that it had, is none of them.
    """
    if previous is None:
        return None
    before = {key for section in previous.sections for key in section.body}
    bodies = [key for section in sections for key in section.body if key.startswith("s")]
    fresh = [key for key in dict.fromkeys(bodies) if key not in before and draft.statement(key).since_revision == draft.revision]
    news = [key for key in fresh if is_news(draft.statement(key).text, draft.sources(key), previous)]
    return Section(kind="whats_new", heading="What's new", body=tuple(news[:MOST])) if news else None
