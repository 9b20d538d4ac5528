"""What a reader does with the paper, by keys where scripts run, by links and forms where they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .conftest import Open
from .paper import Printed, headline

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MARK = 'a[role="doc-noteref"]'


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def script(request: pytest.FixtureRequest) -> bool:
    """Whether scripts run."""
    return bool(request.param)


@pytest.fixture
def page(opened: Open, app: str, script: bool) -> Page:
    """The front page, before a reader who was here before."""
    return front(opened, app, script)


@pytest.fixture
def keyed(opened: Open, app: str) -> Page:
    """The front page, before a reader with a keyboard."""
    return front(opened, app, script=True)


def front(opened: Open, app: str, script: bool) -> Page:
    page, _ = opened(app, java_script_enabled=script)
    page.goto(f"{app}/")
    page.goto(f"{app}/")
    return page


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def to_story(page: Page, story: dict[str, Any], script: bool) -> None:
    """From the front page to a story: by `j` and `o`, or by its link."""
    line = page.locator(f'main [data-story="{story["id"]}"]')
    if not script:
        line.get_by_role("link", name=headline(story)).click()
    for _ in range(40 if script else 0):
        keys(page, "j")
        if line.evaluate("(line) => line.classList.contains('here')"):
            keys(page, "o")
            break
    page.wait_for_url(f"**/stories/{story['id']}*")


def note_of(page: Page, mark: Locator, script: bool) -> Locator:
    """The evidence that a mark opens."""
    name = (mark.get_attribute("href") or "").partition("#")[2]
    mark.click()
    note = page.locator(f"#{name}.open" if script else f"#{name}:target")
    note.wait_for()
    return note


def quoted(page: Page, key: str, story: dict[str, Any]) -> list[str]:
    """The words that a statement stands on, as the document has them."""
    return [story["spans"][span]["exact"] for span in story["statements"][key]["spans"]]


def test_day_is_read_by_keys(keyed: Page, printed: Printed):
    story = printed.story("contradictions")
    keys(keyed, "j")
    first = keyed.locator(".here").get_attribute("data-story")
    keys(keyed, "j")
    assert keyed.locator(".here").get_attribute("data-story") != first
    keys(keyed, "k")
    assert keyed.locator(".here").get_attribute("data-story") == first
    keyed.reload()
    to_story(keyed, story, script=True)
    assert keyed.locator("h1").inner_text().startswith(headline(story))
    keys(keyed, "g", "n")
    keyed.wait_for_url("**/numbers.html")
    keys(keyed, "g", "h")
    keyed.wait_for_url("**/index.html")


def test_evidence_is_stepped_through_by_keys(keyed: Page, printed: Printed):
    story = printed.story("contradictions")
    to_story(keyed, story, script=True)
    marks = [mark.get_attribute("href") for mark in keyed.locator(f".page {MARK}").all()]
    note = keyed.locator(".ev.open")
    keys(keyed, "c")
    assert [f"#{note.get_attribute('id')}"] == marks[:1]
    place = len(marks)
    for step in range(1, 5):
        keys(keyed, "]")
        assert f"#{note.get_attribute('id')}" == marks[step]
        assert note.is_visible()
        place = step
    keys(keyed, "[")
    assert f"#{note.get_attribute('id')}" == marks[place - 1]
    assert note.locator("mark").first.inner_text().strip()
    keys(keyed, "x")
    assert note.count() == 0
    assert keyed.evaluate("document.activeElement.getAttribute('href')") == marks[place - 1]


def test_evidence_leads_to_its_article(page: Page, printed: Printed, script: bool):
    story = printed.story("contradictions")
    to_story(page, story, script)
    said = page.locator(".whats_happened .said").first
    words = quoted(page, said.get_attribute("data-said") or "", story)
    note = note_of(page, said.locator(MARK), script)
    told = [" ".join(text.split()) for text in note.locator("blockquote").all_inner_texts()]
    assert any(" ".join(word.split()) in text for word in words for text in told)
    note.get_by_role("link", name="In the article").first.click()
    page.wait_for_url("**/articles/*")
    cited = page.locator("mark:target")
    assert cited.inner_text() in " ".join(words)
    box = cited.bounding_box()
    assert box
    assert 0 <= box["y"] < 900


def test_click_keeps_what_the_pointer_opened(keyed: Page, printed: Printed):
    to_story(keyed, printed.story("contradictions"), script=True)
    mark, note = keyed.locator(f".whats_happened {MARK}").first, keyed.locator(".ev.open")
    mark.hover()
    note.wait_for()
    mark.click()
    assert note.count() == 1
    mark.click()
    assert note.count() == 0


def test_back_link_returns_to_the_text(page: Page, printed: Printed, script: bool):
    to_story(page, printed.story("contradictions"), script)
    mark = page.locator(f".whats_happened {MARK}").first
    note = note_of(page, mark, script)
    note.locator('[role="doc-backlink"]').click()
    if script:
        assert mark.evaluate("(mark) => mark === document.activeElement")
        assert note.count() == 0
    else:
        assert page.url.endswith(f"#{mark.get_attribute('id')}")


def test_accounts_that_differ_lead_to_the_matrix(page: Page, printed: Printed, script: bool):
    story = printed.story("contradictions", "claims")
    to_story(page, story, script)
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Where the accounts differ").click()
    card = page.locator(".contradictions .differ").first
    (known, *_) = story["contradictions"].values()
    assert known["issue"] in card.locator("h3").inner_text()
    values = card.locator(".side-value").all_inner_texts()
    assert len({value.rstrip("0123456789") for value in values}) == len(known["sides"]) > 1
    assert all(card.locator(".side-holder b").all_inner_texts())
    card.get_by_role("link", name="Who says what").click()
    row = page.locator("tr:target")
    table = page.get_by_role("region", name="Facts by papers")
    papers = table.get_by_role("columnheader").all_inner_texts()[1:]
    cells = row.get_by_role("cell").all_inner_texts()
    assert len(cells) == len(papers) > 1
    assert len({cell.split(":")[0] for cell in cells} - {"silent", "unclear"}) > 0
    note = note_of(page, row.locator(MARK).first, script)
    assert note.locator("mark").first.inner_text().strip()


def test_affair_is_followed_through_its_chapters(page: Page, printed: Printed, script: bool):
    story = printed.story("thread")
    to_story(page, story, script)
    page.locator(".story-head").get_by_role("link", name=story["thread"]["title"]).click()
    page.wait_for_url("**/threads/*")
    chapters = page.locator(".chapters > li h2")
    told = chapters.all_inner_texts()
    assert headline(story) in told
    assert len(told) > 1
    other = next(one for one in told if one != headline(story))
    chapters.get_by_role("link", name=other).click()
    page.wait_for_url("**/stories/*")
    assert page.locator("h1").inner_text().startswith(other)
    assert page.locator(".kicker").get_by_role("link", name=story["thread"]["title"]).count() == 1


def test_read_and_followed_by_keys(keyed: Page, printed: Printed):
    story = printed.story("contradictions")
    line = keyed.locator(f'main [data-story="{story["id"]}"]')
    is_read = "(line) => line.classList.contains('read')"
    for _ in range(40):
        keys(keyed, "j")
        if line.evaluate("(line) => line.classList.contains('here')"):
            break
    for expected in (True, False, True):
        with keyed.expect_response("**/reader/read"):
            keys(keyed, "m")
        keyed.wait_for_function("([line, read]) => line.classList.contains('read') === read", arg=[line.element_handle(), expected])
        keyed.reload()
        assert line.evaluate(is_read) is expected
        for _ in range(40):
            keys(keyed, "j")
            if line.evaluate("(line) => line.classList.contains('here')"):
                break
    keys(keyed, "o")
    keyed.wait_for_url("**/stories/*")
    keys(keyed, "f")
    keyed.get_by_role("button", name="You follow this").wait_for()
    keyed.wait_for_load_state()  # a key that is pressed before the script is there is lost
    keys(keyed, "g", "h")
    keyed.wait_for_url("**/index.html")
    assert keyed.locator(".rail-box", has_text="You follow").get_by_role("link", name=headline(story)).count() == 1


def test_read_and_followed_by_forms(opened: Open, app: str, printed: Printed):
    story, page = printed.story("contradictions"), front(opened, app, script=False)
    line, classes = page.locator(f'main [data-story="{story["id"]}"]'), "(line) => line.classList.contains('read')"
    assert not line.evaluate(classes)
    to_story(page, story, script=False)
    page.get_by_role("button", name="Follow", exact=True).click()
    page.get_by_role("button", name="You follow this").wait_for()
    page.goto(f"{app}/")
    assert line.evaluate(classes)
    box = page.locator(".rail-box", has_text="You follow")
    box.get_by_role("link", name=headline(story)).click()
    page.get_by_role("button", name="You follow this").click()
    page.get_by_role("button", name="Follow", exact=True).wait_for()
    page.get_by_role("button", name="Mark as unread").click()
    page.wait_for_url(f"{app}/")
    assert not line.evaluate(classes)
    assert box.count() == 0


def test_search_leads_to_a_story(page: Page, printed: Printed, script: bool):
    story = printed.story("contradictions")
    words = " ".join(headline(story).split()[:4])
    box = page.get_by_role("searchbox")
    if script:
        keys(page, "/")
        page.keyboard.type(words)
        assert page.locator(".here").count() == 0
        keys(page, "Enter")
    else:
        box.fill(words)
        page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search?q=*")
    assert page.get_by_role("searchbox").input_value() == words
    page.get_by_role("link", name=headline(story)).first.click()
    page.wait_for_url(f"**/stories/{story['id']}*")


def test_question_is_answered_with_its_source(page: Page, printed: Printed, script: bool):
    story = printed.story("questions")
    (asked, *_) = story["questions"].values()
    page.get_by_role("searchbox").fill(asked["question"])
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url("**/ask?q=*")
    assert page.get_by_text("Answered from the articles").is_visible()
    page.locator(f".answer {MARK}").first.click()
    page.locator("#e-1").wait_for()
    assert page.locator("#e-1 blockquote mark").first.inner_text().strip()


def test_changes_are_seen_from_revision_to_revision(page: Page, printed: Printed, script: bool):
    story = printed.story("contradictions")
    newest = story["revision"]
    to_story(page, story, script)
    if script:
        keys(page, "d")
    else:
        page.get_by_role("link", name="What changed", exact=True).click()
    page.wait_for_url("**/changes*")
    new = page.locator(".changes ins").all_inner_texts()
    assert new
    slider = page.get_by_role("slider", name="From revision")
    slider.focus()
    keys(page, "ArrowLeft")
    assert slider.input_value() == str(newest - 2)
    if script:
        assert page.locator('output[for="from"]').inner_text() == str(newest - 2)
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(f"**/changes?from={newest - 2}&to={newest}")
    page.get_by_role("link", name="revision 1", exact=True).click()
    page.wait_for_url("**?revision=1")
    assert page.get_by_text(f"This is revision 1 of {newest}").is_visible()
    assert not set(new) & set(page.locator(".whats_happened .said").all_inner_texts())


def test_help_tells_the_keys(keyed: Page):
    keys(keyed, "?")
    dialog = keyed.get_by_role("dialog", name="Keys")
    assert dialog.is_visible()
    assert {"j k", "c", "[ ]", "m", "f", "d", "/"} <= set(dialog.locator("kbd").all_inner_texts())
    keys(keyed, "j")
    assert keyed.locator(".here").count() == 0
    keys(keyed, "Escape")
    assert not dialog.is_visible()
    keys(keyed, "j")
    assert keyed.locator(".here").count() == 1


def test_help_is_a_page_as_well(page: Page):
    page.get_by_role("contentinfo").get_by_role("link", name="Help and keys").click()
    page.wait_for_url("**/help.html")
    assert {"j", "c", "[", "m", "d", "/"} <= set(page.locator("kbd").all_inner_texts())
