"""axe finds nothing serious on any kind of page: in the app and from files, light and dark, narrow and wide."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from .conftest import Open
from .paper import ROOT, Printed, headline

if TYPE_CHECKING:
    from playwright.sync_api import Page

TEMPLATES = ROOT / "src/broadsheet/publish/templates"
WIDTHS = (1280, 360)
SCHEMES = {"light": {}, "dark": {"runOnly": ["color-contrast", "link-in-text-block"]}}
"""What axe looks for: in the dark only what colours can do wrong, for nothing else is another then."""
UNFOLD = "document.querySelectorAll('details').forEach((fold) => (fold.open = true))"


def one_of(folder: str) -> Callable[[Printed], str]:
    """The heaviest page of a folder."""
    return lambda printed: f"{folder}/{max((printed.site / folder).glob('*.html'), key=lambda path: path.stat().st_size).name}"


def telling(address: str, *pools: str) -> Callable[[Printed], str]:
    """An address that names the story with these pools."""
    return lambda printed: address.format(printed.story(*pools)["id"])


def asking(address: str) -> Callable[[Printed], str]:
    """An address that asks for the first words of a headline."""
    return lambda printed: address + quote(" ".join(headline(printed.story("contradictions")).split()[:3]))


ANYWHERE = {
    "front": lambda _: "index.html",
    "latest": lambda _: "latest.html",
    "numbers": lambda _: "numbers.html",
    "watching": lambda _: "watching.html",
    "topics": lambda _: "topics.html",
    "sources": lambda _: "sources.html",
    "story": telling("stories/{}.html", "contradictions", "claims"),
    "article": one_of("articles"),
    "surgery": one_of("pages"),
    "thread": one_of("threads"),
    "topic": one_of("topics"),
    "newsletter": lambda _: "newsletter.html",
    "help": lambda _: "help.html",
    "finder": lambda _: "search.html",
    "hidden": lambda printed: f"stories/{printed.hidden()}.html",
}
"""Kinds of pages, by the name of their template, and an address of each."""
SERVED = {
    "newsroom": lambda _: "newsroom",
    "yours": lambda _: "yours",
    "subscribe": lambda _: "subscribe",
    "desk": lambda _: "desk",
    "names": lambda _: "desk/names?name=an",
    "search": asking("search?q="),
    "ask": asking("ask?q=Who reported "),
    "changes": telling("stories/{}/changes", "contradictions"),
    "story of a revision": telling("stories/{}?revision=1", "contradictions"),
    "refused": lambda _: "stories/nobody",
    "refused query": lambda _: "search?q=" + "x" * 4100,
    "nothing found": lambda _: "search?q=xylophone",
    "nothing asked": lambda _: "ask",
}
"""What the app alone has."""
REFUSED = {"refused", "refused query", "hidden"}
LEADS_ON, ALONE, ANSWERS, NAMED = {"moved"}, {"bundle"}, {"undecided"}, {"login", "account"}
"""Kinds of pages that are gone before anybody has read them, the one that is no page of a site, the one that answers a form, and
those of a paper with accounts (`test_accounts.py`)."""


def findings(page: Page, axe: str) -> list[str]:
    """Whatever axe finds, with the place; of any weight, for there is nothing that it could not be spared."""
    page.evaluate(axe)
    told = []
    for width in WIDTHS:
        for scheme, rules in SCHEMES.items():
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            found = page.evaluate("rules => axe.run(rules)", {"preload": False, "resultTypes": ["violations"], **rules})[
                "violations"
            ]
            told += [
                f"{scheme} {width}: {one['id']} ({one['impact']}) {node['target']} {node['html'][:200]}"
                for one in found
                for node in one["nodes"]
            ]
    return told


def test_every_kind_of_page_is_looked_at():
    kinds = {path.stem for path in TEMPLATES.glob("*.html") if '{% extends "base.html" %}' in path.read_text("utf-8")}
    assert kinds - LEADS_ON - ALONE - ANSWERS - NAMED - ANYWHERE.keys() - SERVED.keys() == set()


@pytest.mark.parametrize("kind", ANYWHERE)
def test_files(opened: Open, printed: Printed, axe: str, kind: str):
    page, _ = opened(printed.site.as_uri())
    page.goto(f"{printed.site.as_uri()}/{ANYWHERE[kind](printed)}")
    page.evaluate(UNFOLD)
    assert findings(page, axe) == []


@pytest.mark.parametrize("kind", ANYWHERE | SERVED)
def test_app(opened: Open, printed: Printed, app: str, axe: str, kind: str):
    page, watch = opened(app)
    address = f"{app}/{(ANYWHERE | SERVED)[kind](printed)}"
    if kind in REFUSED:
        watch.refusals.add(address)
    page.goto(address)
    page.evaluate(UNFOLD)
    assert findings(page, axe) == []


def test_a_refused_form(opened: Open, app: str, axe: str):
    page, watch = opened(app)
    watch.refusals.add(f"{app}/desk/name")
    page.goto(f"{app}/desk")
    page.evaluate(UNFOLD)
    page.fill("form[action$='desk/name'] input[name=other]", "Nobody Atall")
    page.fill("form[action$='desk/name'] input[name=text]", "Somebody Else")
    page.click("form[action$='desk/name'] button")
    assert "Nobody Atall: nobody and nothing of that name" in page.inner_text("[role=alert]")
    assert page.input_value("input[name=text]") == "Somebody Else"
    assert findings(page, axe) == []


@pytest.mark.parametrize("keys", [["?"], ["c"], ["c", "]"]], ids=["help", "evidence", "next evidence"])
def test_what_keys_open(opened: Open, printed: Printed, app: str, axe: str, keys: list[str]):
    page, _ = opened(app)
    page.goto(f"{app}/stories/{printed.story('thread')['id']}")
    page.set_viewport_size({"width": 360, "height": 700})
    for key in keys:
        page.keyboard.press(key)
    assert page.locator("dialog[open], .ev.open").count() == 1
    assert findings(page, axe) == []


def test_what_a_reader_said(opened: Open, printed: Printed, app: str, axe: str):
    story = printed.story("contradictions")["id"]
    page, _ = opened(app)
    page.goto(f"{app}/")
    page.goto(f"{app}/stories/{story}")
    for name in ("Follow", "Hide this paper"):
        page.get_by_role("button", name=name, exact=True).first.click()
        page.wait_for_url(f"**/stories/{story}*")
    page.goto(f"{app}/")
    assert page.get_by_text("You follow").count() == 1
    assert findings(page, axe) == []
    page.goto(f"{app}/sources.html")
    page.evaluate(UNFOLD)
    assert page.get_by_role("button", name="Show it again").count() == 1
    assert findings(page, axe) == []


def test_refused_decision(opened: Open, printed: Printed, app: str, axe: str):
    page, watch = opened(app)
    watch.refusals.add(f"{app}/desk/headline")
    page.goto(f"{app}/stories/{printed.story('thread')['id']}")
    page.evaluate(UNFOLD)
    form = page.locator('form[action$="desk/headline"]')
    form.locator('[name="text"]').fill("Nobody said this in 999 papers")
    form.get_by_role("button").click()
    page.get_by_role("heading", name="Not recorded").wait_for()
    assert findings(page, axe) == []
