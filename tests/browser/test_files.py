"""The paper as files: the same keys, a search of its own, and what was read kept in the browser."""

from __future__ import annotations

from .conftest import Open
from .paper import Printed, headline
from .test_journeys import keys, to_story


def test_files_are_read_by_keys(opened: Open, printed: Printed):
    story, home = printed.story("contradictions"), printed.site.as_uri()
    page, _ = opened(home)
    page.goto(f"{home}/index.html")
    line = page.locator(f'main [data-story="{story["id"]}"]')
    assert "read" not in (line.get_attribute("class") or "").split()
    to_story(page, story, script=True)
    keys(page, "c")
    assert page.locator(".ev.open mark").first.inner_text().strip()
    keys(page, "x", "g", "h")
    page.wait_for_url("**/index.html")
    assert "read" in (line.get_attribute("class") or "").split()


def test_files_are_searched(opened: Open, printed: Printed):
    story, home = printed.story("contradictions"), printed.site.as_uri()
    page, _ = opened(home)
    page.goto(f"{home}/search.html")
    keys(page, "/")
    page.keyboard.type(" ".join(headline(story).split()[:4]))
    keys(page, "Enter")
    page.locator(".found-stories").get_by_role("link", name=headline(story)).click()
    page.wait_for_url(f"**/stories/{story['id']}.html")
