"""What a reader says holds, and what is new is told, when the paper is built again while it is served."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import Open
from .paper import SECOND, Printed, served
from .test_journeys import keys

if TYPE_CHECKING:
    from playwright.sync_api import Page

LONGEST = 30
"""Seconds until a new edition is taken up."""


def notice(page: Page) -> None:
    """Wait until the page itself says that it is not the newest: it asks once a minute."""
    told = page.get_by_role("status").get_by_role("link", name="This story has a new revision")
    for _ in range(LONGEST):
        page.clock.fast_forward(60_000)
        page.wait_for_timeout(1000)
        if told.count():
            break
    told.click()


def reloaded(page: Page, revision: int) -> None:
    """Read the page anew until it is another than this revision."""
    until = time.monotonic() + LONGEST
    while page.locator(".story").get_attribute("data-revision") == str(revision) and time.monotonic() < until:
        page.wait_for_timeout(500)
        page.reload()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_word_holds_and_news_is_told(opened: Open, editions: tuple[Printed, Printed], tmp_path: Path, script: bool):
    after = editions[1].story("contradictions")
    (issue, *_) = (differing["issue"] for differing in after["contradictions"].values())
    mine = editions[0].copied(tmp_path / "mine")
    assert "contradictions" not in next(story for story in mine.stories() if story["id"] == after["id"])
    with served(mine) as app:
        page, _ = opened(app, java_script_enabled=script)
        if script:
            page.clock.install()
        page.goto(f"{app}/")
        page.goto(f"{app}/stories/{after['id']}")
        sources = page.locator(".source-list > li")
        told, last = sources.count(), sources.last
        title = last.locator(".source-title").first.inner_text()
        last.get_by_role("button", name="Not the same story").click()
        page.wait_for_url(f"**/stories/{after['id']}*")
        parted = int(page.locator(".story").get_attribute("data-revision") or 0)
        assert (parted, sources.count()) == (2, told - 1)
        assert title not in sources.locator(".source-title").all_inner_texts()

        mine.add(SECOND)
        notice(page) if script else reloaded(page, parted)
        assert page.get_by_text("You read revision 2; this is revision 3.").is_visible()
        titles = sources.locator(".source-title").all_inner_texts()
        assert title not in titles
        assert sources.count() == told
        if script:
            keys(page, "d")
        else:
            page.get_by_role("link", name="What is new since then").click()
        page.wait_for_url("**/changes?from=2*")
        news = page.locator(".changes ins").all_inner_texts()
        assert news

        page.goto(f"{app}/")
        assert page.get_by_role("link", name=title).count() == 1
        page.goto(f"{app}/stories/{after['id']}")
        assert {text for text in page.locator(".said").all_inner_texts() if text.rstrip("0123456789") in news}
        card = page.locator(".differ", has_text=issue)
        card.get_by_role("button", name="Not a contradiction").click()
        page.wait_for_url(f"**/stories/{after['id']}*")
        assert card.count() == 0
