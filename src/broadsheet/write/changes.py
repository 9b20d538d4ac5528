"""What changed from one revision of a page to the next, sentence by sentence."""

from __future__ import annotations

from broadsheet.records.pool import Change
from broadsheet.records.story_page import StoryPage


def changes_since(previous: StoryPage | None, page: StoryPage) -> tuple[Change, ...]:
    """Statements that came and went, matched by their keys; the first revision is one change, of the story."""
    if previous is None:
        return (Change(revision=page.revision, kind="added", target="story", material=True),)
    old, new = _told(previous), _told(page)
    came = [_added(page, key) for key in sorted(new - old, key=_number)]
    went = [
        Change(revision=page.revision, kind="removed", target=key, material=False, before=previous.statements[key].text)
        for key in sorted(old - new, key=_number)
    ]
    return (*came, *went)


def _added(page: StoryPage, key: str) -> Change:
    statement = page.statements[key]
    articles = tuple(dict.fromkeys(page.spans[span].article for span in statement.spans))
    return Change(revision=page.revision, kind="added", target=key, material=True, after=statement.text, articles=articles)


def _told(page: StoryPage) -> set[str]:
    """The statements that stand in a section's body, headline included."""
    return {page.headline, *(key for section in page.sections for key in section.body if key in page.statements)}


def _number(key: str) -> int:
    return int(key[1:])
