"""Payloads in every field of articles, shown by a browser as files, where no policy of a server helps: none runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.publish import publish
from broadsheet.publish.bundle import bundle
from tests.hostile.payloads import payloads
from tests.hostile.poisoned import poisoned

from .conftest import Open

COUNT = 150
FIRED = "typeof window.__fired"
STIR = """() => {
  for (const one of document.querySelectorAll('details')) one.open = true;
  for (const one of document.querySelectorAll('a, button, input, summary, [tabindex]')) {
    one.focus();
    one.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    one.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
  }
}"""
"""Opens what can be opened, and goes over whatever can be gone over."""


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, edition = tmp_path_factory.mktemp("evil"), poisoned(payloads(COUNT))
    publish(edition, folder)
    for story in edition.stories:
        (folder / f"bundle-{story.id}.html").write_bytes(bundle(edition, story))
    return folder


def test_no_payload_runs(opened: Open, evil: Path):
    page, _ = opened(evil.as_uri())
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    shown = [*evil.glob("*.html"), *evil.glob("stories/*.html"), *sorted(evil.glob("articles/*.html"))[::10]]
    assert len(shown) > COUNT // 10
    for path in shown:
        page.goto(path.as_uri())
        page.evaluate(STIR)
        assert page.evaluate(FIRED) == "undefined", path.name
    assert "__fired" in page.content()


def test_a_payload_that_is_no_words_would_run(opened: Open, tmp_path: Path):
    (tmp_path / "raw.html").write_text("<title>raw</title><body onfocusin='window.__fired=1'><a href='#x'>x</a>", "utf-8")
    page, _ = opened(tmp_path.as_uri())
    page.goto((tmp_path / "raw.html").as_uri())
    page.evaluate(STIR)
    assert page.evaluate(FIRED) == "number"
