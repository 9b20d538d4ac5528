"""Coming in by name and password, with a keyboard alone; with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import Open
from .paper import Printed, served
from .test_accessibility import findings

if TYPE_CHECKING:
    from playwright.sync_api import Page

PASSWORD = "nine paper boats adrift"


@pytest.fixture(scope="module")
def lodge(printed: Printed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a paper is served that has a reader and an editor."""
    folder: Path = tmp_path_factory.mktemp("accounts")
    copy, secret = printed.copied(folder / "site"), folder / "secret.txt"
    secret.write_text(PASSWORD)
    for name, role in (("rita", "reader"), ("edda", "editor")):
        copy.say("accounts", "add", name, "--role", role, "--password-file", secret)
    copy.say("accounts", "tokens", "create", "edda", "--label", "evening digest")
    with served(copy) as address:
        yield address


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def type_in(page: Page, name: str, password: str) -> None:
    """Fill in the form from wherever its field has the focus."""
    page.keyboard.type(name)
    press(page, "Tab")
    page.keyboard.type(password)
    press(page, "Enter")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.name || document.activeElement.innerText"))


def tab_to(page: Page, name: str) -> None:
    for _ in range(60):
        press(page, "Tab")
        if focused(page).startswith(name):
            return
    raise AssertionError(f"no key leads to {name}")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_an_editor_comes_in_and_leaves_by_keys(opened: Open, lodge: str, script: bool):
    page, watch = opened(lodge, java_script_enabled=script)
    watch.refusals.add(f"{lodge}/login")
    page.goto(f"{lodge}/desk")
    assert page.url == f"{lodge}/login?next=%2Fdesk"
    assert focused(page) == "name"
    type_in(page, "edda", "a wrong password")
    page.get_by_role("alert").wait_for()
    assert focused(page) == "password"
    page.keyboard.type(PASSWORD)
    press(page, "Enter")
    page.wait_for_url(f"{lodge}/desk")
    tab_to(page, "Your account")
    press(page, "Enter")
    page.wait_for_url(f"{lodge}/account")
    tab_to(page, "Log out")
    press(page, "Enter")
    page.wait_for_url(f"{lodge}/login*")
    page.go_back()
    page.goto(f"{lodge}/desk")
    assert page.url.startswith(f"{lodge}/login")


def test_a_reader_is_offered_what_a_reader_may(opened: Open, printed: Printed, lodge: str):
    story = printed.story("contradictions")["id"]
    page, watch = opened(lodge)
    page.goto(f"{lodge}/stories/{story}")
    type_in(page, "rita", PASSWORD)
    page.wait_for_url(f"**/stories/{story}")
    assert page.get_by_role("button", name="Follow").count() == 1
    assert page.get_by_role("button", name="Not a contradiction").count() == 0
    assert page.get_by_role("link", name="Desk", exact=True).count() == 0
    press(page, "f")
    page.get_by_role("button", name="You follow this").wait_for()
    watch.refusals.add(f"{lodge}/desk")
    page.goto(f"{lodge}/desk")
    assert page.get_by_role("heading", name="That is for editors.").count() == 1


def test_axe_finds_nothing(opened: Open, lodge: str, axe: str):
    page, watch = opened(lodge)
    watch.refusals |= {f"{lodge}/login", f"{lodge}/account/password"}
    page.goto(f"{lodge}/login?next=%2Faccount")
    assert findings(page, axe) == []
    type_in(page, "edda", "a wrong password")
    page.get_by_role("alert").wait_for()
    assert findings(page, axe) == []
    page.keyboard.type(PASSWORD)
    press(page, "Enter")
    page.wait_for_url(f"{lodge}/account")
    assert page.get_by_text("evening digest").count() >= 1
    assert findings(page, axe) == []
    page.fill("input[name=password]", "a wrong password")
    page.fill("input[name=new]", "another one of twelve")
    press(page, "Enter")
    page.get_by_role("alert").wait_for()
    assert findings(page, axe) == []
