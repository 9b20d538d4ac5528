"""A browser, the paper served to it and the paper as files; whatever a page does that it must not fails the test."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .paper import Printed, printed_once, served
from .watch import Watch

if TYPE_CHECKING:  # skipped, not broken, where it is not installed
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVEN = all(importlib.util.find_spec(name) for name in ("playwright", "axe_playwright_python"))
QUIET = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-default-apps", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
PATIENCE = 30_000
"""Milliseconds that a page has for whatever is waited for: the machine has other work."""
Open = Callable[..., "tuple[Page, Watch]"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(600))  # two editions are built before the first
            item.add_marker(pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here"))
            item.add_marker(pytest.mark.skipif(not DRIVEN, reason="the requirements of the tests are not installed"))


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The system's Chromium. Its driver keeps a loop of its own running, so it lives no longer than these tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET), chromium_sandbox=False)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> tuple[Printed, Printed]:
    """The first edition and the second, for all workers."""
    base = tmp_path_factory.getbasetemp()
    return printed_once((base if worker_id == "master" else base.parent) / "editions")


@pytest.fixture(scope="session")
def printed(editions: tuple[Printed, Printed]) -> Printed:
    """The second edition; nobody changes it."""
    return editions[1]


@pytest.fixture(scope="package")
def app(printed: Printed) -> Iterator[str]:
    """Where the second edition is served."""
    with served(printed) as address:
        yield address


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Open]:
    """Opens a page for a new reader, with the settings of a Playwright context; no page may do what its watch complains of."""
    watches: list[Watch] = []
    contexts: list[BrowserContext] = []

    def open_one(home: str, **settings: Any) -> tuple[Page, Watch]:
        watch = Watch(home)
        context = watch.over(chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **settings}))
        context.set_default_timeout(PATIENCE)
        watches.append(watch)
        contexts.append(context)
        return context.new_page(), watch

    yield open_one
    for context in contexts:
        context.close()
    assert [complaint for watch in watches for complaint in watch.complaints] == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The script that looks at a page."""
    from axe_playwright_python.base import AXE_SCRIPT

    return str(AXE_SCRIPT)
